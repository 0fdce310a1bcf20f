"""One's own absences, with who stands in; each member of staff sees to theirs."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from config.clock import now
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import controllers_where
from requests_app.admin.forms.assign import HandlerField
from requests_app.services.absences import deputies_possible, end_absence, note_absence
from requests_app.services.errors import Refused


class AbsenceForm(forms.Form):
    """From when to when, and who stands in."""

    first_on = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last_on = forms.DateField(
        label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"})
    )
    deputy = HandlerField(
        label=_("Who stands in for you"),
        queryset=User.objects.none(),
        help_text=_("Colleagues who handle requests wherever you do."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        assert isinstance(field, HandlerField)
        field.queryset = deputies_possible(user)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_view(request: HttpRequest) -> HttpResponse:
    """Show one's absences, and note one. Raises PermissionDenied."""
    user = _handler(request)
    form = AbsenceForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        try:
            note_absence(user, **form.cleaned_data)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _text("Your absence was noted."))
            return HttpResponseRedirect(reverse("admin:my_absence"))
    today = now().date()
    own = user.absences.filter(ended_at=None, last_on__gte=today)
    deputised = user.deputised.filter(ended_at=None, last_on__gte=today)
    context = {
        **admin.site.each_context(request),
        "title": _text("My absence"),
        "form": form,
        "own": own.select_related("deputy"),
        "deputised": deputised.select_related("user"),
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/absence.html", context)


@require_POST
def end_absence_view(request: HttpRequest, absence_id: int) -> HttpResponse:
    """One is back, or does not go. Raises PermissionDenied."""
    if end_absence(_handler(request), absence_id=absence_id):
        messages.success(request, _text("The absence was ended."))
    return HttpResponseRedirect(reverse("admin:my_absence"))


def _handler(request: HttpRequest) -> User:
    """The reader, who handles requests somewhere. Raises PermissionDenied."""
    assert isinstance(request.user, User)
    if not controllers_where(request.user, Permission.HANDLE_REQUESTS).exists():
        raise PermissionDenied
    return request.user
