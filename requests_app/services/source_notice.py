"""Note data that were obtained elsewhere, and tell the people, or say why nobody is (GDPR Art. 14).

Nobody is named here, so there is no case: the row is the record of who did what and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now, today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.domain.sources import used_from_elsewhere
from registers_app.models import Controller, OurRole, Purpose, Register
from registers_app.permissions import may
from registers_app.selectors import version_in_force
from requests_app.domain.calendars import holiday_calendar
from requests_app.domain.clock_facts import Regime
from requests_app.domain.duties import DutyDate, Exemption, SourceFacts, tell_by
from requests_app.models import SourceNotice
from requests_app.services.errors import NotPermitted, NotPossible, require_text


@dataclass(frozen=True, kw_only=True)
class Obtained:
    """Data that came from somebody other than the people; days are local to the controller."""

    register: Register
    purposes: Sequence[str]
    what: str
    source: str
    obtained_on: date
    communication_on: date | None = None
    disclosure_on: date | None = None


@transaction.atomic
def note_source(new: Obtained, *, actor: Actor) -> SourceNotice:
    """Keep when the data came, and date the notice. Raises NotPermitted, NotPossible."""
    controller = new.register.controller
    _require(actor, controller)
    require_text(new.what, new.source)
    if new.register.our_role != OurRole.CONTROLLER:
        raise NotPossible(_("As a processor we tell nobody: the controller does (Art. 14(1))."))
    if new.obtained_on > today(controller.time_zone):
        raise NotPossible(_("The data have not been obtained yet."))
    row = SourceNotice(
        register=new.register,
        purposes=list(new.purposes),
        what=new.what.strip(),
        source=new.source.strip(),
        obtained_on=new.obtained_on,
        communication_on=new.communication_on,
        disclosure_on=new.disclosure_on,
        created_at=now(),
        created_by_id=actor.id,
    )
    _date(row)
    row.save(force_insert=True)
    return row


@transaction.atomic
def bring_nearer(
    notice_id: int, *, communication_on: date | None, disclosure_on: date | None, actor: Actor
) -> SourceNotice:
    """The people are written to, or the data disclosed, on a day that was not known, or earlier.

    A day that was noted is never put off: who planned it had the duty by then. Raises NotPermitted,
    NotPossible.
    """
    row = _open_row(notice_id, actor=actor)
    row.communication_on = _nearer(row.communication_on, communication_on)
    row.disclosure_on = _nearer(row.disclosure_on, disclosure_on)
    _date(row)
    row.save(update_fields=["communication_on", "disclosure_on", "due_on", "counted_by"])
    return row


@transaction.atomic
def note_told(notice_id: int, *, told_on: date, how: str, actor: Actor) -> SourceNotice:
    """The people have been told. Raises NotPermitted, NotPossible."""
    require_text(how)
    row = _open_row(notice_id, actor=actor)
    if told_on > today(row.register.controller.time_zone):
        raise NotPossible(_("That day is still to come."))
    row.told_on, row.told_how, row.told_by_id = told_on, how.strip(), actor.id
    row.save(update_fields=["told_on", "told_how", "told_by_id"])
    return row


@transaction.atomic
def exempt(notice_id: int, *, exemption: Exemption, because: str, actor: Actor) -> SourceNotice:
    """Nobody is told, by one of the four exemptions (Art. 14(5)). Raises NotPermitted, NotPossible.

    The controller has to be able to show that it holds: the reason is kept.
    """
    require_text(because)
    row = _open_row(notice_id, actor=actor)
    row.exemption, row.exempt_because = exemption.value, because.strip()
    row.exempted_at, row.exempted_by_id = now(), actor.id
    row.save(update_fields=["exemption", "exempt_because", "exempted_at", "exempted_by_id"])
    return row


def redate_source_notices() -> int:
    """Date the open notices anew whose holiday table or controller's clock has changed."""
    changed = 0
    rows = SourceNotice.objects.filter(told_on=None, exempted_at=None)
    ways = rows.order_by().values_list("register__controller", "counted_by").distinct()
    controllers = Controller.objects.in_bulk([pk for pk, _way in ways])
    for pk, way in ways:
        if way != _counted_by(controllers[pk]):
            for row in rows.filter(register__controller=pk, counted_by=way):
                changed += _redate(row.pk)
    return changed


def dates_of_notice(row: SourceNotice) -> DutyDate:
    """The day by which people are told, and why."""
    controller = row.register.controller
    return tell_by(
        SourceFacts(
            obtained_on=row.obtained_on,
            calendar=controller.calendar,
            regime=Regime(controller.regime),
            communication_on=row.communication_on,
            disclosure_on=row.disclosure_on,
        )
    )


def purposes_from_elsewhere(register: Register) -> list[Purpose]:
    """The purposes of the register in force that use data the people did not give themselves."""
    version = version_in_force(register, on=today(register.controller.time_zone))
    if version is None:
        return []
    purposes = {row.key: row for row in version.purposes.all()}
    categories = version.data_categories.values_list("origin", "purposes")
    return [purposes[key] for key in used_from_elsewhere(purposes, categories)]


@transaction.atomic
def _redate(notice_id: int) -> bool:
    row = _lock(notice_id)
    if not row.is_open:
        return False
    _date(row)
    row.save(update_fields=["due_on", "counted_by"])
    return True


def _date(row: SourceNotice) -> None:
    try:
        row.due_on = dates_of_notice(row).due_on
    except ValueError as error:
        raise NotPossible(
            _("Data cannot be used or disclosed before they were obtained.")
        ) from error
    row.counted_by = _counted_by(row.register.controller)


def _counted_by(controller: Controller) -> str:
    version = holiday_calendar(controller.calendar).version
    return f"{controller.regime} {controller.calendar} {version}"[:100]


def _nearer(known: date | None, told: date | None) -> date | None:
    if known is not None and told is not None and told > known:
        raise NotPossible(_("A day that was noted is not put off."))
    return told or known


def _open_row(notice_id: int, *, actor: Actor) -> SourceNotice:
    row = _lock(notice_id)
    _require(actor, row.register.controller)
    if not row.is_open:
        raise NotPossible(_("This notice is done already."))
    return row


def _lock(notice_id: int) -> SourceNotice:
    rows = SourceNotice.objects.select_related("register__controller")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=notice_id)


def _require(actor: Actor, controller: Controller) -> None:
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=controller.pk):
        raise NotPermitted
