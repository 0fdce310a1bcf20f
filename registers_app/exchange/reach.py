"""How far whoever brings a file reaches: whose registers they may change by it."""

from dataclasses import dataclass

from registers_app.domain.actors import SYSTEM, Actor, user_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, User
from registers_app.permissions import controllers_where, manages_installation


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What *actor* may do by a file. Sets hold ids of controllers; None: all of them."""

    actor: Actor
    edits: frozenset[int] | None
    publishes: frozenset[int] | None
    manages: frozenset[int] | None
    manages_installation: bool

    def may_edit(self, controller: Controller) -> bool:
        """Whether they may change its registers; a new one's by whoever may make it."""
        if controller.pk is None:
            return self.manages_installation
        return _holds(self.edits, controller)

    def may_publish(self, controller: Controller) -> bool:
        """Whether they may publish its registers: at a new one nobody has a role yet."""
        return _holds(self.publishes, controller)

    def may_manage(self, controller: Controller) -> bool:
        """Whether they may change what is said of the organisation itself."""
        return self.manages_installation or _holds(self.manages, controller)


# Who runs the desk may do everything, by the command line.
OPERATOR = Reach(actor=SYSTEM, edits=None, publishes=None, manages=None, manages_installation=True)


def reach_of(user: User) -> Reach:
    """What *user*'s roles allow."""
    return Reach(
        actor=user_actor(user.pk),
        edits=_where(user, Permission.EDIT_REGISTERS),
        publishes=_where(user, Permission.PUBLISH_REGISTERS),
        manages=_where(user, Permission.MANAGE_CONTROLLER),
        manages_installation=manages_installation(user),
    )


def _holds(held: frozenset[int] | None, controller: Controller) -> bool:
    return held is None or controller.pk in held


def _where(user: User, permission: Permission) -> frozenset[int]:
    return frozenset(controllers_where(user, permission).values_list("pk", flat=True))
