"""Which passwords and names are taken."""

import pytest

from app.domain.passwords import MAX_CHARS, check_password, is_guessed, read_name
from app.errors import BadInput

GUESSED = """
password1234 P@ssw0rd12345 iloveyou1234 qwertyuiop12 aaaaaaaaaaaa 121212121212 abcdefghijkl 1q2w3e4r5t6y administrator
correcthorsebatterystaple Welcome2024! 123456789012 zxcvbnm12345 letmeinletmein lkjhgfdsapoiuytrewq !@#$%^&*()_+
changeme-changeme Summer-2019-Summer 20190214-2019 Dragon_Monkey_7
""".split()
OWN = [
    "harbour violet tram nine",
    "Zug nach Chur, 7:40",
    "кошка на крыше сидит",
    "T5#kk09-PQzz!",
    "password of my cat Ruß",
]


@pytest.mark.parametrize("password", GUESSED)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_password(password, "Ada")
    assert password not in str(caught.value)
    assert caught.value.field == "password"


@pytest.mark.parametrize("password", OWN)
def test_words_of_ones_own_are_taken(password: str) -> None:
    check_password(password, "Ada")


def test_the_own_name_is_a_common_word() -> None:
    assert is_guessed("AdaLovelace1815", "Ada Lovelace")
    assert not is_guessed("AdaLovelace1815", "Charles Babbage")


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "ä" * (MAX_CHARS + 1)])
def test_too_short_and_too_long_say_how_long(password: str) -> None:
    with pytest.raises(BadInput, match=r"12\.|12:|12 |1,000|needs 12"):
        check_password(password, "Ada")


@pytest.mark.parametrize(("typed", "name"), [("  Ada   Lovelace ", "Ada Lovelace"), ("J.-P. O’Neill", "J.-P. O’Neill")])
def test_names_are_made_canonical(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "<script>", "a\u202eb", "-ada", "a" * 61, "a\x00b", "ada;drop"])
def test_a_name_that_cannot_be_one_is_told(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_name(typed)
    assert caught.value.field == "name"
