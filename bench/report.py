"""bench/RESULTS.md, from what was measured."""

from typing import Any

TARGETS = {  # p50, p99 in ms at 200,000 conversations of three messages
    "queue page": (8, 40),
    "closed page": (8, 40),
    "closed, second page": (8, 40),
    "conversation page": (8, 40),
    "search, two words": (20, 80),
    "search, two common words": (20, 80),
    "search, one rare word": (8, 80),
    "reply": (10, 50),
    "list, REST": (8, 40),
    "live": (300, 1000),
}
AIMS = {
    "1,000 promises warned in one minute: marked and recorded": "10 s with the telling",
    "1,000 promises broken in one minute: marked and recorded": "10 s with the telling",
    "500 rotations x 50 members x 1 year, one week each": "1 s",
    "who is on now, one rotation": "1 ms",
    "report page, 4 weeks: p50 / p99": "p50 150 ms at a million",
    "the head of a page": "no query beyond one look-up a second",
    "the clocks of a page: 50 due instants and times left": "1 ms",
}
WORDS = {"live": "new message to an open page"}


def written(measured: dict[str, Any]) -> str:
    """The page. `measured`: size -> figures."""
    sizes = sorted((size for size in measured if size.isdigit()), key=int)
    lines = [
        "# Measured",
        "",
        "By `make bench`; one client on the same machine, milliseconds from the request's first byte to the answer's"
        " last, p50 / p99 of 200. Data: `bench/gen.py`, three messages a conversation. Written by the measurement.",
        "",
        f"Machine: {measured[sizes[-1]]['machine']}.",
        "",
        "| | aim (p50 / p99) | " + " | ".join(f"{int(s):,} conversations" for s in sizes) + " |",
        "|---|---|" + "---|" * len(sizes),
    ]
    for name, (p50, p99) in TARGETS.items():
        cells = [f"{f[name][0]:.1f} / {f[name][1]:.1f}" if name in (f := measured[s]) else "" for s in sizes]
        lines.append(f"| {WORDS.get(name, name)} | {p50} / {p99} | " + " | ".join(cells) + " |")
    for name in ("mail in, one process", "mail in, mail and worker"):
        cells = [_mail(measured[s].get(name)) for s in sizes]
        lines.append(f"| {name}: accepted to recorded, a second | 250 | " + " | ".join(cells) + " |")
    for name, words, aim in (
        ("at rest, MiB", "one process and PostgreSQL at rest, MiB (PSS)", "350"),
        ("after work, MiB", "the same after the pages above", ""),
    ):
        cells = [str(measured[s].get(name, "")) for s in sizes]
        lines.append(f"| {words} | {aim} | " + " | ".join(cells) + " |")
    for size in sizes:
        lines += _part(f"Numbers, {int(size):,} conversations", measured[size].get("reports"))
    titles = {
        "clocks": "Clocks",
        "studies": "Studies over a million conversations",
        "rotations": "Rotations",
        "hours": "Working hours",
    }
    parts = [line for key, title in titles.items() for line in _part(title, measured.get(key))]
    return "\n".join([*lines, *parts]) + "\n"


def _part(title: str, found: dict[str, str] | None) -> list[str]:
    if not found:
        return []
    rows = [f"| {name} | {AIMS.get(name, '')} | {value} |" for name, value in found.items()]
    return ["", f"## {title}", "", "| | aim | measured |", "|---|---|---|", *rows]


def _mail(found: dict[str, float] | None) -> str:
    return f"{found['recorded']:.0f} (accepted alone: {found['accepted']:.0f})" if found else ""
