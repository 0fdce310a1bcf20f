"""What letters may say of a case."""

from typing import Any

from django.utils import translation

from registers_app.domain.authorities import authority_of
from registers_app.domain.residence import home_of
from requests_app.models import RightsRequest
from requests_app.services.addressing import writer_of
from requests_app.services.redate import clocks


def letter_context(request: RightsRequest, **more: Any) -> dict[str, Any]:
    """The placeholders that every letter of a request may use, in the person's language."""
    submission = request.submission
    with translation.override(submission.language):
        right = str(request.get_right_display())
    countries = dict.fromkeys(each.country for each in clocks(submission))
    authorities = [
        found for country in countries if (found := authority_in(country, submission.language))
    ]
    home = home_of(submission.lives_in) if submission.lives_in not in countries else None
    return {
        "name": writer_of(submission),
        "reference": submission.reference,
        "controller": submission.controller,
        "right": right,
        "received_on": request.received_on,
        # As a processor we neither answer nor name another's day; closed, it has been passed on.
        "due_on": None if request.forward_by else request.due_on,
        "forward_by": None if request.is_closed else request.forward_by,
        "authority": authorities[0] if authorities else None,
        "authorities": authorities,
        "at_home": {
            "country": home.country(submission.language),
            "name": home.authority,
            "site": home.site,
        }
        if home
        else "",
        **more,
    }


def authority_in(country: str, language: str) -> dict[str, str] | None:
    """How a letter names the authority of a country; None for one that is not known."""
    authority = authority_of(country)
    if authority is None:
        return None
    return {
        "name": authority.name(language),
        "address": authority.address(language),
        "email": authority.email,
        "site": authority.site,
    }
