"""Keys: what a line of a register is called, in the file, in every language and every version.

Lines name one another by key, so that a version can be copied, compared and written out whole.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

MAX_KEY = 60


class KeyField(models.SlugField):  # type: ignore[type-arg]
    """The key of a line; once in its version. Empty only until the line is first saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("key"))
        kwargs.setdefault("max_length", MAX_KEY)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("db_index", False)
        super().__init__(*args, **kwargs)


class KeysField(ArrayField):  # type: ignore[type-arg]
    """Keys of other lines of the same version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.SlugField(max_length=MAX_KEY, db_index=False))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


def key_once(what: str) -> models.UniqueConstraint:
    """No two lines of a kind share their key in one version."""
    return models.UniqueConstraint(fields=["version", "key"], name=f"{what}_key_once")


def key_for(names: dict[str, str], *, taken: set[str]) -> str:
    """A key made from what a line says in English (else in another language), not yet *taken*."""
    words = next((names[code] for code in ("en", "fi", "sv") if names.get(code)), "")
    stem = slugify(words)[: MAX_KEY - 6].strip("-") or "line"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
