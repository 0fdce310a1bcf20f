"""Hand several requests over to a colleague, with a note."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from requests_app.admin.assign_many import ManyForm
from requests_app.admin.forms.base import LONGEST_TEXT
from requests_app.admin.many import GO, Chosen, Step, ask_first, each, too_many
from requests_app.models import RightsRequest
from requests_app.services.hand_work_over import hand_work_over, tell_of_work

HAND_OVER = Step(
    action="hand_over",
    title=_("Hand the chosen requests over with a note"),
    intro=_(
        "These requests get the handler that you choose. The note stands in each of them, and the "
        "colleague is told by one mail without content:"
    ),
    button=_("Hand the requests over"),
)


class HandOverForm(ManyForm):
    """To whom, and what they are to know."""

    note = forms.CharField(
        label=_("Note (optional)"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It is part of each file, of which the person may ask for a copy (Art. 15)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].required = True


@admin.action(description=_("Hand the chosen requests over with a note …"), permissions=["change"])
def hand_over(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[RightsRequest]
) -> HttpResponse | None:
    """Ask to whom and with which note, then hand each over apart."""
    if too_many(request, queryset):
        return None
    form = HandOverForm(request.POST if GO in request.POST else None, cases=queryset)
    if not (form.is_bound and form.is_valid()):
        chosen = [Chosen(case=case) for case in queryset]
        return ask_first(request, HAND_OVER, chosen=chosen, form=form)
    actor = user_actor(int(request.user.pk or 0))
    to, note = form.cleaned_data["handler"], form.cleaned_data["note"]
    handed: list[RightsRequest] = []
    each(
        request,
        queryset,
        run=lambda case: handed.append(hand_work_over(case.pk, to=to, note=note, actor=actor)),
        done=lambda count: (
            ngettext(
                "%(count)d request was handed over.", "%(count)d requests were handed over.", count
            )
            % {"count": count}
        ),
    )
    tell_of_work(handed, to=to, actor=actor)
    return None
