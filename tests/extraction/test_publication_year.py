"""The year of a dateline that names none, settled by the people in office."""

from app.domain.articles import Published
from app.extraction.publication_year import with_year
from app.readers import read_text

LEAD = (
    "OSLO, Aug 5 (Agency) - The foreign ministry of Norway said on Friday that talks with the United States would go on"
    " next week, whatever the weather on the fjord."
)


def published_of(text: str) -> Published | None:
    return with_year(read_text(text)).published


def test_the_people_in_office_settle_the_year() -> None:
    found = published_of(f"{LEAD}\n\nJoe Biden had rung Emmanuel Macron before.\n")
    assert found is not None
    assert found.day == "2022-08-05"
    assert "Aug 5" in found.basis
    assert "office" in found.basis


def test_others_in_office_make_it_another_year() -> None:
    found = published_of(f"{LEAD}\n\nRonald Reagan had rung Margaret Thatcher before.\n")
    assert found is not None
    assert found.day == "1983-08-05"


def test_one_person_is_not_enough() -> None:
    assert published_of(f"{LEAD}\n\nRonald Reagan had not been asked.\n") is None


def test_people_of_two_times_leave_it_open() -> None:
    text = f"{LEAD}\n\nCharles de Gaulle, Joe Biden, Mao Zedong and Otto von Bismarck were not asked.\n"
    assert published_of(text) is None


def test_a_day_that_is_known_stays() -> None:
    article = read_text(f"{LEAD}\n\nJoe Biden had rung Emmanuel Macron.\n", published="2016-08-05")
    assert with_year(article) is article
