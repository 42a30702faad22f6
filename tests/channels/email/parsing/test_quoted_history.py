"""What is theirs and what is history, in the ways of many mail programs and languages."""

import pytest

from frontline.channels.email.parsing import quoting

ATTRIBUTIONS = [
    "On Mon, Nov 2, 2026 at 9:00 AM Acme Support <support@acme.example> wrote:",
    "On 02/11/2026 09:00, Acme Support wrote:",
    "Am Mo., 2. Nov. 2026 um 09:00 Uhr schrieb Acme Support <support@acme.example>:",
    "Am 02.11.26 um 09:00 schrieb Acme Support:",
    "Le lun. 2 nov. 2026 à 09:00, Acme Support <support@acme.example> a écrit :",
    "El lun, 2 nov 2026 a las 9:00, Acme Support (<support@acme.example>) escribió:",
    "Il giorno lun 2 nov 2026 alle ore 09:00 Acme Support <support@acme.example> ha scritto:",
    "Op ma 2 nov 2026 om 09:00 schreef Acme Support <support@acme.example>:",
    "pon., 2 lis 2026 o 09:00 Acme Support <support@acme.example> napisał(a):",
    "Em seg., 2 de nov. de 2026 às 09:00, Acme Support <support@acme.example> escreveu:",
    "Den mån 2 nov. 2026 kl 09:00 skrev Acme Support <support@acme.example>:",
    "Den man. 2. nov. 2026 kl. 09.00 skrev Acme Support <support@acme.example>:",
    "po 2. 11. 2026 v 9:00 odesílatel Acme Support <support@acme.example> napsal:",
    "пн, 2 нояб. 2026 \u0433. в 09:00, Acme Support <support@acme.example>:",
    "2026年11月2日(月) 9:00 Acme Support <support@acme.example>:",
    "Acme Support <support@acme.example> 于2026年11月2日周一 09:00写道\uff1a",
    "2026년 11월 2일 (월) 오전 9:00, Acme Support <support@acme.example>님이 작성:",
    "ma 2. marrask. 2026 klo 9.00 Acme Support <support@acme.example> kirjoitti:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_the_quotation_goes_with_the_line_that_a_mail_program_puts_above_it(attribution: str) -> None:
    text, quoted = quoting.split(f"It works.\n\n{attribution}\n\n> Try again.\n> Mia")
    assert (text, quoted) == ("It works.", f"{attribution}\n\n> Try again.\n> Mia")


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_answer_below_a_quotation_stays_visible_in_every_language(attribution: str) -> None:
    text, quoted = quoting.split(f"{attribution}\n> Try again.\n\nIt works.")
    assert (text, quoted) == (f"{attribution}\n> Try again.\n\nIt works.", "")


@pytest.mark.parametrize(
    "body",
    [
        "The log says:\nOn startup, the server wrote:\nnothing at all.",
        "Mia wrote:\nthis and that, which I did.",
        "Here is my config:\n\nfrom: alerts\nto: ops\n\nIs it right?",
        "From: is empty, and To: is missing.",
        "Query:\n\n--\n" + "\n".join(f"row {number}" for number in range(40)),
        "I ran this:\n\n-----------------\nstep one\n-----------------\nstep two",
    ],
)
def test_words_that_only_look_like_history_stay(body: str) -> None:
    assert quoting.split(body) == (body, "")


def test_a_signature_between_the_answer_and_the_history_goes_with_the_history() -> None:
    text, quoted = quoting.split("Works.\n-- \nAda\nNorthwind\n\nOn 02/11/2026 09:00, Acme wrote:\n> Try.")
    assert text == "Works."
    assert quoted.startswith("-- \nAda\nNorthwind\n\nOn 02/11/2026")


def test_history_alone_below_a_block_of_header_lines_stays_because_there_is_nothing_else() -> None:
    body = "From: Acme <support@acme.example>\nSent: Monday\nTo: Ada\nSubject: x\n\nMy answer is in here."
    assert quoting.split(body) == (body, "")


def test_what_a_forward_is_about_stays_but_for_the_signature_at_its_end() -> None:
    body = "See below.\n\nFrom: Bob <bob@northwind.example>\nSent: Monday\nTo: Ada\nSubject: x\n\nIt fails."
    assert quoting.split(body, is_answer=False) == (body, "")
    assert quoting.split(body)[0] == "See below."


def test_a_text_of_more_lines_than_are_looked_through_stays_whole() -> None:
    body = "\n".join(["line"] * 20_001)
    assert quoting.split(body + "\n> quoted") == (body + "\n> quoted", "")


def test_a_question_about_a_pasted_header_stays_whole() -> None:
    body = "I get this:\n\nFrom: a@b.example\nDate: Monday\nSubject: x\n\nWhy?"
    assert quoting.split(body, is_answer=False) == (body, "")
