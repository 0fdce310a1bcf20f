"""Many suspicious messages at once: each is let through, asked about or closed apart."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import Actor, user_actor
from requests_app.admin.forms.base import long_text
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import RightsRequest
from requests_app.services.ask_held import ask_held
from requests_app.services.close_silent import close_silent
from requests_app.services.hold_suspicious import let_through

CLOSE = Step(
    action="close_chosen",
    title=_("Close the chosen ones: no answer came"),
    intro=_(
        "These requests are closed where 30 days have passed without an answer. Each person is "
        "told why, what would help, and how to complain."
    ),
    button=_("Close the requests"),
)


class ReasonForm(forms.Form):
    """Why they are closed."""

    reason = long_text(
        label=_("Why can the person not be identified without the answer?"),
        help_text=_(
            "You must be able to show it (Art. 12(2)). The person reads this: write it in their "
            "language."
        ),
    )


@admin.action(description=_("Let the chosen messages through"), permissions=["change"])
def let_chosen_through(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> None:
    """A human wrote them."""
    if not too_many(request, queryset):
        _do_each(request, queryset, lambda case, by: let_through(case.submission_id, actor=by))


@admin.action(
    description=_("Ask the chosen suspicious ones for a sign of life"), permissions=["change"]
)
def ask_chosen(modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]) -> None:
    """Nobody has confirmed the address: ask, and the clock waits."""
    if not too_many(request, queryset):
        _do_each(request, queryset, lambda case, by: ask_held(case.pk, actor=by))


@admin.action(description=_("Close the chosen ones: no answer came …"), permissions=["change"])
def close_chosen(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask for the reason, then close those whose closing is proposed."""
    if too_many(request, queryset):
        return None
    form = ReasonForm(request.POST if GO in request.POST else None)
    if not (form.is_bound and form.is_valid()):
        return ask_first(request, CLOSE, chosen=[Chosen(case=case) for case in queryset], form=form)
    reason = form.cleaned_data["reason"]
    _do_each(request, queryset, lambda case, by: close_silent(case.pk, reason=reason, actor=by))
    return None


def _do_each(
    request: HttpRequest,
    cases: QuerySet[RightsRequest],
    step: Callable[[RightsRequest, Actor], object],
) -> None:
    actor = user_actor(int(request.user.pk or 0))
    each(
        request,
        # One message with several rights is one.
        cases.filter(pk__in=_first_of_each(cases)),
        run=lambda case: step(case, actor),
        done=lambda count: (
            ngettext("Done for %(count)d message.", "Done for %(count)d messages.", count)
            % {"count": count}
        ),
    )


def _first_of_each(cases: QuerySet[RightsRequest]) -> list[int]:
    firsts = {case.submission_id: case.pk for case in reversed(list(cases))}
    return list(firsts.values())
