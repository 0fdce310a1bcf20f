"""Give several requests to a handler at once; each is performed apart."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission, roles_granting
from registers_app.models import User
from requests_app.admin.forms.assign import HandlerField
from requests_app.models import RightsRequest
from requests_app.services.assign import assign
from requests_app.services.errors import Refused


class ManyForm(forms.Form):
    """Whom to give the requests to."""

    handler = HandlerField(
        label=_("Handler"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, cases: QuerySet[RightsRequest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["handler"]
        assert isinstance(field, HandlerField)
        field.queryset = (
            User.objects.filter(
                is_active=True,
                memberships__controller__in=cases.values("controller"),
                memberships__role__in=roles_granting(Permission.HANDLE_REQUESTS),
            )
            .distinct()
            .order_by("last_name", "first_name", "username")
        )


@admin.action(description=_("Take the chosen requests"), permissions=["change"])
def take(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Make the reader their handler."""
    assert isinstance(request.user, User)
    _assign_each(request, queryset, handler=request.user)
    return None


@admin.action(description=_("Give the chosen requests to a handler …"), permissions=["change"])
def give(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask whom to give them to, then give them."""
    form = ManyForm(request.POST if "give" in request.POST else None, cases=queryset)
    if form.is_bound and form.is_valid():
        _assign_each(request, queryset, handler=form.cleaned_data["handler"])
        return None
    context = {
        **admin.site.each_context(request),
        "title": _text("Give the chosen requests to a handler"),
        "form": form,
        "cases": queryset.select_related("submission"),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/give.html", context)


def _assign_each(
    request: HttpRequest, cases: Iterable[RightsRequest], *, handler: User | None
) -> None:
    done, refused = 0, []
    for case in cases:
        try:
            assign(case.pk, assignee=handler, actor=user_actor(int(request.user.pk or 0)))
        except Refused as refusal:
            refused.append(f"{case.submission.reference}: {' '.join(refusal.reasons)}")
        else:
            done += 1
    if done:
        words = ngettext(
            "%(count)d request has its handler.", "%(count)d requests have their handler.", done
        )
        messages.success(request, words % {"count": done})
    for sentence in refused:
        messages.error(request, sentence)
