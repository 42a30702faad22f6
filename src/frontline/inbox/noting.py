"""Notes: what only teammates see."""

from collections.abc import Sequence

from frontline.events.recording import record
from frontline.inbox import attaching, events, indexing
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Note
from frontline.kernel import clock
from frontline.kernel.folding import storable
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate

LONGEST = 100_000


def note(
    conversation: Conversation,
    text: str,
    *,
    attachments: Sequence[InboundAttachment] = (),
    submission: str = "",
    by: Teammate,
) -> Note:
    """Add a note, Markdown. It changes neither who waits nor whose turn it is. Raises Invalid for an empty one.

    The same `submission` (64 characters at most) twice is one note: the second time, the first is returned.
    """
    text = storable(text).strip()
    if not text and not attachments:
        raise Invalid("The note is empty: write something, or attach a file.")
    if len(text) > LONGEST:
        raise Invalid(
            f"The note has {len(text):,} characters; {LONGEST:,} is the most. Attach the rest as a file."
        )
    with locked(conversation) as fresh:
        if submission and (before := fresh.notes.filter(submission=submission).first()):
            return before
        written = Note.objects.create(
            conversation=fresh, teammate=by, text=text, submission=submission, at=clock.now()
        )
        attaching.attach(attachments, to=written)
        indexing.index(fresh.number, text, " ".join(a.name for a in attachments))
        record(events.NOTED, fresh.as_subject, by=by, note=written.pk)
    return written
