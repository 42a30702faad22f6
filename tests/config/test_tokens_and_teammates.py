"""`frontline teammate` and `frontline token`."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from frontline.config.cli import group
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.people.tokens import find_teammate
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def frontline(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(group, list(arguments), input=stdin)


def test_token_create_prints_the_token_alone(cast: Cast):
    said = frontline("token", "create", "--teammate", "Lena@Acme.example", "--name", "reports")
    assert said.exit_code == 0
    token = said.stdout.removesuffix("\n")
    assert "\n" not in token
    assert find_teammate(token) == cast.lead


def test_a_listed_token_can_be_revoked_by_its_number(cast: Cast):
    token = frontline("token", "create", "--teammate", cast.mia.email, "--name", "reports").stdout.strip()
    listed = frontline("token", "list", "--teammate", cast.mia.email).stdout
    assert "reports" in listed
    assert token not in listed
    number = listed.split()[0]
    assert frontline("token", "revoke", number).exit_code == 0
    assert find_teammate(token) is None
    assert "reports" not in frontline("token", "list").stdout


def test_a_token_for_nobody_is_refused(cast: Cast):
    said = frontline("token", "create", "--teammate", "nobody@acme.example")
    assert said.exit_code == 1
    assert "no active teammate" in said.output


def test_revoking_a_token_that_is_not_there_says_so(cast: Cast):
    said = frontline("token", "revoke", "999999")
    assert said.exit_code == 1
    assert "There is no token 999999" in said.output


def test_a_teammate_with_a_password_signs_in_with_it():
    password = "a stapler made of horses"
    said = frontline(
        "teammate", "create", "--email", "New@acme.example", "--name", "Noor", "--role", "lead", "--password-stdin",
        stdin=f"{password}\n",
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    assert password not in said.output
    made = Teammate.objects.get(email="new@acme.example")
    assert (made.role, made.check_password(password)) == ("lead", True)


def test_a_teammate_without_one_chooses_it_by_a_link_that_works(client: Client):
    said = frontline("teammate", "create", "--email", "new@acme.example", "--name", "Noor")
    link = said.output.rpartition(": ")[2].strip()
    assert not Teammate.objects.get().has_usable_password()
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    assert page.status_code == 200
    assert "password" in page.content.decode().lower()


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["--email", "not an address", "--name", "N"], "", "is no e-mail address"),
        (["--email", "n@acme.example", "--name", "N", "--role", "boss"], "", "'boss' is not one of"),
        (
            ["--email", "n@acme.example", "--name", "N", "--password-stdin"],
            "",
            "standard input has no password",
        ),
        (
            ["--email", "n@acme.example", "--name", "N", "--password-stdin"],
            "short\n",
            "That password won't do",
        ),
    ],
)
def test_a_wrong_teammate_is_not_made(arguments: list[str], stdin: str, words: str):
    said = frontline("teammate", "create", *arguments, stdin=stdin)
    assert said.exit_code != 0
    assert words in said.output
    assert not Teammate.objects.exists()


def test_an_address_belongs_to_one_teammate(cast: Cast):
    said = frontline("teammate", "create", "--email", cast.mia.email, "--name", "Another Mia")
    assert isinstance(said.exception, Refusal)
    assert cast.mia.email in said.exception.sentence


def test_teammates_are_listed(cast: Cast):
    assert "lena@acme.example" in frontline("teammate", "list").output
