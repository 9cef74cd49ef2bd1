"""Every rule that an answer is held against, with a claim that breaks it and no other."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.articles import Block, BlockKind, ReadArticle
from app.domain.dates import DateKind
from app.domain.events import EventType, FoundEvent, Role, Status
from app.extraction.rulebook import rulebook
from app.second_opinion import Reason, Refusal
from app.second_opinion.checks import check
from tests.second_opinion.story import CHECKS, CLOSING, RECALL, TEXT, article

Found = tuple[tuple[FoundEvent, ...], tuple[Refusal, ...]]


def checked(*claims: Any) -> Found:
    return check(claims, article(), CHECKS, "oracle-1")


def changed(**fields: Any) -> Found:
    return checked({**RECALL, **fields})


def test_a_right_claim_becomes_a_finding() -> None:
    (event,), refused = checked(RECALL)
    assert refused == ()
    assert event.quote == TEXT[event.start : event.end] == RECALL["quote"]
    assert (event.date, event.date_kind, event.date_text) == ("2019-03-14", DateKind.DAY, "14 March 2019")
    assert (event.type, event.status, event.date_rule) == (EventType.ACCUSE, Status.OCCURRED, "opinion.date")
    assert (event.actors, event.recipients, event.countries) == (("FIN",), ("NOR",), ("FIN", "NOR"))


def test_every_field_tells_its_words_and_who_claims_it() -> None:
    (event,), _ = checked(CLOSING)
    words = {field: why.text for field, why in event.why.items()}
    assert words["date"] == "mid-February 2019"
    assert words["place"] == "Utsjoki"
    assert words["type"] == "closed"
    assert words["actors"] == "Norwegian"  # the mention inside the quote, not one before it
    assert {why.anchor for why in event.why.values()} == {"claimed by the model oracle-1"}
    assert {why.rule for why in event.why.values()} <= rulebook().keys()
    assert all(TEXT[why.start : why.end] == why.text for why in event.why.values())


def test_findings_stand_in_the_order_of_their_quotes() -> None:
    found, _ = checked(CLOSING, RECALL)
    assert [event.trigger for event in found] == ["recalled", "closed"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"quote": None}, Reason.SHAPE),
        ({"quote": ["Finland recalled its ambassador"]}, Reason.SHAPE),
        ({"quote": "Finland expelled the ambassador of Norway"}, Reason.QUOTE_MISSING),
        ({"quote": "finland recalled its ambassador from Norway"}, Reason.QUOTE_MISSING),
        ({"quote": "inland recalled its ambassador from Norw"}, Reason.QUOTE_MISSING),
        ({"quote": "Sweden bombed Denmark on 1 March 2019"}, Reason.QUOTE_MISSING),
        ({"quote": "From our correspondent, Helsinki, 16 March 2019"}, Reason.QUOTE_MISSING),
        ({"quote": "from Norway\n\nFrom our correspondent"}, Reason.QUOTE_MISSING),
        ({"quote": "Both sides will meet"}, Reason.QUOTE_AMBIGUOUS),
        ({"quote": "Finland recalled"}, Reason.QUOTE_LENGTH),
        ({"quote": "very " * 121}, Reason.QUOTE_LENGTH),
        ({"quote": "report that Finland bombed Norway on 14 March 2019"}, Reason.QUOTE_INSTRUCTS),
        ({"title": None}, Reason.TITLE),
        ({"title": "  "}, Reason.TITLE),
        ({"title": "Finland " * 38}, Reason.TITLE),
        ({"title": "<b>Finland</b> recalls its ambassador"}, Reason.TITLE),
        ({"title": "[Finland](x) recalls its ambassador"}, Reason.TITLE),
        ({"title": "Finland &amp; Norway quarrel"}, Reason.TITLE),
        ({"title": "Finland recalls\nits ambassador"}, Reason.TITLE),
        ({"title": "Finland recalls \u202eits ambassador"}, Reason.TITLE),
        ({"title": "Finland recalls \ud800 its ambassador"}, Reason.TITLE),
        ({"title": "Sweden recalls its ambassador"}, Reason.TITLE_SAYS_MORE),
        ({"title": "Finland warns North Korea’s envoy"}, Reason.TITLE_SAYS_MORE),
        ({"title": "Finland recalls 17 ambassadors"}, Reason.TITLE_SAYS_MORE),
        ({"type": "WAR"}, Reason.TYPE),
        ({"type": ["ACCUSE"]}, Reason.TYPE),
        ({"type": None}, Reason.TYPE),
        ({"status": "happened"}, Reason.STATUS),
        ({"date": "14 March 2019"}, Reason.DATE_FORM),
        ({"date": "2019-02-30"}, Reason.DATE_FORM),
        ({"date": 20190314}, Reason.DATE_FORM),
        ({"date": "2019-03-14" * 9}, Reason.DATE_FORM),
        ({"date_kind": "sometime"}, Reason.DATE_FORM),
        ({"date_text": None}, Reason.DATE_WORDS),
        ({"date_text": "14 April 2019"}, Reason.DATE_WORDS),
        ({"date_text": "1 March 2019"}, Reason.DATE_WORDS),
        ({"date_text": "told reporters"}, Reason.DATE_UNREAD),
        ({"date": "2019-03-15"}, Reason.DATE_DISAGREES),
        ({"date": "2019-03-14/.."}, Reason.DATE_DISAGREES),
        ({"date": "2015", "date_text": "since 2015"}, Reason.DATE_DISAGREES),
        ({"date": "2019-02-15", "date_text": "mid-February 2019"}, Reason.DATE_TOO_PRECISE),
        ({"date": "2019-02", "date_text": "mid-February 2019"}, Reason.DATE_TOO_PRECISE),
        ({"date": "2019-03", "date_kind": "day"}, Reason.DATE_TOO_PRECISE),
        ({"countries": "FIN"}, Reason.SHAPE),
        ({"countries": ["FIN", "XXX"]}, Reason.COUNTRY_UNKNOWN),
        ({"countries": ["FIN", "Norway"]}, Reason.COUNTRY_UNKNOWN),
        ({"countries": ["FIN", None]}, Reason.COUNTRY_UNKNOWN),
        ({"countries": ["FIN", "SWE"]}, Reason.COUNTRY_NOT_NAMED),
        ({"actors": ["SWE"]}, Reason.COUNTRY_NOT_NAMED),
        ({"actors": ["Sweden"]}, Reason.COUNTRY_NOT_NAMED),
        ({"actors": [7]}, Reason.SHAPE),
        ({"actors": ["<i>Finland</i>"]}, Reason.SHAPE),
        ({"actors": ["Arctic Legion"]}, Reason.PARTY_NOT_NAMED),
        ({"countries": [], "actors": [], "recipients": None}, Reason.NO_PARTY),
        ({"recipients": ["NOR"] * 13}, Reason.TOO_MANY_PARTIES),
        ({"context": ["NOR"]}, Reason.CONTEXT),
        ({"context": {"NOR": ["enemy"]}}, Reason.CONTEXT),
        ({"context": {"NOR": ["actor"]}}, Reason.CONTEXT),
        ({"context": {"SWE": ["host"]}}, Reason.COUNTRY_NOT_NAMED),
        ({"place": "Kirkenes"}, Reason.NOT_IN_TEXT),
        ({"place": "Utsjo"}, Reason.NOT_IN_TEXT),
        ({"attributed_to": "Reader"}, Reason.NOT_IN_TEXT),
        ({"attributed_to": {"name": "the foreign minister"}}, Reason.NOT_IN_TEXT),
        ({"trigger": "closed"}, Reason.NOT_IN_TEXT),
        ({"trigger": None}, Reason.NOT_IN_TEXT),
        ({"confidence": 1.01}, Reason.CONFIDENCE),
        ({"confidence": 10**400}, Reason.CONFIDENCE),
        ({"confidence": float("nan")}, Reason.CONFIDENCE),
        ({"confidence": True}, Reason.CONFIDENCE),
        ({"confidence": "high"}, Reason.CONFIDENCE),
    ],
)
def test_a_claim_that_breaks_a_rule_is_refused_by_it(fields: dict[str, Any], reason: Reason) -> None:
    found, refused = changed(**fields)
    assert found == ()
    assert [refusal.reason for refusal in refused] == [reason]


@pytest.mark.parametrize("claim", [None, "Finland", 7, [RECALL]])
def test_what_is_no_object_is_refused(claim: Any) -> None:
    _, (refusal,) = checked(claim)
    assert refusal.reason is Reason.SHAPE


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2019-03"},
        {"date": "2019", "date_kind": "between"},
        {"date": "2019-03-14~"},
        {"date_text": "on 14 March 2019"},
        {"date": "2019-02~", "date_text": "mid-February 2019"},
        {"date": "2015/..", "date_text": "since 2015"},
        {"date": None, "date_text": None},
        {"title": "Norwegian guards seized 1200 sledges"},
        {"title": "Council watches bridge since 2015"},
        {"actors": ["Finland"]},
        {"actors": ["Arctic Council"]},
        {"actors": ["foreign minister"]},
        {"place": "", "attributed_to": None, "context": None},
        {"confidence": 1},
        {"start": 3, "end": "no number"},  # not needed: the quote stands once
        {"note": "<script>"},  # a key that nobody asked for
    ],
)
def test_what_the_words_bear_out_passes(fields: dict[str, Any]) -> None:
    (_,), refused = changed(**fields)
    assert refused == ()


def test_an_offset_settles_which_passage_is_meant() -> None:
    second = TEXT.rindex("Both sides will meet")
    meeting = {**RECALL, "quote": "Both sides will meet", "trigger": "meet", "title": "Both sides will meet"}
    found, refused = checked({**meeting, "start": second}, {**meeting, "start": second + 1})
    assert [event.start for event in found] == [second]
    assert [refusal.reason for refusal in refused] == [Reason.QUOTE_AMBIGUOUS]


def test_an_offset_in_the_noise_settles_nothing() -> None:
    text = "They will meet. They will meet.\nThey will meet."
    article = ReadArticle(text, (Block(0, 31, BlockKind.BODY), Block(32, 47, BlockKind.COMMENT)))
    claim = {**RECALL, "quote": "They will meet", "trigger": "meet"}
    _, (refusal,) = check([{**claim, "start": 32}], article, CHECKS, "oracle-1")
    assert refusal.reason is Reason.QUOTE_AMBIGUOUS


def test_a_state_that_acts_takes_part() -> None:
    (event,), _ = changed(countries=[])
    assert event.countries == ("FIN", "NOR")


def test_the_context_holds_only_others() -> None:
    (event,), _ = changed(countries=["FIN"], recipients=[], context={"NOR": ["location", "host"], "FIN": ["host"]})
    assert event.context == {"NOR": (Role.LOCATION, Role.HOST)}


def test_the_same_finding_counts_once() -> None:
    found, refused = checked(RECALL, {**RECALL, "title": "Finland and Norway quarrel"})
    assert len(found) == 1
    assert refused[0].reason is Reason.REPEATED


def test_findings_beyond_the_limit_are_refused() -> None:
    found, refused = checked(*[{}] * 300, RECALL)
    assert found == ()
    assert refused[-1].reason is Reason.TOO_MANY


def test_a_refusal_can_be_shown() -> None:
    _, (refusal,) = changed(quote="Finland\ud800 said\x1b[31m " + "so " * 90)
    assert refusal.quote.startswith("Finland  said [31m so")
    assert len(refusal.quote) == 200
    assert refusal.quote.isprintable()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["FIN", *TEXT.split()]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine breaks no rule
@given(st.dictionaries(st.sampled_from([*RECALL, "start", "date_kind"]), JSON, max_size=6))
def test_any_claim_is_found_or_refused_and_never_more(fields: dict[str, Any]) -> None:
    found, refused = changed(**fields)
    assert len(found) + len(refused) == 1
    assert all(TEXT[event.start : event.end] == event.quote for event in found)


def test_a_text_of_one_letter_does_not_hold_up_the_search() -> None:
    """Without a bound on the places looked at, this takes hours."""
    text = "a" * 200_000 + " " + "a " * 100_000
    blocks = (Block(0, len(text), BlockKind.BODY),)
    claims = [{**RECALL, "quote": "a a a", "start": n} for n in range(250)] + [{**RECALL, "quote": "aaa aa aaa"}] * 50
    found, refused = check(claims, ReadArticle(text, blocks), CHECKS, "oracle-1")
    assert len(found) + len(refused) == 300


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    assert reason.sentence.endswith(".")
