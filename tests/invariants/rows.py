"""One row of everything, each in its first state, and a second case beside it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models

from notices_app.models import (
    DeliveryEvent,
    FetchedMail,
    InboundMail,
    Mailbox,
    MailboxProbe,
    Notice,
    OwnWording,
)
from registers_app.domain.actors import SYSTEM
from registers_app.models import (
    Automation,
    ContactPoint,
    Controller,
    ControllerLogo,
    Cookie,
    DataCategory,
    DataSource,
    DataSystem,
    FindingReason,
    Membership,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterUpload,
    RegisterVersion,
    ReminderPlan,
    RetentionRule,
    SignInProvider,
    SubjectCategory,
    Transfer,
    User,
    VersionStep,
)
from requests_app.domain.rights import Right
from requests_app.models import (
    Absence,
    Assistance,
    AuditHead,
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
    DisclosureReview,
    Draft,
    Extension,
    Fee,
    HandOver,
    HumanReview,
    IdentityCheck,
    IdentityEvidence,
    LateReason,
    LeftAlone,
    LegalRelease,
    LostMail,
    MessageFile,
    NoteMention,
    PackageArchive,
    PaperLetter,
    PendingStep,
    PersonLink,
    RecipientNotice,
    RedactionMark,
    Reminder,
    ReportSubscription,
    Representation,
    Restriction,
    RightsRequest,
    SavedView,
    SearchLimit,
    SignIn,
    SourceNotice,
    StoredFile,
    Submission,
    Suspension,
    Task,
    TaskLink,
    TaskMessage,
)
from requests_app.services.record import record
from tests.raw_sql import force, triggers_off

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
DUE = date(2026, 4, 2)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Ids by what they are; a request's by its right."""

    ids: dict[str, int]
    last_hash: str

    def __getitem__(self, name: str) -> int:
        return self.ids[name]

    def parameters(self) -> dict[str, Any]:
        """For a statement."""
        return {**self.ids, "last_hash": self.last_hash}


def make_rows() -> Rows:
    """The rows. Written past the services, which would lead them further."""
    made: dict[str, models.Model] = {}
    _organisation(made)
    _register(made)
    _cases(made)
    _part(made)
    _forwarded(made)
    _link(made)
    _left_alone(made)
    _represented(made)
    _work(made)
    _effects(made)
    _messages(made)
    _duties(made)
    case = made["submission"]
    record(submission_id=case.pk, event="submission.received", actor=SYSTEM)
    entry = record(submission_id=case.pk, event="test", actor=SYSTEM, payload={"name": "Maija"})
    made["entry"] = entry
    return Rows(ids={name: row.pk for name, row in made.items()}, last_hash=entry.hash)


def _organisation(made: dict[str, Any]) -> None:
    made["user"] = User.objects.create(username="hanna", language="fi")
    made["register_upload"] = RegisterUpload.objects.create(
        user=made["user"], name="registers.yaml", sealed=b"sealed", uploaded_at=NOON
    )
    made["controller"] = Controller.objects.create(
        slug="northwind",
        name="Northwind Oy",
        email="privacy@northwind.example",
        country="FI",
        time_zone="Europe/Helsinki",
        calendar="FI",
    )
    made["logo"] = ControllerLogo.objects.create(controller=made["controller"], content=b"png")
    made["stranger"] = Controller.objects.create(
        slug="southwind",
        name="Southwind Oy",
        email="privacy@southwind.example",
        country="FI",
        time_zone="Europe/Helsinki",
        calendar="FI",
    )
    for name, of in (("provider", "controller"), ("strangers_provider", "stranger")):
        made[name] = SignInProvider.objects.create(
            controller=made[of],
            labels={"en": "Bank"},
            kind="strong",
            issuer="https://bank.example",
            client_id="desk",
            acr_values="loa3",
        )
    made["reminder_plan"] = ReminderPlan.objects.create(controller=made["controller"])
    made["membership"] = Membership.objects.create(
        user=made["user"], controller=made["controller"], role="handler"
    )


