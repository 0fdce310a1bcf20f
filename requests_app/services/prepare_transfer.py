"""Put together what a person takes to another service (GDPR Art. 20)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.fulfilment.article_20 import (
    is_machine_readable,
    portable_categories,
    portable_findings,
)
from requests_app.fulfilment.package_content import PackageContent, seal_content
from requests_app.models import (
    DisclosurePackage,
    Outcome,
    RightsRequest,
    StoredFile,
)
from requests_app.services.decide import Ground, Item, decide
from requests_app.services.errors import NotPossible
from requests_app.services.perform import lock_case, perform
from requests_app.services.prepare_answer import (
    choose_files,
    discard_packages,
    require_looked_through,
)


@transaction.atomic
def prepare_transfer(
    request_id: int,
    *,
    outcome: Outcome,
    reasoning: str,
    grounds: Sequence[Ground],
    items: Sequence[Item],
    withheld_file_ids: Sequence[int] = (),
    sent_to: str = "",
    actor: Actor,
) -> RightsRequest:
    """Decide purpose by purpose, build the package, and make the request ready to answer.

    *sent_to* names the controller to which the data go straight (Art. 20(2)). Raises
    NotPermitted; NotPossible, also for a file that no machine can read, and for what nobody has
    looked through for others' data (Art. 20(4)).
    """
    lock_case(RightsRequest, request_id)
    decide(
        request_id,
        outcome=outcome,
        reasoning=reasoning,
        grounds=grounds,
        items=items,
        actor=actor,
    )
    request = RightsRequest.objects.get(pk=request_id)
    discard_packages(request, actor=actor)
    if outcome != Outcome.NO_DATA:
        _build(request, withheld_file_ids=withheld_file_ids, sent_to=sent_to, actor=actor)
    return perform(RightsRequest, request_id, "make_ready", actor=actor)


def _build(
    request: RightsRequest, *, withheld_file_ids: Sequence[int], sent_to: str, actor: Actor
) -> DisclosurePackage:
    choose_files(request, withheld_file_ids=withheld_file_ids)
    files = StoredFile.objects.filter(request=request, is_disclosed=True).exclude(sealed="")
    unreadable = [file.name for file in files if not is_machine_readable(file.name)]
    if unreadable:
        raise NotPossible(
            _("No machine can read this: %s. Give JSON, CSV or XML (Art. 20(1)).")
            % ", ".join(unreadable)
        )
    require_looked_through(request, withheld_file_ids=withheld_file_ids)
    package = DisclosurePackage.objects.create(
        request=request,
        content=seal_content(
            PackageContent(
                found=portable_findings(request),
                registers=[],
                fields=portable_categories(request),
            )
        ),
        sent_to=sent_to,
        created_at=now(),
    )
    package.files.set(files)
    return perform(DisclosurePackage, package.pk, "complete", actor=actor)
