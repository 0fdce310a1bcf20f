"""Load a controller and its registers from a YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField

from config.clock import now
from registers_app.exchange.columns import (
    BASIS,
    CLIENT,
    CONTROLLER,
    DATA_SYSTEM,
    PART,
    REASON,
    REGISTER,
    VERSION,
    Columns,
)
from registers_app.exchange.yaml_tree import Value, read_yaml
from registers_app.models import (
    Controller,
    DataSystem,
    FindingReason,
    OurRole,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Register,
    RegisterVersion,
)
from registers_app.models.content import PARTS
from registers_app.services.publish import publish

M = TypeVar("M", bound=models.Model)


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
    fields = value.fields([*VERSION, "effective_on", *PARTS, "reasons"], required=["number"])
    found = register.versions.filter(number=fields["number"].number()).first()
    if found:
        return found, False
    version = _fill(RegisterVersion(register=register), value, fields, VERSION)
    for name in PARTS:
        for position, part in enumerate(_items(fields, name)):
            _part(version, name, part, position=position)
    for reason in _items(fields, "reasons"):
        given = reason.fields(REASON, required=["code", "reason"])
        _fill(FindingReason(version=version, given_at=now()), reason, given, REASON)
    if "effective_on" in fields:
        version = publish(version_id=version.pk, effective_on=fields["effective_on"].day())
    return version, True


def _part(version: RegisterVersion, name: str, value: Value, *, position: int) -> None:
    bases = ["bases"] if name == "purposes" else []
    fields = value.fields([*PART[name], *bases], required=["names"])
    row = PARTS[name](version=version, position=position)
    _fill(row, value, fields, PART[name])
    if isinstance(row, Purpose):
        for basis in _items(fields, "bases"):
            given = basis.fields(BASIS, required=["basis"])
            _fill(PurposeBasis(purpose=row), basis, given, BASIS)


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
