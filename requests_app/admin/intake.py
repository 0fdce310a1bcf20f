"""Take in a request that came by letter, phone, e-mail or visit."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from config.clock import now
from registers_app.domain.actors import user_actor
from registers_app.domain.residence import countries
from registers_app.domain.roles import Permission
from registers_app.models import Controller, LanguageChoice, OurRole, Register, User
from registers_app.permissions import controllers_where
from registers_app.selectors import joint_with
from requests_app.admin.arrival import ArrivalFields
from requests_app.admin.forms.base import LONGEST_TEXT, mark_optional
from requests_app.admin.intake_counter import CounterFields
from requests_app.admin.intake_details import DetailFields
from requests_app.admin.step_view import case_url
from requests_app.domain.references import new_reference
from requests_app.domain.representation import Role, asks_for_another
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import (
    Channel,
    RepresentedRole,
    RightChoice,
    RightsRequest,
    ScopeChoice,
    Submission,
)
from requests_app.services.errors import Refused
from requests_app.services.note_writer import WrittenFor
from requests_app.services.submit import NewSubmission, submit
from requests_app.written import reader_language

SALT = "requests_app.intake"
# The GDPR applies since this day (Art. 99(2)).
FIRST_DAY = date(2018, 5, 25)


class ControllerField(forms.ModelChoiceField[Controller]):
    """One's own controllers, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class RegisterField(forms.ModelChoiceField[Register]):
    """Registers with the controller each belongs to."""

    def label_from_instance(self, obj: Any) -> str:
        """The register and its controller."""
        return f"{obj.name_in(reader_language()).text} ({obj.controller.name})"


