"""The words of English dates: months, weekdays, numbers, units. Facts only; `rules` builds patterns from them."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""Month names and their short forms, lower case → 1-12."""

FULL_MONTHS = tuple(name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"})

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
"""Weekday names and their short forms, lower case → 0 (Monday) to 6, as `datetime.date.weekday`."""

FULL_WEEKDAYS = tuple(name for name in WEEKDAYS if name.endswith("day"))

_UNITS_TO_NINETEEN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

NUMBERS: dict[str, int] = {
    **{word: number for number, word in enumerate(_UNITS_TO_NINETEEN) if number},
    **_TENS,
    **{f"{ten}-{_UNITS_TO_NINETEEN[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)},
    "a": 1,
    "an": 1,
    "a single": 1,
    "a hundred": 100,
    "one hundred": 100,
}
"""Number words → their value; the article counts as one, as in "a week ago"."""

ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "final": -1,
    "closing": -1,
    "latter": 2,
    "opening": 1,
}
"""Ordinals of quarters, halves and weeks; -1 is the last."""

SPELT_DAYS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
"""Days of the month as ordinal words."""

HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
"""Feasts of a fixed day → month and day."""

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5,
    "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip

DAY_PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "early hours": "MO",
    "small hours": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "midnight": "NI",
}
"""Parts of the day → TIMEX3's codes."""

STEPS = {
    "last": -1, "the past": -1, "this past": -1, "the previous": -1, "the preceding": -1,
    "this": 0, "that": 0, "the same": 0, "that same": 0, "the current": 0, "the present": 0, "the": 0,
    "next": 1, "the next": 1, "the following": 1, "the coming": 1, "this coming": 1, "coming": 1,
}  # fmt: skip
"""How many periods the words before a unit lead away from the present one."""

TOLD_WORDS = (
    "that",
    "the same",
    "that same",
    "the following",
    "the next",
    "the previous",
    "the preceding",
)
"""Of these, the ones that lean on the date told before rather than on the publication day."""

DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
"""Units of a fixed number of days."""

COUNTED_NOUNS = frozenset(
    [
        "troops",
        "people",
        "soldiers",
        "men",
        "women",
        "children",
        "civilians",
        "police",
        "policemen",
        "officers",
        "fighters",
        "militants",
        "rebels",
        "refugees",
        "dead",
        "wounded",
        "casualties",
        "victims",
        "tons",
        "tonnes",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "metres",
        "meters",
        "feet",
        "mph",
        "kg",
        "barrels",
        "homes",
        "houses",
        "families",
        "workers",
        "jobs",
        "members",
        "delegates",
        "rounds",
        "shells",
        "missiles",
        "rockets",
        "tanks",
        "aircraft",
        "planes",
        "hectares",
        "acres",
        "dollars",
        "euros",
        "pounds",
        "rupees",
        "roubles",
        "rubles",
        "yuan",
        "percent",
        "points",
        "votes",
        "seats",
        "pages",
        "words",
        "copies",
        "strong",
        "others",
        "megawatts",
        "mw",
        "gb",
        "mb",
        "hours",
        "minutes",
        "days",
        "weeks",
        "months",
        "years",
        "more",
        "additional",
        "american",
        "british",
    ]
)
"""Words after which a number from 1000 to 2099 counts things and names no year."""


def number(words: str) -> int | None:
    """The value of a number in digits or words; None for "several", "a few" and what is none."""
    plain = " ".join(words.split())
    return int(plain) if plain.isascii() and plain.isdigit() else NUMBERS.get(plain)
