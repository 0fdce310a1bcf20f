"""Attacks on duties apart from requests, and on what the law of the United Kingdom alone knows."""

from requests_app.models import Complaint, SearchLimit, SourceNotice
from tests.invariants.attacks.attack import (
    NOON,
    Attack,
    after,
    asleep,
    copied,
    never_changed,
    never_deleted,
    update,
    updated,
)

NOTICE = "requests_app_sourcenotice"
COMPLAINT = "requests_app_complaint"
TOLD = updated(
    NOTICE, "told_on = '2026-03-20', told_by_id = 1, told_how = 'By letter.'", "source_notice"
)
EXEMPT = updated(
    NOTICE,
    "exemption = 'ART14_5D_SECRECY', exempt_because = 'Counsel.',"
    f" exempted_at = {NOON}, exempted_by_id = 1",
    "source_notice",
)
ACKNOWLEDGED = updated(COMPLAINT, f"acknowledged_at = {NOON}", "complaint")
ENDED = updated(
    COMPLAINT, f"outcome = 'Mended.', outcome_at = {NOON}, outcome_by_id = 1", "complaint"
)
IN_TIME = updated(COMPLAINT, "purged_at = '2029-03-02 12:00+00'", "complaint")


def _notice(**changes: object) -> Attack:
    return copied(SourceNotice, "source_notice", **changes)


def _complaint(**changes: object) -> Attack:
    return copied(Complaint, "complaint", reference="RD-11", **changes)


