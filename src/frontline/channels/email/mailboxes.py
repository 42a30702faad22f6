"""Adding mailboxes that mail is fetched from."""

from frontline.channels.email import sealing
from frontline.channels.email.imap import Folder, Unreachable
from frontline.channels.email.models import Mailbox
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid

LONGEST_PASSWORD = 250
"""Characters; sealed, it must fit its column."""


class NotAdded(Invalid):
    """The mailbox can't be read as described; nothing was kept."""

    code = "mailbox_not_added"


def add(
    host: str,
    port: int,
    *,
    security: str,
    username: str,
    password: str,
    folder: str = "INBOX",
    only_new: bool = False,
) -> Mailbox:
    """Keep a mailbox to be polled, once it could be opened; a known one gets the new port, security and password.

    With `only_new`, what is in the folder now is left alone, also if the server renumbers it some day. Raises NotAdded.
    """
    if len(password.encode()) > LONGEST_PASSWORD:
        raise NotAdded(f"The password is longer than {LONGEST_PASSWORD} characters.")
    host = host.strip().lower()
    known = Mailbox.objects.filter(host=host, username=username, folder=folder).first()
    mailbox = known or Mailbox(host=host, username=username, folder=folder)
    mailbox.port, mailbox.security, mailbox.password = port, security, sealing.seal(password)
    mailbox.is_active = True
    try:
        with Folder(mailbox) as opened:
            if only_new and known is None:
                mailbox.uid_validity, mailbox.last_uid = opened.uid_validity, opened.uid_next - 1
                mailbox.starts_on = clock.now().date()
    except Unreachable as error:
        raise NotAdded(f"{error}. Nothing was changed.") from error
    mailbox.failing_since, mailbox.last_error = None, ""
    mailbox.save()
    return mailbox
