"""Who else has the case open, and whether it changed: said by a page, and asked for again by it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from registers_app.models import User
from requests_app.admin.case_rows import users_named
from requests_app.models import RightsRequest
from requests_app.services.meanwhile import meanwhile
from requests_app.services.presence import be_here

SEEN = "seen"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """What a page says of others: in sentences, empty where there is nothing to say."""

    url: str
    seen: int
    here: str
    changed: str = ""


def presence_of(case: RightsRequest, *, user: User, seen: int) -> Presence:
    """The reader has opened the case as it stands in version *seen*."""
    return Presence(
        url=reverse("admin:case_here", args=[case.pk]), seen=seen, here=_here(case, user)
    )


@require_POST
def here_view(request: HttpRequest, *, case: RightsRequest) -> HttpResponse:
    """The page is still open: who else is there, and who has changed the case since."""
    assert isinstance(request.user, User)
    seen = seen_in(request)
    presence = Presence(
        url="",
        seen=seen or 0,
        here=_here(case, request.user),
        changed="" if seen is None else _changed(case, request.user, seen=seen),
    )
    return render(
        request,
        "admin/requests_app/rightsrequest/presence_words.html",
        {"presence": presence, "case": case},
    )


def seen_in(request: HttpRequest) -> int | None:
    """The version of the case that a form was made from; None where it does not say."""
    text = request.POST.get(SEEN)
    if text is None:
        return None
    # What no page of ours says is no version: everything has happened since.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _here(case: RightsRequest, user: User) -> str:
    names = [each.get_full_name() or each.username for each in be_here(case, user=user)]
    if not names:
        return ""
    return ngettext(
        "%(names)s also has this case open.", "%(names)s also have this case open.", len(names)
    ) % {"names": ", ".join(names)}


def _changed(case: RightsRequest, user: User, *, seen: int) -> str:
    entries = meanwhile(case, since=seen).exclude(actor_kind="user", actor_id=user.pk)
    actors = {(entry.actor_kind, entry.actor_id) for entry in entries}
    if not actors:
        return ""
    names = users_named({pk for kind, pk in actors if kind == "user"})
    if not names:
        return _("The person has written or changed something since you opened this page.")
    return ngettext(
        "%(names)s has changed this case since you opened this page.",
        "%(names)s have changed this case since you opened this page.",
        len(names),
    ) % {"names": ", ".join(sorted(names.values()))}
