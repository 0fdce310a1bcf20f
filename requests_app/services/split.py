"""Take the part of a request that concerns a client's data out of it; the rest stays ours."""

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from registers_app.selectors import kept_for_others
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.open_request import Part, open_request, opened
from requests_app.services.perform import lock_case
from requests_app.services.record import Happened, record_all


@transaction.atomic
def split(request_id: int, *, about: str, client: str = "", actor: Actor) -> RightsRequest:
    """Open a request of its own for what *about* says, which is forwarded; returns that part.

    The same person, right and receipt: we have one working day from receipt to forward it, late or
    not, and the client's month runs from there (GDPR Art. 12(3), 28(3)(e)). *client* is the name
    of whose data they are, empty while nobody knows. Raises NotPermitted, NotPossible.
    """
    require_text(about)
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    whole = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    _require_possible(whole, client=client)
    part = open_request(
        case,
        right=Right(whole.right),
        scope=whole.objection_scope,
        part=Part(whole=whole, about=about.strip(), client=client),
    )
    split = Happened(
        event="request.split",
        actor=actor,
        request_id=whole.pk,
        facts={"part": part.pk},
        payload={"part": about, "client": client},
    )
    record_all(case.pk, [opened(part, by=actor), split])
    return part


def may_concern_clients(request: RightsRequest) -> bool:
    """Whether the person named no register, and the organisation keeps data for others too."""
    if request.is_part or request.submission.register_id is not None:
        return False
    return kept_for_others(request.controller_id).exists()


def _require_possible(whole: RightsRequest, *, client: str) -> None:
    if whole.is_closed:
        raise NotPossible(_("The request is closed."))
    if not may_concern_clients(whole):
        raise NotPossible(_("There is no client’s data that this request could be about."))
    if whole.parts.filter(part_client=client).exists():
        raise NotPossible(
            _("There is such a part already: open it among the requests of the same message.")
        )
