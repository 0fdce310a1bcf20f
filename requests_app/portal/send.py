"""Send the form: once, however often the button is pressed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from config.clock import now
from registers_app.models import Controller, Register
from requests_app.detail_forms import DetailsForm
from requests_app.domain.representation import Role, asks_for_another
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import AnswerBy, Channel
from requests_app.plain_form import PlainForm
from requests_app.portal.browser_signal import signal_of
from requests_app.portal.drafts import lock_draft, note_sent
from requests_app.portal.last_forms import FindForm
from requests_app.portal.signs import is_flood, signs_of
from requests_app.portal.steps import chosen_way, first_gap
from requests_app.services.note_writer import WrittenFor
from requests_app.services.submit import NewSubmission, submit


class NothingToSend(Exception):
    """There is no draft, or something in it is missing or not right."""


class FloodFromHere(Exception):
    """Far too many were sent from this network: what was typed is kept, and waits."""


@transaction.atomic
def send(request: HttpRequest) -> None:
    """Make the draft of this browser a submission, unless it is one.

    1. Lock the draft: a second click waits here, and then finds it sent.
    2. Check every answer again, against the registers of today.
    3. Submit, and bind the draft to the submission, in one transaction.

    Raises NothingToSend, FloodFromHere.
    """
    locked = lock_draft(request)
    if locked is None:
        raise NothingToSend
    draft, answers = locked
    if draft.submission_id is not None:
        return
    if is_flood(request):
        raise FloodFromHere
    way = chosen_way(answers)
    controller = way.controller
    if controller is None:
        raise NothingToSend
    forms = way.bound_forms()
    if first_gap(way, forms) is not None:
        raise NothingToSend
    new = new_submission(forms, controller, way.register)
    signs = signs_of(request, draft, email=new.email)
    signal = signal_of(request) if Right.OBJECTION in new.rights else None
    note_sent(draft, submit(replace(new, signs=signs, browser_signal=signal or "")))


def new_submission(
    forms: Mapping[str, PlainForm], controller: Controller, register: Register | None
) -> NewSubmission:
    """What the forms say, all of which are right. What was typed at steps that no longer apply
    is left out.
    """
    typed: dict[str, Any] = {}
    details = {}
    for form in forms.values():
        if isinstance(form, DetailsForm):
            details[form.right] = form.details()
        else:
            typed |= form.cleaned_data
        if isinstance(form, FindForm):
            typed["identifiers"] = form.marks
    return NewSubmission(
        controller=controller,
        register=register,
        rights=tuple(Right(value) for value in typed["rights"]),
        channel=Channel.PORTAL,
        received_at=now(),
        language=get_language() or controller.language,
        person_name=typed.get("concerned_name") or typed["person_name"],
        written_for=_written_for(typed),
        protected_identity=typed["protected_identity"],
        email=typed["email"],
        phone=typed["phone"],
        postal_address=typed["postal_address"],
        lives_in=typed["lives_in"],
        answer_by=AnswerBy(typed["answer_by"]),
        identifiers=typed["identifiers"],
        about=typed["about"],
        details=details,
        objection_scope=_scope(typed),
        client_named=typed.get("client_named", ""),
    )


def _written_for(typed: Mapping[str, Any]) -> WrittenFor | None:
    role = Role(typed["whom"])
    if role is Role.SELF:
        return None
    if not asks_for_another(role):
        return WrittenFor(role=role)
    return WrittenFor(
        role=role,
        writer_name=typed["person_name"],
        contact=typed.get("concerned_contact", ""),
    )


def _scope(typed: Mapping[str, Any]) -> ObjectionScope | None:
    return ObjectionScope(typed["objection_scope"]) if "objection_scope" in typed else None
