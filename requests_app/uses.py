"""The uses of data that a person may name when they object or withdraw a consent."""

from collections.abc import Sequence, Set

from django.utils.translation import gettext_lazy as _

from registers_app.domain.advice import reaches
from registers_app.domain.languages import pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import Controller, OurRole, Purpose, Register
from registers_app.selectors import published_registers, versions_in_force_today
from requests_app.domain.details import MOST_PURPOSES
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.option import Option
from requests_app.written import reader_language

NAMELESS = _("A use that the register does not name")


def uses_named_for(
    right: Right, purposes: Sequence[Purpose], *, scope: str, names_register: bool
) -> list[Option]:
    """Those of *purposes* that the right reaches. *scope* is an ObjectionScope for an objection."""
    language = reader_language()
    named = []
    for row in purposes:
        if _is_reached(right, row, scope=scope):
            name = pick(row.names, language=language)
            of = row.version.register.name_in(language)
            named.append(
                Option(
                    value=str(row.pk),
                    label=name.text or NAMELESS,
                    label_language=name.language,
                    hint=of.text if names_register else "",
                    hint_language=of.language,
                )
            )
    return named[:MOST_PURPOSES]


def published_purposes(controller: Controller, register: Register | None) -> list[Purpose]:
    """What *register* is used for, or every register; nothing of another organisation's."""
    offered = published_registers(controller).exclude(our_role=OurRole.PROCESSOR)
    if register is not None:
        offered = offered.filter(pk=register.pk)
    versions = versions_in_force_today().filter(register__in=offered.order_by().values("pk"))
    return list(
        Purpose.objects.filter(version__in=versions.order_by().values("pk"))
        .select_related("version__register")
        .prefetch_related("bases")
        .order_by("version__register__slug", "position", "pk")
    )


def _is_reached(right: Right, purpose: Purpose, *, scope: str) -> bool:
    bases: Set[LawfulBasis] = {LawfulBasis(row.basis) for row in purpose.bases.all()}
    if right is Right.OBJECTION and purpose.is_direct_marketing:
        return scope != ObjectionScope.OTHER
    if right is Right.OBJECTION and scope == ObjectionScope.MARKETING:
        return False
    return reaches(right, bases)
