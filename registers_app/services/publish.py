"""Put a register version in force."""

from datetime import date

from django.db import transaction

from config.clock import now
from registers_app.models import RegisterVersion, VersionState
from registers_app.services.seal import seal


@transaction.atomic
def publish(*, version_id: int, effective_on: date) -> RegisterVersion:
    """Publish a draft or reviewed version; the one in force before it is superseded.

    *effective_on* is a local day of the controller. Raises TransitionNotAllowed for a version
    that is published already.
    """
    version = RegisterVersion.objects.select_for_update().get(pk=version_id)
    if version.state == VersionState.DRAFT:
        version.send_to_review()
        version.save(update_fields=["state"])
    _supersede_previous(version)
    version.effective_on = effective_on
    seal(version)
    version.published_at = now()
    version.publish()
    version.save()
    return version


def _supersede_previous(version: RegisterVersion) -> None:
    previous = (
        RegisterVersion.objects.select_for_update()
        .filter(register=version.register_id, state=VersionState.PUBLISHED)
        .first()
    )
    if previous:
        previous.supersede()
        previous.save(update_fields=["state"])
