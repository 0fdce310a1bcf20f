"""Which purposes the right of a case reaches: advice for who assesses it, register by register."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.domain.advice import ROWS_OF, TOLD_AFTER, Sum, advise, sum_of
from registers_app.domain.languages import Text
from registers_app.domain.matrix import Row, cell
from registers_app.models import LawfulBasisChoice
from registers_app.pages.advice import SUM_WORDS, Group, RegisterUses, grouped, uses_in, with_uses
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RequestState, RightsRequest
from requests_app.models.concerned import governing_versions
from requests_app.written import reader_language

SHOWN_IN = (RequestState.RECEIVED, RequestState.ASSESSING)
LAW_KEEPS = frozenset({"erasure_law", "erasure_kept_by_law"})
MOST_IN_SIGHT = 6  # more purposes than these are unfolded on demand

# Only where one right asks for several rows.
ROW_WORDS: dict[Row, str | Promise] = {
    Row.OBJECTION: _("Objection because of the person’s situation"),
    Row.DIRECT_MARKETING: _("Objection to direct marketing"),
    Row.RESEARCH: _("Objection to research and statistics"),
    Row.RECIPIENT_NOTICE: _("Telling the recipients"),
}
ROWS_IN_SCOPE: dict[str, tuple[Row, ...]] = {
    ObjectionScope.MARKETING.value: (Row.DIRECT_MARKETING,),
    ObjectionScope.OTHER.value: (Row.OBJECTION, Row.RESEARCH),
    ObjectionScope.ALL.value: ROWS_OF[Right.OBJECTION],
}


@dataclass(frozen=True, kw_only=True)
class UseLine:
    """A purpose with its bases, and the one that decides where they differ."""

    name: Text
    bases: tuple[str, ...]
    decided_by: str | Promise


@dataclass(frozen=True, kw_only=True)
class GroupLines:
    """What is said of some purposes; ``uses`` is empty where it is said of all."""

    group: Group
    uses: tuple[UseLine, ...]


@dataclass(frozen=True, kw_only=True)
class RowLines:
    """One row of the matrix over a register's purposes."""

    words: str | Promise
    groups: tuple[GroupLines, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterMatrix:
    """What the law says of the right over one register."""

    register: RegisterUses
    sum: Sum
    words: str | Promise
    rows: tuple[RowLines, ...]
    is_long: bool
    retention: tuple[Text, ...]  # where a law obliges to keep (Art. 17(3)(b))
    automated: Text | None  # what the register says of decisions (Art. 22)


def matrix_panel(case: RightsRequest) -> list[RegisterMatrix]:
    """The registers concerned while the case is assessed; the queries are constant.

    A duty to stop is never assessed: it is shown while the processing ceases.
    """
    ceases_at_once = case.knows_no_month and case.state == RequestState.CEASING
    if case.state not in SHOWN_IN and not ceases_at_once:
        return []
    language = reader_language()
    rows = _rows_of(case)
    return [
        _of_register(uses_in(version, language=language), Right(case.right), rows)
        for version in with_uses(governing_versions(case))
    ]


def _rows_of(case: RightsRequest) -> tuple[Row, ...]:
    right = Right(case.right)
    rows = ROWS_IN_SCOPE.get(case.objection_scope, ROWS_OF[right])
    return (*rows, Row.RECIPIENT_NOTICE) if right in TOLD_AFTER else rows


def _of_register(register: RegisterUses, right: Right, rows: tuple[Row, ...]) -> RegisterMatrix:
    total = sum_of(right, [each.use for each in register.uses], rows=rows)
    lines = tuple(_row(row, register, is_alone=len(rows) == 1) for row in rows)
    return RegisterMatrix(
        register=register,
        sum=total,
        words=SUM_WORDS[total].staff,
        rows=lines,
        is_long=len(register.uses) > MOST_IN_SIGHT,
        retention=_kept_by_law(lines),
        automated=register.automated if right is Right.AUTOMATED_DECISION else None,
    )


def _kept_by_law(lines: tuple[RowLines, ...]) -> tuple[Text, ...]:
    """The rules, each once, of the uses that a law may oblige to keep."""
    return tuple(
        dict.fromkeys(
            rule
            for line in lines
            for each in line.groups
            if each.group.cell.code in LAW_KEEPS
            for named, _advice in each.group.uses
            for rule in named.retention
        )
    )


def _row(row: Row, register: RegisterUses, *, is_alone: bool) -> RowLines:
    groups = grouped((each, advise(row, each.use)) for each in register.uses)
    says_the_same = not is_alone and len(groups) == 1
    return RowLines(
        words="" if is_alone else ROW_WORDS.get(row, ""),
        groups=tuple(
            GroupLines(group=group, uses=() if says_the_same else tuple(_lines(row, group)))
            for group in groups
        ),
    )


def _lines(row: Row, group: Group) -> Iterator[UseLine]:
    for named, advice in group.uses:
        one_decides = len({cell(row, basis, named.use.known) for basis in named.use.bases}) > 1
        decided_by = LawfulBasisChoice(str(advice.column)).label if one_decides else ""
        yield UseLine(name=named.name, bases=named.bases, decided_by=decided_by)
