"""The mails: short, with nothing of the case but its reference."""

from notices_app.letters.kinds import LetterKind, Medium, Part


def _to_person(name: str, *needs: str) -> LetterKind:
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"name", "reference", "controller", *needs}),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"reference"}),
    )


def _open(name: str, *needs: str) -> LetterKind:
    return _to_person(name, "open_url", "ask_link_url", *needs)


def _to_controller(name: str, *needs: str) -> LetterKind:
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"reference", "controller", "answerer", *needs}),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"reference", "answerer"}),
    )


def _to_somebody(name: str, *needs: str) -> LetterKind:
    """To whoever typed an address into the form: there is no name and no reference yet."""
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"controller", *needs}),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset(),
    )


def _to_staff(name: str, *needs: str, right: str = "right") -> LetterKind:
    always = {"reference", "controller", "received_on", "due_on", "admin_url"}
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({*always, right, *needs}),
        parts=frozenset(),
        needs_content=frozenset({"reference", right}),
    )


def _to_owner(name: str, *needs: str) -> LetterKind:
    """To the owner of a data system, with a link to one task; without the person's name."""
    always = {"reference", "controller", "system", "right", "work", "finish_by", "task_url"}
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({*always, *needs}),
        parts=frozenset({Part.CONTACT}),
        may_be_none=frozenset({"finish_by"}),
        needs_content=frozenset({"reference", "system", "right", "work"}),
    )


def _of_duty(name: str, *needs: str) -> LetterKind:
    """To staff, about a duty apart from requests."""
    return LetterKind(
        medium=Medium.MAIL,
        name=name,
        needs=frozenset({"controller", "last_day", "days_late", "admin_url", *needs}),
        parts=frozenset(),
    )


# ``several``: the submission holds several requests, and ``due_on`` is the earliest of their days.
# ``forward_by``: we are the processor, and pass the request on by that day.
MAILS = [
    _to_person("received_confirm", "received_on", "due_on", "forward_by", "several", "confirm_url"),
    _open("received", "received_on", "due_on", "forward_by", "several"),
    _to_person("confirm_reminder", "received_on", "due_on", "forward_by", "several", "confirm_url"),
    _open("email_confirmed", "due_on", "forward_by", "several"),
    _open("new_link", "code", "code_minutes"),
    _to_somebody("draft_link", "draft_url", "kept_until"),
    _to_somebody("misdirected", "received_on", "was_passed_on", "turn_to"),
    _open("identity_asked"),
    _open("identity_reminder"),
    _open("authority_asked"),
    _open("authority_not_enough"),
    _open("clarification_asked"),
    _open("clarification_reminder"),
    _open("extended", "due_on", "several"),
    _open("progress"),
    _open("answer_ready", "expires_on"),
    _open("package_code", "code", "code_minutes"),
    _open("package_expires", "expires_on"),
    _open("decided"),
    _open("decision_refused"),
    _open("withdrawn"),
    _open("forwarded"),
    _open("part_passed_on"),
    _to_controller(
        "handed_over",
        "agreement",
        "right",
        "received_on",
        "due_on",
        "stops_at_once",
        "expires_on",
        "handed_over_url",
    ),
    _to_controller(
        "handed_over_reminder",
        "right",
        "received_on",
        "due_on",
        "sent_on",
        "expires_on",
        "handed_over_url",
    ),
    _to_controller(
        "instruction_unlawful",
        "right",
        "received_on",
        "asked_on",
        "expires_on",
        "handed_over_url",
    ),
    _open("unidentified"),
    _open("reopened"),
    _open("message_waiting"),
    _open("complaint_letter"),
    _to_staff("staff_new_request", "stop_by", "forward_by", right="rights"),
    _to_staff("staff_assigned"),
    _to_staff("staff_reminded"),
    _to_staff("staff_step_refused"),
    _to_staff("staff_mentioned"),
    _to_staff("staff_before", "days", "target_on", "forward_by"),
    _to_staff("staff_today", "target_on", "forward_by"),
    _to_staff("staff_late", "days_late", "forward_by"),
    _to_staff("staff_closing_proposed", "asked_on"),
    _to_staff("staff_client_silent", "sent_on", "working_days"),
    _to_staff("staff_proof_waits", "came_on"),
    _to_staff("staff_help_due", "deliver_by", "days_late"),
    _to_staff("staff_person_acted", "what"),
    _to_staff("staff_owner_acted", "owner_did", "system"),
    _to_staff("staff_owner_silent", "systems", "days"),
    _to_owner("task_opened", "now"),
    _to_owner("task_link"),
    _to_owner("task_answered"),
    _to_owner("task_reminder", "days"),
    LetterKind(
        medium=Medium.MAIL,
        name="task_erase_again",
        needs=frozenset(
            {
                "reference",
                "controller",
                "system",
                "erased_on",
                "restored_on",
                "finish_by",
                "task_url",
            }
        ),
        parts=frozenset({Part.CONTACT}),
        needs_content=frozenset({"reference", "system"}),
    ),
    LetterKind(
        medium=Medium.MAIL,
        name="staff_digest",
        needs=frozenset(
            {
                "controller",
                "day",
                "lines",
                "late",
                "due_today",
                "week",
                "unassigned",
                "late_url",
                "week_url",
                "mine_url",
            }
        ),
        parts=frozenset(),
        needs_content=frozenset({"late_url"}),
    ),
    _of_duty("staff_source_notice", "obtained_on", "register"),
    _of_duty("staff_restore", "system"),
    _of_duty("staff_complaint", "reference", "received_on", "acknowledged"),
    LetterKind(
        medium=Medium.MAIL,
        name="staff_intake",
        needs=frozenset({"controller", "waiting", "due_on", "alarms", "admin_url"}),
        parts=frozenset(),
        needs_content=frozenset({"admin_url"}),
    ),
    LetterKind(
        medium=Medium.MAIL,
        name="staff_handed_over",
        needs=frozenset({"controller", "count", "queue_url"}),
        parts=frozenset(),
        needs_content=frozenset({"queue_url"}),
    ),
    LetterKind(
        medium=Medium.MAIL,
        name="report",
        needs=frozenset(
            {
                "controller",
                "first_on",
                "last_on",
                "received",
                "on_time",
                "answered_late",
                "open",
                "waiting",
                "week",
                "late",
                "report_url",
            }
        ),
        parts=frozenset(),
        needs_content=frozenset({"report_url"}),
    ),
]
