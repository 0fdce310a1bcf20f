"""Publish a register version: from its day on it is what the register says."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import SYSTEM, Actor
from registers_app.domain.roles import Permission
from registers_app.models import RegisterVersion, StepKind, VersionState
from registers_app.services.check_version import open_findings
from registers_app.services.errors import NotPossible
from registers_app.services.finding_words import as_line
from registers_app.services.seal import seal
from registers_app.services.send_to_review import send_to_review
from registers_app.services.version_steps import (
    authorise,
    is_history,
    locked,
    require_open,
    take,
    user_id,
)
from registers_app.signals import version_published


@transaction.atomic
def publish(*, version_id: int, effective_on: date, actor: Actor = SYSTEM) -> RegisterVersion:
    """Publish a draft or reviewed version; the one published before it is superseded.

    *effective_on* is a local day of the controller; until then the version before stays in force.
    Raises NotPermitted; NotPossible, with the reasons, the linter's findings among them: errors,
    and warnings without a reason. What is history stays as it was, with its findings open.
    """
    version = locked(version_id)
    authorise(actor, Permission.PUBLISH_REGISTERS, version.register)
    if reasons := obstacles(version, actor=actor, effective_on=effective_on):
        raise NotPossible(*reasons)
    if version.state == VersionState.DRAFT:
        version = send_to_review(version_id, actor=actor)
    require_open(version, StepKind.PUBLISH)
    findings = () if is_history(version, effective_on=effective_on) else open_findings(version)
    if findings:
        raise NotPossible(*map(as_line, findings))
    previous = previous_of(version)
    if previous:
        take(previous, StepKind.SUPERSEDE, actor=actor)
    version.effective_on = effective_on
    version.published_at = now()
    version.published_by_id = user_id(actor)
    seal(version)
    take(version, StepKind.PUBLISH, actor=actor)
    version_published.send(RegisterVersion, version=version, previous=previous, actor=actor)
    return version


def previous_of(version: RegisterVersion) -> RegisterVersion | None:
    """The version that publishing this one supersedes."""
    return RegisterVersion.objects.filter(
        register=version.register_id, state=VersionState.PUBLISHED
    ).first()


def obstacles(version: RegisterVersion, *, actor: Actor, effective_on: date) -> list[str]:
    """Why *actor* cannot publish the version from that day on, whatever it says; in sentences."""
    history = is_history(version, effective_on=effective_on)
    found = [
        _no_history() if version.predates_desk and not history else "",
        _too_early(version, effective_on),
        "" if history else why_not(version, actor=actor),
    ]
    return [reason for reason in found if reason]


def why_not(version: RegisterVersion, *, actor: Actor) -> str:
    """Why *actor* may not publish what is no history, where a second person has to."""
    if not version.register.controller.second_person_publishes:
        return ""
    if version.state == VersionState.DRAFT:
        return _("At this organisation a second person publishes: send the version to review.")
    if actor == SYSTEM or version.submitted_by_id in (None, user_id(actor)):
        return _("Who sent a version to review does not publish it: a second person looks at it.")
    return ""


def _too_early(version: RegisterVersion, day: date) -> str:
    previous = previous_of(version)
    if previous is None or previous.effective_on is None or day > previous.effective_on:
        return ""
    return _("The version before this one is in force from %(day)s; choose a later day.") % {
        "day": date_format(previous.effective_on)
    }


def _no_history() -> str:
    return _(
        "A version that was published before Rightsdesk was in force before its register was "
        "entered here: choose an earlier day, or do not mark it so."
    )
