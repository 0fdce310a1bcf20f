"""One row of everything, each in its first state, and a second case beside it."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from notices_app.models import Notice
from registers_app.domain.actors import SYSTEM
from registers_app.models import (
    Controller,
    DataCategory,
    DataSystem,
    Membership,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    Transfer,
    User,
)
from requests_app.models import (
    AccessRequest,
    AuditHead,
    CaseLetter,
    Decision,
    DecisionGround,
    DisclosurePackage,
    Draft,
    Extension,
    IdentityCheck,
    PersonLink,
    Reminder,
    StoredFile,
    Submission,
    Suspension,
    Task,
)
from requests_app.services.record import record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Ids, by what they are."""

    controller: int
    user: int
    membership: int
    register: int
    version: int
    purpose_basis: int
    data_category: int
    recipient: int
    transfer: int
    data_system: int
    submission: int
    request: int
    identity: int
    task: int
    suspension: int
    extension: int
    decision: int
    ground: int
    package: int
    letter: int
    reminder: int
    file: int
    link: int
    draft: int
    notice: int
    entry: int
    last_hash: str
    other_submission: int
    other_request: int

    def parameters(self) -> dict[str, Any]:
        """For a statement."""
        return asdict(self)


def make_rows() -> Rows:
    """Write them."""
    controller = Controller.objects.create(
        slug="northwind",
        name="Northwind Oy",
        email="privacy@northwind.example",
        country="FI",
        time_zone="Europe/Helsinki",
        calendar="FI",
    )
    user = User.objects.create(username="kaisa")
    membership = Membership.objects.create(user=user, controller=controller, role="handler")
    register = Register.objects.create(controller=controller, slug="customers", created_at=NOON)
    version = RegisterVersion.objects.create(register=register, number=1)
    purpose = Purpose.objects.create(version=version)
    basis = PurposeBasis.objects.create(purpose=purpose, basis="contract")
    system = DataSystem.objects.create(
        register=register, name="Database", owner="IT", owner_email="it@northwind.example"
    )
    case = _make_case(controller, reference="RD-1")
    other = _make_case(controller, reference="RD-2")
    request = case.requests.get()
    AuditHead.objects.create(submission=case)
    record(submission_id=case.pk, event="submission.received", actor=SYSTEM)
    entry = record(submission_id=case.pk, event="test", actor=SYSTEM, payload={"name": "Maija"})
    task = Task.objects.create(request=request, data_system=system, created_at=NOON)
    decision = Decision.objects.create(
        request=request,
        outcome="partial",
        reasoning="Another person's data.",
        proposed_by_id=user.pk,
        proposed_at=NOON,
    )
    return Rows(
        controller=controller.pk,
        user=user.pk,
        membership=membership.pk,
        register=register.pk,
        version=version.pk,
        purpose_basis=basis.pk,
        data_category=DataCategory.objects.create(version=version).pk,
        recipient=Recipient.objects.create(version=version).pk,
        transfer=Transfer.objects.create(version=version, safeguard="adequacy").pk,
        data_system=system.pk,
        submission=case.pk,
        request=request.pk,
        identity=IdentityCheck.objects.create(submission=case).pk,
        task=task.pk,
        suspension=Suspension.objects.create(
            request=request, ground="identity", facts="Another address.", asked_at=NOON
        ).pk,
        extension=Extension.objects.create(
            request=request, reason="Forty systems.", notified_at=NOON
        ).pk,
        decision=decision.pk,
        ground=DecisionGround.objects.create(
            decision=decision, code="ART15_4_OTHERS_RIGHTS", facts="A colleague is named."
        ).pk,
        package=DisclosurePackage.objects.create(
            request=request, content=b"sealed", created_at=NOON
        ).pk,
        letter=CaseLetter.objects.create(
            request=request,
            kind="received",
            language="en",
            subject="Received",
            text="We have it.",
            written_at=NOON,
        ).pk,
        reminder=Reminder.objects.create(
            request=request, kind="before_7", reminder_on=DAY, created_at=NOON
        ).pk,
        file=StoredFile.objects.create(
            request=request,
            task=task,
            sealed="aa/aa",
            name="orders.csv",
            content_type="text/csv",
            size=1,
            sha256="a" * 64,
            created_at=NOON,
        ).pk,
        link=PersonLink.objects.create(
            submission=case,
            purpose="open",
            secret_digest="b" * 64,
            created_at=NOON,
            expires_at=NOON,
        ).pk,
        draft=Draft.objects.create(
            secret_digest="c" * 64, sealed=b"sealed", changed_at=NOON, submission=case
        ).pk,
        notice=Notice.objects.create(
            controller=controller,
            kind="received",
            language="en",
            to_address="maija@example.org",
            subject="Received",
            text="We have it.",
            occasion="received:1",
            message_id="<1@northwind.example>",
            created_at=NOON,
            due_at=NOON,
        ).pk,
        entry=entry.pk,
        last_hash=entry.hash,
        other_submission=other.pk,
        other_request=other.requests.get().pk,
    )


def _make_case(controller: Controller, *, reference: str) -> Submission:
    submission = Submission.objects.create(
        reference=reference,
        controller=controller,
        channel="portal",
        received_at=NOON,
        language="en",
        person_name="Maija Meikäläinen",
        email="maija@example.org",
        created_at=NOON,
    )
    AccessRequest.objects.create(
        submission=submission,
        controller=controller,
        right="access",
        received_on=DAY,
        due_on=date(2026, 4, 2),
        safe_on=date(2026, 4, 2),
        target_on=date(2026, 4, 2),
        refuse_by=date(2026, 4, 2),
        holiday_version="FI",
        changed_at=NOON,
    )
    return submission
