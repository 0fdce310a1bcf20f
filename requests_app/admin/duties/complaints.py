"""Complaints to a controller under the law of the United Kingdom (DPA 2018 s. 164A)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from config.clock import now
from registers_app.domain.actors import user_actor
from registers_app.domain.dates import written_date
from registers_app.domain.roles import Permission
from registers_app.models import Controller, LanguageChoice, Regime, User
from registers_app.permissions import controllers_where
from requests_app.admin.duties.base import DutyAdmin, DutyForm, Fact, date_field, due_in_words
from requests_app.admin.forms.base import long_text, mark_optional
from requests_app.admin.intake import ControllerField
from requests_app.domain.explanation import explain
from requests_app.models import Channel, Complaint, ComplaintLetter, Submission
from requests_app.services.complain import (
    NewComplaint,
    acknowledge,
    complain,
    dates_of_complaint,
    reads_here,
    tell_outcome,
    tell_progress,
)
from requests_app.services.errors import Refused
from requests_app.written import reader_language, written, written_time


class EnterForm(forms.Form):
    """What came, and from whom."""

    controller = ControllerField(label=_("Organisation"), queryset=Controller.objects.none())
    case = forms.CharField(
        label=_("Reference of the request it is about"),
        required=False,
        max_length=20,
        help_text=_("If it is about one: who complains then reads the letters on their own page."),
    )
    channel = forms.ChoiceField(
        label=_("How it came"), choices=Channel.choices, widget=forms.RadioSelect
    )
    received_on = date_field(
        _("Day it reached the organisation"),
        help_text=_("That day is the first of the thirty (section 164A(3))."),
    )
    received_time = forms.TimeField(
        label=_("Time, in the organisation’s time zone"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    person_name = forms.CharField(label=_("Name of the person"), max_length=200)
    contact = forms.CharField(
        label=_("Where the person is reached"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Postal address or e-mail, if it is about no request."),
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LanguageChoice.choices)
    about = long_text(label=_("What the complaint is about"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        field = self.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = own = controllers_where(user, Permission.HANDLE_REQUESTS).filter(
            regime=Regime.UK
        )
        if controller := own.first():
            local = now().astimezone(ZoneInfo(controller.time_zone))
            for name, value in {
                "controller": controller.pk,
                "language": LanguageChoice.EN.value,
                "received_on": local.date(),
                "received_time": local.time().replace(second=0, microsecond=0),
            }.items():
                self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any]:
        """The case is the organisation's."""
        cleaned = super().clean() or {}
        controller, reference = cleaned.get("controller"), cleaned.get("case")
        cleaned["submission"] = None
        if controller and reference:
            cases = Submission.objects.filter(controller=controller, reference=reference.strip())
            cleaned["submission"] = cases.first()
            if cleaned["submission"] is None:
                self.add_error("case", _text("The organisation has no case of that reference."))
        return cleaned

    def new_complaint(self) -> NewComplaint:
        """What was typed, for the service."""
        typed = self.cleaned_data
        controller: Controller = typed["controller"]
        local = datetime.combine(
            typed["received_on"], typed["received_time"], tzinfo=ZoneInfo(controller.time_zone)
        )
        return NewComplaint(
            controller=controller,
            submission=typed["submission"],
            channel=Channel(typed["channel"]),
            received_at=local.astimezone(UTC),
            language=typed["language"],
            person_name=typed["person_name"],
            contact=typed["contact"],
            about=typed["about"],
        )


class AcknowledgeForm(DutyForm):
    """The letter that it came."""

    name = "acknowledge"
    title = button = _("Acknowledge the complaint")
    does = _(
        "Writes the letter that the complaint came. The person has no page of their own here: "
        "print it, and send it on the same day."
    )
    done = _("The letter was written. Send it today.")

    @classmethod
    def is_open(cls, row: Complaint) -> bool:
        """Until it is acknowledged."""
        return row.is_open and row.acknowledged_at is None

    def run(self) -> None:
        """Write it. Raises Refused."""
        acknowledge(self.row.pk, actor=self.actor)


class ProgressForm(DutyForm):
    """How looking into it goes on."""

    name = "progress"
    title = button = _("Tell how it is going")
    does = _(
        "Writes a letter on how you look into the complaint. Who complains is to be told while it "
        "takes time (section 164A(5)); it may be told again."
    )
    done = _("The letter was written. If it goes by post, send it today.")

    progress = long_text(
        label=_("What you have done so far, and what comes next"),
        help_text=_("The person reads this."),
    )

    @classmethod
    def is_open(cls, row: Complaint) -> bool:
        """Once it is acknowledged, until its outcome is told."""
        return row.is_open and row.acknowledged_at is not None

    def run(self) -> None:
        """Tell it. Raises Refused."""
        tell_progress(self.row.pk, progress=self.cleaned_data["progress"], actor=self.actor)


