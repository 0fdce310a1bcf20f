"""What still waits to be looked through, with the way there."""

from dataclasses import dataclass

from django.urls import reverse

from requests_app.admin.forms.looking import name_of
from requests_app.models import RightsRequest, StoredFile
from requests_app.services.look_through import OPEN_TO_REVIEW, Thing, still_to_look_through


@dataclass(frozen=True, kw_only=True)
class ToLookThrough:
    """A file or text, and its page."""

    name: str
    url: str


def to_look_through(case: RightsRequest, *, but: Thing | None = None) -> list[ToLookThrough]:
    """Whatever waits, while things are looked through in this case; *but* this one."""
    if case.state not in OPEN_TO_REVIEW:
        return []
    return [
        ToLookThrough(name=name_of(thing), url=look_url(thing))
        for thing in still_to_look_through(case)
        if thing != but
    ]


def look_url(thing: Thing) -> str:
    """The page on which a thing is looked through."""
    name = "case_look_file" if isinstance(thing, StoredFile) else "case_look_text"
    return reverse(f"admin:{name}", args=[thing.request_id, thing.pk])
