"""States that are only implied are those of the event's year."""

from app.domain.events import EventType
from tests.extraction.events_of import event_of


def test_a_state_meant_in_1991_is_the_one_of_1991() -> None:
    text = "In 1968 the Soviet Union invaded Czechoslovakia. Prague protested. Soviet units withdrew in May 1991."
    left = event_of(text, EventType.RETREAT, "2021-04-22")
    assert (left.actors, left.recipients) == (("SUN",), ("CSK",))


def test_a_former_state_is_not_meant_after_its_end() -> None:
    text = "In 1979 Norway signed a treaty with the Soviet Union. Norway recalled its ambassador on 3 March 2018."
    recalled = event_of(text, EventType.SANCTION, "2018-03-16")
    assert (recalled.actors, recalled.recipients) == (("NOR",), ("RUS",))


def test_what_the_text_names_stays() -> None:
    text = "In 1968 the Soviet Union invaded Czechoslovakia. Russian troops attacked a Norwegian post on 3 May 1975."
    attacked = [event for event in [event_of(text, EventType.ASSAULT)] if event.actors]
    assert attacked[0].actors == ("SUN",)
    later = event_of("Russian troops attacked a Norwegian post on 3 May 1975.", EventType.ASSAULT)
    assert later.actors == ("RUS",)
