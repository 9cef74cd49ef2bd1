"""The search on both databases: the same query finds the same things, and every write keeps it exact."""

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col

from app.domain.annotations import Note
from app.domain.corrections import Correction
from app.domain.search import MAX_DOCUMENT_CHARS, Query, document, fold, read_query
from app.services.annotate import delete_annotation, edit_annotation
from app.services.correct_event import correct
from app.services.merge_events import merge
from app.services.samples import remove_samples
from app.services.undo import undo
from app.store.checks import check_database
from app.store.engine import make_session_factory, reading, writing
from app.store.name_rows import MAX_NAME_CHARS
from app.store.name_tables import EventName
from app.store.search_index import fts_name
from app.store.search_match import by_index_alone, has_words
from app.store.search_rows import rebuild
from app.store.search_tables import WORD_TABLES, ArticleWords, EventWords, NoteWords, QuoteWords, WordTable
from app.store.tables import Action
from tests.conftest import NOW, MakeDatabase, engine_of
from tests.factories import Factories

TEXTS = [
    "India accuses Pakistan of shelling the Line of Control.",
    "Erdoğan’s envoy in Łódź: straße, U.S.-led 3,000 km 1e5 a.b@c.d",
    "北京 met Россия; हिन्दी ½ ﬁnal e\u0301te\u0301 \U0001e900\U0001e922",
    "line control of the line; a-b snake_case 100% 'quoted' back\\slash",
    "the " * 300 + "Line of Control",
]
QUERIES = [
    "india", "INDIA's", '"line of control"', "line control -india", '-"line of control" line', "-line", "pak* shell*",
    '"of con"*', "erdogan straße lodz", "u.s.-led", "3,000", "1e5", "a.b@c.d", "京", "北京", "россия", "हिन्दी", "½", "final",
    "ete", "\U0001e922\U0001e922", "100%", "'quoted'", "back\\slash", "AND", "NOT line", "NEAR(line control)", "words:line",
    '"', "*", "-", "(", "a OR b", "!india & pak:*", "'; DROP TABLE event; --", "<-> line", "line:*A", "the",
]  # fmt: skip


def found(session: Session, table: WordTable, query: Query) -> list[int]:
    rows = sa.select(col(table.id)).where(has_words(col(table.id), table, query)).order_by(col(table.id))
    return [one for one in session.scalars(rows) if one is not None]


def ids_of(session: Session, table: WordTable, typed: str) -> list[int]:
    with reading(session):
        return found(session, table, read_query(typed))


def expected(documents: dict[int, str], query: Query) -> list[int]:
    """What a query finds by the definition alone: in the words of a text, one after the other."""

    def holds(words: str, term: Any) -> bool:
        return f" {' '.join(term.words)}{'' if term.is_prefix else ' '}" in f" {words} "

    return [
        one
        for one, words in documents.items()
        if query.terms
        and all(holds(words, term) for term in query.wanted)
        and not any(holds(words, term) for term in query.unwanted)
    ]


def fill(session: Session, factories: Factories) -> dict[int, str]:
    """An article of each text, and what it is found by."""
    ids = [factories.article(text, title=f"Title {number}").id for number, text in enumerate(TEXTS)]
    return {one: document([f"Title {number}", TEXTS[number]]) for number, one in enumerate(ids)}


def test_a_query_finds_the_same_on_both_databases(session: Session, factories: Factories) -> None:
    documents = fill(session, factories)
    for typed in QUERIES:
        query = read_query(typed)
        assert ids_of(session, ArticleWords, typed) == expected(documents, query), typed
    words = sorted({word for text in TEXTS for word in fold(text)})
    piece = st.sampled_from([*words, "line of control", "absent"])
    form = st.sampled_from(["{}", '"{}"', "-{}", '-"{}"', "{}*", '"{} of"', '"{}"*'])

    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.builds(lambda one, around: around.format(one), piece, form), max_size=4).map(" ".join))
    def check(typed: str) -> None:
        assert ids_of(session, ArticleWords, typed) == expected(documents, read_query(typed)), typed

    check()


def test_what_each_kind_is_found_by(session: Session, factories: Factories) -> None:
    article = factories.article("India accused Pakistan on Monday. More text.", title="A headline")
    event = factories.event(title="Accusation", place="Ürümqi", article=article)
    note = factories.annotation(event.id, "Doubtful *claim*.", ("second-hand",))
    assert ids_of(session, EventWords, "accusation urumqi monday") == [event.id]
    assert ids_of(session, EventWords, '"urumqi india"') == []
    assert ids_of(session, QuoteWords, '"accused pakistan"') == [event.account_id]
    assert ids_of(session, ArticleWords, "headline more") == [article.id]
    assert ids_of(session, NoteWords, "claim second-hand") == [note]