ATTACKS: dict[str, list[Attack]] = {
    "source_notice_says_what": [_notice(what=""), _notice(source="")],
    "source_notice_due_by_first_event": [
        _notice(due_on="2026-03-01"),
        _notice(communication_on="2026-03-01", due_on="2026-03-02"),  # before it was obtained
        _notice(communication_on="2026-03-20"),
        _notice(disclosure_on="2026-03-20"),
        update(NOTICE, "disclosure_on = '2026-03-20'", "source_notice"),
    ],
    "source_notice_told_somehow": [
        update(NOTICE, "told_on = '2026-03-20', told_by_id = 1", "source_notice"),
        update(NOTICE, "told_on = '2026-03-20', told_how = 'By letter.'", "source_notice"),
        update(NOTICE, "told_how = 'By letter.'", "source_notice"),
    ],
    "source_notice_exempt_with_reason": [
        update(NOTICE, "exemption = 'ART14_5D_SECRECY'", "source_notice"),
        update(
            NOTICE,
            f"exemption = 'TOO_MUCH_WORK', exempt_because = 'x', exempted_at = {NOON},"
            " exempted_by_id = 1",
            "source_notice",
        ),
        update(
            NOTICE,
            f"exemption = 'ART14_5D_SECRECY', exempted_at = {NOON}, exempted_by_id = 1",
            "source_notice",
        ),
    ],
    "source_notice_told_or_exempt": [
        asleep(
            SourceNotice,
            after(
                [TOLD],
                update(
                    NOTICE,
                    f"exemption = 'ART14_5D_SECRECY', exempt_because = 'x', exempted_at = {NOON},"
                    " exempted_by_id = 1",
                    "source_notice",
                ),
            ),
        )
    ],
    "source_notice_never_deleted": never_deleted(NOTICE, "source_notice"),
    "source_notice_born_open": [
        _notice(told_on="2026-03-20", told_by_id=1, told_how="By letter."),
        _notice(
            exemption="ART14_5D_SECRECY",
            exempt_because="x",
            exempted_at="2026-03-02T12:00:00Z",
            exempted_by_id=1,
        ),
    ],
    "source_notice_told_once": [
        after([TOLD], update(NOTICE, "told_on = '2026-03-10'", "source_notice")),
        after(
            [TOLD],
            update(NOTICE, "told_on = NULL, told_by_id = NULL, told_how = ''", "source_notice"),
        ),
    ],
    "source_notice_exempted_once": [
        after([EXEMPT], update(NOTICE, "exempt_because = 'Another.'", "source_notice"))
    ],
    "source_notice_keeps_its_start": [
        update(NOTICE, "obtained_on = obtained_on + 10", "source_notice"),
        update(NOTICE, "what = 'Something else.'", "source_notice"),
    ],
    "source_notice_events_come_nearer": [
        update(NOTICE, "communication_on = communication_on + 1", "source_notice"),
        update(NOTICE, "disclosure_on = NULL", "source_notice"),
    ],
    "source_notice_within_the_month": [
        _notice(due_on="2026-04-07", communication_on=None, disclosure_on=None),
        _notice(due_on="2027-03-02", communication_on=None, disclosure_on=None),
    ],
    "source_notice_of_a_controller": [_notice(register_id="@processors_register")],
    "requests_app_complaint.reference": [copied(Complaint, "complaint")],
    "complaint_says_something": [_complaint(about=""), _complaint(person_name="")],
    "complaint_channel_known": [_complaint(channel="pigeon")],
    "complaint_language_known": [_complaint(language="de")],
    "complaint_not_from_the_future": [_complaint(received_at="2026-03-03T12:00:00Z")],
    "complaint_within_thirty_days": [
        _complaint(acknowledge_by="2026-04-01"),
        _complaint(received_on="2026-03-05"),
    ],
    "complaint_outcome_told": [
        update(
            COMPLAINT, f"outcome_at = {NOON}, outcome_by_id = 1, outcome = 'x'", "complaint"
        ),  # it was never acknowledged
        after([ACKNOWLEDGED], update(COMPLAINT, f"outcome_at = {NOON}", "complaint")),
        update(COMPLAINT, "outcome = 'x'", "complaint"),
    ],
    "complaint_never_deleted": never_deleted(COMPLAINT, "complaint"),
    "complaint_born_open": [
        _complaint(
            acknowledged_at="2026-03-02T12:00:00Z",
            outcome_at="2026-03-02T12:00:00Z",
            outcome_by_id=1,
            outcome="x",
        ),
        _complaint(purged_at="2026-03-02T12:00:00Z"),
    ],
    "complaint_acknowledged_once": [
        after([ACKNOWLEDGED], update(COMPLAINT, "acknowledged_at = NULL", "complaint"))
    ],
    "complaint_ended_once": [
        after([ACKNOWLEDGED, ENDED], update(COMPLAINT, "outcome = 'Never mind.'", "complaint"))
    ],
    "complaint_erased_for_good": [
        after([ACKNOWLEDGED, ENDED, IN_TIME], update(COMPLAINT, "purged_at = NULL", "complaint"))
    ],
    "complaint_keeps_its_receipt": [
        update(COMPLAINT, "about = 'Nothing.'", "complaint"),
        update(COMPLAINT, "received_on = received_on + 9", "complaint"),
    ],
    "complaint_under_uk_law": [_complaint(controller_id="@controller", submission_id=None)],
    "complaint_of_its_case": [_complaint(submission_id="@submission")],
    "complaint_erased_in_time": [
        update(COMPLAINT, "purged_at = '2029-03-02 12:00+00'", "complaint"),  # it is open
        after(
            [ACKNOWLEDGED, ENDED],
            update(COMPLAINT, "purged_at = '2029-03-01 12:00+00'", "complaint"),
        ),
    ],
    "complaint_letter_never_changed": never_changed(
        "requests_app_complaintletter", "complaint_letter"
    ),
    "search_limit_has_its_facts": [
        copied(SearchLimit, "search_limit", **{column: ""})
        for column in ("searched", "left_out", "reason")
    ],
    "search_limit_never_changed": never_changed("requests_app_searchlimit", "search_limit"),
    "search_limit_while_open": [
        after(
            [
                "UPDATE requests_app_rightsrequest SET state = 'withdrawn',"
                f" closed_at = {NOON}, closed_on = '2026-03-02' WHERE id = %(uk_access)s"
            ],
            copied(SearchLimit, "search_limit"),
        )
    ],
    "search_limit_of_access_in_the_uk": [
        copied(SearchLimit, "search_limit", request_id="@access"),
        copied(SearchLimit, "search_limit", request_id="@erasure"),
    ],
}
