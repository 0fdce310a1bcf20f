"""What the linter finds in what is in force, on the list of registers and on each one’s page."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from registers_app.admin.findings import summary_of
from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.models import Register, RegisterVersion
from registers_app.selectors import versions_in_force_today
from registers_app.services.check_version import checked


class CheckedList(ChangeList):
    """A page of registers, checked together."""

    def get_results(self, request: HttpRequest) -> None:
        """The rows, each with what is found in it."""
        super().get_results(request)
        rows = list(self.result_list)
        summaries = _summaries(rows)
        for row in rows:
            row.in_force_summary = summaries.get(row.pk)
        self.result_list = rows


class RegisterFindings(ControllerScopedAdmin[Register]):
    """For the admin of registers: a column, and a line above the form."""

    list_per_page = 50

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """One that checks what it shows."""
        return CheckedList

    @admin.display(description=_("findings in what is in force"))
    def findings(self, register: Register) -> str:
        """How many errors, open warnings and notes; a dash for none."""
        found: tuple[RegisterVersion, str] | None = getattr(register, "in_force_summary", None)
        if not found or not found[1]:
            return "–"
        address = reverse("admin:registers_app_registerversion_findings", args=[found[0].pk])
        return format_html('<a href="{}">{}</a>', address, found[1])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page, with what is found in the version in force."""
        register = self.get_object(request, object_id)
        found = _summaries([register]).get(register.pk) if register is not None else None
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "in_force": found}
        )


def _summaries(rows: list[Register]) -> dict[int, tuple[RegisterVersion, str]]:
    """For each register the version in force and what is found in it."""
    versions = list(
        versions_in_force_today().filter(register__in=rows).select_related("register__controller")
    )
    found = checked(versions)
    return {row.register_id: (row, summary_of(found[row.pk])) for row in versions}
