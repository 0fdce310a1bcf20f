"""Registers whose purposes stand on several bases, and one kept for others."""

from functools import partial

from config.clock import now
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    Controller,
    DataSystem,
    OurRole,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from tests.factories import make_version, texts
from tests.printed import put_in_force

B = LawfulBasis
PURPOSES: tuple[tuple[str, LawfulBasis, bool], ...] = (
    ("Invoices", B.LEGAL_OBLIGATION, False),
    ("Newsletter", B.CONSENT, True),
    ("Analytics", B.LEGITIMATE_INTEREST, False),
)


def make_rich_register(controller: Controller, *, secret: bool = False) -> Register:
    """Delivering on contract, invoices by law, a newsletter on consent, analytics on interest."""
    register = Register.objects.create(
        controller=controller, slug="rich", names=texts("Rich register"), created_at=now()
    )
    DataSystem.objects.create(
        register=register, name="Warehouse", owner="IT", owner_email="it@northwind.example"
    )
    put_in_force(register, kind=f"rich, secret {secret}", draft=partial(_rich, secret=secret))
    return register


def _rich(register: Register, *, secret: bool) -> RegisterVersion:
    version = make_version(register)
    for position, (name, basis, is_marketing) in enumerate(PURPOSES, start=1):
        purpose = Purpose.objects.create(
            version=version,
            position=position,
            names=texts(name),
            is_direct_marketing=is_marketing,
            needs_legal_release=secret and name == "Invoices",
            owner="Head of sales",
            legitimate_interests=texts("Knowing what is read")
            if basis is B.LEGITIMATE_INTEREST
            else {},
            withdrawal_ways=texts("By the link in each letter") if basis is B.CONSENT else {},
        )
        acts = texts("Bookkeeping Act") if basis is B.LEGAL_OBLIGATION else {}
        PurposeBasis.objects.create(purpose=purpose, basis=basis.value, legal_acts=acts)
    return version


def purposes_by_name(register: Register) -> dict[str, int]:
    """The ids of the purposes in force, by English name."""
    rows = Purpose.objects.filter(version__register=register)
    return {row.names["en"]: row.pk for row in rows}


def make_processor_register(controller: Controller) -> Register:
    """A register that the organisation keeps for two clients, one of them no longer."""
    register = Register.objects.create(
        controller=controller,
        slug="payroll",
        names=texts("Payroll for clients"),
        our_role=OurRole.PROCESSOR,
        created_at=now(),
    )
    for name, is_active in (("Acme Oy", True), ("Former Oy", False)):
        ProcessorClient.objects.create(
            register=register,
            name=name,
            email="privacy@acme.example",
            agreement="Agreement 1",
            is_active=is_active,
        )
    put_in_force(register, kind="kept for clients", draft=make_version)
    return register