class IntakeForm(CounterFields, ArrivalFields, DetailFields):
    """What is known of a request that did not come through the form on the site."""

    controller = ControllerField(label=_("Organisation"), queryset=Controller.objects.none())
    register = RegisterField(
        label=_("Register"),
        queryset=Register.objects.none(),
        required=False,
        empty_label=_("Not known: all registers are meant"),
    )
    rights = forms.MultipleChoiceField(
        label=_("What the person asks for"), widget=forms.CheckboxSelectMultiple
    )
    client_named = forms.CharField(
        label=_("Whose client or customer the person is"),
        required=False,
        max_length=300,
        help_text=_(
            "Where you keep data for others as their processor: they get the request, or the part "
            "of it that concerns their data."
        ),
    )
    objection_scope = forms.ChoiceField(
        label=_("What the person objects to"),
        choices=ScopeChoice.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=ScopeChoice.ALL.value,
        help_text=_(
            "If they did not say: everything. Direct marketing stops at once, the rest is weighed."
        ),
    )
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(c.value, c.label) for c in Channel if c != Channel.PORTAL],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(
        label=_("Day it reached the organisation"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "When it reached any of your addresses, not when it was opened or passed on: "
            "the clock starts there. A letter: the day it was delivered. A call or a visit: the "
            "time of it."
        ),
    )
    received_time = forms.TimeField(
        label=_("Time, in the organisation’s time zone"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    brought_by = forms.CharField(
        label=_("Who brought it, if not the person"),
        required=False,
        max_length=200,
        help_text=_("For example a messenger, or a colleague who took the call."),
    )
    whom = forms.ChoiceField(
        label=_("Who asks"),
        choices=[("", _("the person themselves")), *RepresentedRole.choices],
        required=False,
    )
    writer_name = forms.CharField(
        label=_("Name of who asks for another"),
        required=False,
        max_length=200,
        help_text=_("E-mail, phone and address below are then theirs."),
    )
    concerned_contact = forms.CharField(
        label=_("Where a letter reaches the person themselves"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If somebody asks for them. Kept encrypted."),
    )
    person_name = forms.CharField(label=_("Name of the person"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the answer"), choices=LanguageChoice.choices)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Without an e-mail address, letters are printed and sent by post."),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=50)
    postal_address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lives_in = forms.ChoiceField(
        label=_("Country where the person lives"),
        required=False,
        choices=lambda: [("", _("not told, or outside the EEA")), *countries(reader_language())],
        help_text=_("If they told it: letters then name the authority there (Art. 77(1))."),
    )
    protected_identity = forms.BooleanField(
        label=_("There is a non-disclosure order"),
        required=False,
        help_text=_("Phone and address are kept encrypted. Answer by post, visit or call."),
    )
    identifiers = forms.CharField(
        label=_("What helps to find the person’s data"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Customer number, former name, user name. No identity code."),
    )
    about = forms.CharField(
        label=_("What the person wrote or said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    once = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        self.user = user
        own = controllers_where(user, Permission.HANDLE_REQUESTS)
        self._offer("controller", own)
        joint = Register.joint_controllers.through.objects.filter(controller__in=own)
        registers = Register.objects.filter(
            Q(controller__in=own) | Q(pk__in=joint.values("register"))
        )
        self._offer("register", registers.select_related("controller"))
        if not registers.filter(our_role=OurRole.PROCESSOR).exists():
            del self.fields["client_named"]
        rights = [(r.value, r.label) for r in RightChoice if r.value in RightsRequest.PROXIES]
        field = self.fields["rights"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = rights
        self._start(own.first(), only_right=rights[0][0] if len(rights) == 1 else None)

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def _start(self, controller: Controller | None, *, only_right: str | None) -> None:
        if controller is None:
            return
        local = now().astimezone(ZoneInfo(controller.time_zone))
        for name, value in {
            "controller": controller.pk,
            "language": controller.language,
            "received_on": local.date(),
            "received_time": local.time().replace(second=0, microsecond=0),
            "rights": [only_right] if only_right else [],
            "once": signing.dumps(new_reference(), salt=SALT),
        }.items():
            self.initial.setdefault(name, value)

    def clean_once(self) -> str:
        """The reference that this form carries, so that sending it twice enters it once."""
        try:
            return str(signing.loads(self.cleaned_data["once"], salt=SALT))
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _text("This form cannot be used any more. Open a new one, please.")
            ) from error

    def clean_received_on(self) -> date:
        """A day on which the law was in force."""
        day: date = self.cleaned_data["received_on"]
        if day < FIRST_DAY:
            raise forms.ValidationError(_text("The GDPR applies since 25 May 2018."))
        return day

    def clean(self) -> dict[str, Any]:
        """The register is the organisation's, and the receipt lies in the past."""
        cleaned = super().clean() or {}
        controller, register = cleaned.get("controller"), cleaned.get("register")
        if controller and register and controller not in joint_with(register):
            self.add_error("register", _text("This register belongs to another organisation."))
        self._check_writer(cleaned)
        self.check_counter(cleaned)
        self.check_details(cleaned)
        received_at = self._received_at(cleaned)
        if received_at and received_at > now():
            self.add_error("received_on", _text("The time of receipt lies in the future."))
        cleaned["received_at"] = received_at
        return cleaned

    def _check_writer(self, cleaned: dict[str, Any]) -> None:
        for_another = asks_for_another(Role(cleaned.get("whom") or Role.SELF))
        if for_another and not cleaned.get("writer_name") and not self.has_error("writer_name"):
            self.add_error("writer_name", _text("Write the name of who asks for the person."))
        if not for_another and cleaned.get("writer_name"):
            self.add_error("whom", _text("Say what they are to the person, or take the name out."))

    def _written_for(self) -> WrittenFor | None:
        typed = self.cleaned_data
        if not typed["whom"]:
            return None
        return WrittenFor(
            role=Role(typed["whom"]),
            writer_name=typed["writer_name"],
            contact=typed["concerned_contact"],
        )

    def _received_at(self, cleaned: dict[str, Any]) -> datetime | None:
        controller, day, at = (
            cleaned.get(name) for name in ("controller", "received_on", "received_time")
        )
        if not controller or not day or at is None:
            return None
        local = datetime.combine(day, at, tzinfo=ZoneInfo(controller.time_zone))
        return local.astimezone(UTC)

    def new_submission(self) -> NewSubmission:
        """What was typed, for services.submit."""
        typed = self.cleaned_data
        texts = (
            "language",
            "person_name",
            "email",
            "phone",
            "postal_address",
            "lives_in",
            "identifiers",
        )
        return NewSubmission(
            controller=typed["controller"],
            register=typed["register"],
            rights=tuple(Right(right) for right in typed["rights"]),
            channel=Channel(typed["channel"]),
            received_at=typed["received_at"],
            arrival=typed["arrival"],
            other_moment_at=typed["other_moment_at"],
            about=typed["about"],
            details=self.said(),
            brought_by=typed["brought_by"],
            written_for=self._written_for(),
            protected_identity=typed["protected_identity"],
            client_named=typed.get("client_named", ""),
            objection_scope=ObjectionScope(typed["objection_scope"] or ObjectionScope.ALL),
            reference=typed["once"],
            **{name: typed[name] for name in texts},
        )


def intake_view(request: HttpRequest) -> HttpResponse:
    """The form, and straight to the case once it is sent."""
    assert isinstance(request.user, User)
    form = IntakeForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            case = _enter(form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            return _entered(request, case)
    context = {
        **admin.site.each_context(request),
        "title": _text("New request received by letter, phone, e-mail or visit"),
        "form": form,
    }
    return TemplateResponse(request, "admin/requests_app/rightsrequest/intake.html", context)


def _entered(request: HttpRequest, case: RightsRequest) -> HttpResponse:
    """On to the case; or to the queue, when a joint controller answers whose staff see it."""
    assert isinstance(request.user, User)
    seen = controllers_where(request.user, Permission.SEE_REQUESTS)
    if seen.filter(pk=case.controller_id).exists():
        messages.success(
            request, _text("The request was entered. Its clock runs from the receipt.")
        )
        _offer_receipt(request, case)
        return HttpResponseRedirect(case_url(case))
    messages.success(
        request,
        _text(
            "The request was entered as %(reference)s. By the joint controllers’ arrangement "
            "%(controller)s answers it; their staff were told."
        )
        % {"reference": case.submission.reference, "controller": case.controller.name},
    )
    return HttpResponseRedirect(reverse("admin:requests_app_rightsrequest_changelist"))


def _offer_receipt(request: HttpRequest, case: RightsRequest) -> None:
    """Whoever stands at the counter, or gets it by post, is given it on paper."""
    receipt = case.letters.filter(kind="received").first()
    if receipt is not None:
        url = reverse("admin:case_letter", args=[case.pk, receipt.pk])
        link = format_html('<a href="{}">{}</a>', url, _text("Print the receipt"))
        messages.info(request, link)


def _enter(form: IntakeForm) -> RightsRequest:
    """Enter the request; one that this very form has entered already is not entered again."""
    actor = user_actor(form.user.pk)
    try:
        with transaction.atomic():
            submission = submit(form.new_submission(), actor=actor)
            form.keep_what_is_at_hand(submission.requests.order_by("pk")[0], actor=actor)
    except IntegrityError:
        controller = form.cleaned_data["controller"]
        submission = Submission.objects.get(
            Q(controller=controller) | Q(addressed_to=controller),
            reference=form.cleaned_data["once"],
        )
    return submission.requests.order_by("pk")[0]
