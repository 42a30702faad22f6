"""Transfer encodings and charsets, whole and damaged."""

import binascii

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.channels.email.parsing import charsets, transfer


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_what_was_encoded_comes_out(content: bytes) -> None:
    uu = b"begin 644 x\n" + b"".join(
        binascii.b2a_uu(content[start : start + 45]) for start in range(0, len(content), 45)
    )
    assert transfer.decode(uu + b"`\nend\n", "x-uuencode") == content
    assert transfer.decode(binascii.b2a_base64(content), "base64") == content
    assert transfer.decode(binascii.b2a_qp(content, istext=False), "quoted-printable") == content
    assert transfer.decode(content, "8bit") == content


@pytest.mark.parametrize(
    ("body", "encoding", "content"),
    [
        (b"SGVsbG8", "base64", b"Hello"),
        (b"SGVsbG8=SGVsbG8=", "base64", b"Hello"),
        (b"SGVsbG8gd29ybGQx2", "base64", b"Hello world1"),
        (b"=?!", "base64", b""),
        (b"no beginning", "x-uuencode", b"no beginning"),
        (b"begin 644 x\n#0V%T!!!!\n\nend", "x-uuencode", b"Cat"),
        (b"begin 644 x\n\xff\xff\n#0V%T", "x-uuencode", b"Cat"),
    ],
)
def test_damage_costs_no_more_than_what_is_damaged(body: bytes, encoding: str, content: bytes) -> None:
    assert transfer.decode(body, encoding) == content


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=100),
    st.one_of(st.text(max_size=20), st.sampled_from(["utf-7", "hz", "big5", "utf-32"])),
)
def test_any_bytes_under_any_charset_are_some_text(content: bytes, declared: str) -> None:
    assert isinstance(charsets.to_text(content, declared), str)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=100))
def test_utf8_is_read_whatever_single_byte_charset_is_declared(text: str) -> None:
    for declared in ("", "iso-8859-1", "us-ascii", "windows-1252", "iso-8859-15", "x-unknown"):
        assert charsets.to_text(text.encode(), declared) == text
