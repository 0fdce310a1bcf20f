"""Notices to people whose data came from elsewhere (GDPR Art. 14)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.actors import user_actor
from registers_app.domain.languages import pick
from registers_app.domain.roles import Permission
from registers_app.models import OurRole, Purpose, Register, User
from registers_app.permissions import controllers_where
from requests_app.admin.duties.base import DutyAdmin, DutyForm, Fact, date_field, due_in_words
from requests_app.admin.forms.base import long_text, mark_optional
from requests_app.domain.duties import Exemption
from requests_app.domain.explanation import explain
from requests_app.models import ExemptionChoice, SourceNotice
from requests_app.services.errors import Refused
from requests_app.services.source_notice import (
    Obtained,
    bring_nearer,
    dates_of_notice,
    exempt,
    note_source,
    note_told,
    purposes_from_elsewhere,
)
from requests_app.written import reader_language, written

WHEN_WRITTEN = _("First communication with the people")
WHEN_DISCLOSED = _("First disclosure to another")
EVENT = _("If it is planned or has happened. Leave it empty if neither.")


class EnterForm(forms.Form):
    """Data were obtained from somebody other than the people."""

    purposes = forms.MultipleChoiceField(
        label=_("What the data are used for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("By the register, the data for these purposes do not come from the people."),
    )
    what = forms.CharField(
        label=_("Which data, and of whom"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In general words: a kind of data and a group of people. Name nobody."),
    )
    source = forms.CharField(label=_("Where the data came from"), max_length=1000)
    obtained_on = date_field(
        _("Day on which the data were obtained"),
        help_text=_("The people have to be told within a month of it (Art. 14(3)(a))."),
    )
    communication_on = date_field(WHEN_WRITTEN, help_text=EVENT, required=False)
    disclosure_on = date_field(WHEN_DISCLOSED, help_text=EVENT, required=False)

    def __init__(self, *args: Any, purposes: Sequence[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        field = self.fields["purposes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.key, _name(row)) for row in purposes]
        self.initial.setdefault("purposes", [row.key for row in purposes])
        if not purposes:
            del self.fields["purposes"]


class ToldForm(DutyForm):
    """The people were told."""

    name = "told"
    title = button = _("The people were told")
    does = _(
        "Records when and how they got the information of Art. 14(1)–(2). The privacy notice of "
        "the register has all of it."
    )
    done = _("It was recorded that the people were told.")

    told_on = date_field(_("Day on which they were told"))
    how = long_text(label=_("How were they told, and what shows it?"))

    @classmethod
    def is_open(cls, row: SourceNotice) -> bool:
        """Until they were told."""
        return row.is_open

    def run(self) -> None:
        """Record it. Raises Refused."""
        typed = self.cleaned_data
        note_told(self.row.pk, told_on=typed["told_on"], how=typed["how"], actor=self.actor)


class NearerForm(DutyForm):
    """The people are written to, or the data disclosed, before the month ends."""

    name = "nearer"
    title = button = _("A first communication or disclosure comes")
    does = _(
        "The people have to be told by then at the latest (Art. 14(3)(b)–(c)). A day that was "
        "noted is not put off."
    )
    done = _("The day was noted, and the last day worked out anew.")

    communication_on = date_field(WHEN_WRITTEN, required=False)
    disclosure_on = date_field(WHEN_DISCLOSED, required=False)

    def __init__(self, *args: Any, row: SourceNotice, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for name in ("communication_on", "disclosure_on"):
            self.initial.setdefault(name, getattr(row, name))

    @classmethod
    def is_open(cls, row: SourceNotice) -> bool:
        """Until they were told."""
        return row.is_open

    def run(self) -> None:
        """Note it. Raises Refused."""
        typed = self.cleaned_data
        bring_nearer(
            self.row.pk,
            communication_on=typed["communication_on"],
            disclosure_on=typed["disclosure_on"],
            actor=self.actor,
        )


class ExemptForm(DutyForm):
    """Nobody is told, by an exemption."""

    name = "exempt"
    title = button = _("Nobody is told: an exemption holds")
    does = _(
        "Only these four count, and you have to be able to show why (Art. 5(2), 14(5)). Where "
        "telling is out of proportion, protect the people in other ways, such as by publishing "
        "the information."
    )
    done = _("The exemption was recorded.")

    exemption = forms.ChoiceField(
        label=_("Which exemption?"), choices=ExemptionChoice.choices, widget=forms.RadioSelect
    )
    because = long_text(
        label=_("Why it holds"),
        help_text=_("The facts; for a law its section; what you do instead to protect the people."),
    )

    @classmethod
    def is_open(cls, row: SourceNotice) -> bool:
        """Until they were told."""
        return row.is_open

    def run(self) -> None:
        """Record it. Raises Refused."""
        exempt(
            self.row.pk,
            exemption=Exemption(self.cleaned_data["exemption"]),
            because=self.cleaned_data["because"],
            actor=self.actor,
        )


@admin.register(SourceNotice)
class SourceNoticeAdmin(DutyAdmin[SourceNotice]):
    """Data from elsewhere, and by when the people are told."""

    controller_path = "register__controller"
    forms_of = (ToldForm, NearerForm, ExemptForm)
    list_display = ("what", "where", "obtained", "standing")
    list_display_links = ("what",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceNotice]:
        """With what a line shows."""
        return super().get_queryset(request).select_related("register__controller")

    @admin.display(description=_("register"))
    def where(self, row: SourceNotice) -> str:
        """The register and its controller."""
        return f"{row.register.name_in(reader_language()).text} ({row.register.controller.name})"

    @admin.display(description=_("obtained"), ordering="obtained_on")
    def obtained(self, row: SourceNotice) -> str:
        """When the data came."""
        return written(row.obtained_on)

    @admin.display(description=_("due"), ordering="due_on")
    def standing(self, row: SourceNotice) -> str:
        """By when people are told, or what became of it."""
        if row.told_on:
            return _text("told %(day)s") % {"day": written(row.told_on)}
        if row.exemption:
            return str(row.get_exemption_display())
        return due_in_words(row.due_on, time_zone=row.register.controller.time_zone)

    def enter(self, request: HttpRequest) -> HttpResponse:
        """First the register, then what came."""
        assert isinstance(request.user, User)
        own = Register.objects.filter(
            controller__in=controllers_where(request.user, Permission.HANDLE_REQUESTS),
            our_role=OurRole.CONTROLLER,
        ).select_related("controller")
        title = _text("Data were obtained from elsewhere")
        key = request.POST.get("register") or request.GET.get("register") or ""
        if not key:
            lines = [(row, [_name(one) for one in purposes_from_elsewhere(row)]) for row in own]
            return self.page(request, "choose", title=title, lines=lines)
        register = get_object_or_404(own, pk=key if key.isdecimal() else 0)
        form = EnterForm(
            request.POST if request.method == "POST" else None,
            purposes=purposes_from_elsewhere(register),
        )
        if form.is_valid() and (row := self._enter(request.user, register, form)):
            messages.success(
                request, _text("It was entered, with the day by which people are told.")
            )
            return HttpResponseRedirect(self.address(row))
        return self.page(
            request, "enter", title=title, form=form, register=register, fields=list(form)
        )

    def _enter(self, user: User, register: Register, form: EnterForm) -> SourceNotice | None:
        try:
            return note_source(
                Obtained(register=register, **{"purposes": (), **form.cleaned_data}),
                actor=user_actor(user.pk),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            return None

    def facts(self, row: SourceNotice) -> Sequence[Fact]:
        """What is known of it."""
        version = row.register.versions.filter(purposes__key__in=row.purposes or [""]).last()
        known = {one.key: _name(one) for one in version.purposes.all()} if version else {}
        facts = [
            Fact(label=_("Register"), text=self.where(row)),
            Fact(
                label=_("What the data are used for"),
                text=", ".join(known.get(key, key) for key in row.purposes),
            ),
            Fact(label=_("Which data, and of whom"), text=row.what),
            Fact(label=_("Where the data came from"), text=row.source),
            Fact(label=_("Obtained"), text=written(row.obtained_on)),
            Fact(label=WHEN_WRITTEN, text=written(row.communication_on)),
            Fact(label=WHEN_DISCLOSED, text=written(row.disclosure_on)),
            Fact(label=_("Standing"), text=self.standing(row)),
            Fact(label=_("How they were told"), text=row.told_how),
            Fact(label=_("Why it holds"), text=row.exempt_because),
        ]
        return [fact for fact in facts if fact.text]

    def explanation(self, row: SourceNotice) -> Sequence[str]:
        """Why people are told by that day."""
        return explain(dates_of_notice(row), reader_language())


def _name(purpose: Purpose) -> str:
    return str(pick(purpose.names, language=reader_language()).text)
