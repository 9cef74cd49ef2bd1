"""The exported file: stands alone, says what it shows, and explains every sign it may hold."""

from xml.etree import ElementTree

from app.domain.events import EventType, Status
from app.timeline.file_svg import draw_file
from app.timeline.legend import legend_lines, sign_entries, type_entries
from app.timeline.markup import PAINT, Markup
from app.timeline.shapes import SIGNS
from app.timeline.words import QUAD_WORDS, TYPE_NAMES
from tests.timeline.made import many, picture_of

SVG = "{http://www.w3.org/2000/svg}"


def test_a_file_stands_alone_with_its_own_paint_and_the_same_marks() -> None:
    picture = picture_of(many(60))
    text = draw_file(picture, "Timeline: <all>", ["Filter: none.", "60 events"], lambda one: f"http://x/events/{one}")
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    marks = [one for one in root.iter(SVG + "a") if "mark" in one.get("class", "").split()]
    assert len(marks) == picture.shown
    assert all(one.get("color", "").startswith("#") for one in marks)
    for one in root.iter():
        for name in one.get("class", "").split():
            for key in PAINT.get(name, {}):
                assert one.get(key), (name, key)


def test_a_file_says_what_it_shows_and_what_its_signs_mean() -> None:
    root = ElementTree.fromstring(draw_file(picture_of(many(5)), "Timeline: <all>", ["Filter: none."], str))  # noqa: S314 - our own text
    said = [one.text for one in root.iter(SVG + "text")]
    assert {"Timeline: <all>", "Filter: none.", *QUAD_WORDS.values()} <= set(said)
    assert {TYPE_NAMES[one].lower() for one in EventType} <= set(said)
    assert {entry.words for entry in sign_entries(Markup())} <= set(said)


def test_a_long_sentence_is_broken_between_words() -> None:
    note = "Filter: " + ", ".join(f"word number {number}" for number in range(60))
    root = ElementTree.fromstring(draw_file(picture_of(many(5)), "All", [note], str))  # noqa: S314 - our own text
    lines = [one.text or "" for one in root.iter(SVG + "text") if one.text and "word number" in one.text]
    assert len(lines) > 1
    assert " ".join(lines) == note


def test_the_legend_has_every_type_and_every_sign() -> None:
    markup = Markup()
    assert sum(len(entries) for entries in type_entries(markup).values()) == len(EventType)
    drawn = "".join(entry.drawing for entry in sign_entries(markup))
    unexplained = [name for name in SIGNS if f'#tl-{name}"' not in drawn]
    assert unexplained == ["earlier"]  # its mirror image is explained
    for part in (
        "tl-fade",
        "tl-hatch-none",
        "tl-end",
        "tl-ghost",
        "tl-bracket-left",
        "tl-arrow-left",
        "tl-arrow-right",
    ):
        assert part in drawn
    words = {entry.words for entry in sign_entries(markup)}
    assert {status.value for status in Status if status is not Status.OCCURRED} <= words


def test_the_lines_of_the_legend_fit_their_width() -> None:
    for width in (700, 1_200):
        for line in legend_lines(Markup(), width):
            places = [float(one.get("x", 0)) for one in ElementTree.fromstring(f"<g>{line}</g>").findall("text")]  # noqa: S314 - our own text
            assert places == sorted(places)
            assert places[-1] < width - 30
