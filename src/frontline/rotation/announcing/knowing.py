"""What people know of their turns, beside what is so: matched, and each difference told once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from frontline.notify.telling import was_told
from frontline.people.models import Teammate
from frontline.rotation.announcing import words
from frontline.rotation.announcing.turns import Stints, Turn, ahead
from frontline.rotation.models import Amendment, Announcement, Rotation
from frontline.rotation.plan.slots import interval

Pair = tuple[Announcement, Turn]
Say = Callable[..., None]
"""(teammate id, kind, key, words by zone): tells one person, in their zone."""


@dataclass(frozen=True)
class Knowing:
    """One rotation at an instant. `names_on` gives who is on call at a time, by name."""

    rotation: Rotation
    at: datetime
    say: Say
    names_on: Callable[[datetime], list[str]]

    def settle(self, rows: Iterable[Announcement], turns: Iterable[Turn]) -> tuple[list[Pair], list[Turn]]:
        """Tell who lost a turn, and whose has moved; the turns that are known now, and those that are new."""
        pairs, lost, new = match(list(rows), list(turns))
        for row, turn in pairs:
            self._moved(row, turn)
        for row in lost:
            if row.until_at > self.at:
                self._lost(row)
        return pairs, new

    def _moved(self, row: Announcement, turn: Turn) -> None:
        was, now = _stints(row), int(self.at.timestamp())
        if ahead(was, now) == ahead(turn.stints, now):
            return
        is_agreed = self._is_agreed(row, (*was, *turn.stints))
        row.stints, row.from_at, row.until_at = turn.stints, turn.from_at, turn.until_at
        row.moves, row.changed_at = row.moves + 1, self.at
        row.save(update_fields=["stints", "from_at", "until_at", "moves", "changed_at"])
        # What is over already is told as its end.
        if ahead(turn.stints, now) and not is_agreed:
            self.say(
                row.teammate_id,
                "rotation.moved",
                f"rotation.moved:{row.pk}:{row.moves}",
                lambda zone: words.moved(self.rotation, turn, was, zone),
            )

    def _lost(self, row: Announcement) -> None:
        was = _stints(row)
        is_agreed = self._is_agreed(row, was)
        row.withdrawn_at = self.at
        row.save(update_fields=["withdrawn_at"])
        on = self.names_on(max(row.from_at, self.at))
        key = f"rotation.lost:{row.pk}"
        if not is_agreed:
            self.say(
                row.teammate_id,
                "rotation.lost",
                key,
                lambda zone: words.lost(self.rotation, was, row.role, zone, on),
            )
        name = Teammate.objects.values_list("name", flat=True).get(pk=row.teammate_id)
        for other in was_told(announced_key(row)) - {row.teammate_id}:
            self.say(
                other,
                "rotation.team_lost",
                key,
                lambda zone: words.team_lost(self.rotation, name, was, zone, on),
            )

    def _is_agreed(self, row: Announcement, stints: Sequence[tuple[int, int]]) -> bool:
        """Whether it follows from swaps and covers that this person has agreed to since, and from nothing else."""
        first, last = min(since for since, _ in stints), max(until for _, until in stints)
        recent = Q(made_at__gte=row.changed_at) | Q(revoked_at__gte=row.changed_at)
        since = [
            each
            for each in Amendment.objects.filter(recent, rotation=self.rotation)
            if (during := interval(self.rotation, each)) and during.start < last and first < during.end
        ]
        return bool(since) and all(
            each.ask_id is not None
            and each.revoked_at is None
            and row.teammate_id in {each.teammate_id, each.instead_of_id}
            for each in since
        )


def announced_key(row: Announcement) -> str:
    return f"rotation.announced:{row.pk}"


def match(rows: list[Announcement], turns: list[Turn]) -> tuple[list[Pair], list[Announcement], list[Turn]]:
    """Each row with the turn of the same person and role that it shares most time with; what is left of both."""
    shared = [
        (_overlap(_stints(row), turn.stints), row, turn)
        for row in rows
        for turn in turns
        if (row.teammate_id, row.role) == (turn.person.pk, turn.role)
    ]
    pairs: list[Pair] = []
    matched_rows, matched_turns = set(), set()
    for seconds, row, turn in sorted(shared, key=lambda each: (-each[0], each[1].pk, each[2].stints)):
        if seconds and row.pk not in matched_rows and id(turn) not in matched_turns:
            pairs.append((row, turn))
            matched_rows.add(row.pk)
            matched_turns.add(id(turn))
    return (
        sorted(pairs, key=lambda pair: (pair[1].stints, pair[0].pk)),
        [row for row in rows if row.pk not in matched_rows],
        [turn for turn in turns if id(turn) not in matched_turns],
    )


def _stints(row: Announcement) -> Stints:
    return tuple((since, until) for since, until in row.stints)


def _overlap(one: Stints, other: Stints) -> int:
    """Seconds, from the first beginning to the last end: a pause that moved is no other turn."""
    return max(0, min(one[-1][1], other[-1][1]) - max(one[0][0], other[0][0]))
