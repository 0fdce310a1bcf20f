"""Tell the person, and tell staff."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation

from config.clock import now, today
from notices_app.letters import compose_case_letter
from notices_app.services import enqueue
from registers_app.domain.roles import Permission, Role
from registers_app.models import User
from registers_app.permissions import holders, members_with_role
from requests_app.domain.representation import AnswerTo
from requests_app.models import Absence, CaseLetter, LinkPurpose, RightsRequest, Submission
from requests_app.models.absence import away_on
from requests_app.services.addressing import addressing, answers_to
from requests_app.services.letter_context import letter_context
from requests_app.services.links import absolute, admin_address, make_link
from requests_app.services.post_letter import post_letter
from requests_app.services.takes_digest import IN_DIGEST, takes_digest
from requests_app.written import written_time

# What concerns the writer themselves, whoever is answered.
TO_THE_WRITER = ("authority_asked", "authority_not_enough", "new_link", "confirm_reminder")


def write_letter(
    request: RightsRequest, *, kind: str, addressed_to: AnswerTo | None = None, **more: Any
) -> CaseLetter:
    """Write a letter into the case, to be read in the portal, and on paper where one wants it so.

    It goes to *addressed_to*; None: to whom the case is answered.
    """
    language = request.submission.language
    to = addressed_to or answers_to(request.submission)
    context = letter_context(request, **addressing(request.submission, to=to), **more)
    letter = compose_case_letter(kind=kind, language=language, context=context)
    row = CaseLetter.objects.create(
        request=request,
        kind=kind,
        language=language,
        subject=letter.subject,
        text=letter.text,
        wording_id=letter.wording_id,
        digest=letter.digest,
        written_at=now(),
        addressed_to=to.value,
    )
    post_letter(row)
    return row


def mail_person(
    request: RightsRequest,
    *,
    kind: str,
    occasion: str,
    link_code: str = "",
    several: bool | None = None,
    **more: Any,
) -> None:
    """Mail who wrote that something waits for them, without its content.

    Nothing without an address, nor where it goes past them to the person concerned. *link_code*:
    what may be typed instead of following the link. *several*: whether more rights than this were
    asked for; None: it is looked up.
    """
    submission = request.submission
    if not submission.email:
        return
    if kind not in TO_THE_WRITER and answers_to(submission) is AnswerTo.PERSON:
        return
    if several is None:
        several = submission.requests.filter(part_of=None).count() > 1
    more = {**_earliest(request, several=several), **more}
    context = letter_context(
        request,
        open_url=make_link(submission, purpose=LinkPurpose.OPEN, code=link_code),
        ask_link_url=absolute("portal:new_link", submission=submission),
        **more,
    )
    enqueue(
        kind=kind,
        language=submission.language,
        to_address=submission.email,
        controller=submission.controller,
        occasion=occasion,
        context=context,
        submission_id=submission.pk,
    )


def _earliest(request: RightsRequest, *, several: bool) -> dict[str, Any]:
    """With several rights in one submission a mail names the first of their days."""
    if not several:
        return {"several": False}
    rows = request.submission.requests.all()
    days = [row.due_on for row in rows if row.due_on and not row.forward_by]
    return {"several": True, "due_on": min(days, default=None)}


def tell_staff_of_new(submission: Submission, requests: Sequence[RightsRequest]) -> None:
    """One word to staff of a new submission, with every right that it asks for."""
    first = requests[0]
    stop_by = next((row.stop_by for row in requests if row.stop_by), None)
    for user in handlers_of(first):
        with translation.override(user.language):
            rights = [str(row.get_right_display()) for row in requests]
            stop_text = written_time(stop_by, time_zone=submission.controller.time_zone)
        mail_staff(
            first,
            users=[user],
            kind="staff_new_request",
            occasion=f"new:{submission.pk}",
            rights=rights,
            stop_by=stop_text,
        )


def mail_staff(
    request: RightsRequest, *, users: list[User], kind: str, occasion: str, **more: Any
) -> None:
    """Mail members of staff about a request; without the person's name.

    A reminder goes to nobody who gets a digest every morning instead.
    """
    digested = takes_digest(users, controller_id=request.controller_id) if kind in IN_DIGEST else ()
    for user in users:
        if not user.email or user.pk in digested:
            continue
        with translation.override(user.language):
            right = str(request.get_right_display())
        enqueue(
            kind=kind,
            language=user.language,
            to_address=user.email,
            controller=request.submission.controller,
            occasion=f"{occasion}:{user.pk}",
            context={
                "reference": request.submission.reference,
                "controller": request.submission.controller,
                "right": right,
                "received_on": request.received_on,
                "due_on": request.due_on,
                "target_on": request.target_on,
                "forward_by": request.forward_by,
                "admin_url": admin_address(request.pk),
                **more,
            },
            submission_id=request.submission_id,
        )


def handlers_of(request: RightsRequest) -> list[User]:
    """Who works on the request: its handler, with who stands in while they are away.

    Else every handler of the controller.
    """
    if request.assignee is not None and request.assignee.is_active:
        return [request.assignee, *_deputies_of(request)]
    return list(members_with_role(Role.HANDLER.value, controller_id=request.controller_id))


def _deputies_of(request: RightsRequest) -> list[User]:
    day = today(request.submission.controller.time_zone)
    away = Absence.objects.filter(away_on(day), user=request.assignee_id)
    return list(
        holders(Permission.HANDLE_REQUESTS, controller_id=request.controller_id).filter(
            pk__in=away.values("deputy")
        )
    )


def supervisors_of(request: RightsRequest) -> list[User]:
    """The supervisors of the controller."""
    return list(members_with_role(Role.SUPERVISOR.value, controller_id=request.controller_id))
