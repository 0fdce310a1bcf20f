"""Write a controller and its registers to a YAML file: the one that load_yaml takes in.

Canonical: the order of columns.py, what says nothing left out, equal registers as equal bytes.
What publishing wrote beside a version (its hash, when and by whom) is this desk's evidence and is
not carried to another; neither are accounts, sign-in services and how long case files are kept.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from registers_app.exchange.columns import (
    CLIENT,
    CONTROLLER,
    DATA_SYSTEM,
    REASON,
    REGISTER,
    Columns,
)
from registers_app.exchange.yaml_text import yaml_text
from registers_app.models import Controller, Register, RegisterVersion
from registers_app.models.content import PARTS
from registers_app.services.version_tree import NOTHING, Tree, plain, tree_of

# For editors that know YAML: docs/register.schema.json, laid beside the file.
HEADER = "# yaml-language-server: $schema=register.schema.json\n"


def dump_controller(controller: Controller) -> str:
    """*controller* and all its registers with all their versions."""
    return _dump(controller, controller.registers.order_by("slug"))


def dump_register(register: Register) -> str:
    """One register with all its versions, and the controller that keeps it."""
    return _dump(register.controller, Register.objects.filter(pk=register.pk))


def register_tree(register: Register) -> Tree:
    """What a file says of a register, without its versions."""
    tree = columns_said(register, REGISTER)
    joint = sorted(row.slug for row in register.joint_controllers.all())
    lists: dict[str, list[Any]] = {
        "joint_controllers": joint,
        "clients": [columns_said(row, CLIENT) for row in register.clients.all()],
        "data_systems": [columns_said(row, DATA_SYSTEM) for row in register.data_systems.all()],
    }
    return tree | {name: lines for name, lines in lists.items() if lines}


def version_tree(version: RegisterVersion) -> Tree:
    """What a file says of a version; a line has its names even where it says nothing."""
    tree = columns_said(version, ("number", "predates_desk", "effective_on"))
    if not version.predates_desk:
        del tree["predates_desk"]
    tree |= tree_of(version)
    for name in PARTS:
        tree[name] = [_line(line) for line in tree.pop(name, ())]
    tree["reasons"] = [columns_said(row, REASON) for row in version.reasons.all()]
    return {name: value for name, value in tree.items() if value not in NOTHING}


def columns_said(row: models.Model, names: Iterable[str] | Columns) -> Tree:
    """The columns of *row* that are not empty, by name, be it what they hold anyway."""
    values = {name: plain(row._meta.get_field(name), getattr(row, name)) for name in names}
    return {name: value for name, value in values.items() if value not in NOTHING}


def _dump(controller: Controller, registers: models.QuerySet[Register]) -> str:
    rows = list(registers.prefetch_related("joint_controllers", "clients", "data_systems"))
    tree: Tree = {"controller": columns_said(controller, CONTROLLER)}
    joint = {row.slug: row for register in rows for row in register.joint_controllers.all()}
    if joint:
        tree["joint_controllers"] = [
            columns_said(joint[slug], CONTROLLER) for slug in sorted(joint)
        ]
    tree["registers"] = [_register(row) for row in rows]
    return HEADER + yaml_text(tree)


def _register(register: Register) -> Tree:
    versions = register.versions.order_by("number")
    return register_tree(register) | {"versions": [version_tree(row) for row in versions]}


def _line(line: Tree) -> Tree:
    return {"key": line["key"], "names": {}, **line}
