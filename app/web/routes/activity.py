"""Who did what, filtered, page by page, and as a file."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from app.domain.activity import KINDS, MACHINE, ActivityFilter, read_place
from app.domain.people import Right, Visitor
from app.errors import BadInput
from app.services.show_activity import Sight, all_activity, names_in_activity, show_activity
from app.web.access import READS
from app.web.activity_words import KIND_WORDS, activity_csv, tell_activity
from app.web.deps import Db, Who
from app.web.people_contexts import ActivityContext
from app.web.rendering import page_or_block
from app.web.urls import activity_url
from app.web.words import FIELDS

router = APIRouter()
PARAMETERS = ("user", "kind", "field", "from", "to")
MAX_CHARS = 120


@router.get("/activity", dependencies=[READS])
def show(request: Request, db: Db, who: Who) -> Response:
    typed = {name: request.query_params.get(name, "").strip()[:MAX_CHARS] for name in PARAMETERS}
    wanted, faults = read_filter(typed)
    after = read_place(request.query_params.get("after", ""))
    activity = show_activity(db, wanted, sight_of(who), after)
    context = ActivityContext(
        lines=() if faults else tuple(tell_activity(activity)),
        typed=typed,
        faults=faults,
        names=names_in_activity(db),
        machine=MACHINE,
        kinds={kind: KIND_WORDS[kind] for kind in KINDS},
        fields=dict(sorted(FIELDS.items(), key=lambda item: item[1].lower())),
        next_url=activity_url(**typed, after=str(activity.next)) if activity.next else None,
        csv_url=activity_url(".csv", **typed),
        is_first=after is None,
    )
    return page_or_block(request, "pages/activity.html", context, block="deeds", status_code=422 if faults else 200)


@router.get("/activity.csv", dependencies=[READS])
def export(request: Request, db: Db, who: Who) -> Response:
    wanted, faults = read_filter({name: request.query_params.get(name, "").strip()[:MAX_CHARS] for name in PARAMETERS})
    if faults:
        raise BadInput(" ".join(faults.values()))
    return StreamingResponse(
        activity_csv(all_activity(db, wanted, sight_of(who))),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="activity.csv"'},
    )


def sight_of(who: Visitor) -> Sight:
    """Whose sign-ins a visitor sees: admins everybody's, others their own."""
    return Sight(who.user_id, everybody=who.may(Right.ADMINISTER))


def read_filter(typed: Mapping[str, str]) -> tuple[ActivityFilter, dict[str, str]]:
    """The filter of an address, and a sentence for each parameter that cannot be used."""
    faults: dict[str, str] = {}
    kind = typed["kind"] or None
    if kind and kind not in KINDS:
        faults["kind"] = f"{kind[:20]!r} is no kind of deed: choose one of the list."
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        try:
            days[name] = date.fromisoformat(typed[name]) if typed[name] else None
        except ValueError:
            days[name] = None
            faults[name] = f"{typed[name][:20]!r} is no day: write one like 2019-02-14."
    first, last = days["from"], days["to"]
    if first and last and first > last:
        faults["to"] = f"{last} comes before {first}: turn the two round."
    return ActivityFilter(typed["user"] or None, kind, typed["field"] or None, first, last), faults
