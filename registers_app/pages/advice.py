"""What the matrix of rights and lawful bases says of registers, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registers_app.domain.advice import BASIS_UNSAID, Advice, Sum, Use, chief_advice, sum_of
from registers_app.domain.languages import Text, pick
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.matrix import Cell, Known, Sensitive, Verdict
from registers_app.domain.rights import Right
from registers_app.models import (
    Automation,
    DataCategory,
    DataSystem,
    LawfulBasisChoice,
    Purpose,
    RegisterVersion,
    SpecialCondition,
)
from registers_app.pages.matrix_words import SENTENCES, Sentence
from registers_app.selectors import retention_of

VERDICT_WORDS: dict[Verdict, str | Promise] = {
    Verdict.APPLIES: pgettext_lazy("a right", "Applies"),
    Verdict.DEPENDS: pgettext_lazy("a right", "Depends on the circumstances"),
    Verdict.NOT: pgettext_lazy("a right", "Does not apply"),
}
SUM_WORDS: dict[Sum, Sentence] = {
    Sum.ALL: Sentence(
        person=_("You have this right for every use of your data."),
        staff=_("Applies to all purposes."),
    ),
    Sum.SOME: Sentence(
        person=_("You have this right for some uses of your data."),
        staff=_("Applies to some purposes, not to all."),
    ),
    Sum.DEPENDS: Sentence(
        person=_("What is done depends on the circumstances, which are looked into."),
        staff=_("Depends on the circumstances."),
    ),
    Sum.NONE: Sentence(
        person=_("By what the register says, this right does not reach your data."),
        staff=_("By what the register says, applies to no purpose."),
    ),
}
_ORDER = (Verdict.APPLIES, Verdict.DEPENDS, Verdict.NOT)


@dataclass(frozen=True, kw_only=True)
class NamedUse:
    """A purpose, or a sensitive kind of data, as the register names it."""

    name: Text
    bases: tuple[str, ...]
    use: Use
    retention: tuple[Text, ...] = ()  # by the rules that are about it


@dataclass(frozen=True, kw_only=True)
class RegisterUses:
    """What the matrix needs of a register's version, and what is told beside it."""

    name: Text
    version_id: int
    number: int
    uses: tuple[NamedUse, ...]
    automated: Text


@dataclass(frozen=True, kw_only=True)
class Group:
    """The uses of which the matrix says the same."""

    cell: Cell
    verdict: str | Promise
    sentence: Sentence
    uses: tuple[tuple[NamedUse, Advice], ...]


@dataclass(frozen=True, kw_only=True)
class PersonAdvice:
    """What a person may expect of a right: one sentence, and more where uses differ."""

    sum: Sum
    sentence: str | Promise
    groups: tuple[Group, ...]

    @property
    def reaches_nothing(self) -> bool:
        """Whether the register gives no such right; one may ask all the same."""
        return self.sum is Sum.NONE


def with_uses(versions: QuerySet[RegisterVersion]) -> QuerySet[RegisterVersion]:
    """The versions with all that ``uses_in`` reads, in a constant number of queries."""
    systems = DataSystem.objects.filter(is_active=True)
    return versions.select_related("register").prefetch_related(
        "purposes__bases",
        "data_categories",
        "retention_rules",
        "automations",
        Prefetch("register__data_systems", queryset=systems, to_attr="systems_in_use"),
    )


def uses_in(version: RegisterVersion, *, language: str) -> RegisterUses:
    """The uses of data in a version that ``with_uses`` read, in *language* or honestly another."""
    # No data system named is no proof of paper.
    known = Known(is_automated=True if version.register.systems_in_use else None)  # type: ignore[attr-defined]
    purposes = list(version.purposes.all())
    uses = [_of_purpose(row, version, known, language) for row in purposes]
    is_marketing = any(row.is_direct_marketing for row in purposes)
    known = replace(known, is_direct_marketing=is_marketing)
    for category in version.data_categories.all():
        uses += _sensitive(category, known, language)
    return RegisterUses(
        name=version.register.name_in(language),
        version_id=version.pk,
        number=version.number,
        uses=tuple(uses if purposes else [_nothing_named(known), *uses]),
        automated=pick(version.automated_decisions, language=language),
    )


