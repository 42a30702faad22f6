"""What stands behind a bar: its conversations, and what the readers noted of them."""

from dataclasses import dataclass

from frontline.inbox.models import Conversation
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import Label, Said, labels_of


@dataclass(frozen=True, slots=True)
class Behind:
    """One conversation of a bar. `subject` is "" once the conversation is deleted."""

    number: int
    subject: str
    is_there: bool
    notes: tuple[Said, ...]
    is_disputed: bool

    def quotation(self, note: Said) -> str:
        """To be pasted elsewhere: the note, and the conversation that it is of."""
        return f"\N{LEFT DOUBLE QUOTATION MARK}{note.note.strip()}\N{RIGHT DOUBLE QUOTATION MARK} (#{self.number})"


def behind(study: Study, key: str, search: str = "") -> list[Behind]:
    """The conversations whose label that counts is `key`; of those, the ones where all words of `search` are found.

    Found in a note, in the subject, or as the number. In the drawn order; four queries.
    """
    labels = [label for label in labels_of(study) if label.counts and label.counts.key == key]
    ids = [label.conversation_id for label in labels if label.conversation_id]
    subjects = dict(Conversation.objects.filter(pk__in=ids).values_list("pk", "subject"))
    found = [_behind(label, subjects) for label in labels]
    words = search.casefold().split()
    return [each for each in found if all(word in _text(each) for word in words)]


def _behind(label: Label, subjects: dict[int, str]) -> Behind:
    pk = label.conversation_id
    return Behind(label.number, subjects.get(pk or 0, ""), pk in subjects, label.notes, label.is_disputed)


def _text(each: Behind) -> str:
    notes = " ".join(note.note for note in each.notes)
    return f"#{each.number} {each.subject} {notes}".casefold()
