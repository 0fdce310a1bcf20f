"""Requests about a register of which one purpose has a basis of its own."""

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, Purpose, PurposeBasis, Register
from requests_app.domain.rights import Right
from requests_app.models import (
    CaseLetter,
    RightsRequest,
)
from tests.eight import (
    received,
)
from tests.factories import make_controller, make_register, texts
from tests.rewritten import rewriting


@rewriting()
def with_purpose(
    basis: LawfulBasis, *, controller: Controller | None = None, **columns: object
) -> Register:
    """A register with one more purpose, on that basis."""
    register = make_register(controller or make_controller())
    purpose = Purpose.objects.create(
        version=register.versions.get(), names=texts("Bookkeeping"), position=1, **columns
    )
    PurposeBasis.objects.create(
        purpose=purpose, basis=basis.value, legal_acts=texts("Accounting Act")
    )
    return register


def asked_of(register: Register, right: Right, **more: object) -> RightsRequest:
    return received(right, controller=register.controller, register=register, **more)


def newest_letter(request: RightsRequest) -> CaseLetter:
    return CaseLetter.objects.filter(request=request).order_by("-pk")[0]
