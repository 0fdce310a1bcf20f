"""What of a register's information is true of this one person (GDPR Art. 15(1)).

The answer names the actual recipients (CJEU C-154/21) and is about the person: a privacy notice
that is copied is no answer (EDPB Guidelines 01/2022 para. 113).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.fulfilment.article_15 import Line, RegisterInformation

PARTS = ("purposes", "data_categories", "recipients", "retention", "sources")


@dataclass(frozen=True, kw_only=True)
class Tailoring:
    """What is left out, by the keys of its lines, and who else received data, by version."""

    left_out: Set[str] = frozenset()
    further_recipients: Mapping[int, Sequence[str]] = field(default_factory=dict)


NOTHING_TO_TAILOR = Tailoring()


def line_key(info: RegisterInformation, part: str, index: int) -> str:
    """What names one line of a register's information."""
    return f"{info.version_id}.{part}.{index}"


def tailored(
    registers: Sequence[RegisterInformation], tailoring: Tailoring, *, language: str
) -> tuple[RegisterInformation, ...]:
    """The information that concerns the person, in *language*, the person's own.

    A register without any purpose that concerns them is left out as a whole. What is lacking then
    stands in ``missing``.
    """
    return tuple(
        _one(info, tailoring, language=language)
        for info in registers
        if not info.purposes or _kept(info, "purposes", tailoring)
    )


def _one(info: RegisterInformation, tailoring: Tailoring, *, language: str) -> RegisterInformation:
    parts = {part: _kept(info, part, tailoring) for part in PARTS}
    further = tailoring.further_recipients.get(info.version_id, ())
    parts["recipients"] = (*parts["recipients"], *_lines(further, language))
    if info.recipients and not parts["recipients"]:
        parts["recipients"] = (_nobody(language),)
    unnamed = () if further else _unnamed(info, tailoring)
    return replace(
        info,
        purposes=parts["purposes"],
        data_categories=parts["data_categories"],
        recipients=parts["recipients"],
        retention=parts["retention"],
        sources=parts["sources"],
        missing=(*info.missing, *unnamed, *_lacking(info, parts)),
        categories=(),
    )


def _kept(info: RegisterInformation, part: str, tailoring: Tailoring) -> tuple[Line, ...]:
    lines: tuple[Line, ...] = getattr(info, part)
    return tuple(
        line
        for index, line in enumerate(lines)
        if line_key(info, part, index) not in tailoring.left_out
    )


def _unnamed(info: RegisterInformation, tailoring: Tailoring) -> tuple[str, ...]:
    """Categories may stand only beside names: they say of nobody that they got the data."""
    return tuple(
        _("“%(category)s” names nobody: say below who received the data (Art. 15(1)(c), C-154/21).")
        % {"category": info.recipients[index].text}
        for index in info.categories
        if line_key(info, "recipients", index) not in tailoring.left_out
    )


def _lines(texts: Sequence[str], language: str) -> tuple[Line, ...]:
    return tuple(Line(text=text, language=language) for text in texts)


def _nobody(language: str) -> Line:
    with translation.override(language):
        return Line(text=_("Nobody else has received data about you."), language=language)


def _lacking(info: RegisterInformation, parts: Mapping[str, tuple[Line, ...]]) -> tuple[str, ...]:
    sentences = {
        "data_categories": _("No data category is left (Art. 15(1)(b))."),
        "retention": _("No retention is left (Art. 15(1)(d))."),
        "sources": _("No source is left (Art. 15(1)(g))."),
    }
    return tuple(
        sentence for part, sentence in sentences.items() if getattr(info, part) and not parts[part]
    )
