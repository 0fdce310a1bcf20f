"""Give several requests to a handler at once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission, roles_granting
from registers_app.models import User
from requests_app.admin.forms.assign import HandlerField
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import RightsRequest
from requests_app.services.assign import assign

GIVE = Step(
    action="give",
    title=_("Give the chosen requests to a handler"),
    intro=_("These requests get the handler that you choose:"),
    button=_("Give the requests"),
)


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
                memberships__controller__in=cases.order_by().values("controller"),
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
    if not too_many(request, queryset):
        _assign_each(request, queryset, handler=request.user)
    return None


@admin.action(description=_("Give the chosen requests to a handler …"), permissions=["change"])
def give(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask whom to give them to, then give them."""
    if too_many(request, queryset):
        return None
    form = ManyForm(request.POST if GO in request.POST else None, cases=queryset)
    if form.is_bound and form.is_valid():
        _assign_each(request, queryset, handler=form.cleaned_data["handler"])
        return None
    return ask_first(request, GIVE, chosen=[Chosen(case=case) for case in queryset], form=form)


def _assign_each(
    request: HttpRequest, cases: QuerySet[RightsRequest], *, handler: User | None
) -> None:
    actor = user_actor(int(request.user.pk or 0))
    each(
        request,
        cases,
        run=lambda case: assign(case.pk, assignee=handler, actor=actor),
        done=lambda count: (
            ngettext(
                "%(count)d request has its handler.",
                "%(count)d requests have their handler.",
                count,
            )
            % {"count": count}
        ),
    )
