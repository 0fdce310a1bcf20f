"""What is done about a request: data systems, decision, answer, and what a right brings about."""

from typing import Any

from requests_app.models import (
    Correction,
    Decision,
    DecisionGround,
    DecisionItem,
    DisclosurePackage,
    DisclosureReview,
    Extension,
    Fee,
    HumanReview,
    LateReason,
    LegalRelease,
    PackageArchive,
    RecipientLetter,
    RecipientNotice,
    RedactionMark,
    Reminder,
    ReportSubscription,
    Restriction,
    RightsRequest,
    SavedView,
    StoredFile,
    Suspension,
    Task,
    TaskLink,
    TaskMessage,
)
from tests.invariants.rows.base import DAY, NOON, Made
from tests.raw_sql import triggers_off


def work_rows(made: Made) -> None:
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


def effects_rows(made: Made) -> None:
    """What the other rights bring about."""
    told = RecipientNotice.objects.create(
        request=made["erasure"], name="Kuriiri Ky", created_at=NOON
    )
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
        "recipient_letter": RecipientLetter.objects.create(
            recipient=told,
            language="en",
            subject="Changed",
            text="Hello",
            digest="ab",
            email="art19@posti.example",
            written_at=NOON,
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
