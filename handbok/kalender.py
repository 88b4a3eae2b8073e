"""Calendars as bytes (RFC 5545): the same entries give the same bytes, and an entry is written once for them all.

icalendar is a tenth of the start of every command, so it is imported where a calendar is made.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from handbok.svenska import till_id

_SLUT = b"END:VCALENDAR\r\n"


def handelse(id_: str, kommun: str, laget: date, dag: date, vad: str, text: str, *, varje_ar: bool = False) -> bytes:
    """A whole day (VEVENT) as it is known on `laget`. A calendar that has an entry with the id replaces it."""
    from icalendar import Event

    post = Event()
    post.add("uid", f"{id_}@{till_id(kommun)}.kvalitetshandboken")
    post.add("dtstamp", datetime.combine(laget, time(), UTC))
    post.add("dtstart", dag)
    if varje_ar:
        post.add("rrule", {"freq": "yearly"})
    post.add("summary", vad)
    post.add("description", text)
    post.add("transp", "TRANSPARENT")  # a day to have in mind, not one that is taken
    ut: bytes = post.to_ical()
    return ut


def kalender(vad: str, handelser: Iterable[bytes], namn: str | None = None) -> bytes:
    """The calendar of these entries; with `namn` one to subscribe to."""
    from icalendar import Calendar

    ram = Calendar()
    for nyckel, varde in (("prodid", f"-//Kvalitetshandboken//{vad}//SV"), ("version", "2.0"), ("method", "PUBLISH")):
        ram.add(nyckel, varde)
    if namn is not None:
        ram.add("x-wr-calname", namn)
        ram.add("x-published-ttl", "P1D")
        ram.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})  # RFC 7986; Outlook reads ttl
    tom: bytes = ram.to_ical()
    return b"".join((tom.removesuffix(_SLUT), *handelser, _SLUT))
