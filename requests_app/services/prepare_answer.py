"""Put the answer together: the decision, the data, and all that Art. 15(1)–(2) demands."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import translation
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
from requests_app.services.look_through import (
    Thing,
    current_review,
    given_file,
    given_text,
    not_looked_through,
)
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
    require_looked_through(request, withheld_file_ids=withheld_file_ids)
    choose_files(request, withheld_file_ids=withheld_file_ids)
    with translation.override(language):
        found = [
            {"system": task.data_system.name, "text": given_text(task)}
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
    """Mark which files go to the person. The caller holds the lock of the case.

    Of a file that was covered only its copy goes; the original stays here.
    """
    files = StoredFile.objects.filter(request=request)
    collected = files.filter(redacted_from=None).exclude(pk__in=withheld_file_ids)
    given = [given_file(file).pk for file in collected]
    files.exclude(pk__in=given).update(is_disclosed=False)
    files.filter(pk__in=given).update(is_disclosed=True)


def require_looked_through(request: RightsRequest, *, withheld_file_ids: Sequence[int]) -> None:
    """Whatever is given was looked through for others' data (Art. 15(4), 20(4)). Raises
    NotPossible.
    """
    missing = not_looked_through(request, withheld=frozenset(withheld_file_ids))
    if missing:
        raise NotPossible(*(_why(thing) for thing in missing))


def _why(thing: Thing) -> str:
    name = thing.name if isinstance(thing, StoredFile) else thing.data_system.name
    if current_review(thing) is not None:
        return _("A second person has to look this through first: %s.") % name
    return _("Look this through for other people’s data first: %s.") % name
