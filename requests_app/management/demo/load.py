"""Load the demo, all or nothing."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

import registers_app
from config.clock import at
from notices_app.models import Notice
from notices_app.services.deliver import deliver_due
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register
from registers_app.selectors import joint_with
from requests_app.management.demo.case import Case
from requests_app.management.demo.cases import CASES
from requests_app.management.demo.staff import make_staff
from requests_app.management.demo.steps import Scene, acting
from requests_app.management.demo.timetable import timetable
from requests_app.models import Channel, Submission
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
    for case in CASES:
        _play(case)
    if settings.EMAIL_TO_LOCAL_MAILBOX:
        _let_mail_have_gone_out()
    return True


def _play(case: Case) -> None:
    """Let the case happen, each step at its own instant in the past."""
    owner, slug = case.about_register
    turned_to = Controller.objects.get(slug=case.addressed_to or owner)
    register = Register.objects.get(controller__slug=owner, slug=slug) if slug else None
    others = [row for row in joint_with(register) if row != turned_to] if register else []
    times = timetable(case, [turned_to, *others])
    with at(times.entered_at):
        submission = _submit(case, turned_to, register, received_at=times.received_at)
    first = submission.requests.earliest("pk")
    scene = Scene(request_id=first.pk, handler=case.handler, supervisor=case.supervisor)
    for instant, (_, step) in zip(times.steps, case.steps, strict=True):
        with at(instant):
            step(scene)


def _let_mail_have_gone_out() -> None:
    """The mail of the past goes to the local mailbox in its order, each when it was written."""
    gone_until = None
    for due_at in Notice.objects.order_by("due_at").values_list("due_at", flat=True):
        if gone_until is None or due_at > gone_until:
            gone_until = due_at + SOON
            with at(gone_until):
                deliver_due()


def _submit(
    case: Case, controller: Controller, register: Register | None, *, received_at: datetime
) -> Submission:
    return submit(
        NewSubmission(
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
        ),
        actor=None if case.channel is Channel.PORTAL else acting(case.handler),
    )
