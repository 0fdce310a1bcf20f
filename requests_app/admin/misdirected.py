"""A letter on paper that was meant for somebody else: write to who sent it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where
from requests_app.admin.duties.base import date_field
from requests_app.admin.forms.base import mark_optional
from requests_app.services.errors import NotPermitted, Refused
from requests_app.services.write_misdirected import Mistaken, write_misdirected
from requests_app.written import reader_language

TRAY = "admin:requests_app_paperletter_changelist"


class MisdirectedForm(forms.Form):
    """Who wrote, when it came, and whom it was meant for."""

    controller = forms.ModelChoiceField(
        label=_("Organisation to which it came"), queryset=Controller.objects.none()
    )
    received_on = date_field(_("Day on which it came"))
    receiver = forms.CharField(
        label=_("Name and postal address of who wrote"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As they gave it, line by line. It is kept encrypted, and erased in 90 days."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    turn_to = forms.CharField(
        label=_("Whom the sender should turn to"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name and address, each on a line of its own. The sender reads it."),
    )
    was_passed_on = forms.BooleanField(
        label=_("I have passed the letter on to them"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        field = self.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Controller.objects.filter(
            pk__in=controllers_where(user, Permission.HANDLE_REQUESTS)
        )
        if field.queryset.count() == 1:
            field.initial = field.queryset.get()


@require_http_methods(["GET", "HEAD", "POST"])
def misdirected_view(request: HttpRequest) -> HttpResponse:
    """Write it. Raises Http404 for who handles requests nowhere."""
    assert isinstance(request.user, User)
    if not controllers_where(request.user, Permission.HANDLE_REQUESTS):
        raise Http404
    initial = {"language": reader_language()}
    form = MisdirectedForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _write(form, user=request.user)
        except NotPermitted as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _text("The letter was written: print it and post it."))
            return HttpResponseRedirect(reverse(TRAY))
    context = {
        **admin.site.each_context(request),
        "title": _text("A letter that came by mistake"),
        "form": form,
    }
    return TemplateResponse(request, "admin/requests_app/paperletter/misdirected.html", context)


def _write(form: MisdirectedForm, *, user: User) -> None:
    typed = form.cleaned_data
    write_misdirected(
        typed["controller"],
        Mistaken(
            received_on=typed["received_on"],
            language=typed["language"],
            turn_to=typed["turn_to"],
            was_passed_on=typed["was_passed_on"],
        ),
        receiver=typed["receiver"],
        actor=user_actor(user.pk),
    )
