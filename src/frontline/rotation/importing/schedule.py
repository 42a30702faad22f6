"""What was read of a schedule from elsewhere: ours, and what of theirs we have no words for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from frontline.kernel.refusal import Invalid
from frontline.rotation.reading import read as read_spec
from frontline.rotation.spec import Interval

JsonObject = Mapping[str, Any]


class NotUnderstood(Invalid):
    """The file or answer is not what the other product's documentation says; nothing was changed."""

    code = "import_not_understood"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person over there; `email` is empty if it was not told."""

    id: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Who is on over there, by their own reckoning."""

    during: Interval
    who: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """`rotation` and `amendments` in the form of docs/rotation.md, with the other product's ids as teammates.

    `left`: what could not be carried over, a sentence each. `rendered`: their final shifts in `window`, if they told.
    """

    source: str
    name: str
    rotation: JsonObject
    amendments: tuple[JsonObject, ...]
    people: tuple[Somebody, ...]
    left: tuple[str, ...] = ()
    rendered: tuple[Rendered, ...] = ()
    window: Interval | None = None

    def spec(self, window: Interval) -> dict[str, Any]:
        """The whole specification over a window, as `frontline rotation evaluate` takes it."""
        return {
            "rotations": [self.rotation],
            "amendments": list(self.amendments),
            "from": written(window.start),
            "until": written(window.end),
        }

    def renamed(self, names: Mapping[str, str | None]) -> "Schedule":
        """With other names for people. Who has none (None) is left out of line-ups and amendments, and said."""
        gone = [each.name for each in self.people if names.get(each.id) is None]
        sentences = tuple(f"{name} has no teammate here, and was left out." for name in gone)
        amendments = tuple(
            {**each, "teammate": names[each["teammate"]]}
            for each in self.amendments
            if names.get(each["teammate"])
        )
        rendered = tuple(
            Rendered(each.during, names.get(each.who) or f"{each.who} (left out)") for each in self.rendered
        )
        return replace(
            self,
            rotation=_renamed(self.rotation, names),
            amendments=amendments,
            left=(*self.left, *sentences),
            rendered=rendered,
        )


def _renamed(value: Any, names: Mapping[str, str | None]) -> Any:
    """Line-ups with other names: a slot whose people are all unknown is nobody's, so the others keep theirs."""
    if not isinstance(value, Mapping):
        return [_renamed(each, names) for each in value] if isinstance(value, list) else value
    found = {key: _renamed(each, names) for key, each in value.items()}
    if "members" in value:
        found["members"] = [_member(each, names) for each in value["members"]]
    return found


def _member(member: Any, names: Mapping[str, str | None]) -> Any:
    ids = member if isinstance(member, list) else [member]
    known = [name for name in (names.get(each) for each in ids if each is not None) if name]
    return (known if len(known) > 1 else known[0]) if known else None


def documented(read: Callable[[JsonObject], Schedule]) -> Callable[[JsonObject], Schedule]:
    """A reader of what others wrote: what it stumbles over is refused, and what it understood can be evaluated."""

    @wraps(read)
    def checked(answer: JsonObject) -> Schedule:
        try:
            found = read(answer)
        except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
            raise NotUnderstood(f"Something in it is not as documented: {error}.") from error
        read_spec(found.spec(found.window or Interval(0, 1)))
        return found

    return checked


def rotation_of(name: str, zone: str, layers: list[dict[str, Any]], left: Sequence[str]) -> JsonObject:
    """A rotation of these layers, which begins as the first of them does. Raises NotUnderstood if there is none."""
    if not layers:
        why = " ".join(left) or "It has no layers."
        raise NotUnderstood(f"Nothing of {name} can be said as a rotation here. {why}")
    return {"name": name, "timezone": zone, "anchor": layers[0]["anchor"], "layers": layers}


def written(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(value: object, where: str) -> int:
    """An instant with its offset (or Z), in seconds since 1970. Raises NotUnderstood."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise NotUnderstood(f"{where}: {value!r} is no time.") from error
    if found.tzinfo is None:
        raise NotUnderstood(f"{where}: {value!r} has no offset, so it is no instant.")
    return int(found.timestamp())


def mapping(value: object, where: str) -> JsonObject:
    if not isinstance(value, dict):
        raise NotUnderstood(f"{where}: an object was expected there.")
    return value


def listed(value: object, where: str) -> Sequence[JsonObject]:
    """A list of objects; left out or null it is empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise NotUnderstood(f"{where}: a list was expected there.")
    return [mapping(each, f"{where}[{number}]") for number, each in enumerate(value)]


def text(value: JsonObject, key: str, where: str) -> str:
    found = value.get(key)
    if not isinstance(found, str) or not found:
        raise NotUnderstood(f"{where}.{key}: a text was expected there.")
    return found


def whole(value: JsonObject, key: str, where: str, default: int | None = None) -> int:
    found = value.get(key)
    if found is None and default is not None:
        return default
    if not isinstance(found, int) or isinstance(found, bool):
        raise NotUnderstood(f"{where}.{key}: a whole number was expected there.")
    return found
