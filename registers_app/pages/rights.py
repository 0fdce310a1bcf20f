"""Which rights a person has over one register, by the lawful bases of its purposes."""

from dataclasses import dataclass

from registers_app.domain.advice import reaches
from registers_app.domain.languages import Text
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.rights import Right
from registers_app.pages.content import Content, PurposeRow
from registers_app.pages.words import RIGHT_WORDS, RightWords


@dataclass(frozen=True, kw_only=True)
class RightRow:
    """A right that the person has here."""

    words: RightWords
    only_for: list[Text]  # the purposes that it reaches; empty: all of them
    kept_for: list[Text]  # purposes whose data a law obliges to keep (Art. 17(3)(b))


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What the person may object to (GDPR Art. 21(1)–(3))."""

    marketing: list[Text]
    other: list[Text]


def rights_of(content: Content) -> list[RightRow]:
    """The rights that the register's bases give, but for objection, which stands apart."""
    rows = content.purposes
    given: list[RightRow] = []
    for right, words in RIGHT_WORDS.items():
        reached = [row for row in rows if reaches(right, row.rests_on)]
        if rows and not reached:
            continue
        obliged = [row for row in rows if LawfulBasis.LEGAL_OBLIGATION in row.rests_on]
        given.append(
            RightRow(
                words=words,
                only_for=_names(reached) if len(reached) < len(rows) else [],
                kept_for=_names(obliged) if right is Right.ERASURE else [],
            )
        )
    return given


def objection_of(content: Content) -> Objection | None:
    """What may be objected to; None where no basis gives that right."""
    rows = content.purposes
    marketing = [row for row in rows if row.is_direct_marketing]
    other = [
        row
        for row in rows
        if not row.is_direct_marketing and reaches(Right.OBJECTION, row.rests_on)
    ]
    if not marketing and not other:
        return None
    return Objection(marketing=_names(marketing), other=_names(other))


def _names(rows: list[PurposeRow]) -> list[Text]:
    return [row.name for row in rows]
