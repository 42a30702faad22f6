"""The mails in tests/payloads/mail, and what must come of each (its README says how they are described)."""

import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MAIL = Path(__file__).parent / "mail"


@dataclass(frozen=True)
class Payload:
    """One mail. `{{TOKEN}}` and `{{NUMBER}}` in it, and in what is expected of it, are filled in on reading."""

    name: str

    def raw(self, *, token: str, number: int) -> bytes:
        """The mail as it is sent. `token`: the signed part of the reply address, with its `r.`."""
        stored = MAIL / f"{self.name}.eml"
        content = stored.read_bytes() if stored.exists() else _made(self.name)
        for literal, value in _literals(token, number).items():
            content = content.replace(literal.encode(), value.encode())
        return content

    def envelope(self, *, token: str, number: int) -> dict[str, Any]:
        """How it arrives; by SMTP, from Ada to the support address, unless it says otherwise."""
        usual = {"via": "smtp", "mail_from": "ada@northwind.example", "rcpt_tos": ["support@acme.example"]}
        return usual | self.described(token=token, number=number).get("envelope", {})

    def described(self, *, token: str, number: int) -> dict[str, Any]:
        """What NAME.json says."""
        text = (MAIL / f"{self.name}.json").read_text()
        for literal, value in _literals(token, number).items():
            text = text.replace(literal, value)
        return dict(json.loads(text))


def payloads() -> list[Payload]:
    """All of them, by name."""
    return [Payload(path.stem) for path in sorted(MAIL.glob("*.json"))]


def _literals(token: str, number: int) -> dict[str, str]:
    return {"{{TOKEN}}": token, "{{TOKEN_UPPER}}": token.upper(), "{{NUMBER}}": str(number)}


@cache
def _made(name: str) -> bytes:
    """What the maker of a mail too large to keep makes."""
    spec = importlib.util.spec_from_file_location(f"payload_{name}", MAIL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return bytes(module.make())
