"""What a kind of letter is: what it must be given, and what the law wants it to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Medium(StrEnum):
    """How a letter reaches its reader."""

    MAIL = "mail"  # short: what waits, and where; the content is read in the portal
    CASE = "case"  # the whole text, read in the portal or printed for the post


class Part(StrEnum):
    """What a letter has to say by law; a template marks it ``{% part "…" %}``."""

    PERIOD = "period"  # EDPB Guidelines 01/2022 para. 57: "from day X to day Y"
    CONTACT = "contact"  # Art. 12(2)
    DOUBT = "doubt"  # Art. 12(6): the facts that the doubt rests on
    ASKED = "asked"  # Art. 12(6): what is asked, and no more than is needed
    MASK = "mask"  # EDPB Guidelines 01/2022 para. 76: what to cover in a copy
    CLOCK = "clock"  # EDPB Guidelines 01/2022 para. 159: the time waits for the answer
    EVERYTHING = "everything"  # Recital 63: the person may insist on all of it
    REASONS = "reasons"  # Art. 12(3), 12(4)
    NEW_DATE = "new_date"  # Art. 12(3)
    CONFIRMATION = "confirmation"  # Art. 15(1), 12(3): whether data are processed at all
    FETCH = "fetch"  # Art. 15(3): where the copy is
    RIGHTS = "rights"  # Art. 15(1)(e)
    COMPLAINT = "complaint"  # Art. 12(4), 15(1)(f), 77
    REMEDY = "remedy"  # Art. 12(4), 79
    IDENTIFYING = "identifying"  # Art. 11(2): what would identify the person
    ANSWERER = "answerer"  # who answers instead of us
    WAY = "way"  # Art. 12(2), 32: how to answer safely
    DONE = "done"  # Art. 12(3): the action taken
    FORMAT = "format"  # Art. 20(1): a structured, commonly used and machine-readable format
    STATEMENT = "statement"  # Art. 16: a supplementary statement may be attached
    RECIPIENTS = "recipients"  # Art. 19: who was told of the change, and who was not
    RECORD = "record"  # Art. 17(3)(b), (e): what is kept of the request itself
    RESTRICTION = "restriction"  # Art. 18(2): what may still be done with restricted data
    PRIOR_NOTICE = "prior_notice"  # Art. 18(3): told before a restriction is lifted
    MARKETING_STOPPED = "marketing_stopped"  # Art. 21(3)
    SUPPRESSION = "suppression"  # Art. 21(3): what is kept so that it stays stopped
    REVIEW = "review"  # Art. 22(3): which human decided anew
    RESULT = "result"  # Art. 22(3): with what result
    EARLIER = "earlier"  # Art. 7(3): what was done before the withdrawal stays lawful
    FEE = "fee"  # Art. 12(5)(a), 15(3): how much, and for what
    CHOICE = "choice"  # EDPB Guidelines 01/2022 para. 194: announced, so that one may withdraw
    OBJECTION = "objection"  # Art. 28(2): who decides on the data may object to a sub-processor
    ACKNOWLEDGED = "acknowledged"  # DPA 2018 s. 164A(3): that the complaint came
    OUTCOME = "outcome"  # DPA 2018 s. 164A(4)(b): what came of the complaint
    TO_DO = "to_do"  # Art. 19, 17(2), 18(2): what a recipient does with the data it has
    BASIS = "basis"  # Art. 7(3): what does not rest on consent, and on what it rests


class Acted(StrEnum):
    """What a staff mail tells that somebody did."""

    CONFIRMED = "confirmed"
    WITHDREW = "withdrew"
    ANSWERED = "answered"
    WROTE = "wrote"
    APPROVAL_WANTED = "approval_wanted"
    EVIDENCE_CAME = "evidence_came"
    PAPERS_CAME = "papers_came"


class OwnerActed(StrEnum):
    """What a staff mail tells that the owner of a data system did."""

    ASKED = "asked"
    COULD_NOT = "could_not"
    ADDED = "added"
    ALL_DONE = "all_done"


class LetterFault(ValueError):
    """A letter cannot be written; the text names what is missing, never a person's data."""


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """One kind of letter.

    ``needs`` are the placeholders it must be given, of which ``may_be_none`` may be None and
    ``needs_content`` may not be blank either. ``parts`` are what it must say by law.
    """

    medium: Medium
    name: str
    needs: frozenset[str]
    parts: frozenset[Part]
    may_be_none: frozenset[str] = frozenset({"due_on", "forward_by"})
    needs_content: frozenset[str] = frozenset()

    def check(self, context: Mapping[str, Any]) -> None:
        """Raises LetterFault, naming the placeholders that are missing, None or blank."""
        faults = [
            *(f"{key} is missing" for key in self.needs if key not in context),
            *(
                f"{key} is None"
                for key in self.needs - self.may_be_none
                if key in context and context[key] is None
            ),
            *(f"{key} is blank" for key in self.needs_content if _is_blank(context.get(key))),
        ]
        if faults:
            raise LetterFault(f"{self.medium} letter {self.name}: {', '.join(sorted(faults))}")


def _is_blank(value: Any) -> bool:
    return not (value.strip() if isinstance(value, str) else value)
