"""Bytes become text, and what was mended is said."""

import pytest

from app.errors import UnreadableFile
from app.readers.decoding import decode, mend

SENTENCE = "Le président a déclaré vendredi que la frontière restera fermée jusqu’à l’été."


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        (SENTENCE.encode(), None),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), None),
        (SENTENCE.encode("utf-16"), None),
        (SENTENCE.encode("utf-32"), None),
        (SENTENCE.encode("cp1252"), "windows-1252"),
        (b"<meta charset='windows-1252'>" + SENTENCE.encode("cp1252"), None),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-32", "declared outside", "declared inside"],
)
def test_fitting_encodings_need_no_notice(raw: bytes, declared: str | None) -> None:
    decoded = decode(raw, "a.txt", declared)
    assert decoded.text.endswith(SENTENCE)
    assert decoded.notices == ()


def test_a_wrong_declaration_is_mended_and_told() -> None:
    decoded = decode(SENTENCE.encode(), "a.txt", "ascii")
    assert decoded.text == SENTENCE
    assert decoded.notices == ("The file is declared as ascii but is UTF-8; it was read as UTF-8.",)


def test_an_undeclared_legacy_encoding_is_recognised_and_told() -> None:
    russian = "Министр иностранных дел заявил в пятницу, что переговоры продолжатся в Москве. " * 3
    decoded = decode(russian.encode("cp1251"), "a.txt")
    assert decoded.text == russian
    assert "recognised as" in decoded.notices[0]


def test_an_unknown_declaration_is_no_fault() -> None:
    assert decode(SENTENCE.encode(), "a.txt", "klingon-8").text == SENTENCE


def test_nul_characters_are_removed_and_counted() -> None:
    decoded = decode(b"Talks be\x00gan on Frid\x00ay in the capital of the two.", "a.txt")
    assert "\x00" not in decoded.text
    assert decoded.notices == ("2 NUL characters were removed.",)


def test_line_ends_become_lf_and_lone_surrogates_are_replaced() -> None:
    text, notices = mend("one\r\ntwo\rthree\ud800")
    assert text == "one\ntwo\nthree\ufffd"
    assert "lone surrogates" in notices[0]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00\x00", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        decode(raw, "upload.bin")
    assert "upload.bin" in str(caught.value)
