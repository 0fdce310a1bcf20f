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
from registers_app.models import DataSystem, LawfulBasisChoice, Purpose, RegisterVersion
from registers_app.pages.matrix_words import SENTENCES, Sentence

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


@dataclass(frozen=True, kw_only=True)
class RegisterUses:
    """What the matrix needs of a register's version, and what is told beside it."""

    name: Text
    version_id: int
    number: int
    uses: tuple[NamedUse, ...]
    retention: tuple[Text, ...]
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
        Prefetch("register__data_systems", queryset=systems, to_attr="systems_in_use"),
    )


def uses_in(version: RegisterVersion, *, language: str) -> RegisterUses:
    """The uses of data in a version that ``with_uses`` read, in *language* or honestly another."""
    # No data system named is no proof of paper.
    known = Known(is_automated=True if version.register.systems_in_use else None)  # type: ignore[attr-defined]
    purposes = list(version.purposes.all())
    uses = [_of_purpose(row, known, language) for row in purposes] or [_nothing_named(known)]
    special = [row.names for row in version.data_categories.all() if row.is_special]
    is_marketing = any(row.is_direct_marketing for row in purposes)
    use = Use(sensitive=Sensitive.SPECIAL, known=replace(known, is_direct_marketing=is_marketing))
    uses += [NamedUse(name=pick(names, language=language), bases=(), use=use) for names in special]
    return RegisterUses(
        name=version.register.name_in(language),
        version_id=version.pk,
        number=version.number,
        uses=tuple(uses),
        retention=tuple(
            pick(row.names, language=language) for row in version.retention_rules.all()
        ),
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


def _of_purpose(purpose: Purpose, known: Known, language: str) -> NamedUse:
    bases = frozenset(LawfulBasis(row.basis) for row in purpose.bases.all())
    return NamedUse(
        name=pick(purpose.names, language=language),
        bases=tuple(str(LawfulBasisChoice(basis.value).label) for basis in sorted(bases)),
        use=Use(bases=bases, known=replace(known, is_direct_marketing=purpose.is_direct_marketing)),
    )


def _nothing_named(known: Known) -> NamedUse:
    return NamedUse(name=Text(text="", language=""), bases=(), use=Use(known=known))
