"""Whether it happened: each rule id with a row that needs it."""

import pytest

from app.domain.events import EventType
from tests.extraction.events_of import event_of, events_of

ROWS = [
    ("India signed a treaty with Japan on Friday.", "AGREE", "occurred", "status.told-as-fact"),
    ("India is to sign a treaty with Japan on 2 April 2019.", "AGREE", "planned", "status.future"),
    ("India will sign a treaty with Japan on 2 April 2019.", "AGREE", "planned", "status.future"),
    ("India is expected to sign a treaty with Japan on 2 April 2019.", "AGREE", "planned", "status.planned"),
    ("India is close to signing a treaty with Japan.", "AGREE", "planned", "status.about-to"),
    ("Chad and Niger meet on 2 April 2019.", "CONSULT", "planned", "status.future-date"),
    ("Chile said on Friday that it would reopen its embassy in Peru.", "COOPERATE", "planned", "status.future-in-past"),
    ("Oman would sign a treaty with Yemen, it said on Friday.", "AGREE", "planned", "status.future-in-past"),
    ("India could attack Pakistan, officials said.", "ASSAULT", "hypothetical", "status.modal"),
    ("Oman would have attacked Yemen.", "ASSAULT", "hypothetical", "status.modal"),
    ("India fears a war with Pakistan.", "STATEMENT", "hypothetical", "status.feared"),
    ("If India attacks Pakistan on 2 April 2019, China will protest.", "ASSAULT", "hypothetical", "status.condition"),
    ("India reportedly bombed a camp in Pakistan on Friday.", "ASSAULT", "alleged", "status.hearsay"),
    ("India accused Pakistan of having attacked a post on 3 March 2019.", "ASSAULT", "alleged", "status.accused-of"),
    ("Russia said on Friday that Ukraine had shelled a village on 3 March 2019.", "ASSAULT", "alleged", "status.said-of-another"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "rule"), ROWS, ids=[f"{r[3]}-{i}" for i, r in enumerate(ROWS)])
def test_status_and_its_rule(text: str, kind: str, status: str, rule: str) -> None:
    event = event_of(text, EventType(kind))
    assert (event.status.value, event.why["status"].rule) == (status, rule)


def test_a_denial_is_a_refusal_that_occurred() -> None:
    event = event_of("Oman denied on Friday that it had shelled Yemen.", EventType.REJECT)
    assert event.status.value == "occurred"


def test_what_did_not_happen_is_no_event() -> None:
    assert events_of("Pakistan did not fire at India on Friday.") == []


def test_a_headline_in_the_present_tense_has_occurred() -> None:
    assert event_of("India expels a Pakistani envoy.").status.value == "occurred"
