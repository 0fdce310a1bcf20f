"""Duties beside the month: notices on data from elsewhere, complaints."""

from datetime import date, timedelta

from registers_app.models import (
    Controller,
    Register,
)
from requests_app.domain.rights import Right
from requests_app.models import (
    Complaint,
    ComplaintLetter,
    ErasureRecord,
    MisdirectedLetter,
    PaperLetter,
    RepeatedErasure,
    SearchLimit,
    SourceNotice,
    SystemRestore,
    Task,
)
from tests.invariants.rows.base import DAY, DUE, NOON, Made, a_request, a_submission
from tests.raw_sql import triggers_off


def duties_rows(made: Made) -> None:
    """Duties apart from requests; a complaint needs a controller in the United Kingdom."""
    made["source_notice"] = SourceNotice.objects.create(
        register=made["register"],
        purposes=["billing"],
        what="Addresses of those who might buy.",
        source="Posti",
        obtained_on=DAY,
        communication_on=DUE,
        disclosure_on=DUE,
        due_on=DUE,
        counted_by="EU FI 1",
        created_at=NOON,
        created_by_id=1,
    )
    controller = Controller.objects.create(
        slug="eastwind",
        name="Eastwind Ltd",
        email="privacy@eastwind.example",
        country="GB",
        regime="UK",
        time_zone="Europe/London",
        calendar="GB-ENG",
    )
    register = Register.objects.create(controller=controller, slug="customers", created_at=NOON)
    case = a_submission(controller, register, reference="RD-9")
    request = a_request(case, Right.ACCESS)
    complaint = Complaint.objects.create(
        reference="RD-10",
        controller=controller,
        submission=case,
        channel="letter",
        received_at=NOON,
        received_on=DAY,
        acknowledge_by=date(2026, 3, 31),
        language="en",
        person_name="Maija",
        contact="1 High Street",
        about="You did not answer.",
        created_at=NOON,
    )
    made |= {
        "uk_submission": case,
        "uk_access": request,
        "complaint": complaint,
        "complaint_letter": ComplaintLetter.objects.create(
            complaint=complaint,
            kind="complaint_acknowledged",
            language="en",
            subject="We have it",
            text="Hello",
            written_at=NOON,
        ),
        "misdirected_letter": MisdirectedLetter.objects.create(
            reference="RD-2345-6788",
            controller=made["controller"],
            mail=made["mail"],
            received_on=DAY,
            language="en",
            subject="It came by mistake",
            text="Hello",
            digest="ab",
            sealed_receiver=b"x",
            written_at=NOON,
            written_by_id=1,
        ),
        "paper_letter": PaperLetter.objects.create(
            notice=made["paper_notice"], letter=made["letter"], reader="writer"
        ),
        "search_limit": SearchLimit.objects.create(
            request=request,
            searched="The mailbox.",
            left_out="The tapes.",
            reason="Four weeks of work.",
            recorded_by_id=1,
            recorded_at=NOON,
        ),
    }


def restore_rows(made: Made) -> None:
    """An erasure that a restore of its system undid, and one that it did not."""
    with triggers_off(Task):
        erased, earlier = (
            Task.objects.create(
                request=made[name],
                data_system=made["data_system"],
                kind="erase",
                state="done",
                created_at=NOON,
                finished_at=NOON,
            )
            for name in ("access", "other_request")
        )
    restore = SystemRestore.objects.create(
        data_system=made["data_system"],
        backup_of=NOON - timedelta(days=1),
        restored_at=NOON + timedelta(days=1),
        noted_at=NOON + timedelta(days=1),
    )
    record = ErasureRecord.objects.create(
        task=erased,
        data_system=made["data_system"],
        done_at=NOON,
        backups_until=DUE,
        digests=["a" * 64],
    )
    made |= {
        "restore": restore,
        "erased_task": erased,
        "erasure_record": record,
        "later_erasure": ErasureRecord.objects.create(
            task=earlier, data_system=made["data_system"], done_at=NOON + timedelta(days=9)
        ),
        "repeated": RepeatedErasure.objects.create(restore=restore, erasure=record),
    }
