"""Send the form: once, however often the button is pressed."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from config.clock import now
from registers_app.models import Controller, Register
from requests_app.domain.rights import Right
from requests_app.models import Channel
from requests_app.portal.drafts import lock_draft, note_sent
from requests_app.portal.forms import PlainForm
from requests_app.portal.options import UNKNOWN_REGISTER
from requests_app.portal.steps import bound_forms, controller_of, first_gap
from requests_app.services.submit import NewSubmission, submit


class NothingToSend(Exception):
    """There is no draft, or something in it is missing or not right."""


@transaction.atomic
def send(request: HttpRequest) -> None:
    """Make the draft of this browser a submission, unless it is one. Raises NothingToSend.

    1. Lock the draft: a second click waits here, and then finds it sent.
    2. Check every answer again, against the registers of today.
    3. Submit, and bind the draft to the submission, in one transaction.
    """
    locked = lock_draft(request)
    if locked is None:
        raise NothingToSend
    draft, answers = locked
    if draft.submission_id is not None:
        return
    controller = controller_of(answers)
    if controller is None:
        raise NothingToSend
    forms = bound_forms(answers, controller=controller)
    if first_gap(forms) is not None:
        raise NothingToSend
    note_sent(draft, submit(_new_submission(forms, controller)))


def _new_submission(forms: dict[str, PlainForm], controller: Controller) -> NewSubmission:
    typed: dict[str, Any] = {}
    for form in forms.values():
        typed |= form.cleaned_data
    return NewSubmission(
        controller=controller,
        register=_register(typed["register"], controller),
        rights=tuple(Right(value) for value in typed["rights"]),
        channel=Channel.PORTAL,
        received_at=now(),
        language=get_language() or controller.language,
        person_name=typed["person_name"],
        email=typed["email"],
        phone=typed["phone"],
        postal_address=typed["postal_address"],
        identifiers=typed["identifiers"],
        about=typed["about"],
    )


def _register(slug: str, controller: Controller) -> Register | None:
    if slug == UNKNOWN_REGISTER:
        return None
    return Register.objects.get(controller=controller, slug=slug)
