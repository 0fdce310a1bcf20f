"""Load the demo, all or nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

import registers_app
from config.clock import at
from notices_app.models import Notice, Way
from notices_app.services.deliver import deliver_due
from registers_app.domain.actors import Actor, user_actor
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register, User
from registers_app.selectors import joint_with
from requests_app.management.demo.case import Case
from requests_app.management.demo.cases import CASES
from requests_app.management.demo.staff import make_staff
from requests_app.management.demo.steps import Scene
from requests_app.management.demo.timetable import timetable
from requests_app.models import Channel
from requests_app.services.submit import NewSubmission, submit

REGISTERS = Path(registers_app.__file__).parent / "demo"
FILES = ("jackbot.yaml", "jamix.yaml", "jakamo.yaml", "jalonom.yaml", "jamworks.yaml")
# Mail leaves so long after it was written; steps lie further apart.
SOON = timedelta(seconds=10)


@transaction.atomic
def load() -> bool:
    """Whether the demo was loaded; a desk that has a controller is left as it is."""
    if Controller.objects.exists():
        return False
    for name in FILES:
        load_yaml((REGISTERS / name).read_bytes())
    make_staff()
    crew = {user.username: user_actor(user.pk) for user in User.objects.all()}
    for case in CASES:
        _play(case, crew)
    if settings.EMAIL_TO_LOCAL_MAILBOX:
        _let_mail_have_gone_out()
    return True


def _play(case: Case, crew: Mapping[str, Actor]) -> None:
    """Let the case happen, each step at its own instant in the past."""
    owner, slug = case.about_register
    turned_to = Controller.objects.get(slug=case.addressed_to or owner)
    register = Register.objects.get(controller__slug=owner, slug=slug) if slug else None
    others = [row for row in joint_with(register) if row != turned_to] if register else []
    times = timetable(case, [turned_to, *others])
    new = _new_submission(case, turned_to, register, received_at=times.received_at)
    with at(times.entered_at):
        by_person = case.channel is Channel.PORTAL
        submission = submit(new, actor=None if by_person else crew[case.handler])
    scene = Scene(
        request_id=submission.requests.earliest("pk").pk,
        by_handler=crew[case.handler],
        by_supervisor=crew[case.supervisor],
    )
    for instant, (_, step) in zip(times.steps, case.steps, strict=True):
        with at(instant):
            step(scene)


def _let_mail_have_gone_out() -> None:
    """The mail of the past goes to the local mailbox in its order, each when it was written."""
    gone_until = None
    mails = Notice.objects.filter(way=Way.MAIL)
    for due_at in mails.order_by("due_at").values_list("due_at", flat=True):
        if gone_until is None or due_at > gone_until:
            gone_until = due_at + SOON
            with at(gone_until):
                deliver_due()


def _new_submission(
    case: Case, controller: Controller, register: Register | None, *, received_at: datetime
) -> NewSubmission:
    return NewSubmission(
        controller=controller,
        register=register,
        rights=case.rights,
        objection_scope=case.scope,
        client_named=case.client_named,
        channel=case.channel,
        received_at=received_at,
        language=case.language,
        person_name=case.person,
        email=case.email,
        phone=case.phone,
        postal_address=case.postal_address,
        identifiers=case.identifiers,
        about=case.about,
    )
