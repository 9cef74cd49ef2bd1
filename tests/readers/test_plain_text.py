"""Plain text: every line is kept, labelled, and found again at its offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.articles import BlockKind, ReadArticle
from app.readers.plain_text import paragraph_spans, read_text

WIRE = """Home  |  World  |  Sport
Lutania and Zandia agree to reopen two crossings

By Jane Roe
LUTOVA, March 15, 2019 (Agency) - Lutania and Zandia agreed on Friday to reopen two border crossings, their foreign ministers said.

The ministers met for three hours in the Lutanian capital. Zandia had closed the crossings in 2016.

Old quarrel

ADVERTISEMENT
The two countries fought over the valley from 1991 to 1994, and again for nine days in April 2016.

READ ALSO
Zandia bombs a town in the south
Lutania buys twelve jets

Published in The Daily Post, March 16th, 2019.
© 2019 The Daily Post. All rights reserved.

Comments (2)
joe | 3 years ago | Reply On 5 May 2015 Zandia invaded us, look it up.
Add a comment
"""


def kinds(read: ReadArticle) -> dict[str, BlockKind]:
    """Each block's first words with its kind."""
    return {" ".join(read.text[block.start : block.end].split()[:3]): block.kind for block in read.blocks}


def test_a_wire_story_is_labelled_line_by_line() -> None:
    assert kinds(read_text(WIRE)) == {
        "Home | World": BlockKind.CHROME,
        "Lutania and Zandia": BlockKind.TITLE,
        "By Jane Roe": BlockKind.BYLINE,
        "LUTOVA, March 15,": BlockKind.BODY,
        "The ministers met": BlockKind.BODY,
        "Old quarrel": BlockKind.BODY,
        "ADVERTISEMENT": BlockKind.ADVERT,
        "The two countries": BlockKind.BODY,
        "READ ALSO": BlockKind.CHROME,
        "Zandia bombs a": BlockKind.CHROME,
        "Lutania buys twelve": BlockKind.CHROME,
        "Published in The": BlockKind.BYLINE,
        "© 2019 The": BlockKind.LEGAL,
        "Comments (2)": BlockKind.COMMENT,
        "joe | 3": BlockKind.COMMENT,
        "Add a comment": BlockKind.COMMENT,
    }


def test_the_head_is_read() -> None:
    read = read_text(WIRE)
    assert read.title == "Lutania and Zandia agree to reopen two crossings"
    assert (read.byline, read.publisher, read.dateline) == ("Jane Roe", "The Daily Post", "Lutova")
    assert read.published is not None
    assert read.published.day == "2019-03-16"
    assert "Published in The Daily Post" in read.published.basis


def test_a_day_given_by_a_person_wins() -> None:
    read = read_text(WIRE, published="2020-01-02")
    assert read.published is not None
    assert (read.published.day, read.published.basis) == ("2020-01-02", "given by you")


def test_a_sample_is_stored_under_its_own_source() -> None:
    read = read_text(
        "Two leaders meet at the river\nDyadline sample, after The Herald of 9 May 1985\n\nThey met at last."
    )
    assert read.publisher == "Dyadline sample"
    assert read.published is not None
    assert read.published.day == "1985-05-09"


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        ("OPINION\n\nLeave the valley be\nSunday 2 April 2023\n\nForty years ago soldiers waded ashore here at dawn.",
         "Leave the valley be", "2023-04-02"),
        ("Ministry of Foreign Affairs\nPress release\nLutova, 22. 4. 2021\n\nTHE MINISTER ON THE EXPULSIONS\n\nThe minister has asked the envoy of Zandia to come and explain himself again.",
         "THE MINISTER ON THE EXPULSIONS", "2021-04-22"),
        ("From: The Morning <hello@morning.example>\nSubject: Rockets over the valley\nDate: Tue, 9 May 2017 08:15\n\nGood morning. Overnight jets bombed positions in the south of the valley.",
         "Rockets over the valley", "2017-05-09"),
        ("PUBLIC RADIO\nTranscript: \"Nine days in April\", aired May 8, 2018\n\nHOST: Two years ago tonight the tanks were rolling through the valley of the Lut.",
         "Nine days in April", "2018-05-08"),
        ("Talks open at last\nOur reporter, 03/04/2019\n\nThe talks between the two sides opened in the old palace on the hill.",
         "Talks open at last", None),
    ],
    ids=["opinion page", "communiqué", "newsletter", "transcript", "date that may be read two ways"],
)  # fmt: skip
def test_heads_of_other_registers(text: str, title: str, published: str | None) -> None:
    read = read_text(text)
    assert read.title == title
    assert (read.published.day if read.published else None) == published


