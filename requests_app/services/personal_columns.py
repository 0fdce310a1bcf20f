"""Which columns of a case are personal, and when they are erased: the one list of them.

A test holds that every text of every table of the desk stands here or among what is kept, so a
new column cannot be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, JSONField, Model

from notices_app.models import InboundMail, Notice
from requests_app.models import (
    Assistance,
    AuthorityPaper,
    CaseHold,
    CaseLetter,
    CaseLink,
    CaseMessage,
    CaseNote,
    Complaint,
    ComplaintLetter,
    Correction,
    Decision,
    DecisionGround,
    DecisionItem,
    DisclosurePackage,
    Extension,
    Fee,
    HumanReview,
    IdentityCheck,
    IdentityEvidence,
    LegalRelease,
    MessageFile,
    PaperLetter,
    RecipientLetter,
    RecipientNotice,
    Representation,
    Restriction,
    RightsRequest,
    SearchLimit,
    StoredFile,
    Submission,
    Suspension,
    Task,
    TaskMessage,
)

ERASED = "–"  # stands where a text was, so that it can be seen that there was one


@dataclass(frozen=True, kw_only=True)
class Personal:
    """The personal columns of a table, and the way from its rows to the submission."""

    columns: tuple[str, ...]
    path: str
    # Triggers that hold these columns as they are, and stand back for the erasure alone.
    passes: tuple[str, ...] = ()


# The collected data themselves.
MATERIAL: Mapping[type[Model], Personal] = {
    Task: Personal(
        columns=("result",), path="request__submission", passes=("task_result_with_its_step",)
    ),
    StoredFile: Personal(columns=("name",), path="request__submission"),
    MessageFile: Personal(columns=("name",), path="message__submission"),
    TaskMessage: Personal(
        columns=("text",),
        path="task__request__submission",
        passes=("task_message_says_what_it_said",),
    ),
}

# How to reach and find the person.
CONTACTS: Mapping[type[Model], Personal] = {
    Submission: Personal(
        columns=(
            "email",
            "phone",
            "postal_address",
            "lives_in",
            "identifiers",
            "sealed_contact",
            "match_keys",
        ),
        path="pk",
        passes=("submission_mail_never_swapped",),
    ),
    Representation: Personal(columns=("sealed_contact",), path="submission"),
    Complaint: Personal(
        columns=("contact",), path="submission", passes=("complaint_keeps_its_receipt",)
    ),
    PaperLetter: Personal(
        columns=("sealed_pdf",), path="notice__submission_id", passes=("paper_posted_for_good",)
    ),
    Notice: Personal(
        columns=("to_address", "text", "html", "last_error"),
        path="submission_id",
        passes=("notice_says_what_it_said", "notice_text_as_written"),
    ),
}

# Everything else that says something about the person. States, dates, rights, codes and digests
# stay: they are the statistics, and the skeleton of the audit.
CASE: Mapping[type[Model], Personal] = {
    Submission: Personal(columns=("person_name", "about", "client_named"), path="pk"),
    RightsRequest: Personal(
        columns=("part_about", "part_client", "details"),
        path="submission",
        passes=("request_keeps_its_case",),
    ),
    Representation: Personal(
        columns=("writer_name", "asked_for", "reason", "child_view"),
        path="submission",
        passes=("representation_keeps_its_case", "authority_result_with_its_step"),
    ),
    AuthorityPaper: Personal(
        columns=("name",),
        path="representation__submission",
        passes=("paper_keeps_its_receipt",),
    ),
    CaseNote: Personal(columns=("text",), path="submission", passes=("case_note_never_changed",)),
    CaseMessage: Personal(
        columns=("text",), path="submission", passes=("message_says_what_it_said",)
    ),
    CaseLink: Personal(
        columns=("reason", "end_reason"),
        path="request__submission",
        passes=("case_link_decided_once", "case_link_ended_for_good"),
    ),
    IdentityCheck: Personal(
        columns=("doubt", "reason", "why_heavier", "why_less"),
        path="submission",
        passes=("identity_result_with_its_step",),
    ),
    IdentityEvidence: Personal(
        columns=("name",), path="check_row__submission", passes=("evidence_keeps_its_receipt",)
    ),
    Decision: Personal(
        columns=("reasoning",),
        path="request__submission",
        passes=("decision_never_rewritten", "decision_while_open", "decision_superseded_for_good"),
    ),
    DecisionGround: Personal(
        columns=("facts", "proof"),
        path="decision__request__submission",
        passes=("decision_ground_never_changed",),
    ),
    DecisionItem: Personal(
        columns=("note",),
        path="decision__request__submission",
        passes=("decision_item_never_changed",),
    ),
    Suspension: Personal(
        columns=("facts", "why_late", "void_reason"),
        path="request__submission",
        passes=(
            "suspension_keeps_its_start",
            "suspension_voided_for_good",
            "suspension_while_open",
        ),
    ),
    Fee: Personal(
        columns=("costs", "proof"),
        path="wait__request__submission",
        passes=("fee_never_changed",),
    ),
    Extension: Personal(
        columns=("reason",), path="request__submission", passes=("extension_never_changed",)
    ),
    Correction: Personal(
        columns=("what", "old_value", "new_value", "statement"),
        path="request__submission",
        passes=("correction_never_changed",),
    ),
    Restriction: Personal(
        columns=("facts", "lift_reason"),
        path="request__submission",
        passes=(
            "restriction_keeps_its_start",
            "restriction_announced_once",
            "restriction_lifted_for_good",
            "restriction_announced_before_its_day",
            "restriction_lifted_on_its_day",
        ),
    ),
    Assistance: Personal(
        columns=("instruction", "proof"),
        path="request__submission",
        passes=("assistance_keeps_its_instruction", "assistance_delivered_once"),
    ),
    HumanReview: Personal(
        columns=("reviewer", "authority", "meanwhile", "findings"),
        path="request__submission",
        passes=("review_keeps_its_reviewer", "review_decided_once", "review_while_open"),
    ),
    RecipientNotice: Personal(
        columns=("how", "excuse"),
        path="request__submission",
        passes=(
            "recipient_told_for_good",
            "recipient_excused_for_good",
            "recipient_notice_while_open",
        ),
    ),
    RecipientLetter: Personal(
        columns=("subject", "text"),
        path="recipient__request__submission",
        passes=("recipient_letter_never_changed",),
    ),
    CaseLetter: Personal(
        columns=("subject", "text"), path="request__submission", passes=("letter_never_changed",)
    ),
    LegalRelease: Personal(
        columns=("lawyer", "opinion"), path="request__submission", passes=("release_never_changed",)
    ),
    DisclosurePackage: Personal(
        columns=("sent_to",), path="request__submission", passes=("package_while_open",)
    ),
    SearchLimit: Personal(
        columns=("searched", "left_out", "reason"),
        path="request__submission",
        passes=("search_limit_never_changed",),
    ),
    Complaint: Personal(
        columns=("person_name", "about", "outcome"),
        path="submission",
        passes=("complaint_keeps_its_receipt", "complaint_ended_once"),
    ),
    ComplaintLetter: Personal(
        columns=("subject", "text"),
        path="complaint__submission",
        passes=("complaint_letter_never_changed",),
    ),
    CaseHold: Personal(
        columns=("reason",),
        path="submission",
        passes=("hold_keeps_its_start", "hold_released_for_good"),
    ),
    InboundMail: Personal(
        columns=("sealed", "sealed_words", "settled_because"),
        path="submission_id",
        passes=("inbound_settled_once",),
    ),
    Notice: Personal(
        columns=("subject",), path="submission_id", passes=("notice_says_what_it_said",)
    ),
}


def triggers_passed(of: Mapping[type[Model], Personal]) -> list[str]:
    """The triggers that stand back, as pgtrigger names them."""
    return [
        f"{model._meta.label}:{trigger}"
        for model, personal in of.items()
        for trigger in personal.passes
    ]


def erase(of: Mapping[type[Model], Personal], submission_id: int) -> None:
    """Put ERASED in place of every text of these columns, and nothing in place of the others."""
    for model, personal in of.items():
        rows: Any = model._base_manager.filter(**{personal.path: submission_id})
        for column in personal.columns:
            empty, mark = _empty_and_mark(model, column)
            rows.exclude(**{column: empty}).update(**{column: mark})


def _empty_and_mark(model: type[Model], column: str) -> tuple[Any, Any]:
    field = model._meta.get_field(column)
    if isinstance(field, BinaryField):
        return b"", b""
    if isinstance(field, ArrayField):
        return [], []
    if isinstance(field, JSONField):
        return {}, {}
    # An address that is none must not look like one.
    return "", "" if column in ("email", "to_address", "phone") else ERASED
