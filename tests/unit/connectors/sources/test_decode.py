"""Charsets: every readable document is read right, whatever its labels say."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.decode import decode

LETTERS = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))] + ["٠"]
CHARSETS = ("utf-8", "cp1256", "iso8859_6")
LABELS = (None, "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "windows-1252", "x-unknown")
MOJIBAKE = re.compile("Ø§|ÙŠ|ط§ظ„|ãæ|\ufffd")


def document(letter: str, label: str | None) -> str:
    encoding = f' encoding="{label}"' if label else ""
    return (
        f'<?xml version="1.0"{encoding}?><rss><channel><title>أخبار</title><item>'
        f"<title>وزير الخارجية يدعو إلى السلا{letter}</title>"
        "<description>قالت الوزارة إن الوفد وصل إلى العاصمة</description></item></channel></rss>"
    )


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("letter", LETTERS)
def test_titles_that_end_in_each_letter(charset: str, letter: str) -> None:
    for header, prolog in itertools.product(LABELS, LABELS):
        text = document(letter, prolog)
        try:
            body = text.encode(charset)
        except UnicodeEncodeError:
            assert letter == "٠"  # single-byte charsets have no Arabic-Indic digits
            return
        decoded = decode(body, header and f"text/xml; charset={header}")
        assert decoded.text == text, (header, prolog)
        assert not MOJIBAKE.search(decoded.text)
        assert not decoded.lossy


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("title", ["السلام", "مجلس الأمن", "قصف حلب", "وصول وفد أممي"])
def test_one_short_title_without_any_label_is_enough(charset: str, title: str) -> None:
    text = f"<rss><title>{title}</title></rss>"
    assert decode(text.encode(charset)).text == text


WORDS = [
    "عاجل",
    "عمل",
    "لقاء",
    "كلمة",
    "محادثات",
    "قمة",
    "لبنان",
    "فلسطين",
    "القاهرة",
    "مفاوضات",
    "سلام",
    "وفد",
    "بيان",
    "استقالة",
]
"""Most of their bytes are letters in each of the single-byte charsets."""


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("word", WORDS)
def test_one_word_is_read_right_without_a_label_with_the_right_and_with_that_of_latin(
    charset: str, word: str
) -> None:
    body = f"<rss><title>{word}</title></rss>".encode(charset)
    for label in (None, charset, "iso-8859-1"):
        assert decode(body, label and f"text/xml; charset={label}").text == body.decode(charset)


@pytest.mark.parametrize("charset", ["cp1256", "iso8859_6"])
def test_label_decides_where_both_readings_are_words(charset: str) -> None:
    both = bytes([0xC8, 0xE6])  # بن in ISO-8859-6, بو in windows-1256
    assert decode(both, f"text/plain; charset={charset}").text == both.decode(charset)


@pytest.mark.parametrize("word", ["Élysée", "déjà", "Köln", "über", "año", "größer"])
@pytest.mark.parametrize("label", [None, "iso-8859-1", "windows-1252"])
def test_one_latin_word_stays_latin(word: str, label: str | None) -> None:
    assert decode(word.encode("cp1252"), label and f"text/plain; charset={label}").text == word


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "cp1256"])
def test_utf8_that_was_encoded_twice_is_reversed(letter: str, wrong: str) -> None:
    text = document(letter, "utf-8")
    # What a careless program makes of it; bytes without a character pass as controls (WHATWG).
    twice = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    decoded = decode(twice.encode(), "text/xml; charset=utf-8")
    assert decoded.text == text
    assert decoded.repaired


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_patterns_of_bytes_beat_labels(charset: str) -> None:
    text = document("م", "windows-1256")
    assert (
        decode(text.encode(charset), "text/xml; charset=iso-8859-1").text.lstrip("\ufeff") == text
    )


def test_latin_feeds_are_read_as_declared_or_as_windows_1252() -> None:
    text = "<title>Élysée: déjà vu à Köln, “größer”</title>"
    for label in (None, "text/xml; charset=iso-8859-1"):
        assert decode(text.encode("cp1252"), label).text == text


def test_cut_tail_and_stray_byte_do_not_make_utf8_another_charset() -> None:
    body = document("م", None).encode() * 3
    decoded = decode(body[:-700] + b"\xff" + body[-700:-31], None)
    assert decoded.charset == "utf-8"
    assert decoded.lossy
    assert decoded.text.count("\ufffd") <= 2


def test_mixed_document_is_mended_only_where_it_is_broken() -> None:
    broken = "السلام".encode().decode("latin-1")
    text = f"<a>وصل الوزير</a><b>{broken}</b><c>Café</c>"
    assert decode(text.encode()).text == "<a>وصل الوزير</a><b>السلام</b><c>Café</c>"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_are_decoded(body: bytes, label: str) -> None:
    assert isinstance(decode(body, f"text/xml; charset={label}").text, str)


@given(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x20), max_size=100))
def test_valid_utf8_without_signs_of_damage_is_never_changed(text: str) -> None:
    suspicious = re.search("[ØÙÚÛطظ]|^[\ufeff<\x00Lo]", text)
    if not suspicious:
        assert decode(text.encode(), "text/xml; charset=windows-1256").text == text
