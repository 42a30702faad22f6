"""Our addresses, and the signed ones that replies come back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from frontline.channels.email import addresses
from frontline.channels.email.models import SupportAddress

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ours() -> None:
    SupportAddress.objects.create(address="support@acme.example")
    SupportAddress.objects.create(address="help+eu@acme.example", is_default=True)
    SupportAddress.objects.create(address="sales@xn--zkaznk-pta4h.example")


@pytest.mark.parametrize(
    "address",
    [
        "support@acme.example",
        " Support@ACME.example ",
        "support+sales@acme.example",
        "support+a+r.7-x@acme.example",
        "help+eu@acme.example",
        "help+eu+r.7-x@acme.example",
        "sales@zákazník.example",
    ],
)
def test_an_address_of_ours_is_known_in_every_form(address: str) -> None:
    assert addresses.is_ours(address)
    assert addresses.standing(address) == "ours"


@pytest.mark.parametrize(
    ("address", "standing"),
    [
        ("nobody@acme.example", "unknown"),
        ("help@acme.example", "unknown"),
        ("help+us@acme.example", "unknown"),
        ("+support@acme.example", "unknown"),
        ("support@acme.example.evil.example", "elsewhere"),
        ("support@evil-acme.example", "elsewhere"),
        ("support@%", "elsewhere"),
        ("support", "elsewhere"),
        ("", "elsewhere"),
        ("a\0b@acme.example", "unknown"),
        ("a\udcffb@acme.example", "unknown"),
    ],
)
def test_other_addresses_are_not_ours(address: str, standing: str) -> None:
    assert not addresses.is_ours(address)
    assert addresses.standing(address) == standing


def test_the_support_address_behind_a_form_is_the_closest_one() -> None:
    SupportAddress.objects.create(address="support+vip@acme.example")
    found = [
        addresses.support_address(f"support+{part}@acme.example") for part in ("vip", "vip+r.7-x", "other")
    ]
    assert [each.address for each in found if each] == [
        "support+vip@acme.example",
        "support+vip@acme.example",
        "support@acme.example",
    ]
    assert addresses.support_address("nobody@acme.example") is None


def test_the_default_address_is_the_marked_one_or_the_oldest() -> None:
    default = addresses.default_address()
    assert default
    assert default.address == "help+eu@acme.example"
    default.delete()
    oldest = addresses.default_address()
    assert oldest
    assert oldest.address == "support@acme.example"
    SupportAddress.objects.all().delete()
    assert addresses.default_address() is None


def test_what_another_process_changed_counts_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    assert addresses.is_ours("support@acme.example")
    # As another process does it: nothing tells this one.
    SupportAddress.objects.filter(address="support@acme.example").update(address="desk@acme.example")
    later = addresses.time.monotonic() + 1
    monkeypatch.setattr(addresses.time, "monotonic", lambda: later)
    assert not addresses.is_ours("support@acme.example")
    assert addresses.is_ours("desk@acme.example")


def test_no_mail_is_refused_by_what_was_true_a_moment_ago() -> None:
    assert addresses.standing("desk@acme.example") == "unknown"
    SupportAddress.objects.bulk_create([SupportAddress(address="desk@acme.example")])
    assert addresses.standing("desk@acme.example") == "ours"


def test_all_addresses_of_a_mail_are_asked_about_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    addresses.forget()
    with django_assert_num_queries(1):
        assert [addresses.is_ours(f"{name}@acme.example") for name in ("support", "ann", "bob")] == [1, 0, 0]
        found = addresses.default_address()
        assert found is not None
        assert found.product is None


@pytest.mark.parametrize("ours", ["support@acme.example", "help+eu@acme.example"])
def test_a_reply_address_leads_back_to_its_conversation(ours: str) -> None:
    address = addresses.reply_address(1042, ours)
    assert addresses.is_ours(address)
    assert address.endswith("@acme.example")
    for seen in (address, address.upper(), address.title()):
        assert addresses.conversation_of(addresses.reply_token(seen)) == 1042


@given(number=st.integers(1, 10**12), other=st.integers(1, 10**12))
def test_a_token_counts_for_its_own_conversation_only(number: int, other: int) -> None:
    token = addresses.reply_token(addresses.reply_address(number, "support@acme.example"))
    forged = token.replace(f"r.{number}-", f"r.{other}-")
    assert addresses.conversation_of(forged) == (number if other == number else None)


@given(position=st.integers(0, 60), letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567-.+0"))
def test_a_token_that_was_tampered_with_counts_for_nothing(position: int, letter: str) -> None:
    token = addresses.reply_token(addresses.reply_address(1042, "support@acme.example"))
    position %= len(token)
    changed = token[:position] + letter + token[position + 1 :]
    expected = 1042 if changed == token else None
    assert addresses.conversation_of(changed) == expected


@pytest.mark.parametrize(
    "token", ["", "r.", "r.1042", "r.1042-", "r.-1-aaaaaaaaaaaaaaaa", "x" * 5000, "r.\uff11-aaaaaaaaaaaaaaaa"]
)
def test_what_is_no_token_leads_nowhere(token: str) -> None:
    assert addresses.conversation_of(token) is None


@pytest.mark.parametrize(
    "address", ["support@acme.example", "support+sales@acme.example", "r.1-x@acme.example", ""]
)
def test_an_ordinary_address_has_no_token(address: str) -> None:
    assert addresses.reply_token(address) == ""


def test_a_reply_address_needs_an_address() -> None:
    for wrong in ("", "support", "@acme.example"):
        with pytest.raises(ValueError, match="not an e-mail address"):
            addresses.reply_address(1, wrong)
