"""Note that somebody looked a register through and found that it still holds."""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import today
from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import Register, StepKind
from registers_app.selectors import version_in_force
from registers_app.services.errors import NotPossible
from registers_app.services.version_steps import authorise, keep


@transaction.atomic
def confirm_register(register_id: int, *, actor: Actor) -> Register:
    """What is in force today still says how it is (GDPR Art. 5(2), 24(1)).

    Raises NotPermitted; NotPossible where nothing is published.
    """
    register = (
        Register.objects.select_related("controller")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=register_id)
    )
    authorise(actor, Permission.PUBLISH_REGISTERS, register)
    local_day = today(register.controller.time_zone)
    in_force = version_in_force(register, on=local_day)
    if in_force is None:
        raise NotPossible(_("Nothing is published that could still hold."))
    register.reviewed_on = local_day
    register.save(update_fields=["reviewed_on"])
    keep(in_force, StepKind.STILL_HOLDS, actor=actor)
    return register
