"""A version in which every column says something of its own, and what its notice makes of each."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.functional import Promise

from registers_app.models import Purpose, PurposeBasis, Register, RegisterVersion
from registers_app.models.content import PARTS, UNPUBLISHED, VERSION_COLUMNS, columns_of
from registers_app.models.keys import KeysField
from registers_app.models.texts import TextsField
from registers_app.pages.words import ORIGIN_WORDS, RECIPIENT_WORDS, SOURCE_WORDS
from tests.factories import texts

# What a notice says of a choice, where that is not the choice's own name.
WORDS: dict[tuple[str, str], dict[str, str | Promise]] = {
    ("data_categories", "origin"): ORIGIN_WORDS,
    ("sources", "kind"): SOURCE_WORDS,
    ("recipients", "kind"): RECIPIENT_WORDS,
}
# What it says of a yes, or of a number.
SAID: dict[tuple[str, str], str] = {
    ("version", "decides_by_machine"): "are made by a machine alone",
    ("purposes", "is_direct_marketing"): "Direct marketing",
    ("purposes", "is_research"): "Research or statistics",
    ("data_categories", "is_special"): "Special category of personal data",
    ("data_categories", "is_criminal"): "Criminal convictions",
    ("data_categories", "is_identity_code"): "Personal identity code",
    ("recipients", "is_category"): "Where a group of recipients is named",
    ("retention_rules", "period_months"): "7 years",
    ("retention_rules", "is_statutory"): "The law demands that they are kept",
    ("automations", "decides_alone"): "Decides alone",
}


def make_whole(register: Register) -> RegisterVersion:
    """A draft of the register with every column filled, what is never published among them."""
    version = RegisterVersion.objects.create(
        register=register,
        number=register.versions.count() + 1,
        **{name: _filled("version", RegisterVersion, name) for name in VERSION_COLUMNS},
    )
    for part, model in PARTS.items():
        columns = {field.name: _filled(part, model, field.name) for field in columns_of(model)}
        row = model._default_manager.create(version=version, **columns)
        if isinstance(row, Purpose):
            for basis in ("consent", "legitimate_interest", "legal_obligation"):
                act = texts(f"said bases {basis}")
                PurposeBasis.objects.create(purpose=row, basis=basis, legal_acts=act)
    return version


def expected() -> Iterator[tuple[str, str]]:
    """Each published column, and the words that its notice in English has for it."""
    for name in VERSION_COLUMNS:
        yield from _expected("version", RegisterVersion, name)
    for part, model in PARTS.items():
        for field in columns_of(model):
            yield from _expected(part, model, field.name)
    for basis in ("consent", "legitimate_interest", "legal_obligation"):
        yield f"bases.{basis}", f"said bases {basis}"


def _expected(part: str, model: type[models.Model], name: str) -> Iterator[tuple[str, str]]:
    field: Any = model._meta.get_field(name)
    if name in UNPUBLISHED.get(part, ()) or name == "key" or isinstance(field, KeysField):
        return
    value = _filled(part, model, name)
    if (part, name) in SAID:
        yield f"{part}.{name}", SAID[part, name]
    elif field.choices:
        labels = WORDS.get((part, name)) or dict(field.choices)
        yield f"{part}.{name}", str(labels[value])
    elif name == "country":
        yield f"{part}.{name}", "Ireland"
    else:
        # A column of a new kind needs its words above.
        assert isinstance(field, TextsField | models.CharField | models.TextField), (part, name)
        yield f"{part}.{name}", value["en"] if isinstance(value, dict) else value


def _filled(part: str, model: type[models.Model], name: str) -> Any:
    field: Any = model._meta.get_field(name)
    word = "secret" if name in UNPUBLISHED.get(part, ()) else "said"
    if isinstance(field, TextsField):
        return texts(f"{word} {part} {name}")
    if isinstance(field, KeysField):
        return [f"the-{name}"]
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return 84
    if field.choices:
        return list(field.choices)[1][0]
    if name == "key":
        return f"the-{part}"
    if name == "country":
        return "IE"
    return f"{word}-{part}-{name}@a.example" if "mail" in name else f"{word} {part} {name}"
