"""A version as it is open to somebody in the editor: what they may do with it, and why not more."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.admin.scoped import ControllerScopedAdmin
from registers_app.domain.languages import LANGUAGES
from registers_app.domain.roles import Permission
from registers_app.models import Controller, Register, RegisterVersion, VersionState

WHY_FIXED: dict[str, str | Promise] = {
    VersionState.IN_REVIEW: _(
        "This version is in review, so that what is looked at stays as it is. Return it to draft "
        "to change it."
    ),
    VersionState.PUBLISHED: _(
        "This version is published and stays as it is: people were told so. A change needs a new "
        "version."
    ),
    VersionState.SUPERSEDED: _(
        "This version was published once and stays as it was. A change needs a new version."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One version, for one user."""

    version: RegisterVersion
    may_edit: bool
    is_joint: bool

    @property
    def edits(self) -> bool:
        """Whether the user may change something here now."""
        return self.may_edit and self.version.state == VersionState.DRAFT

    @property
    def why_fixed(self) -> str | Promise:
        """Why nothing can be changed, for who otherwise may; empty for a draft."""
        return WHY_FIXED.get(self.version.state, "") if self.may_edit else ""

    @property
    def needs_new_version(self) -> bool:
        """Whether a change begins with a new version."""
        was_published = self.version.state in (VersionState.PUBLISHED, VersionState.SUPERSEDED)
        return self.may_edit and was_published

    @property
    def register(self) -> Register:
        """The version’s register."""
        return self.version.register

    @property
    def controller(self) -> Controller:
        """Who keeps the register."""
        return self.version.register.controller

    @property
    def languages(self) -> tuple[str, ...]:
        """The desk’s languages, the controller’s own first."""
        return languages_of(self.controller)


def languages_of(controller: Controller) -> tuple[str, ...]:
    """The desk’s languages, the controller’s own first."""
    main = controller.language
    return (main, *(language for language in LANGUAGES if language != main))


def open_version(
    page: ControllerScopedAdmin[RegisterVersion], request: HttpRequest, pk: int
) -> Opened:
    """The version. Raises PermissionDenied for who sees none, Http404 for one they cannot see."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    rows = page.get_queryset(request)
    version = rows.select_related("register__controller").filter(pk=pk).first()
    if version is None:
        raise Http404
    return opened(page, request, version)


def opened(
    page: ControllerScopedAdmin[RegisterVersion], request: HttpRequest, version: RegisterVersion
) -> Opened:
    """The version as the user has it open."""
    return Opened(
        version=version,
        may_edit=page.granted(request, Permission.EDIT_REGISTERS, version),
        is_joint=version.register.joint_controllers.exists(),
    )


def require_editing(opened: Opened) -> None:
    """Raises PermissionDenied for who may not edit registers there, whatever their state."""
    if not opened.may_edit:
        raise PermissionDenied