class OutcomeForm(DutyForm):
    """What came of it."""

    name = "outcome"
    title = button = _("Tell what came of it")
    does = _(
        "Writes the letter with the outcome, and who to turn to next. It is to be told without "
        "undue delay after you have made the enquiries that the complaint needs (section 164A(4))."
    )
    done = _("The outcome was told. If the letter goes by post, send it today.")

    outcome = long_text(
        label=_("What you found, and what you do about it"), help_text=_("The person reads this.")
    )

    @classmethod
    def is_open(cls, row: Complaint) -> bool:
        """Until it is told."""
        return row.is_open

    def run(self) -> None:
        """Tell it. Raises Refused."""
        tell_outcome(self.row.pk, outcome=self.cleaned_data["outcome"], actor=self.actor)


@admin.register(Complaint)
class ComplaintAdmin(DutyAdmin[Complaint]):
    """Complaints, by when they are acknowledged, and what came of them."""

    controller_path = "controller"
    forms_of = (AcknowledgeForm, ProgressForm, OutcomeForm)
    list_display = ("reference", "person_name", "where", "received", "standing")
    list_display_links = ("reference",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Complaint]:
        """With what a line shows."""
        return super().get_queryset(request).select_related("controller", "submission__controller")

    @admin.display(description=_("organisation"))
    def where(self, row: Complaint) -> str:
        """The controller."""
        return row.controller.name

    @admin.display(description=_("received"), ordering="received_at")
    def received(self, row: Complaint) -> str:
        """When it came."""
        return written(row.received_on)

    @admin.display(description=_("due"), ordering="acknowledge_by")
    def standing(self, row: Complaint) -> str:
        """By when it is acknowledged, or what was done."""
        if row.outcome_on:
            return _text("outcome told %(day)s") % {"day": written(row.outcome_on)}
        if row.acknowledged_at:
            return _text("acknowledged; the outcome is to be told without undue delay")
        due = due_in_words(row.acknowledge_by, time_zone=row.controller.time_zone)
        return _text("to be acknowledged: %(due)s") % {"due": due}

    def enter(self, request: HttpRequest) -> HttpResponse:
        """Take one in."""
        assert isinstance(request.user, User)
        initial = {"case": request.GET.get("case", "")}
        form = EnterForm(request.POST or None, user=request.user, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                row = complain(form.new_complaint(), actor=user_actor(request.user.pk))
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, _text("The complaint was entered."))
                return HttpResponseRedirect(self.address(row))
        return self.page(
            request,
            "enter",
            title=_text("A complaint to the controller came"),
            form=form,
            fields=list(form),
        )

    def facts(self, row: Complaint) -> Sequence[Fact]:
        """What is known of it."""
        zone = row.controller.time_zone
        facts = [
            Fact(label=_("Organisation"), text=row.controller.name),
            Fact(label=_("Person"), text=row.person_name),
            Fact(label=_("Where the person is reached"), text=row.contact),
            Fact(label=_("How it came"), text=str(row.get_channel_display())),
            Fact(label=_("Received"), text=written_time(row.received_at, time_zone=zone)),
            Fact(label=_("What the complaint is about"), text=row.about),
            Fact(label=_("Standing"), text=self.standing(row)),
            Fact(label=_("Acknowledged"), text=written_time(row.acknowledged_at, time_zone=zone)),
        ]
        return [fact for fact in facts if fact.text]

    def explanation(self, row: Complaint) -> Sequence[str]:
        """Why it is acknowledged by that day."""
        return explain(dates_of_complaint(row), reader_language())

    def more(self, row: Complaint) -> dict[str, Any]:
        """Its letters, and the case that it is about."""
        case = row.submission.requests.order_by("pk").first() if row.submission else None
        return {"letters": row.letters.all(), "case": case, "reads_here": reads_here(row)}

    def get_urls(self) -> list[URLPattern]:
        """With the letters, for print."""
        view = self.admin_site.admin_view(require_safe(self.letter))
        return [
            path("<int:complaint_id>/letters/<int:letter_id>/", view, name="complaint_letter"),
            *super().get_urls(),
        ]

    def letter(self, request: HttpRequest, complaint_id: int, letter_id: int) -> HttpResponse:
        """One letter, ready to be printed. Raises Http404."""
        row = self.get_object(request, str(complaint_id))
        if row is None:
            raise Http404
        letter = get_object_or_404(ComplaintLetter, pk=letter_id, complaint=row)
        written_on = letter.written_at.astimezone(ZoneInfo(row.controller.time_zone)).date()
        context = {
            "letter": letter,
            "reader_name": row.person_name,
            "reader_address": row.contact,
            "written_on": written_date(written_on, letter.language),
            "back_url": self.address(row),
            "reference": row.reference,
            "controller": row.controller,
        }
        return TemplateResponse(request, "admin/requests_app/rightsrequest/letter.html", context)
