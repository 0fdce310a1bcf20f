"""Say in writing why a warning does not stop a register version, or take that back."""

from collections.abc import Sequence

from django.db import transaction

from config.clock import now
from registers_app.domain.actors import user_actor
from registers_app.domain.lint.finding import Severity
from registers_app.domain.roles import Permission
from registers_app.models import FindingReason, RegisterVersion, User, VersionState
from registers_app.permissions import may
from registers_app.services.check_version import findings_of

OPEN_STATES = (VersionState.DRAFT, VersionState.IN_REVIEW)


class ReasonRefused(Exception):
    """No reason can be given there, or not by this user."""


@transaction.atomic
def give_reason(
    *, version_id: int, code: str, places: Sequence[str], reason: str, user: User
) -> None:
    """Give *reason* for what the rule *code* finds at each of *places* (GDPR Art. 5(2)).

    Raises ReasonRefused: for an error, for what the linter does not find, for a version that is
    published, or for a user who may not publish it.
    """
    version = _open_version(version_id, user)
    warned = {
        finding.place
        for finding in findings_of(version)
        if finding.code == code and finding.severity is Severity.WARNING
    }
    if not reason.strip() or not places or not warned.issuperset(places):
        raise ReasonRefused
    for place in places:
        FindingReason.objects.update_or_create(
            version=version,
            code=code,
            place=place,
            defaults={"reason": reason.strip(), "given_by": user, "given_at": now()},
        )


@transaction.atomic
def take_back_reason(*, version_id: int, code: str, place: str, user: User) -> None:
    """The warning stands again. Raises ReasonRefused as giving one does."""
    version = _open_version(version_id, user)
    FindingReason.objects.filter(version=version, code=code, place=place).delete()


def _open_version(version_id: int, user: User) -> RegisterVersion:
    version = (
        RegisterVersion.objects.select_for_update(of=["self"])
        .select_related("register__controller")
        .get(pk=version_id)
    )
    allowed = may(
        user_actor(user.pk),
        Permission.PUBLISH_REGISTERS,
        controller_id=version.register.controller_id,
    )
    if not allowed or version.state not in OPEN_STATES:
        raise ReasonRefused
    return version
