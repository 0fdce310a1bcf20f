"""Who is away, and who stands in: a deputy sees and gets what is the absent one's."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import controllers_where, holders
from requests_app.models import Absence
from requests_app.services.errors import NotPossible


@transaction.atomic
def note_absence(user: User, *, deputy: User, first_on: date, last_on: date) -> Absence:
    """*user* is away, and *deputy* stands in for them. Raises NotPossible.

    The deputy handles requests at every controller where the user does: none is left without.
    """
    if last_on < first_on:
        raise NotPossible(_("The last day does not come before the first."))
    if deputy.pk == user.pk:
        raise NotPossible(_("Somebody else has to stand in for you."))
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not deputies_possible(user).filter(pk=deputy.pk).exists():
        raise NotPossible(_("The deputy has to handle requests wherever you do."))
    overlapping = user.absences.filter(first_on__lte=last_on, last_on__gte=first_on, ended_at=None)
    if overlapping.exists():
        raise NotPossible(_("You have noted an absence for some of these days: end it first."))
    return Absence.objects.create(
        user=user, deputy=deputy, first_on=first_on, last_on=last_on, noted_at=now()
    )


def end_absence(user: User, *, absence_id: int) -> bool:
    """It is over, or does not come: whether there was one of *user*'s own."""
    absence = user.absences.filter(pk=absence_id, ended_at=None).first()
    if absence is not None:
        absence.ended_at = now()
        absence.save(update_fields=["ended_at"])
    return absence is not None


def deputies_possible(user: User) -> QuerySet[User]:
    """Active colleagues who handle requests at every controller where *user* does."""
    found = User.objects.filter(is_active=True).exclude(pk=user.pk)
    for controller in controllers_where(user, Permission.HANDLE_REQUESTS):
        there = holders(Permission.HANDLE_REQUESTS, controller_id=controller.pk)
        found = found.filter(pk__in=there.order_by().values("pk"))
    return found.order_by("last_name", "first_name", "username")
