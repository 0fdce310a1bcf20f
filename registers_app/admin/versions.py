"""Register versions: the editor of a draft, and the steps of every version."""

from django.contrib import admin
from django.http import HttpRequest

from registers_app.admin.editor.pages import EditorPages
from registers_app.admin.findings import VersionFindings
from registers_app.admin.version_steps import VersionSteps
from registers_app.domain.roles import Permission
from registers_app.models import RegisterVersion


@admin.register(RegisterVersion)
class RegisterVersionAdmin(VersionSteps, VersionFindings, EditorPages):
    """A draft is edited section by section; what was published once is only read."""

    controller_path = "register__controller"
    see = Permission.SEE_REGISTERS
    change = Permission.EDIT_REGISTERS
    list_display = ["register", "number", "state", "effective_on", "predates_desk"]
    list_filter = ["state", "predates_desk"]
    list_select_related = ["register"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A version is begun on its register's page."""
        return False
