"""Load a controller and its registers from a YAML file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField

from config.clock import now
from registers_app.exchange.yaml_tree import Value, read_yaml
from registers_app.models import (
    Controller,
    DataCategory,
    DataSource,
    DataSystem,
    OurRole,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    RetentionRule,
    SubjectCategory,
    Transfer,
)
from registers_app.services.publish import publish

M = TypeVar("M", bound=models.Model)
Columns = Mapping[str, Callable[[Value], Any]]

CONTROLLER: Columns = {
    "slug": Value.text,
    "name": Value.text,
    "business_id": Value.text,
    "postal_address": Value.text,
    "email": Value.text,
    "phone": Value.text,
    "website": Value.text,
    "country": Value.text,
    "regime": Value.text,
    "time_zone": Value.text,
    "calendar": Value.text,
    "language": Value.text,
    "second_person_approves": Value.flag,
    "second_person_erases": Value.flag,
    "is_open": Value.flag,
}
REGISTER: Columns = {
    "slug": Value.text,
    "names": Value.texts,
    "our_role": Value.text,
    "identity_reasons": Value.texts,
    "identity_facts": Value.texts,
    "identity_masks": Value.texts,
    "identity_level": Value.number,
    "identity_level_reason": Value.text,
}
DATA_SYSTEM: Columns = {
    "name": Value.text,
    "owner": Value.text,
    "owner_email": Value.text,
    "is_active": Value.flag,
}
CLIENT: Columns = {
    "name": Value.text,
    "email": Value.text,
    "agreement": Value.text,
    "is_active": Value.flag,
}
VERSION: Columns = {
    "number": Value.number,
    "predates_desk": Value.flag,
    "descriptions": Value.texts,
    "security_measures": Value.texts,
    "automated_decisions": Value.texts,
}
PURPOSE: Columns = {
    "names": Value.texts,
    "legitimate_interests": Value.texts,
    "is_direct_marketing": Value.flag,
    "needs_legal_release": Value.flag,
}
BASIS: Columns = {"basis": Value.text, "legal_acts": Value.texts}
NAMES: Columns = {"names": Value.texts}
PARTS: Mapping[str, tuple[type[models.Model], Columns]] = {
    "subject_categories": (SubjectCategory, NAMES),
    "data_categories": (
        DataCategory,
        {
            **NAMES,
            "origin": Value.text,
            "is_special": Value.flag,
            "is_identity_code": Value.flag,
            "sensitivity": Value.text,
        },
    ),
    "sources": (DataSource, NAMES),
    "recipients": (
        Recipient,
        {**NAMES, "kind": Value.text, "is_published": Value.flag, "is_category": Value.flag},
    ),
    "transfers": (Transfer, {**NAMES, "country": Value.text, "safeguard": Value.text}),
    "retention_rules": (RetentionRule, NAMES),
}


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of a file: versions that were made, and those that were there and stay."""

    controller: Controller
    made: tuple[RegisterVersion, ...]
    kept: tuple[RegisterVersion, ...]


@transaction.atomic
def load_yaml(source: bytes) -> Loaded:
    """Take in the whole file or nothing. Raises YamlFault, by path and line.

    Controllers and registers are found again by their slugs, data systems and clients by name,
    versions by number, so that loading a file twice changes nothing. A version that exists is
    never rewritten. One with ``effective_on`` (a local day of the controller) is published.
    Controllers that are joint for a register (GDPR Art. 26) stand in the same file, under
    ``joint_controllers``, or are there already.
    """
    document = read_yaml(source).fields(
        ["controller", "joint_controllers", "registers"], required=["controller", "registers"]
    )
    controller = _controller(document["controller"])
    for joint in _items(document, "joint_controllers"):
        _controller(joint)
    versions = [
        version
        for register in document["registers"].items()
        for version in _register(controller, register)
    ]
    return Loaded(
        controller=controller,
        made=tuple(version for version, made in versions if made),
        kept=tuple(version for version, made in versions if not made),
    )


def _controller(value: Value) -> Controller:
    fields = value.fields(CONTROLLER, required=["slug", "name"])
    controller = Controller.objects.filter(slug=fields["slug"].text()).first() or Controller()
    return _fill(controller, value, fields, CONTROLLER)


