"""Whole letters of a case on its way; what answers it lies in answer_kinds.py."""

from notices_app.letters.kinds import LetterKind, Medium, Part


def case_letter(
    name: str,
    *needs: str,
    parts: set[Part],
    needs_content: frozenset[str] = frozenset(),
) -> LetterKind:
    """A whole letter; whoever may be complained to is named where complaint is demanded,
    also in the country where the person lives."""
    always = {"name", "reference", "controller", "received_on"}
    if Part.COMPLAINT in parts:
        always |= {"authorities", "at_home"}
    return LetterKind(
        medium=Medium.CASE,
        name=name,
        needs=frozenset({*always, *needs, *needs_content}),
        parts=frozenset({Part.CONTACT, *parts}),
        needs_content=needs_content,
    )


CASE_LETTERS = [
    case_letter(
        "received",
        "by_post",
        parts={Part.PERIOD, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"requests"}),
    ),
    case_letter(
        "received_to_forward",
        "pass_on_by",
        "by_post",
        parts={Part.ANSWERER},
        needs_content=frozenset({"requests"}),
    ),
    case_letter(
        "identity_asked",
        "asked_on",
        "by_post",
        "policy_reasons",
        "policy_masks",
        parts={Part.DOUBT, Part.ASKED, Part.WAY, Part.MASK, Part.CLOCK},
        needs_content=frozenset({"doubt", "what_is_asked"}),
    ),
    case_letter(
        "identity_reminder",
        "asked_on",
        parts={Part.ASKED, Part.CLOCK},
        needs_content=frozenset({"first_letter"}),
    ),
    case_letter(
        "authority_asked",
        "by_post",
        parts={Part.ASKED, Part.WAY, Part.MASK},
        needs_content=frozenset({"asked_for"}),
    ),
    case_letter(
        "authority_not_enough",
        "may_go_direct",
        parts={Part.REASONS, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"reason"}),
    ),
    case_letter(
        "clarification_asked",
        "right",
        "asked_on",
        parts={Part.ASKED, Part.EVERYTHING, Part.CLOCK},
        needs_content=frozenset({"question"}),
    ),
    case_letter(
        "clarification_reminder",
        "asked_on",
        parts={Part.ASKED, Part.EVERYTHING, Part.CLOCK},
        needs_content=frozenset({"first_letter"}),
    ),
    case_letter(
        "client_asked",
        "right",
        parts={Part.ASKED, Part.PERIOD},
        needs_content=frozenset({"question"}),
    ),
    case_letter(
        "extended",
        "right",
        "extended_due_on",
        "promised_on",
        parts={Part.REASONS, Part.NEW_DATE},
        needs_content=frozenset({"reason"}),
    ),
    case_letter(
        "progress",
        "right",
        "due_on",
        parts={Part.DONE, Part.PERIOD},
        needs_content=frozenset({"note"}),
    ),
    case_letter(
        "fee_asked",
        "right",
        "due_on",
        "amount",
        "currency",
        "fee_ground",
        "article",
        parts={Part.FEE, Part.REASONS, Part.CHOICE, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"costs"}),
    ),
    case_letter(
        "objection_restricted",
        "due_on",
        parts={Part.RESTRICTION, Part.PRIOR_NOTICE},
    ),
    case_letter(
        "rectification_restricted",
        "due_on",
        parts={Part.RESTRICTION, Part.PRIOR_NOTICE},
    ),
    case_letter(
        "restriction_to_be_lifted",
        "right",
        "lifts_on",
        parts={Part.PRIOR_NOTICE, Part.REASONS, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"reason"}),
    ),
    case_letter(
        "forwarded",
        "right",
        "sent_on",
        "former",
        parts={Part.ANSWERER},
        needs_content=frozenset({"forwarded_to"}),
    ),
    case_letter(
        "part_passed_on",
        "right",
        "sent_on",
        "former",
        "due_on",
        parts={Part.ANSWERER, Part.PERIOD},
        needs_content=frozenset({"forwarded_to", "passed_on"}),
    ),
    case_letter(
        "unidentified",
        "right",
        parts={Part.IDENTIFYING, Part.REASONS, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"reason"}),
    ),
    case_letter("withdrawn", "right", parts=set()),
    case_letter(
        "not_new",
        "right",
        parts={Part.PERIOD, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"first"}),
    ),
    case_letter(
        "complaint_acknowledged",
        parts={Part.ACKNOWLEDGED, Part.COMPLAINT, Part.REMEDY},
    ),
    case_letter(
        "complaint_progress",
        parts={Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"progress"}),
    ),
    case_letter(
        "complaint_outcome",
        parts={Part.OUTCOME, Part.COMPLAINT, Part.REMEDY},
        needs_content=frozenset({"outcome"}),
    ),
    LetterKind(
        medium=Medium.CASE,
        name="misdirected",
        needs=frozenset({"controller", "reference", "received_on", "was_passed_on", "turn_to"}),
        parts=frozenset({Part.ANSWERER, Part.CONTACT}),
        needs_content=frozenset({"reference", "turn_to"}),
    ),
    case_letter("reopened", "right", parts={Part.REASONS}, needs_content=frozenset({"reason"})),
]
