"""A second opinion on a kept article: what it is checked against, what it costs, and that it never gets in the way."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import Session

from app.domain.articles import ReadArticle
from app.errors import NotFound
from app.second_opinion import Opinion, OpinionFailed, OpinionSettings, Reason
from app.services.second_opinion import OPINION_DAY, OpinionReport, ask_second_opinion, checks_for
from app.store.engine import SessionFactory, reading
from app.store.revisions import ARTICLE, RevisionView, list_history
from tests.factories import Factories, read_article_of
from tests.second_opinion.server import giving, serving
from tests.second_opinion.story import RECALL, answer

TEXT = "Finland recalled its ambassador from Norway on 14 March 2019.\nThe two countries have quarrelled since 2015."


@dataclass(frozen=True)
class Config:
    """The part of the settings that is meant here."""

    llm_url: str = "http://127.0.0.1:9/v1"
    llm_model: str = "oracle-1"
    llm_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    llm_seconds: float = 30
    llm_max_chars: int = 50_000
    llm_daily_calls: int = 2


def silent(article: ReadArticle, settings: OpinionSettings, **_: Any) -> Opinion:
    return Opinion((), (), 0.5, settings.model)


def failing(article: ReadArticle, settings: OpinionSettings, **_: Any) -> Opinion:
    raise OpinionFailed("The oracle is out.")


def history(session: Session, subject: str, subject_id: int) -> list[RevisionView]:
    with reading(session):
        return list_history(session, subject, subject_id)


def test_a_real_answer_is_checked_by_our_own_reading(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article(TEXT)
    right = {**RECALL, "attributed_to": None}
    claims = right, {**right, "date": "2019-03-15"}, {**right, "countries": ["FIN", "SWE"]}
    with serving(giving(answer(*claims))) as endpoint:
        report = ask_second_opinion(session_factory, article.id, Config(endpoint.url), now)
    assert report.opinion is not None
    assert [event.title for event in report.opinion.findings] == [RECALL["title"]]
    assert report.opinion.refused_by_reason == {Reason.DATE_DISAGREES: 1, Reason.COUNTRY_NOT_NAMED: 1}
    (line,) = history(session, ARTICLE, article.id)
    assert line.new["found"] == 1
    assert line.new["refused"] == {"date-disagrees": 1, "country-not-named": 1}


def test_an_endpoint_that_fails_is_a_sentence(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article(TEXT)
    report = ask_second_opinion(session_factory, article.id, Config(), now, ask_model=failing)
    assert report == OpinionReport(article.id, None, "The oracle is out.", 1)
    assert history(session, ARTICLE, article.id)[0].reason == "The oracle is out."


def test_a_day_has_only_so_many_calls(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article(TEXT)

    def asked(at: datetime) -> OpinionReport:
        return ask_second_opinion(session_factory, article.id, Config(), at, ask_model=silent)

    assert [asked(now).calls_left for _ in range(2)] == [1, 0]
    refused = asked(now + timedelta(hours=1))
    assert refused.opinion is None
    assert "Today's 2 second opinions are used up" in (refused.failure or "")
    assert len(history(session, OPINION_DAY, now.date().toordinal())) == 2
    assert asked(now + timedelta(days=1)).calls_left == 1


def test_a_call_that_fails_counts(session_factory: SessionFactory, factories: Factories, now: datetime) -> None:
    article = factories.article(TEXT)
    for left in (1, 0):
        report = ask_second_opinion(session_factory, article.id, Config(), now, ask_model=failing)
        assert report.calls_left == left


def test_without_an_address_nobody_is_asked(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article(TEXT)
    report = ask_second_opinion(session_factory, article.id, Config(llm_url=""), now, ask_model=failing)
    assert "DYADLINE_LLM_URL" in (report.failure or "")
    assert history(session, OPINION_DAY, now.date().toordinal()) == []


def test_an_unknown_article_is_not_found(session_factory: SessionFactory, now: datetime) -> None:
    with pytest.raises(NotFound):
        ask_second_opinion(session_factory, 77, Config(), now, ask_model=silent)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("14 March 2019", "2019-03-14"),
        ("on 14 March 2019", "2019-03-14"),
        ("March 2019", None),
        ("14 March 2019.\nThe two countries have quarrelled since 2015", None),
        ("since 2015", "2015/.."),
        ("quarrelled", None),
    ],
)
def test_a_date_is_read_from_all_its_words(words: str, edtf: str | None) -> None:
    assert checks_for(read_article_of(TEXT)).read_date(words, TEXT.index(words)) == edtf


def test_the_named_parties_have_their_mentions() -> None:
    named = checks_for(read_article_of(TEXT)).named
    assert {"FIN", "NOR"} <= set(named)
    assert (0, len("Finland")) in named["FIN"]
    assert "SWE" not in named
