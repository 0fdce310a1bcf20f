"""What a person may expect of each right in the register that they chose. It bars nothing."""

from collections.abc import Callable
from functools import cache, partial

from registers_app.models import Controller, OurRole, Register
from registers_app.pages.advice import (
    PersonAdvice,
    RegisterUses,
    person_advice,
    uses_in,
    with_uses,
)
from registers_app.selectors import published_registers, versions_in_force_today
from requests_app.domain.rights import Right
from requests_app.option import Advice
from requests_app.written import reader_language


def advice_of(controller: Controller, register: Register | None) -> dict[Right, Advice]:
    """The advice on each right in *register*, else in all that the organisation decides over.

    It is read when a page shows it. There is none where another organisation decides (Art. 28).
    """
    registers = cache(partial(_uses, controller, register))
    return {right: cache(partial(_advice, right, registers)) for right in Right}


def _advice(right: Right, registers: Callable[[], list[RegisterUses]]) -> PersonAdvice | None:
    return person_advice(right, registers()) if registers() else None


def _uses(controller: Controller, register: Register | None) -> list[RegisterUses]:
    offered = published_registers(controller).exclude(our_role=OurRole.PROCESSOR)
    if register is not None:
        offered = offered.filter(pk=register.pk)
    versions = versions_in_force_today().filter(register__in=offered.order_by().values("pk"))
    language = reader_language()
    ordered = with_uses(versions).order_by("register__slug", "pk")
    return [uses_in(version, language=language) for version in ordered]