def test_a_date_that_may_be_read_two_ways_is_told() -> None:
    read = read_text("Talks open at last\nOur reporter, 03/04/2019\n\nThe talks opened in the old palace on the hill.")
    assert any("day first or month first" in notice for notice in read.notices)


def test_hard_wrapped_paragraphs_are_one_block() -> None:
    text = (
        "Two sides sign the accord on the river waters\n\n"
        "The two sides signed an accord on Friday that settles the waters of the\n"
        "river for thirty years, and agreed to meet again in the autumn of the\n"
        "next year to look at how it is kept.\n"
    )
    assert len(read_text(text).blocks) == 2


def test_too_long_a_text_is_cut_with_a_notice() -> None:
    read = read_text("word " * 100, text_chars=50)
    assert len(read.text) == 50
    assert "500 characters; 50 are kept" in read.notices[0]


@given(st.text(max_size=400))
def test_every_visible_character_lies_in_exactly_one_block(text: str) -> None:
    read = read_text(text)
    assert read.text == text
    covered = [i for block in read.blocks for i in range(block.start, block.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, char in enumerate(text) if not char.isspace()} <= set(covered)


@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_paragraphs_are_in_order_and_trimmed(text: str) -> None:
    spans = paragraph_spans(text)
    assert spans == sorted(spans)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


def test_a_subscription_line_inside_a_paragraph_is_set_apart() -> None:
    read = read_text(
        "Welcome back. Today is the national holiday. Our next issue comes out on Monday. Jets bombed the valley."
    )
    parts = [(read.text[block.start : block.end], block.kind) for block in read.blocks]
    assert ("Our next issue comes out on Monday.", BlockKind.MAILING) in parts
    assert parts[-1][0] == "Jets bombed the valley."


@pytest.mark.parametrize(
    "line",
    [
        "Soldiers patrol the bridge on 3 March 2019. Photo: Daily Post",
        "Smoke rises over the town after an air strike on Friday (Picture: Agency)",
        "Join our newsletter for a daily update on the valley",
        "*The group is a terrorist organisation banned in Zandia.",
        "Jane Roe is a senior fellow at the Institute for Rivers.",
        "On this day: 1805, Zandia defeats Lutania at sea",
        "Find a flight to the capital!",
        "abc-def/ghi",
        "3 hours ago • 14 replies | Share | Report",
    ],
)
def test_lines_around_an_article_are_noise(line: str) -> None:
    text = f"{WIRE.split('Old quarrel', maxsplit=1)[0]}{line}\n\nThe two countries fought over the valley for nine days in April 2016.\n"
    read = read_text(text)
    [kind] = [block.kind for block in read.blocks if line.startswith(read.text[block.start : block.end][:20])]
    assert kind.is_noise


@pytest.mark.parametrize(
    "line",
    [
        "Reports that Zandia had shelled the town were denied by its ministry on Sunday.",
        "Comments by the minister on Tuesday angered the neighbours, who recalled their ambassador.",
        "Share prices fell in the Zandian capital after the president threatened new tariffs on Monday.",
        "Photographs of the captured pilot were published by the army of Zandia on Wednesday.",
        "Subscribers of the treaty met in Lutova in May 2015 and agreed to extend it by ten years.",
        "- 2016: Zandia closes the crossings",
        "Live fire was used against the crowd on Friday, the United Nations said.",
        "Search teams from Lutania crossed the border on Thursday to help after the earthquake.",
    ],
)
def test_news_that_opens_like_chrome_is_still_news(line: str) -> None:
    text = f"{WIRE.split('Old quarrel', maxsplit=1)[0]}{line}\n\nThe two countries fought over the valley for nine days in April 2016.\n"
    read = read_text(text)
    [kind] = [block.kind for block in read.blocks if line.startswith(read.text[block.start : block.end][:20])]
    assert kind is BlockKind.BODY
