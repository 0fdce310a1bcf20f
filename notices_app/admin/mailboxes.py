"""The mailboxes that the desk reads: added, tried, and watched."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.clock import now
from notices_app.inbound.try_mailbox import try_mailbox
from notices_app.models import Mailbox
from notices_app.services.intake_health import volume_of
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.roles import Permission

# Another account or folder has other numbers for its mails.
ACCOUNT = {"host", "user_name", "folder", "reached_by"}


class MailboxForm(forms.ModelForm[Mailbox]):
    """A password is typed, never shown."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept sealed. Empty: the one that is kept stays."),
    )

    class Meta:
        model = Mailbox
        fields = [
            "controller",
            "address",
            "reached_by",
            "is_active",
            "host",
            "port",
            "encryption",
            "user_name",
            "password_variable",
            "folder",
            "since",
            "after_reading",
            "moves_to",
        ]

    def clean(self) -> dict[str, Any] | None:
        """Seal what was typed; the name of a variable replaces a password."""
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            self.instance.keep_password(password)
        elif cleaned.get("password_variable"):
            self.instance.sealed_password = b""
        return cleaned


@admin.register(Mailbox)
class InboundMailboxAdmin(ControllerScopedAdmin[Mailbox]):
    """What stands in the way is shown in words of the desk."""

    controller_path = "controller"
    see = Permission.SEE_MAIL
    change = Permission.MANAGE_CONTROLLER
    form = MailboxForm
    change_form_template = "admin/mailbox/change_form.html"
    list_display = ["address", "controller", "is_active", "checked_at", "succeeded_at", "error"]
    list_filter = ["is_active", ("controller", admin.RelatedOnlyFieldListFilter)]
    readonly_fields = [
        "checked_at",
        "succeeded_at",
        "error",
        "failing_since",
        "usual_volume",
        "last_probe",
    ]
    fieldsets = [
        (None, {"fields": ["controller", "address", "reached_by", "is_active"]}),
        (
            _("Mail server"),
            {
                "fields": [
                    "host",
                    "port",
                    "encryption",
                    "user_name",
                    "password",
                    "password_variable",
                    "folder",
                    "since",
                    "after_reading",
                    "moves_to",
                ]
            },
        ),
        (
            _("Does mail come in?"),
            {
                "fields": [
                    "checked_at",
                    "succeeded_at",
                    "error",
                    "failing_since",
                    "usual_volume",
                    "last_probe",
                ]
            },
        ),
    ]

    @admin.display(description=_("usual volume"))
    def usual_volume(self, mailbox: Mailbox) -> str:
        """How much mail comes in a week."""
        volume = volume_of(mailbox) if mailbox.pk else None
        if volume is None:
            return str(_("No mail has come yet."))
        count = round(volume.a_week)
        return ngettext("%(count)d mail a week", "%(count)d mails a week", count) % {"count": count}

    @admin.display(description=_("last probe that came in"))
    def last_probe(self, mailbox: Mailbox) -> Any:
        """When the way in was last seen to work."""
        arrived = mailbox.probes.filter(arrived_at__isnull=False) if mailbox.pk else None
        return arrived.latest().arrived_at if arrived else "–"

    def save_model(self, request: HttpRequest, obj: Mailbox, form: Any, change: bool) -> None:
        """Another account is read from its beginning."""
        if not change:
            obj.created_at = now()
        elif ACCOUNT & set(form.changed_data):
            obj.generation += 1
            obj.uid_validity = obj.done_up_to = 0
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Mailbox, *args: Any) -> HttpResponse:
        """Try the connection where that was asked."""
        return self._tried(request, obj) or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Mailbox) -> HttpResponse:
        """Try the connection where that was asked."""
        return self._tried(request, obj) or super().response_change(request, obj)

    def _tried(self, request: HttpRequest, mailbox: Mailbox) -> HttpResponse | None:
        if "_try" not in request.POST:
            return None
        trial = try_mailbox(mailbox)
        if trial.error:
            messages.error(request, trial.error.label)
        else:
            messages.success(
                request,
                ngettext(
                    "The connection works. The folder holds %(count)d mail.",
                    "The connection works. The folder holds %(count)d mails.",
                    trial.mails,
                )
                % {"count": trial.mails},
            )
        return HttpResponseRedirect(reverse("admin:notices_app_mailbox_change", args=[mailbox.pk]))
