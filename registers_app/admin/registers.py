"""Registers, their data systems and their versions."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registers_app.admin.editor.begin_page import begin_page
from registers_app.admin.exchange import ImportPages
from registers_app.admin.record import RecordPage
from registers_app.admin.register_findings import RegisterFindings
from registers_app.admin.scoped import ScopedInline, controllers_of
from registers_app.admin.texts import ThreeLanguages
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import (
    Controller,
    DataSystem,
    OurRole,
    ProcessorClient,
    Register,
    RegisterVersion,
    VersionState,
)
from registers_app.services.confirm_register import confirm_register
from registers_app.services.draft_version import draft_version
from registers_app.services.errors import Refused


class RegisterForm(forms.ModelForm[Register]):
    """A register, with who decides on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        joint = self.fields.get("joint_controllers")
        if isinstance(joint, forms.ModelMultipleChoiceField) and self.instance.pk:
            joint.queryset = _may_be_joint(joint.queryset, self.instance)

    def clean(self) -> dict[str, Any]:
        """Joint controllers decide with us, clients instead of us (GDPR Art. 26 and 28)."""
        given = super().clean() or self.cleaned_data
        processes = given.get("our_role") == OurRole.PROCESSOR
        joint = list(given.get("joint_controllers") or ())
        if processes and joint:
            self.add_error("joint_controllers", gettext("A processor has no joint controllers."))
        if given.get("controller") in joint:
            self.add_error("joint_controllers", gettext("A controller is not joint with itself."))
        if self.instance.pk and not processes and self.instance.clients.exists():
            raise ValidationError(gettext("This register has clients, for whom we process."))
        return given


def _may_be_joint(
    offered: models.QuerySet[Controller] | None, register: Register
) -> models.QuerySet[Controller]:
    """What the user may choose from, and what was chosen before by others."""
    choice = models.Q(joint_registers=register)
    if offered is not None:
        choice |= models.Q(pk__in=offered.values("pk"))
    return Controller.objects.filter(choice).exclude(pk=register.controller_id).distinct()


class ClientInline(ScopedInline, admin.TabularInline[ProcessorClient, Register]):
    """For whom we process. One to whom a request was passed on is taken out of use, not away."""

    model = ProcessorClient


class DataSystemInline(ScopedInline, admin.TabularInline[DataSystem, Register]):
    """Where the data live. One that was searched once is taken out of use, not away."""

    model = DataSystem


class VersionInline(ScopedInline, admin.TabularInline[RegisterVersion, Register]):
    """The versions there are, to look at; a new one is begun by the page's button."""

    model = RegisterVersion
    fields = ["number", "state", "effective_on", "predates_desk", "public_notice"]
    readonly_fields = ["public_notice"]
    show_change_link = True
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[RegisterVersion]:
        """With what the address of a notice is made of."""
        return super().get_queryset(request).select_related("register__controller")

    @admin.display(description=_("public notice"))
    def public_notice(self, version: RegisterVersion) -> str:
        """A link to the page that everybody sees; none for a draft."""
        if version.state not in (VersionState.PUBLISHED, VersionState.SUPERSEDED):
            return ""
        names = [version.register.controller.slug, version.register.slug, version.number]
        address = reverse("notice_links:version", args=names)
        return format_html('<a href="{}">{}</a>', address, gettext("Public notice"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False


@admin.register(Register)
class RegisterAdmin(ThreeLanguages, RegisterFindings, ImportPages, RecordPage):
    """Registers of the controllers that the user works for."""

    controller_path = "controller"
    see = Permission.SEE_REGISTERS
    change = Permission.EDIT_REGISTERS
    form = RegisterForm
    # A register stays with its controller.
    fields = [
        "its_controller",
        "slug",
        "names",
        "our_role",
        "owner",
        "owner_email",
        "joint_controllers",
        "identity_reasons",
        "identity_facts",
        "identity_masks",
        "find_by",
        "identity_level",
        "identity_level_reason",
    ]
    readonly_fields = ["its_controller"]
    inlines = [ClientInline, DataSystemInline, VersionInline]
    list_display = ["__str__", "controller", "our_role", "findings"]
    list_filter = [("controller", admin.RelatedOnlyFieldListFilter)]
    change_form_template = "admin/registers_app/register_change_form.html"

    @admin.display(description=_("controller"))
    def its_controller(self, register: Register) -> str:
        """The controller's name; its page is for administrators."""
        return str(register.controller)

    def get_inlines(self, request: HttpRequest, obj: Register | None) -> Any:
        """Clients belong to a processor's register only."""
        inlines = list(super().get_inlines(request, obj))
        if obj is None or obj.our_role != OurRole.PROCESSOR:
            inlines.remove(ClientInline)
        return inlines

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the controllers for which the user edits registers."""
        if db_field.name == "joint_controllers":
            kwargs["queryset"] = controllers_of(request, Permission.EDIT_REGISTERS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """The pages, and the button for a new version."""
        draft = path(
            "<int:pk>/draft/",
            self.admin_site.admin_view(self.draft_view),
            name="registers_app_register_draft",
        )
        confirm = path(
            "<int:pk>/confirm/",
            self.admin_site.admin_view(self.confirm_view),
            name="registers_app_register_confirm",
        )
        return [draft, confirm, *super().get_urls()]

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that what is published still holds."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        register = self.get_object(request, str(pk))
        if register is None or not self.granted(request, Permission.PUBLISH_REGISTERS, register):
            raise PermissionDenied
        try:
            confirm_register(register.pk, actor=user_actor(_id(request)))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, gettext("It is noted that the register still holds."))
        return HttpResponseRedirect(
            reverse("admin:registers_app_register_change", args=[register.pk])
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What a register begins with; the rest is for its editor and its own page."""
        return begin_page(request, page=self)

    def draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin the next version and open it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        register = self.get_object(request, str(pk))
        if register is None or not self.has_change_permission(request, register):
            raise PermissionDenied
        version = draft_version(register.pk)
        return HttpResponseRedirect(
            reverse("admin:registers_app_registerversion_change", args=[version.pk])
        )


def _id(request: HttpRequest) -> int:
    assert request.user.pk, "Only who has signed in comes here."
    return int(request.user.pk)
