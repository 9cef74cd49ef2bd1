"""Rival dates are those that contradict the adopted one, and no others."""

from datetime import date

from sqlmodel import Session

from app.domain.filters import Filter
from app.services.browse_timeline import browse_timeline
from tests.factories import Factories, found_event

FEB_14 = date(2019, 2, 14).toordinal()


def test_the_drawn_event_has_the_dates_that_contradict_its_own(session: Session, factories: Factories) -> None:
    """Two accounts say the 14th, one the 16th, one February: the 16th is the rival, the month contradicts nobody."""
    made = factories.event(date="2019-02-14", title="Disputed")
    for source, told in (("Dawn", "2019-02-14"), ("Aaj", "2019-02-16"), ("Mint", "2019-02")):
        article = factories.article(source=source)
        factories.account(made.id, article=article, found=found_event(article.text, date=told))
    settled = factories.event(date="2019-02-20", title="Settled")
    picture = browse_timeline(session, Filter()).picture
    assert picture is not None
    facts = {mark.facts.event_id: mark.facts for mark in picture.lanes[0].marks}
    assert (facts[made.id].is_disputed, facts[made.id].rivals) == (True, ((FEB_14 + 2, FEB_14 + 2),))
    assert (facts[settled.id].is_disputed, facts[settled.id].rivals) == (False, ())
