"""Composing: a dispatch's Message as the mail that goes to its one address.

Every copy of a message shows all its recipients, but is handed over for one of them only: a bad address holds nobody
else up. Whatever people typed into names, subjects and file names stays inside its header.
"""

import re
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from django.core.files.storage import default_storage

from frontline.channels.email import addresses
from frontline.channels.email.models import SupportAddress
from frontline.channels.email.writing import bodies, headers
from frontline.channels.email.writing.mailboxes import Mailbox, NotAnAddress, mailbox
from frontline.channels.email.writing.plain import as_plain
from frontline.channels.email.writing.quoting import quote_below
from frontline.inbox.channel import DeliveryRefused
from frontline.inbox.models import Attachment, Dispatch, Message
from frontline.kernel.folding import storable
from frontline.people.models import Workspace

# Bodies in 7 bits go through any server as they are, and so keep any DKIM signature made on the way.
_POLICY: "EmailPolicy[EmailMessage]" = SMTP.clone(cte_type="7bit")
_TYPE = re.compile(r"(?!message/|multipart/)([a-z0-9][\w.+-]*)/([a-z0-9][\w.+-]*)", re.IGNORECASE | re.ASCII)


def compose(dispatch: Dispatch) -> EmailMessage:
    """The whole mail for `dispatch`. The same dispatch gives the same Message-ID, however often it is composed.

    Raises DeliveryRefused: for good if the address can't be one, for now if no address of ours is set up or an
    attachment can't be read.
    """
    message = dispatch.message
    recipient = recipient_of(dispatch)
    mail = EmailMessage(policy=_POLICY.clone(utf8=recipient.needs_utf8))
    _address(mail, message, recipient)
    _thread(mail, message)
    _write(mail, message)
    for attachment in message.attachments.all():
        _attach(mail, attachment)
    return mail


def recipient_of(dispatch: Dispatch) -> Mailbox:
    """The one mailbox that `dispatch` goes to. Raises DeliveryRefused."""
    try:
        return mailbox(dispatch.address)
    except NotAnAddress as error:
        raise DeliveryRefused(f"{error}.", is_permanent=True) from error


def sender_of(message: Message) -> SupportAddress:
    """The address of ours that `message` goes out from: the one that was written to, if it is still ours."""
    ours = addresses.support_address(message.conversation.our_address) or addresses.default_address()
    if ours is None:
        raise DeliveryRefused("No support address is set up to send from.", is_permanent=False)
    return ours


def _address(mail: EmailMessage, message: Message, recipient: Mailbox) -> None:
    ours = sender_of(message)
    from_box = mailbox(ours.address)
    reply_to = mailbox(addresses.reply_address(message.conversation_id, ours.address))
    name = _our_name(message, ours)
    mail["From"] = headers.people("From", [(name, from_box)])
    for header, listed in _everyone(message).items():
        shown = list(_shown(listed, recipient))
        if shown:
            mail[header] = headers.people(header, shown)
    if "To" not in mail and "Cc" not in mail:
        mail["To"] = headers.people("To", [("", recipient)])
    mail["Reply-To"] = headers.people("Reply-To", [(name, reply_to)])


def _our_name(message: Message, ours: SupportAddress) -> str:
    house = ours.name or Workspace.objects.values_list("name", flat=True).first() or ""
    person = message.teammate.name if message.teammate and not message.is_automatic else ""
    return " · ".join(filter(None, (person, house)))


def _everyone(message: Message) -> dict[str, list[dict[str, str]]]:
    """Whom `message` goes to in all: as it says itself, or else everyone that it was dispatched to."""
    if message.to or message.cc:
        return {"To": message.to, "Cc": message.cc}
    sent = [
        ({"name": each.name, "address": each.address}, each.is_copied) for each in message.dispatches.all()
    ]
    return {
        "To": [person for person, is_copied in sent if not is_copied],
        "Cc": [person for person, is_copied in sent if is_copied],
    }


def _shown(listed: Iterable[dict[str, str]], recipient: Mailbox) -> Iterable[tuple[str, Mailbox]]:
    """Those of the list whom a header can name: one address beyond ASCII must not cost the others their mail."""
    for each in listed:
        try:
            box = mailbox(each.get("address", ""))
        except NotAnAddress:
            continue
        if recipient.needs_utf8 or not box.needs_utf8:
            yield each.get("name", ""), box


def _thread(mail: EmailMessage, message: Message) -> None:
    subject = headers.reply_subject(
        storable(message.subject or message.conversation.subject),
        message.conversation_id,
        is_answer=bool(message.in_reply_to or message.references),
    )
    mail["Subject"] = headers.words("Subject", subject)
    mail["Date"] = message.at
    mail["Message-ID"] = headers.Line("Message-ID", [message.message_id])
    parent = headers.ids(message.in_reply_to)[:1]
    if parent:
        mail["In-Reply-To"] = headers.Line("In-Reply-To", parent)
    chain = headers.references(message.references, message.in_reply_to)
    if chain:
        mail["References"] = headers.Line("References", chain)
    if message.is_automatic:
        mail["Auto-Submitted"] = "auto-replied"  # RFC 3834 section 5
        mail["X-Auto-Response-Suppress"] = "All"  # Exchange
        mail["Precedence"] = (
            "auto_reply"  # responders older than RFC 3834; unlike "bulk" it doesn't lower the priority
        )


def _write(mail: EmailMessage, message: Message) -> None:
    text = storable(message.text)
    plain, html = as_plain(text), bodies.as_html(text)
    signature = storable(message.teammate.signature) if message.teammate and not message.is_automatic else ""
    if signature.strip():
        plain += f"\n\n-- \n{as_plain(signature)}"
        html += f'<div style="margin-top:16px;opacity:.75">{bodies.as_html(signature)}</div>\n'
    quote = quote_below(message)
    if quote:
        plain += f"\n\n{storable(quote.plain)}"
        html += storable(quote.html)
    mail.set_content(plain + "\n")
    mail.add_alternative(bodies.document(html), subtype="html")


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    try:
        with default_storage.open(attachment.path) as file:
            content = file.read()
    except OSError as error:
        raise DeliveryRefused(
            f"The attachment {attachment.name} can't be read: {error}", is_permanent=False
        ) from error
    # A message or a multipart inside would have to be sent unencoded (RFC 2046 section 5.2.1); its name says enough.
    given = _TYPE.fullmatch(attachment.type)
    maintype, subtype = given.groups() if given else ("application", "octet-stream")
    name = headers.in_words(storable(attachment.name), 200) or "attachment"
    mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