def _register(made: dict[str, Any]) -> None:
    made["register"] = Register.objects.create(
        controller=made["controller"], slug="customers", created_at=NOON
    )
    version = RegisterVersion.objects.create(register=made["register"], number=1)
    purpose = Purpose.objects.create(version=version)
    made |= {
        "version": version,
        "purpose": purpose,
        "purpose_basis": PurposeBasis.objects.create(purpose=purpose, basis="contract"),
        "data_category": DataCategory.objects.create(version=version),
        "recipient": Recipient.objects.create(version=version),
        "subject_category": SubjectCategory.objects.create(version=version),
        "data_source": DataSource.objects.create(version=version),
        "retention_rule": RetentionRule.objects.create(version=version),
        "contact_point": ContactPoint.objects.create(version=version),
        "cookie": Cookie.objects.create(version=version, kind="necessary"),
        "automation": Automation.objects.create(version=version),
        "finding_reason": FindingReason.objects.create(
            version=version, code="old", reason="Known.", given_at=NOON
        ),
        "transfer": Transfer.objects.create(version=version, safeguard="adequacy"),
        "version_step": VersionStep.objects.create(version=version, step="publish", at=NOON),
        "data_system": _system(made["register"]),
        "client": ProcessorClient.objects.create(
            register=made["register"], name="Westwind Oy", email="privacy@westwind.example"
        ),
        "strangers_system": _system(
            Register.objects.create(controller=made["stranger"], slug="staff", created_at=NOON)
        ),
        "processors_register": Register.objects.create(
            controller=made["controller"], slug="hosted", our_role="processor", created_at=NOON
        ),
    }


def _system(register: Register) -> DataSystem:
    return DataSystem.objects.create(
        register=register, name="Database", owner="IT", owner_email="it@northwind.example"
    )


def _cases(made: dict[str, Any]) -> None:
    """A case for every right, one in which proof was asked, a processor's, and odd ones."""
    controller, register = made["controller"], made["register"]
    case = _submission(controller, register, reference="RD-1")
    other = _submission(controller, register, reference="RD-2")
    hosted = _submission(controller, made["processors_register"], reference="RD-3")
    third = _submission(controller, register, reference="RD-4")
    fourth = _submission(controller, register, reference="RD-5")
    AuditHead.objects.create(submission=case)
    check = IdentityCheck.objects.create(submission=other)
    force(IdentityCheck, check.pk, state="asked", doubt="Another address.", asked_at=NOON)
    made |= {right.value: _request(case, right) for right in Right}
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
        "other_request": _request(other, Right.ACCESS),
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
        "hosted_request": _request(hosted, Right.ACCESS),
        "hosted_identity": IdentityCheck.objects.create(submission=hosted),
        "third_identity": IdentityCheck.objects.create(submission=third),
        "uncorrected": _request(third, Right.RECTIFICATION),
        "marketing": _request(third, Right.OBJECTION, scope="marketing"),
        "everything": _request(fourth, Right.OBJECTION, scope="all"),
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


def _left_alone(made: dict[str, Any]) -> None:
    """An address of who objected to marketing."""
    made["left_alone"] = LeftAlone.objects.create(
        controller=made["controller"],
        request=made["marketing"],
        kind="email",
        digest="a" * 64,
        since=NOON,
    )


