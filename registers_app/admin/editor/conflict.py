"""Two people at one line: both wordings are shown, and neither is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.http import QueryDict
from django.utils.functional import Promise

from registers_app.admin.editor.facts import Fact
from registers_app.admin.editor.forms import EditorForm
from registers_app.domain.languages import Text
from registers_app.models import RegisterVersion
from registers_app.services.editing import mark_of_line, mark_of_words


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One column as it is saved now, and as it was typed here."""

    label: str | Promise
    saved: tuple[Text, ...]
    typed: tuple[Text, ...]


def differences(saved: Iterable[Fact], typed: Iterable[Fact]) -> list[Difference]:
    """Where what is saved now and what was typed say otherwise."""
    return [
        Difference(label=now.label, saved=now.texts, typed=here.texts)
        for now, here in zip(saved, typed, strict=True)
        if now.texts != here.texts
    ]


def words_meanwhile(form: EditorForm, names: Iterable[str]) -> RegisterVersion:
    """The version as it is saved now; the next saving of the form stands on it."""
    now = RegisterVersion.objects.get(pk=form.instance.pk)
    _stand_on(form, mark_of_words(now, names))
    return now


def line_meanwhile(form: EditorForm) -> Any:
    """The line as it is saved now; the next saving of the form stands on it."""
    now = type(form.instance)._default_manager.get(pk=form.instance.pk)
    _stand_on(form, mark_of_line(now))
    return now


def stand_on_nothing(form: EditorForm) -> None:
    """The line is gone: the next saving makes a new one."""
    _stand_on(form, "")


def _stand_on(form: EditorForm, mark: str) -> None:
    # A bound form shows what was sent; this one field has to show what holds now.
    sent = cast(QueryDict, form.data).copy()
    sent["seen"] = mark
    form.data = sent
