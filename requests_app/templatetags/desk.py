"""What the desk's own staff pages write in their templates."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest

from requests_app.admin.dashboard import Dashboard, dashboard_for
from requests_app.admin.queue_search import SEALED, opened
from requests_app.domain import identity_codes
from requests_app.written import written, written_size, written_time

register = template.Library()
register.filter("filesizeformat", written_size)  # instead of Django's, which knows no Mt


@register.filter
def day(value: date | None) -> str:
    """A day in the reader's language."""
    return written(value)


@register.filter
def moment(value: datetime | None, time_zone: str) -> str:
    """An instant as the day and time in a controller's time zone."""
    return written_time(value, time_zone=time_zone)


@register.filter
def masked(text: object) -> str:
    """What a person typed, its identity codes covered but for the date of birth."""
    return identity_codes.masked("" if text is None else str(text))


@register.simple_tag
def searched(query: str) -> str:
    """What a sealed search was for, its code covered; nothing for any other."""
    return identity_codes.masked(opened(query)) if query.startswith(SEALED) else ""


@register.simple_tag(takes_context=True)
def desk_dashboard(context: dict[str, Any]) -> Dashboard | None:
    """What waits for the reader, or None for who sees no requests."""
    request: HttpRequest = context["request"]
    return dashboard_for(request.user)
