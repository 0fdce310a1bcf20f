"""Have a released package built as one file."""

import functools
import logging

from celery import current_app
from django.db import connection, transaction
from django.utils.translation import gettext as _
from kombu.exceptions import KombuError

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import DisclosurePackage, PackageArchive, Submission
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.fetch import FETCHABLE
from requests_app.services.perform import lock_case
from requests_app.services.record import record

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_archive(package_id: int, *, actor: Actor) -> PackageArchive:
    """The file that is there, is being built, or is begun now: asked twice, it is built once.

    Raises NotPermitted for another's; NotPossible once the package is over.
    """
    case = lock_case(DisclosurePackage, package_id)
    if not _may_ask(case, actor):
        raise NotPermitted
    package = DisclosurePackage.objects.get(pk=package_id)
    if package.state not in FETCHABLE or package.expires_at is None or package.expires_at <= now():
        raise NotPossible(_("The time for fetching this answer is over."))
    current = package.archives.filter(failed_at=None, destroyed_at=None).first()
    if current is not None:
        return current
    archive = PackageArchive.objects.create(package=package, asked_at=now())
    record(
        submission_id=case.pk,
        event="archive.asked",
        actor=actor,
        request_id=package.request_id,
        facts={"package": package.pk, "archive": archive.pk},
    )
    _wake_once()
    return archive


def _may_ask(case: Submission, actor: Actor) -> bool:
    if actor.kind is ActorKind.SUBJECT:
        return actor.id == case.pk
    return may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id)


def _wake_once() -> None:
    waiting = [call for _, call, *_ in connection.run_on_commit]
    if _wake not in [call.func for call in waiting if isinstance(call, functools.partial)]:
        transaction.on_commit(functools.partial(_wake), robust=True)


def _wake() -> None:
    try:
        current_app.send_task("requests.build_archives", retry=False)
    except (KombuError, OSError):
        logger.warning("No worker could be woken to build a package; the sweep will.")
