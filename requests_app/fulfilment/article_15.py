"""The information that Art. 15(1)(a)–(h) and 15(2) demand, filled from the registers.

What a register does not say is named as missing, and an answer that lacks it cannot be sent.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from registers_app.domain.languages import pick
from registers_app.domain.lawful_basis import ARTICLES, LawfulBasis
from registers_app.models import RegisterVersion, Safeguard
from requests_app.models import RightsRequest, versions_concerned


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of information, and the language it is really in."""

    text: str
    language: str


@dataclass(frozen=True, kw_only=True)
class RegisterInformation:
    """What one register says about a person's data."""

    register_id: int
    version_id: int
    name: Line
    purposes: tuple[Line, ...]  # Art. 15(1)(a)
    data_categories: tuple[Line, ...]  # Art. 15(1)(b)
    recipients: tuple[Line, ...]  # Art. 15(1)(c); by name, CJEU C-154/21
    retention: tuple[Line, ...]  # Art. 15(1)(d)
    sources: tuple[Line, ...]  # Art. 15(1)(g)
    automated_decisions: Line  # Art. 15(1)(h)
    transfers: tuple[Line, ...]  # Art. 15(2)
    missing: tuple[str, ...]  # whole sentences, in the language of who works on it
    categories: tuple[int, ...] = ()  # which lines of recipients name nobody (C-154/21)

    def as_json(self) -> dict[str, Any]:
        """For the sealed package."""
        return asdict(self)


def information(request: RightsRequest) -> tuple[RegisterInformation, ...]:
    """The information about every register that the request is about, in the person's language."""
    language = request.submission.language
    return tuple(_of_version(version, language=language) for version in versions_concerned(request))


def _of_version(version: RegisterVersion, *, language: str) -> RegisterInformation:
    with translation.override(language):
        purposes = tuple(_purpose(purpose, language) for purpose in version.purposes.all())
        transfers = tuple(
            _line(row.names, language, suffix=str(row.get_safeguard_display()))
            for row in version.transfers.all()
        )
    recipients = list(version.recipients.all())
    automated = pick(version.automated_decisions, language=language)
    name = version.register.name_in(language)
    return RegisterInformation(
        register_id=version.register_id,
        version_id=version.pk,
        name=Line(text=name.text, language=name.language),
        purposes=purposes,
        data_categories=_lines(version.data_categories.all(), language),
        recipients=_lines(recipients, language),
        retention=_lines(version.retention_rules.all(), language),
        sources=_lines(version.sources.all(), language),
        automated_decisions=Line(text=automated.text, language=automated.language),
        transfers=transfers,
        missing=_missing(version),
        categories=tuple(i for i, row in enumerate(recipients) if row.is_category),
    )


def _purpose(purpose: Any, language: str) -> Line:
    bases = ", ".join(
        f"{basis.get_basis_display()} ({_('Art.')} {ARTICLES[LawfulBasis(basis.basis)]})"
        for basis in purpose.bases.all()
    )
    return _line(purpose.names, language, suffix=bases)


def _lines(rows: Sequence[Any] | Any, language: str) -> tuple[Line, ...]:
    return tuple(_line(row.names, language) for row in rows)


def _line(texts: dict[str, str], language: str, *, suffix: str = "") -> Line:
    text = pick(texts, language=language)
    return Line(text=f"{text.text} – {suffix}" if suffix else text.text, language=text.language)


def _missing(version: RegisterVersion) -> tuple[str, ...]:
    needed = [
        (version.purposes.all(), _("The purposes are missing (Art. 15(1)(a)).")),
        (version.data_categories.all(), _("The data categories are missing (Art. 15(1)(b)).")),
        (version.recipients.all(), _("The recipients are missing (Art. 15(1)(c)).")),
        (version.retention_rules.all(), _("The retention is missing (Art. 15(1)(d)).")),
        (version.sources.all(), _("The sources are missing (Art. 15(1)(g)).")),
        (
            version.automated_decisions,
            _("It is not said whether decisions are automated (Art. 15(1)(h))."),
        ),
    ]
    lacking = [sentence for rows, sentence in needed if not rows]
    safeguards = {row.safeguard for row in version.transfers.all()}
    if Safeguard.NOT_NAMED in safeguards:
        lacking.append(_("A transfer names no safeguard (Art. 15(2))."))
    if Safeguard.PRIVACY_SHIELD in safeguards:
        lacking.append(
            _(
                "A transfer rests on the Privacy Shield, which has been invalid since "
                "16 July 2020 (Art. 15(2), CJEU C-311/18)."
            )
        )
    return tuple(lacking)
