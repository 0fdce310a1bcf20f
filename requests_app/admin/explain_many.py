"""Say of several requests at once why they are late."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import LateCause, RightsRequest
from requests_app.services.explain_late import explain_late, is_late_or_was

EXPLAIN = Step(
    action="explain",
    title=_("Why are the chosen requests late?"),
    intro=_("These requests get the reason that you choose:"),
    button=_("Keep the reason"),
)


class CauseForm(forms.Form):
    """The one reason for all of them."""

    cause = forms.ChoiceField(
        label=_("Reason"), choices=LateCause.choices, widget=forms.RadioSelect
    )


@admin.action(description=_("Say why the chosen requests are late …"), permissions=["change"])
def explain(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask for the reason, then keep it for each."""
    if too_many(request, queryset):
        return None
    form = CauseForm(request.POST if GO in request.POST else None)
    if not (form.is_bound and form.is_valid()):
        return ask_first(request, EXPLAIN, chosen=[_foresee(case) for case in queryset], form=form)
    actor = user_actor(int(request.user.pk or 0))
    each(
        request,
        queryset,
        run=lambda case: explain_late(
            case.pk, cause=LateCause(form.cleaned_data["cause"]), actor=actor
        ),
        done=lambda count: (
            ngettext(
                "%(count)d request has its reason.", "%(count)d requests have their reason.", count
            )
            % {"count": count}
        ),
    )
    return None


def _foresee(case: RightsRequest) -> Chosen:
    if is_late_or_was(case):
        return Chosen(case=case)
    return Chosen(case=case, obstacle=_text("The request is not late."))
