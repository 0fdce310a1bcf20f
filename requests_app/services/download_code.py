"""The code with which a person fetches an answer as one file: mailed, short-lived, good once."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor, ActorKind
from requests_app.models import DisclosurePackage, LinkPurpose, PackageArchive, PersonLink
from requests_app.models.person_link import MOST_WRONG_CODES, digest, new_secret
from requests_app.services.codes import code_digest, in_groups, is_code_of, new_code
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.fetch import note_opened, still_fetchable
from requests_app.services.mail_new_link import had_their_share
from requests_app.services.perform import lock_case
from requests_app.services.record import record
from requests_app.services.tell import mail_person


@transaction.atomic
def mail_download_code(package_id: int, *, actor: Actor) -> None:
    """Mail a code to the address in the case. Raises NotPermitted for another's; NotPossible."""
    case = lock_case(DisclosurePackage, package_id)
    if actor.kind is not ActorKind.SUBJECT or actor.id != case.pk:
        raise NotPermitted
    package = DisclosurePackage.objects.select_related("request__submission__controller").get(
        pk=package_id
    )
    if not still_fetchable(case, [package]) or ready_archive(package) is None:
        raise NotPossible(_("There is nothing to fetch now."))
    if not case.email or had_their_share(case):
        raise NotPossible(
            _("Several codes were sent to you within this hour. Use the newest, or wait a while.")
        )
    code = new_code()
    link = PersonLink.objects.create(
        submission=case,
        purpose=LinkPurpose.FETCH,
        package=package,
        secret_digest=digest(new_secret()),  # nobody is told it: there is no link to follow
        code_digest=code_digest(case.pk, code),
        created_at=now(),
        expires_at=now() + timedelta(minutes=settings.CODE_MINUTES),
    )
    mail_person(
        package.request,
        kind="package_code",
        occasion=f"package_code:{link.pk}",
        code=in_groups(code),
        code_minutes=settings.CODE_MINUTES,
    )


@transaction.atomic
def use_download_code(package: DisclosurePackage, code: str) -> PersonLink | None:
    """The code, used up; None: it is wrong, over, or was used. A wrong one counts against all."""
    living = list(_living(package).select_for_update().order_by("pk"))
    submission_id = package.request.submission_id
    right = next((row for row in living if is_code_of(row.code_digest, submission_id, code)), None)
    tried = PersonLink.objects.filter(pk__in=[row.pk for row in living])
    if right is None:
        tried.update(wrong_codes=F("wrong_codes") + 1)
        return None
    tried.filter(pk=right.pk).update(used_at=now())
    return right


def code_waits(package: DisclosurePackage) -> bool:
    """Whether a code that was mailed still works."""
    return _living(package).exists()


def ready_archive(package: DisclosurePackage) -> PackageArchive | None:
    """The file that can be fetched."""
    return package.archives.filter(finished_at__isnull=False, destroyed_at=None).first()


@transaction.atomic
def note_archive_download(archive: PackageArchive, *, code_id: int) -> None:
    """Note that the person fetched the file, and by which code; nothing of their device."""
    note_opened(archive.package)
    request = archive.package.request
    record(
        submission_id=request.submission_id,
        event="archive.downloaded",
        actor=Actor(kind=ActorKind.SUBJECT, id=request.submission_id),
        request_id=request.pk,
        facts={"archive": archive.pk, "sha256": archive.sha256, "code": code_id},
    )


def _living(package: DisclosurePackage) -> QuerySet[PersonLink]:
    return PersonLink.objects.filter(
        package=package,
        purpose=LinkPurpose.FETCH,
        used_at=None,
        expires_at__gt=now(),
        wrong_codes__lt=MOST_WRONG_CODES,
    )