def _represented(made: dict[str, Any]) -> None:
    """A case that an agent brought; identity is settled, the mandate is not."""
    case = _submission(made["controller"], made["register"], reference="RD-66")
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
    access = _request(case, Right.ACCESS)
    made |= {
        "represented": case,
        "representation": row,
        "represented_access": access,
        "represented_erasure": _request(case, Right.ERASURE),
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


def _submission(controller: Controller, register: Register | None, *, reference: str) -> Submission:
    return Submission.objects.create(
        reference=reference,
        controller=controller,
        register=register,
        channel="portal",
        received_at=NOON,
        language="en",
        person_name="Maija Meikäläinen",
        email="maija@example.org",
        signs=["too_fast", "trap_filled"],
        held_at=NOON,
        created_at=NOON,
    )


def _request(
    submission: Submission, right: Right, *, scope: str = "other", **part: Any
) -> RightsRequest:
    return RightsRequest.PROXIES[right.value]._base_manager.create(
        submission=submission,
        controller=submission.controller,
        right=right.value,
        objection_scope=scope if right is Right.OBJECTION else "",
        received_on=DAY,
        due_on=DUE,
        safe_on=DUE,
        target_on=DUE,
        refuse_by=DUE,
        holiday_version="FI",
        changed_at=NOON,
        **part,
    )


def _part(made: dict[str, Any]) -> None:
    """A client's part of a request that names no register."""
    unnamed = _submission(made["controller"], None, reference="RD-6")
    whole = _request(unnamed, Right.ERASURE)
    part: dict[str, Any] = {
        "part_of": whole,
        "part_about": "My payslips.",
        "part_client": "Westwind Oy",
    }
    made |= {"whole": whole, "part": _request(unnamed, Right.ERASURE, **part)}


def _forwarded(made: dict[str, Any]) -> None:
    """A request that the desk has mailed to a client."""
    hosted = _submission(made["controller"], made["processors_register"], reference="RD-7")
    request = _request(hosted, Right.ACCESS)
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


def _link(made: dict[str, Any]) -> None:
    """Two requests for access that may be the same person's."""
    made["case_link"] = CaseLink.objects.create(
        request=made["other_request"], other=made["access"], found_by=["email"], found_at=NOON
    )


def _work(made: dict[str, Any]) -> None:
    """On the request for access."""
    request = made["access"]
    task = Task.objects.create(request=request, data_system=made["data_system"], created_at=NOON)
    decision = Decision.objects.create(
        request=request,
        outcome="partial",
        reasoning="Another person's data.",
        proposed_by_id=made["user"].pk,
        proposed_at=NOON,
    )
    made |= {
        "task": task,
        "task_link": TaskLink.objects.create(
            task=task, secret_digest="e" * 64, created_at=NOON, expires_at=NOON
        ),
        "task_message": TaskMessage.objects.create(
            task=task, side="owner", kind="question", written_at=NOON, text="Which one?"
        ),
        "decision": decision,
        "ground": DecisionGround.objects.create(
            decision=decision, code="ART15_4_OTHERS_RIGHTS", facts="A colleague is named."
        ),
        "item": DecisionItem.objects.create(
            decision=decision, purpose=made["purpose"], result="met"
        ),
        "suspension": Suspension.objects.create(
            request=request, ground="identity", facts="Another address.", asked_at=NOON
        ),
        "fee": _fee(request),
        "extension": Extension.objects.create(
            request=request, reason="Forty systems.", notified_at=NOON
        ),
        "report_subscription": ReportSubscription.objects.create(
            user=made["user"], controller=made["controller"], rhythm="weekly", told_until=DAY
        ),
        "late_reason": LateReason.objects.create(
            request=request, cause="staff", given_at=NOON, given_by_id=1
        ),
        "reminder": Reminder.objects.create(
            request=request, kind="before_7", reminder_on=DAY, created_at=NOON
        ),
        "saved_view": SavedView.objects.create(
            user=made["user"], name="Late letters", query="urgency=late"
        ),
        "release": LegalRelease.objects.create(
            request=request,
            lawyer="Liisa Lakimies",
            opinion="All of it.",
            recorded_by_id=made["user"].pk,
            recorded_at=NOON,
        ),
        "package": DisclosurePackage.objects.create(
            request=request, content=b"sealed", created_at=NOON
        ),
        "file": _file(request, task=task),
        "others_file": _file(made["other_request"]),
    }
    made["mark"] = RedactionMark.objects.create(
        file=made["file"],
        content_sha256="a" * 64,
        page=0,
        x=0.1,
        y=0.1,
        width=0.2,
        height=0.2,
        reason="others",
        made_by_id=1,
        made_at=NOON,
    )
    for name, about in (
        ("disclosure_review", {"file": made["file"]}),
        ("others_review", {"file": made["others_file"]}),
        ("text_review", {"task": task}),
    ):
        made[name] = DisclosureReview.objects.create(
            **about,
            content_sha256="a" * 64,
            verdict="clear",
            reviewed_by_id=1,
            reviewed_at=NOON,
        )
    made["package"].files.add(made["file"])
    made["package_file"] = DisclosurePackage.files.through._base_manager.get()
    with triggers_off(PackageArchive):  # the package is no more than a draft
        made["archive"] = PackageArchive.objects.create(package=made["package"], asked_at=NOON)


def _fee(request: Any) -> Fee:
    wait = Suspension.objects.create(
        request=request, ground="fee", facts="400 pages.", asked_at=NOON
    )
    return Fee.objects.create(
        wait=wait,
        code="ART15_3_FURTHER_COPY",
        amount="12.50",
        currency="EUR",
        costs="400 pages.",
    )


def _file(request: RightsRequest, *, task: Task | None = None) -> StoredFile:
    return StoredFile.objects.create(
        request=request,
        task=task,
        sealed="aa/aa",
        name="orders.csv",
        content_type="text/csv",
        size=1,
        sha256="a" * 64,
        created_at=NOON,
    )


def _effects(made: dict[str, Any]) -> None:
    """What the other rights bring about."""
    made |= {
        "correction": Correction.objects.create(
            request=made["rectification"],
            what="Address",
            new_value="Uusikatu 2",
            recorded_by_id=made["user"].pk,
            recorded_at=NOON,
        ),
        "recipient_notice": RecipientNotice.objects.create(
            request=made["erasure"], name="Posti Oy", created_at=NOON
        ),
        "restriction_row": Restriction.objects.create(
            request=made["restriction"],
            ground="accuracy",
            facts="She contests the address.",
            began_at=NOON,
        ),
        "review": HumanReview.objects.create(
            request=made["automated_decision"],
            reviewer="Rauha Ratkaisija",
            authority="head of credit",
            meanwhile="The offer stays open.",
            began_at=NOON,
        ),
    }


def _messages(made: dict[str, Any]) -> None:
    made |= {
        "letter": CaseLetter.objects.create(
            request=made["access"],
            kind="received",
            language="en",
            subject="Received",
            text="We have it.",
            written_at=NOON,
        ),
        "notice": Notice.objects.create(
            controller=made["controller"],
            kind="received",
            language="en",
            to_address="maija@example.org",
            subject="Received",
            text="We have it.",
            occasion="received:1",
            message_id="<1@northwind.example>",
            created_at=NOON,
            due_at=NOON,
        ),
        "paper_notice": Notice.objects.create(
            controller=made["controller"],
            way="post",
            kind="received",
            language="en",
            subject="Received",
            occasion="post:1",
            message_id="<2@northwind.example>",
            created_at=NOON,
            due_at=NOON,
        ),
        "wording": OwnWording.objects.create(
            controller=made["controller"],
            medium="case",
            kind="received",
            language="en",
            number=1,
            subject="Received",
            body="We have it.",
            written_at=NOON,
            written_by_id=1,
        ),
        "mail": InboundMail.objects.create(
            controller=made["controller"],
            mailbox="privacy@northwind.example",
            message_id="<1@example.org>",
            fingerprint="1",
            received_at=NOON,
            taken_in_at=NOON,
            status="held",
            reading={"kind": "held"},
            sealed=b"sealed",
            sealed_words=b"sealed",
        ),
    }
    made["mailbox"] = Mailbox.objects.create(
        controller=made["controller"],
        address="privacy@northwind.example",
        host="mail.northwind.example",
        user_name="privacy",
        created_at=NOON,
    )
    made["fetched"] = FetchedMail.objects.create(
        mailbox=made["mailbox"],
        generation=1,
        uid_validity=1,
        uid=1,
        mail=made["mail"],
        taken_at=NOON,
    )
    made["probe"] = MailboxProbe.objects.create(
        mailbox=made["mailbox"], token="0123456789012345678901", sent_at=NOON
    )
    made["delivery_event"] = DeliveryEvent.objects.create(
        notice=made["notice"],
        provider="Postmark",
        event_id="1",
        kind="deferred",
        occurred_at=NOON,
        noted_at=NOON,
    )
    made["lost_mail"] = LostMail.objects.create(
        submission=made["submission"], notice=made["notice"], noted_at=NOON, other_way="phone"
    )


def _duties(made: dict[str, Any]) -> None:
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
    case = _submission(controller, register, reference="RD-9")
    request = _request(case, Right.ACCESS)
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
