"""Which articles go back to one report: copies are one origin, independent reports are as many as they are."""

import random
from itertools import combinations

import pytest

from app.domain.articles import Block, BlockKind, ReadArticle
from app.settling.origins import Report, credit, fingerprints, groups, kinship, overlap, read_report
from tests.settling.wires import OWN_SENTENCES, as_read, body_of, copy_of, sentences_of, thirty_reports, wires

COPIES = 50  # of each of five wire reports
DAY = 737_120
# Two sentences of background that two agencies may well share, and a speech that everybody heard.
FORMULA = (
    "The nuclear-armed neighbours have fought three wars since independence from Britain in 1947, two of them over the "
    "mountain region that both claim in full and rule in part."
)
FIRST_WORDS = "We did not seek this quarrel and we will not be the ones who bring it to an end by walking away from it."
OTHER_WORDS = (
    "Let those who light fires in other people's houses remember that the wind in these valleys turns at noon."
)


def report(read: ReadArticle, *, agency: str | None = None, day: int | None = DAY) -> Report:
    return read_report(read.text, read.blocks, agency or credit(read.text, read.blocks, read.byline), day)


def report_of(*paragraphs: str, agency: str | None = None, day: int | None = DAY) -> Report:
    return read_report(*body_of(*paragraphs), agency, day)


def prepared(texts: dict[str, str]) -> dict[str, tuple[Report, frozenset[int]]]:
    articles = {name: as_read(text) for name, text in texts.items()}
    return {name: (report(read), fingerprints(read.text, read.blocks)) for name, read in articles.items()}


def copies(count: int = COPIES) -> dict[str, str]:
    """Copies of each wire report, named after it, and none of the reports themselves."""
    rng = random.Random(20_190_305)  # noqa: S311 - seeded copies, no secret
    return {f"{name} {number}": copy_of(wire, rng) for name, wire in wires().items() for number in range(count)}


def own_words(seed: int) -> str:
    """Forty words of one reporter that no other report has."""
    return " ".join(_word(seed * 40 + number) for number in range(40)) + "."


