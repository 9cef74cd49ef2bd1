"""What the parties of an event are kept apart from: its host, its place, who says so, the state itself."""

from tests.extraction.events_of import event_of


def test_the_same_state_on_both_sides_makes_no_pair() -> None:
    assert event_of("Kenyan police arrested forty Kenyan students on Friday.").countries == ("KEN",)


def test_the_host_of_a_group_is_context_and_no_party() -> None:
    event = event_of("Jaish-e-Mohammad attacked an Indian convoy on Friday.")
    assert event.actors == ("Jaish-e-Mohammad",)
    assert event.countries == ("IND",)
    assert [role.value for role in event.context["PAK"]] == ["host"]


def test_the_place_is_told_apart_from_the_parties() -> None:
    event = event_of("Iran and Iraq signed an agreement in Geneva on Friday.")
    assert event.place == "Geneva"
    assert "CHE" not in event.countries
    assert [role.value for role in event.context["CHE"]] == ["location"]


def test_who_says_so_is_no_actor() -> None:
    event = event_of("Pakistan bombed an Indian camp, an Iranian official said on Friday.")
    assert event.actors == ("PAK",)
    assert event.attributed_to is not None
    assert "Iran" in event.attributed_to
