"""Registers with everything a notice shows, and much that it must never show."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.models import (
    Controller,
    DataCategory,
    DataSystem,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    SubjectCategory,
    Transfer,
)
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_version, texts
from tests.rewritten import rewriting

LANGUAGES = ("fi", "sv", "en")
# Words that no public page may hold.
SECRETS = (
    "Secret Hosting Oy",
    "Secret database",
    "Owner of the secret",
    "owner@secret.example",
    "Secret Client Oy",
    "client@secret.example",
    "Secret agreement 7",
    "Secret draft",
)


@rewriting()
def make_notice(*, controller: Controller | None = None, **more: Any) -> Register:
    """A register with a version in force that says all there is to say, and with secrets."""
    register = make_register(controller or make_controller(name="Northwind Oy", slug="northwind"))
    Register.objects.filter(pk=register.pk).update(**more)
    register.refresh_from_db()
    version = register.versions.get()
    add_purpose(version, "Newsletter", LawfulBasis.CONSENT, is_direct_marketing=True)
    add_purpose(version, "Accounts", LawfulBasis.LEGAL_OBLIGATION, act="Accounting Act")
    add_purpose(version, "Security", LawfulBasis.LEGITIMATE_INTEREST, interest="Safe premises")
    SubjectCategory.objects.create(version=version, names=texts("Customers"))
    DataCategory.objects.create(
        version=version, names=texts("Allergies"), origin="observed", is_special=True
    )
    Recipient.objects.create(version=version, names=texts("Tax office"), kind="authority")
    Transfer.objects.create(
        version=version, names=texts("To Sample Inc."), country="US", safeguard="standard_clauses"
    )
    add_secrets(register, version)
    return register


@rewriting()
def add_secrets(register: Register, version: RegisterVersion) -> None:
    """What the desk knows and keeps to itself."""
    Recipient.objects.create(version=version, names=texts("Secret Hosting Oy"), is_published=False)
    DataSystem.objects.create(
        register=register,
        name="Secret database",
        owner="Owner of the secret",
        owner_email="owner@secret.example",
    )
    ProcessorClient.objects.create(
        register=register,
        name="Secret Client Oy",
        email="client@secret.example",
        agreement="Secret agreement 7",
    )
    draft = make_version(register)
    draft.descriptions = texts("Secret draft")
    draft.save()


@rewriting()
def add_purpose(
    version: RegisterVersion,
    name: str,
    *bases: LawfulBasis,
    act: str = "",
    interest: str = "",
    is_direct_marketing: bool = False,
) -> Purpose:
    """A purpose with its bases."""
    purpose = Purpose.objects.create(
        version=version,
        position=version.purposes.count(),
        names=texts(name),
        legitimate_interests=texts(interest) if interest else {},
        is_direct_marketing=is_direct_marketing,
    )
    for basis in bases:
        PurposeBasis.objects.create(
            purpose=purpose, basis=basis.value, legal_acts=texts(act) if act else {}
        )
    return purpose


def publish_next(register: Register, *, on: date, description: str = "") -> RegisterVersion:
    """Put the register's draft in force from a day, or a new version where there is none."""
    draft = register.versions.filter(state="draft").first() or make_version(register)
    if description:
        draft.descriptions = texts(description)
        draft.save()
    return publish(version_id=draft.pk, effective_on=on)


def address_of(
    row: Controller | Register, *, language: str = "en", number: int | None = None
) -> str:
    """The address of a public page."""
    with translation.override(language):
        if isinstance(row, Controller):
            return reverse("notices:controller", kwargs={"controller": row.slug})
        names: dict[str, Any] = {"controller": row.controller.slug, "register": row.slug}
        if number is None:
            return reverse("notices:register", kwargs=names)
        return reverse("notices:version", kwargs={**names, "number": number})


def read(row: Controller | Register, *, language: str = "en", number: int | None = None) -> str:
    """The page as text of HTML; it is there."""
    response = Client().get(address_of(row, language=language, number=number))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def days_from(day: date, days: int) -> date:
    """A day some days later, or earlier."""
    return day + timedelta(days=days)
