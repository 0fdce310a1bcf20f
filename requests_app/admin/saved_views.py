"""Views of the queue that a member of staff keeps: they are theirs alone."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from registers_app.models import User
from requests_app.models import SavedView
from requests_app.services.errors import Refused
from requests_app.services.save_view import forget_view, save_view


class NameForm(forms.Form):
    """What to call the view, and which filters it has."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    query = forms.CharField(max_length=500, widget=forms.HiddenInput)


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What the queue shows of saved views: one's own, and whether this one can be saved."""

    views: list[SavedView]
    here: str
    form: NameForm | None


def saved_views(request: HttpRequest, *, allowed: Collection[str]) -> Saved:
    """The reader's views, and the form to keep the filters that are set now."""
    assert isinstance(request.user, User)
    here = _filters(request.META.get("QUERY_STRING", ""), allowed=allowed)
    form = NameForm(initial={"query": here}, auto_id="view_%s") if here else None
    return Saved(views=list(request.user.saved_views.all()), here=here, form=form)


@require_POST
def save(request: HttpRequest, *, allowed: Collection[str]) -> HttpResponse:
    """Keep the filters under a name, and show the view."""
    assert isinstance(request.user, User)
    form = NameForm(request.POST)
    query = _filters(request.POST.get("query", ""), allowed=allowed)
    if not form.is_valid() or not query:
        messages.error(request, _text("Give the view a name of at most 60 letters."))
        return _to_queue(query)
    try:
        save_view(request.user, name=form.cleaned_data["name"], query=query)
    except Refused as refusal:
        messages.error(request, " ".join(str(reason) for reason in refusal.reasons))
    else:
        messages.success(request, _text("The view was saved."))
    return _to_queue(query)


@require_POST
def forget(request: HttpRequest, view_id: int) -> HttpResponse:
    """Let a view go."""
    assert isinstance(request.user, User)
    if forget_view(request.user, view_id=view_id):
        messages.success(request, _text("The view was removed."))
    return _to_queue("")


def _filters(query: str, *, allowed: Collection[str]) -> str:
    """Only filters, in one order: neither a page nor words that were searched for."""
    return urlencode(sorted(pair for pair in parse_qsl(query) if pair[0] in allowed))


def _to_queue(query: str) -> HttpResponse:
    queue = reverse("admin:requests_app_rightsrequest_changelist")
    return HttpResponseRedirect(f"{queue}?{query}" if query else queue)
