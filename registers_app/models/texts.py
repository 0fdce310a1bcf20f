"""A column that holds one text in fi, sv and en."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registers_app.domain.languages import LANGUAGES


def validate_texts(value: Any) -> None:
    """Raises ValidationError unless *value* maps language codes to texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give a text for each language."))
    for language, text in value.items():
        if language not in LANGUAGES:
            raise ValidationError(_("Unknown language: %(code)s."), params={"code": language})
        if not isinstance(text, str):
            raise ValidationError(_("Every translation must be a text."))


class TextsField(models.JSONField):
    """``{"fi": "…", "sv": "…", "en": "…"}``; a language may be missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_texts]