def _word(number: int) -> str:
    """A word of letters only for each number: "jabb" for 9011."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def names_of(found: list[frozenset[str]]) -> set[frozenset[str]]:
    return {frozenset(member.split()[0] for member in group) for group in found}


def test_wire_reports_are_long_enough_to_be_cut() -> None:
    assert len(wires()) >= 5
    assert all(len(sentences_of(wire)) >= 15 for wire in wires().values())


def test_copies_of_a_wire_report_are_one_origin() -> None:
    found = groups(prepared(copies()))
    assert sorted(map(len, found)) == [COPIES] * 5
    assert names_of(found) == {frozenset({name}) for name in wires()}


def test_every_copy_is_kin_to_the_wire_report_itself() -> None:
    """So that one copy and the wire are one origin without any other between them."""
    reports = {name: report(as_read(wire)) for name, wire in wires().items()}
    unlike = [
        name for name, text in copies().items() if kinship(report(as_read(text)), reports[name.split()[0]]) is None
    ]
    assert unlike == []


def test_copies_stay_kin_when_an_editor_changes_every_thirtieth_word() -> None:
    rng = random.Random(7)  # noqa: S311 - seeded edits, no secret
    original = report(as_read(wires()["02-grain-corridor"]))
    for _ in range(40):
        words = copy_of(wires()["02-grain-corridor"], rng).split(" ")
        for at in range(rng.randrange(30), len(words), 30):
            words[at] = "thereby"
        assert kinship(report(as_read(" ".join(words))), original)


def test_thirty_reports_of_one_meeting_are_thirty_origins() -> None:
    texts = {str(number): text for number, text in enumerate(thirty_reports())}
    reports = {name: report_of(text) for name, text in texts.items()}
    assert len(reports) == 30
    assert [pair for pair in combinations(reports.values(), 2) if overlap(*pair).passages] == []
    assert len(groups(prepared(texts))) == 30


def test_origins_do_not_depend_on_the_order_of_the_articles() -> None:
    articles = prepared(copies(8) | {str(number): text for number, text in enumerate(thirty_reports())})
    first = set(groups(articles))
    rng = random.Random(11)  # noqa: S311 - seeded orders, no secret
    for _ in range(5):
        names = rng.sample(list(articles), len(articles))
        assert set(groups({name: articles[name] for name in names})) == first


def test_kinship_is_the_same_from_both_sides_and_says_the_share() -> None:
    reports = [report for report, _ in prepared(copies(6)).values()]
    for a, b in combinations(reports, 2):
        assert kinship(a, b) == kinship(b, a)
        assert overlap(a, b) == overlap(b, a)


def test_the_kin_are_found_by_a_fingerprint_in_common() -> None:
    """The index finds whatever kinship joins."""
    articles = list(prepared(copies(20)).values())
    kin = [(p, q) for (a, p), (b, q) in combinations(articles, 2) if kinship(a, b)]
    assert len(kin) > 500
    assert all(p & q for p, q in kin)


def test_the_reason_gives_the_share_of_the_shorter_text() -> None:
    sentences = sentences_of(wires()["04-river-dam-talks"])
    found = kinship(report_of(*sentences), report_of(*sentences[:4], own_words(1)))
    assert found is not None
    assert found.reason == (
        f"{found.share:.0%}".replace("%", " %")
        + " of the shorter text, quotations left out, stands in the other, word for word"
    )
    assert 0.5 < found.share < 0.8


def test_a_text_within_another_is_all_of_it() -> None:
    sentences = [sentence for sentence in OWN_SENTENCES if '"' not in sentence]
    found = kinship(report_of(*sentences), report_of(*sentences[2:]))
    assert found is not None
    assert found.reason == "all of the shorter text stands in the other, word for word"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param((own_words(1), f'"{FIRST_WORDS}"'), (f"“{FIRST_WORDS}”", own_words(2)), id="one public quotation"),
        pytest.param((f'"{FIRST_WORDS}" he said.',), (f'"{FIRST_WORDS}" he said.',), id="nothing but one quotation"),
        pytest.param((own_words(1) * 3, FORMULA), (FORMULA, own_words(2) * 3), id="one sentence of background"),
        pytest.param(
            (own_words(1), f'"{FIRST_WORDS}" and "{OTHER_WORDS}"'),
            (own_words(2), f'"{FIRST_WORDS}" and "{OTHER_WORDS[20:]}"'),
            id="two quotations, one of them cut otherwise",
        ),
    ],
)
def test_independent_reports_are_no_kin(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert kinship(report_of(*a), report_of(*b)) is None


def test_two_long_quotations_cut_alike_are_one_report() -> None:
    said = f'"{FIRST_WORDS}" and "{OTHER_WORDS}"'
    found = kinship(report_of(own_words(1), said), report_of(said, own_words(2)))
    assert found is not None
    assert found.reason == "both cut the same 2 long quotations in the same way"


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        ([f'"{FIRST_WORDS}"'], "both are credited to Reuters and share 1 quotation"),
        ([FORMULA, OWN_SENTENCES[0]], "both are credited to Reuters and share 2 passages"),
        ([FORMULA], None),
    ],
)
def test_the_same_credit_needs_less_in_common(shared: list[str], reason: str | None) -> None:
    def told(seed: int, agency: str | None) -> Report:
        parts = [part for sentence in shared for part in (sentence, own_words(seed + len(sentence)) * 3)]
        return report_of(*parts, agency=agency)

    found = kinship(told(1000, "Reuters"), told(5000, "Reuters"))
    assert (found.reason if found else None) == reason
    assert kinship(told(1000, "Reuters"), told(5000, "AFP")) is None
    assert kinship(told(1000, None), told(5000, None)) is None


def test_weeks_later_only_a_full_copy_is_kin() -> None:
    sentences = sentences_of(wires()["05-fishing-standoff"])
    early = report_of(*sentences, agency="Kyodo")
    third = (*sentences[:4], own_words(1) * 4)
    assert kinship(early, report_of(*third, agency="Kyodo", day=DAY + 7))
    assert kinship(early, report_of(*third, agency="Kyodo", day=None))
    assert kinship(early, report_of(*third, agency="Kyodo", day=DAY + 8)) is None
    assert kinship(early, report_of(*sentences[3:], day=DAY + 900))


def test_title_byline_and_noise_are_left_out() -> None:
    text, blocks = body_of(*sentences_of(wires()["01-border-shelling"])[:3])
    prints = fingerprints(text, blocks)
    for kind in BlockKind:
        others = tuple(Block(block.start, block.end, kind) for block in blocks)
        assert fingerprints(text, others) == (prints if kind is BlockKind.BODY else frozenset())


def test_paragraphs_letter_case_and_marks_do_not_count() -> None:
    one = fingerprints(*body_of("They don’t agree: 1,200 men in the NORTH-EAST were, he said, sent home."))
    other = fingerprints(*body_of("They don't agree, 1200 men in the", "north east – were he said sent home!"))
    assert one == other != frozenset()


def test_fingerprints_fit_both_databases_and_stay_few() -> None:
    for wire in wires().values():
        read = as_read(wire)
        prints = fingerprints(read.text, read.blocks)
        assert all(0 <= one < 2**63 for one in prints)
        assert 60 < len(prints) < 130  # of some 430 words
    assert len(fingerprints(*body_of(" ".join(own_words(seed) for seed in range(2_000))))) == 2_000


def test_fingerprints_are_the_same_in_every_process() -> None:
    """They are kept in databases: another hash would make every article a stranger to the former ones."""
    assert fingerprints(*body_of("one two three four five six seven eight")) == {KNOWN_PRINT}


KNOWN_PRINT = 7643881056324294162


@pytest.mark.parametrize(
    "text",
    ["x" * 10**6, "7" * 10**6, "😀" * 10**6, '"' * 200_000, "'a " * 50_000, "(" * 10**6, "A " * 100_000, "ﷺ" * 10**6],
    ids=["no space", "digits", "emoji", "quotation marks", "apostrophes", "brackets", "letters", "long folds"],
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    blocks = (Block(0, len(text), BlockKind.BODY),)
    assert len(fingerprints(text, blocks)) <= 2_000
    assert credit(text, blocks, text) is None
    told = read_report(text, blocks, None, None)
    assert overlap(told, told).share in (0, 1)
