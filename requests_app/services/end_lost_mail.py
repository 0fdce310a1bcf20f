"""See to a mail that did not arrive."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.permissions import may
from requests_app.models import LostEnd, LostMail
from requests_app.services.errors import NotPermitted, NotPossible
from requests_app.services.perform import lock_case
from requests_app.services.record import record


@transaction.atomic
def end_lost_mail(lost_id: int, *, reached: bool, actor: Actor) -> None:
    """Note that the person was reached in another way, or need not be any more.

    Raises NotPermitted; NotPossible once it is seen to.
    """
    case = lock_case(LostMail, lost_id)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise NotPermitted
    end = LostEnd.REACHED if reached else LostEnd.NOT_NEEDED
    event = "mail.reached" if reached else "mail.not_needed"
    open_still = LostMail.objects.filter(pk=lost_id, ended_at=None)
    if not open_still.update(ended_as=end, ended_at=now(), ended_by_id=actor.id):
        raise NotPossible(_("This mail has been seen to already."))
    record(
        submission_id=case.pk,
        event=event,
        actor=actor,
        facts={"mail": LostMail.objects.get(pk=lost_id).notice.kind},
    )