def _register(controller: Controller, value: Value) -> list[tuple[RegisterVersion, bool]]:
    fields = value.fields(
        [*REGISTER, "joint_controllers", "clients", "data_systems", "versions"],
        required=["slug", "names", "versions"],
    )
    found = Register.objects.filter(controller=controller, slug=fields["slug"].text()).first()
    register = found or Register(controller=controller, created_at=now())
    _fill(register, value, fields, REGISTER)
    if "joint_controllers" in fields:
        _joint_controllers(register, fields["joint_controllers"])
    if "clients" in fields:
        _clients(register, fields["clients"])
    for system in _items(fields, "data_systems"):
        _data_system(register, system)
    return [_version(register, version) for version in fields["versions"].items()]


def _joint_controllers(register: Register, value: Value) -> None:
    if register.our_role != OurRole.CONTROLLER:
        raise value.fault(_("A processor does not decide jointly with others (GDPR Art. 26)."))
    register.joint_controllers.set([_joint_controller(register, slug) for slug in value.items()])


def _joint_controller(register: Register, slug: Value) -> Controller:
    found = Controller.objects.filter(slug=slug.text()).first()
    if found is None:
        raise slug.fault(_("There is no controller of that name."))
    if found == register.controller:
        raise slug.fault(_("A controller is not joint with itself."))
    return found


def _clients(register: Register, value: Value) -> None:
    clients = value.items()
    if clients and register.our_role != OurRole.PROCESSOR:
        raise value.fault(_("Only a processor’s register has clients (GDPR Art. 28)."))
    for client in clients:
        fields = client.fields(CLIENT, required=["name", "email"])
        found = ProcessorClient.objects.filter(register=register, name=fields["name"].text())
        _fill(found.first() or ProcessorClient(register=register), client, fields, CLIENT)


def _data_system(register: Register, value: Value) -> None:
    fields = value.fields(DATA_SYSTEM, required=["name", "owner", "owner_email"])
    found = DataSystem.objects.filter(register=register, name=fields["name"].text()).first()
    _fill(found or DataSystem(register=register), value, fields, DATA_SYSTEM)


def _version(register: Register, value: Value) -> tuple[RegisterVersion, bool]:
    fields = value.fields([*VERSION, "effective_on", "purposes", *PARTS], required=["number"])
    found = register.versions.filter(number=fields["number"].number()).first()
    if found:
        return found, False
    version = _fill(RegisterVersion(register=register), value, fields, VERSION)
    for position, purpose in enumerate(_items(fields, "purposes")):
        _purpose(version, purpose, position=position)
    for name, (model, columns) in PARTS.items():
        for position, part in enumerate(_items(fields, name)):
            row = model(version=version, position=position)
            _fill(row, part, part.fields(columns, required=["names"]), columns)
    if "effective_on" in fields:
        version = publish(version_id=version.pk, effective_on=fields["effective_on"].day())
    return version, True


def _purpose(version: RegisterVersion, value: Value, *, position: int) -> None:
    fields = value.fields([*PURPOSE, "bases"], required=["names"])
    purpose = _fill(Purpose(version=version, position=position), value, fields, PURPOSE)
    for basis in _items(fields, "bases"):
        row = PurposeBasis(purpose=purpose)
        _fill(row, basis, basis.fields(BASIS, required=["basis"]), BASIS)


def _items(fields: Mapping[str, Value], name: str) -> list[Value]:
    return fields[name].items() if name in fields else []


def _fill(row: M, value: Value, fields: Mapping[str, Value], columns: Columns) -> M:
    for name, read in columns.items():
        if name in fields:
            setattr(row, name, read(fields[name]))
    try:
        # A machine's state may not be assigned, which is what cleaning it would do.
        row.full_clean(exclude=[f.name for f in row._meta.fields if isinstance(f, FSMField)])
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        where = fields.get(name, value)
        reason = reasons[0]
        if where is value and name != NON_FIELD_ERRORS:
            reason = _("%(field)s: %(reason)s") % {"field": name, "reason": reason}
        raise where.fault(reason) from error
    row.save()
    return row
