"""Put the answer together: the decision, the data, and all that Art. 15(1)–(2) demands."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.fulfilment.article_15 import information
from requests_app.fulfilment.package_content import PackageContent, seal_content
from requests_app.fulfilment.tailor import NOTHING_TO_TAILOR, Tailoring, tailored
from requests_app.models import (
    DisclosurePackage,
    Outcome,
    PackageState,
    RightsRequest,
    StoredFile,
    TaskState,
)
from requests_app.services.decide import Ground, decide
from requests_app.services.destroy_archives import destroy_archives
from requests_app.services.errors import NotPossible
from requests_app.services.perform import perform


@transaction.atomic
def prepare_answer(
    request_id: int,
    *,
    outcome: Outcome,
    reasoning: str,
    grounds: Sequence[Ground],
    withheld_file_ids: Sequence[int] = (),
    tailoring: Tailoring = NOTHING_TO_TAILOR,
    actor: Actor,
) -> RightsRequest:
    """Decide, build the package, and make the request ready to answer.

    *tailoring* says what of the registers' information concerns the person. Files named in
    *withheld_file_ids* stay here. Raises NotPermitted; NotPossible, naming everything that is
    still missing.
    """
    decide(request_id, outcome=outcome, reasoning=reasoning, grounds=grounds, actor=actor)
    request = RightsRequest.objects.get(pk=request_id)
    discard_packages(request, actor=actor)
    if outcome != Outcome.NO_DATA:
        _build(request, withheld_file_ids=withheld_file_ids, tailoring=tailoring, actor=actor)
    return perform(RightsRequest, request_id, "make_ready", actor=actor)


def discard_packages(request: RightsRequest, *, actor: Actor) -> None:
    """Packages of an earlier attempt are destroyed. The caller holds the lock of the case."""
    current = [
        state
        for state in PackageState
        if state not in (PackageState.DISCARDED, PackageState.EXPIRED)
    ]
    for package in DisclosurePackage.objects.filter(request=request, state__in=current):
        perform(DisclosurePackage, package.pk, "discard", actor=actor)
        destroy_archives(package=package)


def _build(
    request: RightsRequest,
    *,
    withheld_file_ids: Sequence[int],
    tailoring: Tailoring,
    actor: Actor,
) -> DisclosurePackage:
    language = request.submission.language
    registers = tailored(information(request), tailoring, language=language)
    if not registers:
        raise NotPossible(_("No purpose is left (Art. 15(1)(a))."))
    missing = [f"{info.name.text}: {line}" for info in registers for line in info.missing]
    if missing:
        raise NotPossible(*missing)
    choose_files(request, withheld_file_ids=withheld_file_ids)
    found = [
        {"system": task.data_system.name, "text": task.result}
        for task in request.tasks.filter(state=TaskState.DONE).select_related("data_system")
        if task.result
    ]
    package = DisclosurePackage.objects.create(
        request=request,
        content=seal_content(
            PackageContent(found=found, registers=[info.as_json() for info in registers])
        ),
        created_at=now(),
    )
    kept = StoredFile.objects.filter(request=request, is_disclosed=True).exclude(sealed="")
    package.files.set(kept)
    return perform(DisclosurePackage, package.pk, "complete", actor=actor)


def choose_files(request: RightsRequest, *, withheld_file_ids: Sequence[int]) -> None:
    """Mark which files go to the person. The caller holds the lock of the case."""
    files = StoredFile.objects.filter(request=request)
    files.filter(pk__in=withheld_file_ids).update(is_disclosed=False)
    files.exclude(pk__in=withheld_file_ids).update(is_disclosed=True)
