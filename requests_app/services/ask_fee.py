"""Announce a fee, so that the person can narrow or withdraw the request (GDPR Art. 12(5))."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.domain.fee import (
    ARTICLES,
    HIGHEST,
    PROVEN_BY_THE_CONTROLLER,
    FeeGround,
    fee_grounds,
)
from requests_app.domain.rights import Right
from requests_app.models import Fee, RightsRequest, SuspensionGround
from requests_app.services.errors import NotPermitted, NotPossible, require_text
from requests_app.services.perform import lock_case
from requests_app.services.suspend import open_suspension
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def ask_fee(
    request_id: int,
    *,
    ground: FeeGround,
    amount: Decimal,
    currency: str,
    costs: str,
    proof: str = "",
    actor: Actor,
) -> Fee:
    """Announce a fee of *amount*; the person reads *costs*, an authority may ask for *proof*.

    In the EU the clock runs on; in the United Kingdom the month begins when the fee is paid
    (UK GDPR Art. 12A). Raises NotPermitted, NotPossible.
    """
    case = lock_case(RightsRequest, request_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    request = RightsRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    _check(request, ground=ground, amount=amount, costs=costs, proof=proof)
    wait = open_suspension(request, ground=SuspensionGround.FEE, facts=costs, actor=actor)
    fee = Fee.objects.create(
        wait=wait, code=ground.value, amount=amount, currency=currency, costs=costs, proof=proof
    )
    write_letter(
        request,
        kind="fee_asked",
        amount=fee.amount,
        currency=fee.currency,
        costs=fee.costs,
        fee_ground=ground.value,
        article=ARTICLES[ground],
    )
    mail_person(request, kind="message_waiting", occasion=f"fee:{wait.pk}")
    return fee


def _check(
    request: RightsRequest, *, ground: FeeGround, amount: Decimal, costs: str, proof: str
) -> None:
    require_text(costs)
    if ground not in fee_grounds(Right(request.right)):
        raise NotPossible(_("The law knows no such fee for this right."))
    if ground in PROVEN_BY_THE_CONTROLLER and not proof.strip():
        raise NotPossible(_("You have to be able to prove this ground (Art. 12(5)): say how."))
    if not 0 < amount <= HIGHEST:
        raise NotPossible(_("A fee covers the real administrative costs of this request."))
