"""`frontline address`"""

import pytest
from click.testing import CliRunner, Result

from frontline.channels.email import addresses
from frontline.config.cli import group
from frontline.kernel.refusal import Refusal
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def frontline(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["address", *arguments])


def test_an_added_address_takes_mail_and_a_removed_one_does_not(cast: Cast):
    assert frontline("add", "Support@Acme.example", "--name", "Acme").exit_code == 0
    assert frontline("add", "postgres@acme.example", "--product", "Postgres").exit_code == 0
    assert addresses.is_ours("postgres@acme.example")
    assert "support@acme.example  Acme  default" in frontline("list").stdout

    assert frontline("remove", "postgres@acme.example").exit_code == 0
    assert not addresses.is_ours("postgres@acme.example")


def test_the_default_can_move_and_cannot_be_removed(cast: Cast):
    frontline("add", "support@acme.example")
    frontline("add", "help@acme.example", "--default")

    default = addresses.default_address()
    assert default is not None
    assert default.address == "help@acme.example"
    refused = frontline("remove", "help@acme.example")
    assert isinstance(refused.exception, Refusal)
    assert addresses.is_ours("help@acme.example")


@pytest.mark.parametrize(
    "arguments", [("add", "nonsense"), ("add", "a@b.example", "--product", "Nope"), ("remove", "a@b.c")]
)
def test_what_makes_no_sense_is_refused_with_a_sentence(cast: Cast, arguments: tuple[str, ...]):
    said = frontline(*arguments)
    assert said.exit_code == 1
    assert said.output.startswith("Error: ")
