"""Extend the time of several requests at once, with one reason (GDPR Art. 12(3)).

Each is extended apart and each person is told: what the law does not let be extended is refused,
and said so of that request alone.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from requests_app.admin.forms.base import long_text
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import ExtensionCause, RightsRequest
from requests_app.services.errors import NotPossible
from requests_app.services.extend import check_extendable, due_if_extended, extend
from requests_app.written import written

EXTEND = Step(
    action="extend_chosen",
    title=_("Extend the time of the chosen requests"),
    intro=_(
        "It must be necessary because each of these requests is complex, or one of many from the "
        "same person; a lack of staff is no reason. Each person is told now, with your reason and "
        "their own new date."
    ),
    button=_("Extend the time of these requests"),
)


class ReasonForm(forms.Form):
    """Why one month is not enough."""

    reason = long_text(
        label=_("Why is one month not enough?"),
        help_text=_("Each of these persons reads this: it has to be true of every one of them."),
    )

    cause = forms.ChoiceField(
        label=_("In one word, for the reports"),
        choices=ExtensionCause.choices,
        widget=forms.RadioSelect,
    )


@admin.action(description=_("Extend the time of the chosen requests …"), permissions=["change"])
def extend_chosen(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask for the reason, then extend each."""
    if too_many(request, queryset):
        return None
    form = ReasonForm(request.POST if GO in request.POST else None)
    if not (form.is_bound and form.is_valid()):
        return ask_first(request, EXTEND, chosen=[_foresee(case) for case in queryset], form=form)
    actor = user_actor(int(request.user.pk or 0))
    reason, cause = form.cleaned_data["reason"], ExtensionCause(form.cleaned_data["cause"])
    each(
        request,
        queryset,
        run=lambda case: extend(case.pk, reason=reason, cause=cause, actor=actor),
        done=lambda count: (
            ngettext(
                "The time of %(count)d request was extended and the person was told.",
                "The time of %(count)d requests was extended and the persons were told.",
                count,
            )
            % {"count": count}
        ),
    )
    return None


def _foresee(case: RightsRequest) -> Chosen:
    try:
        check_extendable(case)
    except NotPossible as refusal:
        return Chosen(case=case, obstacle=" ".join(str(reason) for reason in refusal.reasons))
    day = due_if_extended(case)
    what = _text("due on %(day)s then") % {"day": written(day)} if day else _text("the clock waits")
    return Chosen(case=case, what=what)
