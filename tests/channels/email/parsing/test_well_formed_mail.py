"""What a well-behaved mail program sends comes out as it went in. The standard library plays the mail program."""

from email.headerregistry import Address as Named
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.channels.email.identity import identity
from frontline.channels.email.parsing import parse

OURS = {"support@acme.example"}
PRINTABLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))
WORDS = st.text(st.one_of(PRINTABLE, st.just(" ")), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)
LINE = st.text(PRINTABLE, max_size=100).filter(lambda line: not line.lstrip().startswith((">", "--", "__")))
BODY = st.lists(LINE, min_size=1, max_size=8).map("\n".join)
FILE_NAME = (
    st.text(PRINTABLE, min_size=1, max_size=80)
    .map(lambda name: " ".join(name.replace("/", "-").replace("\\", "-").split()).strip(" .\"'") or "file")
    .map(lambda name: f"{name}.bin")
)


def mail(subject: str, name: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = Named(name, "ada", "northwind.example")
    made["To"] = "support@acme.example"
    made["Subject"] = subject
    made["Message-ID"] = "<made@northwind.example>"
    made.set_content(text, cte="base64")
    return made


@settings(max_examples=150, deadline=None)
@given(subject=WORDS, name=WORDS, text=BODY)
def test_subject_name_and_text_come_out_as_they_went_in(subject: str, name: str, text: str) -> None:
    got = parse(mail(subject, name, text).as_bytes(policy=SMTP), envelope={}, ours=OURS)
    assert got.subject == subject
    assert got.sender.address == "ada@northwind.example"
    assert got.sender.name == name.strip(" '\"")
    assert (got.text + "\n" + got.quoted).split() == text.split()


@settings(max_examples=150, deadline=None)
@given(files=st.lists(st.tuples(FILE_NAME, st.binary(max_size=300)), max_size=4), html=BODY)
def test_files_come_out_as_they_went_in(files: list[tuple[str, bytes]], html: str) -> None:
    made = mail("Files", "Ada", "See the files")
    made.add_alternative(f"<p>{html}</p>", subtype="html", cte="base64")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    got = parse(made.as_bytes(policy=SMTP), envelope={}, ours=OURS)
    assert got.text == "See the files"
    assert [(one.name, one.content) for one in got.attachments] == files
    assert got.html.split() == f"<p>{html}</p>".split()


@settings(max_examples=100, deadline=None)
@given(subject=WORDS, text=BODY)
def test_however_a_relay_encodes_it_the_identity_stays(subject: str, text: str) -> None:
    digests = set()
    for encoding in ("base64", "quoted-printable", "8bit"):
        made = mail(subject, "Ada", "")
        made.set_content(text, cte=encoding)
        for policy in (SMTP, SMTPUTF8, SMTP.clone(linesep="\n"), SMTP.clone(max_line_length=40)):
            digests.add(identity(made.as_bytes(policy=policy)))
    assert len(digests) == 1


@settings(max_examples=100, deadline=None)
@given(one=BODY, other=BODY)
def test_another_text_under_the_same_message_id_is_another_mail(one: str, other: str) -> None:
    first, second = (identity(mail("Same", "Ada", text).as_bytes(policy=SMTP)) for text in (one, other))
    assert first[0] == second[0]
    assert (first[1] == second[1]) == (one.rstrip() == other.rstrip())
