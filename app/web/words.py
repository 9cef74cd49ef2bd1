"""How the program says in pages what the tables say in codes."""

from app.domain.dates import DateKind
from app.domain.events import EventType, Flag, Quad, Role, Status

TYPES = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "consultation",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "retreat",
    EventType.REQUEST: "demand",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "rejection",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "mobilization",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "assault",
    EventType.STATEMENT: "statement",
    EventType.MILESTONE: "milestone",
}
QUADS = {
    Quad.VERBAL_COOPERATION: "verbal cooperation",
    Quad.MATERIAL_COOPERATION: "material cooperation",
    Quad.VERBAL_CONFLICT: "verbal conflict",
    Quad.MATERIAL_CONFLICT: "material conflict",
    Quad.NONE: "statement or milestone",
}
STATUS_GLYPHS = {
    Status.OCCURRED: "",
    Status.PLANNED: "◷",
    Status.ALLEGED: "“",
    Status.DENIED: "⊘",
    Status.HYPOTHETICAL: "?",
}
STATUSES = {
    Status.OCCURRED: "occurred",
    Status.PLANNED: "planned",
    Status.ALLEGED: "alleged",
    Status.DENIED: "denied",
    Status.HYPOTHETICAL: "hypothetical",
}
FLAGS = {
    Flag.CONFLICT: "accounts differ",
    Flag.WORDLESS: "without words",
    Flag.DETACHED: "no longer in its article",
    Flag.FRESH: "new accounts",
    Flag.STARRED: "starred",
}
FLAG_MENU = {
    Flag.CONFLICT: "Accounts that differ",
    Flag.WORDLESS: "A field without words",
    Flag.DETACHED: "An account that its article no longer bears out",
    Flag.FRESH: "Accounts that joined since it was decided",
    Flag.STARRED: "A star",
}
"""The same, to follow "only events with"."""
ROLES = {
    Role.ACTOR: "acted",
    Role.RECIPIENT: "was acted on",
    Role.LOCATION: "the place is there",
    Role.HOST: "home of an armed group that takes part",
    Role.MENTIONED: "named in the quote",
}
DATE_KINDS = {
    DateKind.DAY: "on that day",
    DateKind.LASTED: "from the first day to the last",
    DateKind.BETWEEN: "at one moment within it",
    DateKind.ABOUT: "about then",
    DateKind.BEFORE: "at one moment before",
    DateKind.AFTER: "at one moment after",
    DateKind.SINCE: "from then on",
    DateKind.UNTIL: "until then",
}
FIELDS = {
    "quote": "Quote",
    "title": "Title",
    "date": "Date",
    "date_kind": "How it fills the date",
    "status": "Status",
    "type": "Type",
    "countries": "Countries",
    "actors": "Who",
    "recipients": "To whom",
    "context": "Tied to it",
    "place": "Place",
    "location": "The place is there",
    "host": "Home of an armed group",
    "mentioned": "Named in the quote",
    "attributed_to": "According to",
    "confidence": "Confidence",
    "trigger": "Key word",
    "body": "Text",
    "tags": "Tags",
    "deleted": "Deleted",
    "review": "Review",
    "merged_into": "Part of",
    "role": "Role",
    "password": "Password",
    "disabled": "Shut out",
    "after": "After",
    "before": "Before",
}


def type_words(event_type: str) -> str:
    """The plain word for a type; the code itself where it is unknown, so that an old row can always be shown."""
    return TYPES[EventType(event_type)] if event_type in set(EventType) else event_type


def quad_of(event_type: str) -> str:
    """The quad of a type as the class name of marks and badges: "material-conflict"."""
    return EventType(event_type).quad if event_type in set(EventType) else Quad.NONE


def quad_words(event_type: str) -> str:
    """The quad of a type in words."""
    return QUADS[Quad(quad_of(event_type))]


def status_glyph(status: str) -> str:
    """The small sign of a status; empty for what occurred."""
    return STATUS_GLYPHS[Status(status)] if status in set(Status) else ""


def flag_words(flag: str) -> str:
    """What about an event asks for a person's eye."""
    return FLAGS[Flag(flag)] if flag in set(Flag) else flag


def role_words(role: str) -> str:
    """How a country has to do with an event."""
    return ROLES[Role(role)] if role in set(Role) else role


def date_kind_words(kind: str | None) -> str:
    """How an event fills the days of its date; empty for an undated one."""
    return DATE_KINDS[DateKind(kind)] if kind else ""


def field_words(field: str) -> str:
    """The label of a field."""
    return FIELDS.get(field, field.replace("_", " "))


_PROGRAMS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chromium"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_words(agent: str) -> str:
    """What a browser says of itself (`User-Agent`), as its owner would: "Firefox on Linux"."""
    program, system = (next((name for sign, name in of if sign in agent), "") for of in (_PROGRAMS, _SYSTEMS))
    return f"{program or 'A browser'} on {system}" if system else program or agent[:40] or "Unknown"
