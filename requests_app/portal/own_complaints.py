"""Complain to the controller, on the page of one's own request (DPA 2018 s. 164A(2)).

Under the law of the United Kingdom only: elsewhere one writes a message, or to the authority.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from config.clock import now
from registers_app.domain.actors import subject_actor
from registers_app.models import Regime
from requests_app.models import Channel, Submission
from requests_app.portal.access import own
from requests_app.portal.switching import as_typed, is_switch
from requests_app.services.addressing import writer_of
from requests_app.services.complain import NewComplaint, complain
from requests_app.services.errors import NotPossible

LONGEST = 10_000


class ComplaintForm(forms.Form):
    """What the person complains of."""

    use_required_attribute = False
    about = forms.CharField(
        label=_("What are you not satisfied with?"),
        help_text=_("Say what we did with your data, or did not do, and what you want us to do."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what the complaint is about.")},
    )


@own
@require_http_methods(["GET", "HEAD", "POST"])
def complaints(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Read what was written of one's complaints, and make one. Raises Http404 outside the UK."""
    if submission.controller.regime != Regime.UK:
        raise Http404
    if is_switch(request):
        form = as_typed(ComplaintForm, request)
    else:
        form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _complain(submission, form):
        return redirect("portal:complaints")
    rows = submission.complaints.prefetch_related("letters")
    context = {"form": form, "submission": submission, "complaints": rows}
    return render(request, "portal/complaints.html", context)


def _complain(submission: Submission, form: ComplaintForm) -> bool:
    new = NewComplaint(
        controller=submission.controller,
        submission=submission,
        channel=Channel.PORTAL,
        received_at=now(),
        language=submission.language,
        person_name=writer_of(submission),
        about=form.cleaned_data["about"],
    )
    try:
        complain(new, actor=subject_actor(submission.pk))
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error("about", reason)
        return False
    return True
