"""Registers whose purposes stand on several bases, and one kept for others."""

from datetime import date

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
)
from registers_app.services.publish import publish
from tests.factories import linted_once, make_version, texts

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
    with linted_once("rich"):
        publish(version_id=version.pk, effective_on=date(2020, 1, 1))
    return register


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
    with linted_once("kept for clients"):
        publish(version_id=make_version(register).pk, effective_on=date(2020, 1, 1))
    return register
