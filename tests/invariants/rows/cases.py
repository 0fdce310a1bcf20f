"""Requests of every right, their parts, and who stands beside the person."""

from datetime import date, timedelta
from typing import Any

from registers_app.domain.actors import SYSTEM
from registers_app.models import (
    User,
)
from requests_app.domain.rights import Right
from requests_app.models import (
    Absence,
    Assistance,
    AuditHead,
    AuthorityPaper,
    CaseHold,
    CaseLink,
    CaseMessage,
    CaseNote,
    DisclosurePackage,
    Draft,
    HandOver,
    IdentityCheck,
    IdentityEvidence,
    LeftAlone,
    MessageFile,
    NoteMention,
    PendingStep,
    PersonLink,
    Representation,
    RightsRequest,
    SignIn,
)
from requests_app.services.record import record
from tests.invariants.rows.base import DAY, NOON, Made, a_request, a_submission
from tests.raw_sql import force


def cases_rows(made: Made) -> None:
    """A case for every right, one in which proof was asked, a processor's, and odd ones."""
    controller, register = made["controller"], made["register"]
    case = a_submission(controller, register, reference="RD-1")
    other = a_submission(controller, register, reference="RD-2")
    hosted = a_submission(controller, made["processors_register"], reference="RD-3")
    third = a_submission(controller, register, reference="RD-4")
    fourth = a_submission(controller, register, reference="RD-5")
    AuditHead.objects.create(submission=case)
    check = IdentityCheck.objects.create(submission=other)
    force(IdentityCheck, check.pk, state="asked", doubt="Another address.", asked_at=NOON)
    made |= {right.value: a_request(case, right) for right in Right}
    message = CaseMessage.objects.create(
        submission=case, side="person", written_at=NOON, text="When?"
    )
    note = CaseNote.objects.create(
        submission=case, text="She called.", written_by_id=1, written_at=NOON
    )
    made |= {
        "submission": case,
        "hold": CaseHold.objects.create(
            submission=case, reason="A complaint.", set_at=NOON, set_by_id=1
        ),
        "note": note,
        "other_note": CaseNote.objects.create(
            submission=other, text="Call her.", written_by_id=1, written_at=NOON
        ),
        "mention": NoteMention.objects.create(note=note, user=made["user"]),
        "absence": Absence.objects.create(
            user=made["user"],
            deputy=User.objects.create(username="deputy"),
            first_on=date(2026, 7, 1),
            last_on=date(2026, 7, 31),
            noted_at=NOON,
        ),
        "pending_step": PendingStep.objects.create(
            request=made["access"],
            name="extend",
            sealed_form=b"x",
            taken_by_id=1,
            taken_at=NOON,
            leaves_at=NOON + timedelta(minutes=10),
        ),
        "identity": IdentityCheck.objects.create(submission=case),
        "other_submission": other,
        "other_request": a_request(other, Right.ACCESS),
        "other_identity": check,
        "message": message,
        "message_file": MessageFile.objects.create(
            message=message, sealed="ff/ff", name="bill.pdf", size=1, received_at=NOON
        ),
        "evidence": IdentityEvidence.objects.create(
            check_row=check,
            sealed="ee/ee",
            name="passport.jpg",
            content_type="image/jpeg",
            size=1,
            received_at=NOON,
        ),
        "sign_in": SignIn.objects.create(
            check_row=check, provider=made["provider"], started_at=NOON
        ),
        "hosted_request": a_request(hosted, Right.ACCESS),
        "hosted_identity": IdentityCheck.objects.create(submission=hosted),
        "third_identity": IdentityCheck.objects.create(submission=third),
        "uncorrected": a_request(third, Right.RECTIFICATION),
        "marketing": a_request(third, Right.OBJECTION, scope="marketing"),
        "everything": a_request(fourth, Right.OBJECTION, scope="all"),
        "link": PersonLink.objects.create(
            submission=case,
            purpose="open",
            secret_digest="b" * 64,
            created_at=NOON,
            expires_at=NOON,
        ),
        "draft": Draft.objects.create(
            secret_digest="c" * 64,
            link_digest="e" * 64,
            sealed=b"sealed",
            changed_at=NOON,
            submission=case,
        ),
    }


def left_alone_rows(made: Made) -> None:
    """An address of who objected to marketing."""
    made["left_alone"] = LeftAlone.objects.create(
        controller=made["controller"],
        request=made["marketing"],
        kind="email",
        digest="a" * 64,
        since=NOON,
    )


def represented_rows(made: Made) -> None:
    """A case that an agent brought; identity is settled, the mandate is not."""
    case = a_submission(made["controller"], made["register"], reference="RD-66")
    AuditHead.objects.create(submission=case)
    check = IdentityCheck.objects.create(submission=case)
    force(
        IdentityCheck,
        check.pk,
        state="settled",
        method="not_in_doubt",
        reason="Known.",
        decided_at=NOON,
        decided_by_id=1,
    )
    row = Representation.objects.create(
        submission=case, role="agent", writer_name="Anna Asiamies", state="open"
    )
    noted = {"written_by": row.role}
    record(submission_id=case.pk, event="submission.received", actor=SYSTEM, facts=noted)
    access = a_request(case, Right.ACCESS)
    made |= {
        "represented": case,
        "representation": row,
        "represented_access": access,
        "represented_erasure": a_request(case, Right.ERASURE),
        "represented_package": DisclosurePackage.objects.create(
            request=access, content=b"sealed", created_at=NOON
        ),
        "paper": AuthorityPaper.objects.create(
            representation=row,
            sealed="dd/dd",
            name="mandate.pdf",
            content_type="application/pdf",
            size=1,
            received_at=NOON,
        ),
    }


def part_rows(made: Made) -> None:
    """A client's part of a request that names no register."""
    unnamed = a_submission(made["controller"], None, reference="RD-6")
    whole = a_request(unnamed, Right.ERASURE)
    part: dict[str, Any] = {
        "part_of": whole,
        "part_about": "My payslips.",
        "part_client": "Westwind Oy",
    }
    made |= {"whole": whole, "part": a_request(unnamed, Right.ERASURE, **part)}


def forwarded_rows(made: Made) -> None:
    """A request that the desk has mailed to a client."""
    hosted = a_submission(made["controller"], made["processors_register"], reference="RD-7")
    request = a_request(hosted, Right.ACCESS)
    force(RightsRequest, request.pk, state="forwarded", closed_at=NOON, closed_on=DAY)
    made["assistance"] = Assistance.objects.create(
        request=request,
        kind="search",
        instruction="Search for her.",
        asked_at=NOON,
        asked_by_id=1,
        deliver_by=DAY,
    )
    made["hand_over"] = HandOver.objects.create(request=request, entry_number=3, sent_at=NOON)


def link_rows(made: Made) -> None:
    """Two requests for access that may be the same person's."""
    made["case_link"] = CaseLink.objects.create(
        request=made["other_request"], other=made["access"], found_by=["email"], found_at=NOON
    )
