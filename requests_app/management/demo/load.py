"""Load the demo, all or nothing."""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

import registers_app
from config.clock import at, now
from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import Controller, Register
from requests_app.management.demo.case import Case
from requests_app.management.demo.cases import CASES
from requests_app.management.demo.staff import make_staff
from requests_app.management.demo.steps import Scene, acting
from requests_app.models import Channel, Submission
from requests_app.services.submit import NewSubmission, submit

REGISTERS = Path(registers_app.__file__).parent / "demo"
FILES = ("jackbot.yaml", "jamix.yaml", "jakamo.yaml")
OFFICE_OPENS = time(9, 20)
BETWEEN_STEPS = timedelta(minutes=25)
JUST_NOW = timedelta(minutes=10)


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
    return True


def _play(case: Case) -> None:
    """Let the case happen, each step at its own instant in the past."""
    controller = Controller.objects.get(slug=case.addressed_to or case.about_register[0])
    latest = now() - JUST_NOW
    zone = ZoneInfo(controller.time_zone)
    received_at = min(_moment(latest, zone=zone, days=-case.days_ago), latest)
    instant = received_at
    if case.channel is not Channel.PORTAL:
        # Somebody was there to open the mail, take the call and enter it.
        received_at = _workday(received_at)
        instant = received_at + BETWEEN_STEPS
    with at(instant):
        submission = _submit(case, controller, received_at=received_at)
    first = submission.requests.earliest("pk")
    scene = Scene(request_id=first.pk, handler=case.handler, supervisor=case.supervisor)
    for days, step in case.steps:
        planned = _workday(_moment(received_at, zone=zone, days=days)) if days else received_at
        instant = max(planned, instant + BETWEEN_STEPS)
        with at(instant):
            step(scene)


def _submit(case: Case, controller: Controller, *, received_at: datetime) -> Submission:
    owner, slug = case.about_register
    return submit(
        NewSubmission(
            controller=controller,
            register=Register.objects.get(controller__slug=owner, slug=slug) if slug else None,
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


def _moment(reference: datetime, *, zone: ZoneInfo, days: int) -> datetime:
    day = reference.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, OFFICE_OPENS, tzinfo=zone)


def _workday(moment: datetime) -> datetime:
    """The same hour on the Friday before, when *moment* is on a weekend."""
    return moment - timedelta(days=max(0, moment.weekday() - 4))
