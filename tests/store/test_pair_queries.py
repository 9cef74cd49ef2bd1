"""Pairs and their counts, and summaries of events, on both databases."""

from datetime import date

from sqlmodel import Session

from app.domain.events import EventType
from app.store.engine import reading
from app.store.pair_queries import count_articles, list_pairs, list_source_names
from app.store.summary_queries import CHUNK, list_summaries
from tests.factories import Factories


def test_pairs_come_with_their_counts_most_events_first(session: Session, factories: Factories) -> None:
    factories.event(date="2019-02-14")
    factories.event(date="2004/..", kind="since", context={"RUS": ("location",)})
    factories.event(date="2019-02-20", review="rejected", dyad="CHN-USA")
    factories.event(date=None, dyad="BRA-NOR")
    with reading(session):
        pairs = list_pairs(session)
        ours = list_pairs(session, "RUS")
        first = list_pairs(session, limit=1)
    assert [(str(one.dyad), one.direct, one.context, one.total, one.years) for one in pairs] == [
        ("IND-PAK", 2, 0, 2, (2004, 2019)),
        ("BRA-NOR", 1, 0, 1, None),
        ("IND-RUS", 0, 1, 1, (2004, 2004)),
        ("PAK-RUS", 0, 1, 1, (2004, 2004)),
    ]
    assert [str(one.dyad) for one in ours] == ["IND-RUS", "PAK-RUS"]
    assert [str(one.dyad) for one in first] == ["IND-PAK"]


def test_sources_and_articles(session: Session, factories: Factories) -> None:
    factories.article(source="Zeta")
    factories.article(source="Alpha", read=False)
    with reading(session):
        assert list_source_names(session) == ["Alpha", "Zeta"]
        assert count_articles(session) == 2


def test_a_summary_says_who_did_what_and_who_tells_it(session: Session, factories: Factories) -> None:
    event = factories.event(
        actors=("Jaish-e-Mohammad", "PAK"), recipients=("IND",), context={"CHN": ("mentioned",)}, place="Pulwama"
    )
    factories.account(event.id, article=factories.article(source="Another Paper"))
    factories.annotation(event.id, "Seen twice.")
    factories.annotation(event.id, "Seen thrice.")
    with reading(session):
        (summary,) = list_summaries(session, [event.id])
    assert (summary.who, summary.whom) == ("Jaish-e-Mohammad and Pakistan", "India")
    assert summary.countries == ("CHN", "IND", "PAK")
    assert (summary.type, summary.place, summary.date_words) == (EventType.ACCUSE, "Pulwama", "14 Feb 2019")
    assert (summary.earliest, summary.latest) == (date(2019, 2, 14).toordinal(),) * 2
    assert summary.sources == ("Another Paper", "The Example Times")
    assert (summary.article_count, summary.origin_count, summary.note_count) == (2, 2, 2)
    assert summary.quote == event.article.text
    assert (summary.quote_source, summary.quote_article_id) == ("The Example Times", event.article.id)


def test_summaries_keep_the_order_asked_for_whatever_their_number(session: Session, factories: Factories) -> None:
    ids = [factories.event().id, factories.event(date=None).id]
    asked = [*ids, 999_999, *range(10_000, 10_000 + CHUNK), ids[0]]
    with reading(session):
        found = list_summaries(session, asked)
    assert [one.id for one in found] == [*ids, ids[0]]
    assert found[1].date_words == "undated"
