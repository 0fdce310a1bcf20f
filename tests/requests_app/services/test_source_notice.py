"""Data that came from elsewhere: people are told by the day that the law gives (GDPR Art. 14)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notices_app.models import Notice
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller, DataCategory
from registers_app.services.publish import publish
from requests_app.domain.duties import Exemption
from requests_app.models import SourceNotice
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.remind_of_duties import remind_of_duties
from requests_app.services.source_notice import (
    Obtained,
    bring_nearer,
    exempt,
    note_source,
    note_told,
    purposes_from_elsewhere,
    redate_source_notices,
)
from tests.cases import acting, handler_of
from tests.clock import Clock
from tests.factories import (
    at_any_hour,
    make_controller,
    make_register,
    make_user,
    make_version,
    texts,
)
from tests.requests_app.admin.registers import make_processor_register

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 10, tzinfo=UTC)


def noted(controller: Controller | None = None, **more: Any) -> SourceNotice:
    controller = controller or make_controller()
    register = make_register(controller, systems=())
    new = {"purposes": (), "what": "Addresses of shop owners.", "source": "Posti", **more}
    return note_source(
        Obtained(register=register, **{"obtained_on": date(2026, 3, 2), **new}),
        actor=acting(controller),
    )


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set(NOON)


def test_people_are_told_within_a_month_or_at_the_first_use() -> None:
    notice = noted()
    assert notice.due_on == date(2026, 4, 2)
    actor = acting(notice.register.controller)

    bring_nearer(
        notice.pk, communication_on=date(2026, 3, 25), disclosure_on=date(2026, 3, 21), actor=actor
    )

    notice.refresh_from_db()
    assert notice.due_on == date(2026, 3, 21)  # a Saturday: an event does not move
    with pytest.raises(NotPossible, match="not put off"):
        bring_nearer(notice.pk, communication_on=None, disclosure_on=date(2026, 3, 22), actor=actor)
    with pytest.raises(NotPossible, match="before they were obtained"):
        bring_nearer(notice.pk, communication_on=date(2026, 3, 1), disclosure_on=None, actor=actor)


def test_it_is_done_once_with_how_and_when_or_with_one_of_the_four_exemptions() -> None:
    told, spared = noted(), noted()
    for notice in (told, spared):
        actor = acting(notice.register.controller)
        with pytest.raises(NotPossible, match="reason"):
            note_told(notice.pk, told_on=date(2026, 3, 2), how=" ", actor=actor)
        with pytest.raises(NotPossible, match="still to come"):
            note_told(notice.pk, told_on=date(2026, 3, 3), how="By letter.", actor=actor)
        with pytest.raises(NotPossible, match="reason"):
            exempt(notice.pk, exemption=Exemption.LAW, because="", actor=actor)
    note_told(
        told.pk,
        told_on=date(2026, 3, 2),
        how="By letter.",
        actor=acting(told.register.controller),
    )
    exempt(
        spared.pk,
        exemption=Exemption.DISPROPORTIONATE,
        because="No addresses; the information is on our site.",
        actor=acting(spared.register.controller),
    )

    for notice in (told, spared):
        notice.refresh_from_db()
        assert not notice.is_open
        with pytest.raises(NotPossible, match="done already"):
            exempt(
                notice.pk,
                exemption=Exemption.LAW,
                because="A law.",
                actor=acting(notice.register.controller),
            )


def test_only_who_handles_requests_of_the_controller_notes_and_tells() -> None:
    notice = noted()
    for other in (
        handler_of(make_controller()),
        make_user(notice.register.controller, role=Role.DPO),
    ):
        with pytest.raises(NotPermitted):
            note_told(
                notice.pk, told_on=date(2026, 3, 2), how="By letter.", actor=user_actor(other.pk)
            )


def test_a_processor_tells_nobody_and_nothing_is_obtained_tomorrow() -> None:
    register = make_processor_register(make_controller())
    with pytest.raises(NotPossible, match="As a processor"):
        note_source(
            Obtained(
                register=register,
                purposes=(),
                what="x",
                source="y",
                obtained_on=date(2026, 3, 2),
            ),
            actor=acting(register.controller),
        )
    with pytest.raises(NotPossible, match="not been obtained yet"):
        noted(obtained_on=date(2026, 3, 3))


def test_the_register_says_for_which_purposes_data_do_not_come_from_the_people() -> None:
    register = make_register(make_controller(), systems=())
    assert purposes_from_elsewhere(register) == []
    version = make_version(register)
    marketing = version.purposes.create(names=texts("Finding customers"), owner="Sales", position=1)
    marketing.bases.create(basis="contract")
    DataCategory.objects.create(
        version=version,
        names=texts("Addresses"),
        origin="third_party",
        purposes=[marketing.key],
        position=1,
    )
    publish(version_id=version.pk, effective_on=date(2026, 3, 2))

    assert [row.key for row in purposes_from_elsewhere(register)] == [marketing.key]


def test_staff_are_reminded_a_week_before_on_the_day_and_daily_after_it(clock: Clock) -> None:
    notice = noted()
    make_user(at_any_hour(notice.register.controller), role=Role.SUPERVISOR)
    told = []
    for day in (23, 24, 25, 31, 32, 33):  # from 25 March on; 2 April is the last day
        clock.set(NOON + timedelta(days=day))
        told.append(remind_of_duties())
        assert remind_of_duties() == 0

    assert told == [0, 2, 0, 2, 2, 2]
    last = Notice.objects.filter(kind="staff_source_notice").latest("pk")
    assert "Late" in last.subject or "Myöhässä" in last.subject or "Försenat" in last.subject


def test_nobody_is_reminded_of_what_is_done(clock: Clock) -> None:
    notice = noted()
    note_told(
        notice.pk,
        told_on=date(2026, 3, 2),
        how="By letter.",
        actor=acting(notice.register.controller),
    )
    clock.set(NOON + timedelta(days=60))

    assert remind_of_duties() == 0


def test_open_notices_are_dated_anew_when_the_calendar_of_the_controller_changes() -> None:
    notice = noted(obtained_on=date(2026, 2, 6))
    assert notice.due_on == date(2026, 3, 6)
    assert redate_source_notices() == 0
    Controller.objects.filter(pk=notice.register.controller_id).update(calendar="EE")
    other = noted(obtained_on=date(2026, 2, 6))

    assert redate_source_notices() == 1

    for row in (notice, other):
        row.refresh_from_db()
    assert notice.counted_by.startswith("EU EE ")
    assert other.counted_by.startswith("EU FI ")