def grouped(advices: Iterable[tuple[NamedUse, Advice]]) -> tuple[Group, ...]:
    """The uses by what is said of them: first what applies, last what does not."""
    by_cell: dict[Cell, list[tuple[NamedUse, Advice]]] = {}
    for named, advice in advices:
        by_cell.setdefault(advice.cell, []).append((named, advice))
    cells = sorted(by_cell, key=lambda cell: _ORDER.index(cell.verdict))
    return tuple(
        Group(
            cell=cell,
            verdict=VERDICT_WORDS[cell.verdict],
            sentence=SENTENCES[cell.code],
            uses=tuple(by_cell[cell]),
        )
        for cell in cells
    )


def person_advice(right: Right, registers: Sequence[RegisterUses]) -> PersonAdvice:
    """What to expect of a right over *registers*. Advice: every right may be asked for."""
    named = [each for register in registers for each in register.uses]
    groups = grouped((each, chief_advice(right, each.use)) for each in named)
    total = sum_of(right, [each.use for each in named])
    first = groups[0].cell
    if len(groups) > 1:
        return PersonAdvice(sum=total, sentence=SUM_WORDS[total].person, groups=groups)
    if first.verdict is Verdict.APPLIES and first.code != BASIS_UNSAID:
        # All alike: the explanation of the right says the rest.
        return PersonAdvice(sum=total, sentence=SUM_WORDS[total].person, groups=())
    return PersonAdvice(sum=total, sentence=groups[0].sentence.person, groups=())


def _of_purpose(
    purpose: Purpose, version: RegisterVersion, known: Known, language: str
) -> NamedUse:
    bases = frozenset(LawfulBasis(row.basis) for row in purpose.bases.all())
    rules = retention_of(purpose, version)
    known = replace(
        known,
        is_direct_marketing=purpose.is_direct_marketing,
        is_research=purpose.is_research,
        decides_alone=_decides_alone(purpose, version),
        has_statutory_retention=any(rule.is_statutory for rule in rules),
    )
    return NamedUse(
        name=pick(purpose.names, language=language),
        bases=tuple(str(LawfulBasisChoice(basis.value).label) for basis in sorted(bases)),
        use=Use(bases=bases, known=known),
        retention=tuple(pick(rule.names, language=language) for rule in rules),
    )


def _decides_alone(purpose: Purpose, version: RegisterVersion) -> bool | None:
    """Whether a machine alone decides for this purpose (Art. 22(1)); None: nobody has said."""
    if not version.decides_by_machine:
        return version.decides_by_machine
    decisions: list[Automation] = [row for row in version.automations.all() if row.decides_alone]
    # That there are some, and not which: it may be for any purpose.
    return not decisions or any(
        not row.purposes or purpose.key in row.purposes for row in decisions
    )


def _sensitive(category: DataCategory, known: Known, language: str) -> list[NamedUse]:
    name = pick(category.names, language=language)
    found = []
    if category.is_special:
        condition = category.special_condition
        by_consent = condition == SpecialCondition.EXPLICIT_CONSENT if condition else None
        use = Use(sensitive=Sensitive.SPECIAL, known=replace(known, explicit_consent=by_consent))
        found.append(NamedUse(name=name, bases=(), use=use))
    if category.is_criminal:
        use = Use(sensitive=Sensitive.CRIMINAL, known=known)
        found.append(NamedUse(name=name, bases=(), use=use))
    return found


def _nothing_named(known: Known) -> NamedUse:
    return NamedUse(name=Text(text="", language=""), bases=(), use=Use(known=known))