def test_every_write_keeps_the_search_exact(
    engine: sa.Engine, session: Session, factories: Factories, now: datetime
) -> None:
    one, two = factories.event(title="Alpha"), factories.event(title="Beta", actors=("CHN",))
    sample = factories.event(title="Gamma", article=factories.article("Sampled words.", source="Dyadline sample"))
    note = factories.annotation(one.id, "First thought", ("odd",))
    edit_annotation(session, note, Note("Second thought", ("even",)), 1, "Ada", now)
    assert (ids_of(session, NoteWords, "first"), ids_of(session, NoteWords, "second even")) == ([], [note])
    correct(session, one.id, 1, [Correction("title", "Delta"), Correction("place", "Quito")], "Ada", now)
    assert ids_of(session, EventWords, "delta quito -alpha") == [one.id]
    merge(session, one.id, 2, two.id, "Ada", now)
    whole = ids_of(session, EventWords, "india")
    assert check_database(engine).faults == ()
    undo(session, _last_action(session), "Ada", now)
    assert ids_of(session, EventWords, "beta") == [two.id]
    assert len(ids_of(session, EventWords, "india")) == len(whole) + 1
    delete_annotation(session, note, 2, "Ada", now)
    assert ids_of(session, NoteWords, "thought") == []
    remove_samples(session, now=now, analyst="Ada")
    assert ids_of(session, EventWords, "gamma") == ids_of(session, QuoteWords, "sampled") == []
    assert ids_of(session, ArticleWords, "sampled") == []
    assert sample.id not in ids_of(session, EventWords, "-nothing")
    assert check_database(engine).faults == ()


def test_rebuilding_gives_what_the_writes_gave(engine: sa.Engine, session: Session, factories: Factories) -> None:
    fill(session, factories)
    factories.annotation(factories.event(title="Alpha").id, "A note", ("tag",))
    before = _rows(session)
    with writing(session):
        for table in WORD_TABLES:
            session.execute(sa.update(table).values(words="spoiled"))
        rebuild(session.connection())
    assert _rows(session) == before
    assert ids_of(session, EventWords, "alpha spoiled") == []
    assert check_database(engine).faults == ()


def test_rebuilding_files_events_under_the_names_that_the_writes_gave(
    engine: sa.Engine, session: Session, factories: Factories
) -> None:
    event = factories.event(actors=("IND", "CHN"), place="Ürümqi" + "x" * MAX_NAME_CHARS)
    factories.annotation(event.id, "A note", ("tag", "another"))
    factories.annotation(event.id, "A second one", ("tag",))
    other = factories.event(title="Other", actors=("USA",), recipients=())
    merge(session, factories.event(title="Part").id, 1, other.id, "Ada", NOW)
    before = _names(session)
    firsts = [(kind, event_id) for kind, _, event_id, is_first, *_ in before if is_first]
    assert len(firsts) == len(set(firsts)) == len({(kind, event_id) for kind, _, event_id, *_ in before})
    assert {name for kind, name, *_ in before if kind == "tag"} == {"another", "tag"}
    with writing(session):
        session.execute(sa.update(EventName).where(col(EventName.kind) == "tag").values(is_first=0))
        session.execute(sa.delete(EventName).where(col(EventName.kind) == "actor"))
        rebuild(session.connection())
    assert _names(session) == before
    assert check_database(engine).faults == ()


def test_the_check_names_what_differs(engine: sa.Engine, session: Session, factories: Factories) -> None:
    event = factories.event()
    note = factories.annotation(event.id)
    with writing(session):
        session.execute(sa.update(EventWords).values(words="other"))
        session.execute(sa.delete(NoteWords))
    assert check_database(engine).faults == (
        f"the search does not find event {event.id} by its own words: run `dyadline db rebuild-search`",
        f"the search does not find note {note} by its own words: run `dyadline db rebuild-search`",
    )


def test_the_check_names_an_index_of_sqlite_that_lost_words(make_database: MakeDatabase) -> None:
    engine = engine_of(make_database("sqlite"))
    factories = Factories(make_session_factory(engine), NOW)
    factories.event()
    with engine.begin() as connection:
        name = fts_name("event_words")
        connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608 - our own name
    (fault,) = check_database(engine).faults
    assert fault == "the index of event_words does not agree with its rows: run `dyadline db rebuild-search`"


@pytest.mark.parametrize("alphabet", ["ab ", "京都", "\U0001e900\U0001e922 "], ids=["latin", "han", "adlam"])
def test_the_longest_article_is_kept_and_found(session: Session, factories: Factories, alphabet: str) -> None:
    text = "".join(f"{alphabet}{number} " for number in range(60_000))
    article = factories.article(text, title="Long")
    assert len(document([text])) == MAX_DOCUMENT_CHARS or len(document([text])) > MAX_DOCUMENT_CHARS - 70
    assert ids_of(session, ArticleWords, f'long "{alphabet}7"') == [article.id]


def _last_action(session: Session) -> int:
    with reading(session):
        return session.scalar(sa.select(sa.func.max(col(Action.id)))) or 0


def _names(session: Session) -> list[tuple[Any, ...]]:
    with reading(session):
        columns = (col(getattr(EventName, name)) for name in EventName.model_fields)
        return sorted(map(tuple, session.execute(sa.select(*columns))))


def _rows(session: Session) -> dict[str, list[Any]]:
    with reading(session):
        return {
            table.__tablename__: list(
                session.execute(sa.select(col(table.id), col(table.words)).order_by(col(table.id)))
            )
            for table in WORD_TABLES
        }


def test_words_are_found_by_their_index_and_the_planner_is_free_again(session: Session) -> None:
    with reading(session):
        connection = session.connection()
        is_postgres = connection.dialect.name == "postgresql"

        def is_free() -> bool:
            return not is_postgres or connection.exec_driver_sql("SHOW enable_seqscan").scalar_one() == "on"

        assert is_free()
        with by_index_alone(session):
            assert is_free() is not is_postgres
        assert is_free()
