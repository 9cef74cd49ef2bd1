"""What act a sentence tells: each rule id with a row that needs it, and rows that it must not take."""

import pytest

from app.domain.events import EventType
from tests.extraction.events_of import event_of, events_of

ROWS = [
    # the governing verb wins over the content verb
    ("France suspended flights to Syria on Thursday.", "SANCTION", "type.phrase"),
    ("France agreed to suspend flights to Syria.", "AGREE", "type.verb"),
    ("France refused to suspend flights to Syria on Thursday.", "REJECT", "type.verb"),
    ("France threatened to suspend flights to Syria.", "THREATEN", "type.verb"),
    ("France urged Syria to suspend the flights on Thursday.", "REQUEST", "type.verb"),
    # light verbs leave the act to their noun
    ("Iranian jets mounted a bombardment of Iraqi positions on Monday.", "ASSAULT", "type.light-verb"),
    ("Kenya and Uganda held talks in Nairobi on Monday.", "CONSULT", "type.phrase"),
    ("Japan imposed a ban on Chinese seafood on Tuesday.", "SANCTION", "type.phrase"),
    # an act on an act
    ("Spain repealed the embargo on Cuba on Monday.", "CONCEDE", "type.operator"),
    ("Spain terminated the boycott of Cuba on Monday.", "CONCEDE", "type.operator"),
    # phrases
    ("Peru recalled its ambassador from Chile on Friday.", "SANCTION", "type.phrase"),
    ("Peru summoned the Chilean ambassador on Friday.", "ACCUSE", "type.phrase"),
    ("Panama became independent of Colombia on 3 November 1903.", "MILESTONE", "type.phrase"),
    # the subject tells it
    ("British marines landed in Egypt on Friday.", "ASSAULT", "type.subject"),
    ("The talks between Iran and Iraq broke up on Friday.", "CONSULT", "type.subject-noun"),
    ("A treaty between Peru and Chile took effect on 3 March 2019.", "AGREE", "type.subject-noun"),
    # adjectives and being somewhere
    ("Syria is willing to meet Turkey, it said on Friday.", "AGREE", "type.attitude"),
    ("Emmanuel Macron was in Berlin on Friday.", "CONSULT", "type.presence"),
    # what is said
    ("Norway called the Russian move brutal on Friday.", "ACCUSE", "type.blaming-words"),
    ("Russia told Poland on Friday that it needs to leave.", "REQUEST", "type.asking-words"),
    ("Poland should leave the village, Russia said on Friday.", "REQUEST", "type.said-must"),
    ("Russia said on Friday that Ukraine had shelled a Russian village.", "ACCUSE", "type.said-of-another"),
    ("Iran vowed to attack Israel.", "THREATEN", "type.hostile-promise"),
    # what was not done
    ("Germany did not sign the treaty with Poland on Friday.", "REJECT", "type.refused"),
    ("Ethiopia failed to reach an agreement with Eritrea on Friday.", "REJECT", "type.refused"),
    # nouns, and sentences that say only what happened
    (
        "Spain mourned after the killing of a Spanish soldier by Moroccan troops on 3 March 2019.",
        "ASSAULT",
        "type.noun",
    ),
    ("Vietnam: the border glowed on Friday as China watched.", "MILESTONE", "type.sentence"),
]


@pytest.mark.parametrize(("text", "kind", "rule"), ROWS, ids=[f"{row[2]}-{at}" for at, row in enumerate(ROWS)])
def test_type_and_its_rule(text: str, kind: str, rule: str) -> None:
    event = event_of(text, EventType(kind))
    assert event.why["type"].rule == rule


NOT_TAKEN = [
    ("France met the Syrian minister who refused the plan.", "REJECT"),
    ("Kenya and Uganda held talks on the ban on Monday.", "SANCTION"),
    ("Peru recalled the summer of 1990 on Friday.", "SANCTION"),
    ("Norway called the Danish minister on Friday.", "ACCUSE"),
    ("Iran vowed to help Syria.", "THREATEN"),
    ("Egypt did not bomb Libya on Friday.", "ASSAULT"),
    ("The Chilean strikes were over before Peru noticed.", "ASSAULT"),
    ("In Egypt a marine museum of the British opened on Friday.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_TAKEN, ids=[row[1] + "-" + row[0][:20] for row in NOT_TAKEN])
def test_what_is_no_such_act(text: str, kind: str) -> None:
    assert kind not in {event.type.value for event in events_of(text)}


def test_what_governs_tells_once() -> None:
    """ "threatened to expel" is one threat, not a threat and an expulsion."""
    assert [event.type for event in events_of("Iran threatened to expel two British diplomats.")] == [
        EventType.THREATEN
    ]


def test_every_event_says_which_words_told_it() -> None:
    for text, _, _ in ROWS:
        for event in events_of(text):
            why = event.why["type"]
            assert why.text is not None
            assert text[why.start : why.end] == why.text
