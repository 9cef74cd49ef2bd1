"""What makes an annotation of an article wrong: for the samples and the registers alike."""

import calendar
import re
from collections import Counter
from datetime import date
from typing import Any

from app.domain.countries import find_country
from app.domain.dates import parse_edtf
from app.domain.events import EventType, Status
from app.errors import UnreadableDate

META_KEYS = {"title", "publisher", "author", "published", "dateline"}
EVENT_KEYS = ("id quote title date date_text status type countries actors recipients place attributed_to must").split()
STATE_CODE = re.compile(r"[A-Z]{3}")

Annotated = dict[str, Any]


def annotation_faults(annotated: Annotated, text: str) -> list[str]:
    """What is wrong with the annotation of one article, each fault after the event that has it."""
    noise, events = annotated["noise"], annotated["events"]
    faults = [f"noise not in the article: {passage!r}" for passage in noise if passage not in text]
    faults += [f"{event['id']}: {fault}" for event in events for fault in faults_of(event, text, noise)]
    faults += [f"{name}: id twice" for name, count in Counter(event["id"] for event in events).items() if count > 1]
    if set(annotated["meta"]) != META_KEYS:
        faults.append(f"meta keys: {list(annotated['meta'])}")
    return faults


def faults_of(event: Annotated, text: str, noise: list[str]) -> list[str]:
    """What is wrong with one annotation: of its words, of its codes, of its date."""
    return [*_faults_of_words(event, text, noise), *_faults_of_codes(event), *_faults_of_date(event)]


def _faults_of_words(event: Annotated, text: str, noise: list[str]) -> list[str]:
    told = [event["quote"], *event.get("also", [])]
    words = [*told, event["date_text"] or ""]
    faults = [f"not in the article: {passage!r}" for passage in words if passage not in text]
    faults += [f"in noise: {passage!r}" for passage in told if any(passage in other for other in noise)]
    if [key for key in event if key != "also"] != EVENT_KEYS:
        faults.append(f"keys: {list(event)}")
    return faults


def _faults_of_codes(event: Annotated) -> list[str]:
    countries: list[str] = event["countries"]
    parties: list[str] = [*event["actors"], *event["recipients"]]
    faults = [f"unknown country {code}" for code in countries if find_country(code) is None]
    faults += [f"country twice: {code}" for code, count in Counter(countries).items() if count > 1]
    faults += [
        f"{party} is a party but no country of the event"
        for party in parties
        if STATE_CODE.fullmatch(party) and find_country(party) and party not in countries
    ]
    if not event["actors"]:
        faults.append("nobody acts")
    if event["type"] not in set(EventType) or event["status"] not in set(Status):
        faults.append(f"unknown type or status: {event['type']}, {event['status']}")
    return faults


def _faults_of_date(event: Annotated) -> list[str]:
    if event["date"] is None:
        return []
    try:
        read = parse_edtf(event["date"])
    except UnreadableDate as error:
        return [str(error)]
    named = [day for day in calendar.day_name if day in (event["date_text"] or "")]
    if read.is_day and named and calendar.day_name[date.fromordinal(read.earliest).weekday()] not in named:
        return [f"{event['date']} is no {named[0]}"]
    return []
