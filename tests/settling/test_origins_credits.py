"""Which agency an article is credited to, and which mentions are no credit."""

import pytest

from app.domain.articles import Block, BlockKind
from app.settling.credits import agency_named, credit
from app.settling.facts_files import read_facts
from tests.settling.wires import body_of

STORY = "The two governments said on Monday that they would meet again before the harvest, and left it at that."
LAST = "No date was given."


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("(Reuters) - ", "Reuters"),
        ("NEW DELHI (Reuters) - ", "Reuters"),
        ("ISLAMABAD, Feb. 27 (Xinhua) -- ", "Xinhua"),
        ("BEIJING, Feb. 27, 2019 (Xinhua) -- ", "Xinhua"),
        ("MOSCOW, February 14. /TASS/. ", "TASS"),
        ("New Delhi [India], Feb 27 (ANI): ", "ANI"),
        ("New Delhi: (PTI) ", "PTI"),
        ("SEOUL, March 1 (Yonhap) -- ", "Yonhap"),
        ("SANTIAGO DE CHILE (AP) — ", "Associated Press"),
        ("LAHORE, Pakistan (AP) — ", "Associated Press"),
        ("RAWALPINDI (APP): ", "APP"),
        ("WASHINGTON (Reuters Breakingviews) - ", "Reuters"),
        ("NEW DELHI - ", None),
        ("A spokesman told the agency (Reuters) that ", None),
        ("The agency (AFP) reported that ", None),
    ],
)
def test_the_opening(opening: str, agency: str | None) -> None:
    assert credit(*body_of(opening + STORY, LAST), None) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("Jane Roe, Reuters", "Reuters"),
        ("By Jane Roe of The Associated Press", "Associated Press"),
        ("By the Associated Press", "Associated Press"),
        ("AFP | Kabul", "AFP"),
        ("Agence France-Presse in Kabul", None),
        ("Kabul – Agence France-Presse", "AFP"),
        ("Press Trust of India, New Delhi", "PTI"),
        ("Associated Press of Pakistan", "APP"),
        ("PTI and AFP", "PTI"),
        ("AP correspondent", "Associated Press"),
        ("Jane Roe, once of Reutersville", None),
        ("Ap Wang", None),
        ("Our correspondent", None),
        (None, None),
    ],
)
def test_the_byline(byline: str | None, agency: str | None) -> None:
    assert credit(*body_of(STORY, LAST), byline) == agency


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("— AFP", "AFP"),
        ("(Reuters)", "Reuters"),
        ("-AP", "Associated Press"),
        ("With inputs from PTI", "PTI"),
        ("(With inputs from agencies)", None),
        ("(With inputs from PTI and ANI)", "PTI"),
        ("With additional reporting by the Associated Press.", "Associated Press"),
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("Associated Press writer A. B. Roe in Kabul contributed to this report.", "Associated Press"),
        ("AFP contributed to this story", "AFP"),
        ("According to Xinhua.", "Xinhua"),
        ("Source: TASS", "TASS"),
        ("Source: Xinhua News Agency", "Xinhua"),
        ("This article was originally published by Reuters.", "Reuters"),
        ("© 2019 AFP", "AFP"),
        ("(c) 2019 The Associated Press. All rights reserved.", "Associated Press"),
        (f"{LAST} — AFP", "AFP"),
        (f"{LAST} (Reuters)", "Reuters"),
        (f"{LAST} With inputs from PTI.", "PTI"),
        (f"{LAST} The minister told Reuters so.", None),
        ("Reuters reported that nobody was hurt.", None),
        ("Nobody was hurt, according to Xinhua.", None),
        ("The Associated Press contributed to the confusion, the minister said.", None),
        ("He had worked for AFP.", None),
    ],
)
def test_the_last_lines(last: str, agency: str | None) -> None:
    assert credit(*body_of(STORY, LAST, last), None) == agency


def test_a_sentence_of_the_story_is_no_credit() -> None:
    middle = ["Source: TASS", *[LAST] * 12]
    assert credit(*body_of("Reuters reported on Monday that the talks had failed.", *middle), None) is None


def test_a_legal_footer_and_a_line_of_the_head_may_say_it() -> None:
    text = f"By Jane Roe, AFP\n\n{STORY}\n\nWith inputs from PTI"
    first, second = text.index("\n\n"), text.rindex("\n\n")
    body = Block(first + 2, second, BlockKind.BODY)
    head, foot = Block(0, first, BlockKind.BYLINE), Block(second + 2, len(text), BlockKind.LEGAL)
    assert credit(text, (head, body, foot), None) == "AFP"
    assert credit(text, (body, foot), None) == "PTI"
    assert credit(text, (body, Block(foot.start, foot.end, BlockKind.COMMENT)), None) is None
    assert credit(text, (), None) is None


def test_an_outlet_may_be_an_agency() -> None:
    assert agency_named("Press Trust of India") == "PTI"
    assert agency_named("The Express Tribune") is None


def test_no_form_stands_for_two_agencies() -> None:
    forms = [form for forms in read_facts("agencies.toml")["agencies"].values() for form in forms]
    assert len(forms) == len(set(forms))
