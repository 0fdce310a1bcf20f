"""Restores of data systems from backups, and what has to be erased again (law.md B.3)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import DataSystem, User
from registers_app.permissions import controllers_where
from requests_app.admin.duties.base import DutyAdmin, DutyForm, Fact, date_field, due_in_words
from requests_app.admin.forms.base import mark_optional
from requests_app.models import RepeatEnd, SystemRestore
from requests_app.services.errors import Refused
from requests_app.services.note_restore import end_repeat, note_restore
from requests_app.written import reader_language, written, written_time

MOST_SHOWN = 200


class SystemField(forms.ModelChoiceField[DataSystem]):
    """A data system with its register and organisation."""

    def label_from_instance(self, system: DataSystem) -> str:
        """Two organisations may call a system the same."""
        register = system.register
        name = register.name_in(reader_language()).text
        return f"{system.name} – {name} ({register.controller.name})"


class EnterForm(forms.Form):
    """Which system was restored, when, and from a backup of when."""

    system = SystemField(label=_("Data system"), queryset=DataSystem.objects.none())
    backup_on = date_field(_("Day of the backup"))
    backup_time = forms.TimeField(
        label=_("Time of the backup, in the organisation’s time zone"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Empty: the whole day is taken, so that nothing is missed."),
    )
    restored_on = date_field(_("Day of the restore"))
    restored_time = forms.TimeField(
        label=_("Time of the restore"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_optional(self)
        field = self.fields["system"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = DataSystem.objects.filter(
            register__controller__in=controllers_where(user, Permission.HANDLE_REQUESTS)
        ).select_related("register__controller")

    def moments(self) -> tuple[datetime, datetime]:
        """Of the backup and of the restore."""
        typed = self.cleaned_data
        zone = ZoneInfo(typed["system"].register.controller.time_zone)
        midnight = datetime.min.time()
        backup = datetime.combine(typed["backup_on"], typed["backup_time"] or midnight, zone)
        restored = datetime.combine(typed["restored_on"], typed["restored_time"], zone)
        return backup.astimezone(UTC), restored.astimezone(UTC)


class EndForm(DutyForm):
    """Staff know of an erasure that it is done, or was not in the backup."""

    name = "end"
    title = button = _("Note what is done")
    does = _(
        "The owners say it themselves behind their links. Note it here when they told you "
        "otherwise, or when you have seen to it."
    )
    done = _("It was noted.")

    which = forms.MultipleChoiceField(
        label=_("Which requests?"), widget=forms.CheckboxSelectMultiple
    )
    ended_as = forms.ChoiceField(
        label=_("What became of it"), choices=RepeatEnd.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, row: SystemRestore, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field = self.fields["which"]
        assert isinstance(field, forms.MultipleChoiceField)
        rows = row.erasures.filter(done_at=None).select_related(
            "erasure__task__request__submission"
        )
        field.choices = [
            (str(each.pk), each.erasure.task.request.submission.reference)
            for each in rows[:MOST_SHOWN]
        ]

    @classmethod
    def is_open(cls, row: SystemRestore) -> bool:
        """Until everything is erased again."""
        return row.is_open

    def run(self) -> None:
        """Note it. Raises Refused."""
        for pk in self.cleaned_data["which"]:
            ended_as = RepeatEnd(self.cleaned_data["ended_as"])
            end_repeat(int(pk), ended_as=ended_as, actor=self.actor)


@admin.register(SystemRestore)
class SystemRestoreAdmin(DutyAdmin[SystemRestore]):
    """Restores, and how much is still to be erased again."""

    controller_path = "data_system__register__controller"
    forms_of = (EndForm,)
    list_display = ("data_system", "where", "restored", "standing")
    list_display_links = ("data_system",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SystemRestore]:
        """With what a line shows."""
        return super().get_queryset(request).select_related("data_system__register__controller")

    @admin.display(description=_("organisation"))
    def where(self, row: SystemRestore) -> str:
        """The controller."""
        return row.data_system.register.controller.name

    @admin.display(description=_("restored"), ordering="restored_at")
    def restored(self, row: SystemRestore) -> str:
        """When it was."""
        return written_time(row.restored_at, time_zone=_zone(row))

    @admin.display(description=_("due"), ordering="noted_at")
    def standing(self, row: SystemRestore) -> str:
        """How much is left, and by when it is done."""
        asked, left = row.erasures.count(), row.erasures.filter(done_at=None).count()
        if not asked:
            return _text("nothing had been erased since that backup")
        if row.done_at is not None:
            return _text("all of it is erased again")
        words = ngettext(
            "%(left)d of %(asked)d erasure to repeat",
            "%(left)d of %(asked)d erasures to repeat",
            asked,
        ) % {"left": left, "asked": asked}
        return f"{words}; {due_in_words(row.due_on, time_zone=_zone(row))}"

    def enter(self, request: HttpRequest) -> HttpResponse:
        """Note one."""
        assert isinstance(request.user, User)
        form = EnterForm(request.POST or None, user=request.user)
        if request.method == "POST" and form.is_valid():
            backup_of, restored_at = form.moments()
            try:
                row = note_restore(
                    form.cleaned_data["system"].pk,
                    backup_of=backup_of,
                    restored_at=restored_at,
                    actor=user_actor(request.user.pk),
                )
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(
                    request, _text("It was noted. The owner is asked for what is to be done again.")
                )
                return HttpResponseRedirect(self.address(row))
        return self.page(
            request,
            "enter",
            title=_text("A data system was restored from a backup"),
            lead=_text(
                "What was erased at people’s request after the backup was made came back with it. "
                "The desk asks the owner of the system to erase each of it again, and chases them."
            ),
            form=form,
            fields=list(form),
        )

    def facts(self, row: SystemRestore) -> Sequence[Fact]:
        """What is known of it."""
        facts = [
            Fact(label=_("Data system"), text=row.data_system.name),
            Fact(label=_("Organisation"), text=self.where(row)),
            Fact(
                label=_("The backup is of"), text=written_time(row.backup_of, time_zone=_zone(row))
            ),
            Fact(label=_("Restored"), text=self.restored(row)),
            Fact(label=_("Standing"), text=self.standing(row)),
        ]
        return [fact for fact in facts if fact.text]

    def explanation(self, row: SystemRestore) -> Sequence[str]:
        """Why it is done by that day."""
        return [
            _text(
                "Erasure is owed without undue delay, and holds after a restore too (Art. 17(1))."
            ),
            _text("The house gives the owner a week from when the restore was noted: %(day)s.")
            % {"day": written(row.due_on)},
        ]

    def more(self, row: SystemRestore) -> dict[str, Any]:
        """Each erasure with its case and what became of it, what is still open first."""
        rows = row.erasures.select_related("erasure__task__request__submission").order_by(
            F("done_at").desc(nulls_first=True), "pk"
        )
        return {
            "repeats": [
                {
                    "case": each.erasure.task.request,
                    "erased": written_time(each.erasure.done_at, time_zone=_zone(row)),
                    "words": each.get_ended_as_display() if each.done_at else _text("open"),
                }
                for each in rows[:MOST_SHOWN]
            ]
        }


def _zone(row: SystemRestore) -> str:
    return row.data_system.register.controller.time_zone
