"""Registers, their data systems and their versions."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from config.clock import now
from registers_app.admin.scoped import ControllerScopedAdmin, ScopedInline
from registers_app.admin.texts import ThreeLanguages
from registers_app.domain.roles import Permission
from registers_app.models import DataSystem, Register, RegisterVersion
from registers_app.services.draft_version import draft_version


class DataSystemInline(ScopedInline, admin.TabularInline[DataSystem, Register]):
    """Where the data live. One that was searched once is taken out of use, not away."""

    model = DataSystem


class VersionInline(ScopedInline, admin.TabularInline[RegisterVersion, Register]):
    """The versions there are, to look at; a new one is begun by the page's button."""

    model = RegisterVersion
    fields = ["number", "state", "effective_on", "predates_desk"]
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False


@admin.register(Register)
class RegisterAdmin(ThreeLanguages, ControllerScopedAdmin[Register]):
    """Registers of the controllers that the user works for."""

    controller_path = "controller"
    see = Permission.SEE_REGISTERS
    change = Permission.EDIT_REGISTERS
    fields = ["controller", "slug", "names"]
    inlines = [DataSystemInline, VersionInline]
    list_display = ["__str__", "controller"]
    list_filter = [("controller", admin.RelatedOnlyFieldListFilter)]
    change_form_template = "admin/registers_app/register_change_form.html"

    @admin.display(description=_("controller"))
    def its_controller(self, register: Register) -> str:
        """The controller's name; its page is for administrators."""
        return str(register.controller)

    def get_fields(self, request: HttpRequest, obj: Register | None = None) -> Any:
        """A register stays with its controller."""
        fields = super().get_fields(request, obj)
        if obj is None:
            return fields
        return ["its_controller" if name == "controller" else name for name in fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Register | None = None) -> Any:
        """A register stays with its controller."""
        fixed = list(super().get_readonly_fields(request, obj))
        return [*fixed, "its_controller"] if obj else fixed

    def save_model(self, request: HttpRequest, obj: Register, form: Any, change: bool) -> None:
        """Note when the register was made."""
        if not change:
            obj.created_at = now()
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        """The pages, and the button for a new version."""
        draft = path(
            "<int:pk>/draft/",
            self.admin_site.admin_view(self.draft_view),
            name="registers_app_register_draft",
        )
        return [draft, *super().get_urls()]

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
