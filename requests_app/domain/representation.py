"""Who asks for whom: which roles there are, what each has to show, and who is answered.

National law says who may act for another; the controller must be able to show that it looked
(EDPB Guidelines 01/2022 para. 80-82; GDPR Art. 5(2)). A right is the person's own whatever their
age: the ages of Art. 8(1) are about consent to online services and limit no access. Waiting for a
mandate stops no clock: Art. 12(6) speaks of doubts about who somebody is, and of nothing else.
"""

from enum import StrEnum


class Role(StrEnum):
    """Who wrote to us, seen from the person whom the data concern."""

    SELF = "self"
    MINOR = "minor"  # a child who asks alone
    AGENT = "agent"  # with a mandate: a lawyer, a relative, a portal (EDPB para. 80-82)
    GUARDIAN = "guardian"  # of an adult, by a court's or authority's appointment
    PARENT = "parent"  # of a child, in the child's interest
    RELATIVE = "relative"  # of somebody who has died (Recital 27)


class Authority(StrEnum):
    """Where the question stands whether the writer may act."""

    OPEN = "open"
    ASKED = "asked"
    SETTLED = "settled"
    NOT_ENOUGH = "not_enough"
    OWN = "own"  # the writer asks for themselves


class AnswerTo(StrEnum):
    """Who gets the letters from now on."""

    WRITER = "writer"
    PERSON = "person"
    BOTH = "both"


ASKING_FOR_ANOTHER = (Role.AGENT, Role.GUARDIAN, Role.PARENT, Role.RELATIVE)
MAY_ACT = (Authority.SETTLED, Authority.OWN)

# Where a law gives rights over data of the dead, and which; a place to start, not advice.
# What is not listed knows no general rule: secrecy and the law of estates may still matter.
LAWS_ON_THE_DEAD: dict[str, str] = {
    "DK": "databeskyttelsesloven § 2, stk. 5",
    "EE": "isikuandmete kaitse seadus § 9",
    "ES": "Ley Orgánica 3/2018, art. 3",
    "FR": "loi n° 78-17, art. 84–86",
    "HU": "2011. évi CXII. törvény 25. §",
    "IT": "d.lgs. 196/2003, art. 2-terdecies",
}


def asks_for_another(role: Role) -> bool:
    """Whether somebody other than the writer is concerned."""
    return role in ASKING_FOR_ANOTHER


def first_authority(role: Role) -> Authority:
    """Where the question of authority begins. A child needs nobody's leave to ask."""
    return Authority.OPEN if asks_for_another(role) else Authority.OWN


def may_act(authority: Authority) -> bool:
    """Whether data may be changed or erased at the writer's word (GDPR Art. 5(1)(f), 32)."""
    return authority in MAY_ACT


def may_be_answered(authority: Authority, answer_to: AnswerTo) -> bool:
    """Whether an answer may go out.

    With the mandate in doubt it may go straight to the person (EDPB Guidelines 01/2022 para. 82).
    """
    return may_act(authority) or answer_to is AnswerTo.PERSON


def possible_answers(role: Role, authority: Authority) -> tuple[AnswerTo, ...]:
    """Who may be written to: nobody writes to the dead, nor past a child who asks alone."""
    if role in (Role.MINOR, Role.RELATIVE) or authority is Authority.OWN:
        return (AnswerTo.WRITER,)
    return tuple(AnswerTo) if may_act(authority) else (AnswerTo.WRITER, AnswerTo.PERSON)


def writer_reads(answer_to: AnswerTo) -> bool:
    """Whether the writer may read what is sent."""
    return answer_to is not AnswerTo.PERSON


def person_is_posted(answer_to: AnswerTo) -> bool:
    """Whether a letter goes to the person themselves, who has no link to this desk."""
    return answer_to is not AnswerTo.WRITER


def shows_papers(role: Role) -> bool:
    """Whether only a paper tells that they may act (EDPB Guidelines 01/2022 para. 80-82).

    Custody of a child often stands in a register that the controller can look into.
    """
    return role in (Role.AGENT, Role.GUARDIAN)


def hears_the_child(role: Role) -> bool:
    """Whether the child's own view is asked and weighed (UN Convention on the Child, Art. 3, 12).

    A mature child may oppose that the data are shown to a guardian.
    """
    return role is Role.PARENT


def reads_as_a_child(role: Role, to: AnswerTo) -> bool:
    """Whether a child reads the letter, for whom it has to be plain (GDPR Art. 12(1)).

    One who asks alone, or one to whom it goes past a parent.
    """
    return role is Role.MINOR or (role is Role.PARENT and to is AnswerTo.PERSON)


def law_on_the_dead(country: str) -> str:
    """The law that gives rights over data of the dead; empty where none is known to do so."""
    return LAWS_ON_THE_DEAD.get(country, "")
