"""The one place that says whether somebody may do something at a controller."""

from django.db.models import QuerySet

from registers_app.domain.actors import Actor, ActorKind
from registers_app.domain.roles import GRANTS, Permission, Role, roles_granting
from registers_app.models import Controller, Membership, User


def may(actor: Actor, permission: Permission, *, controller_id: int) -> bool:
    """Whether *actor* holds *permission* at that controller. Persons and the system never do."""
    if actor.kind is not ActorKind.USER:
        return False
    return Membership.objects.filter(
        user_id=actor.id,
        user__is_active=True,
        controller_id=controller_id,
        role__in=roles_granting(permission),
    ).exists()


def held_by(actor: Actor, *, controller_id: int) -> frozenset[Permission]:
    """Everything that *actor* may do at that controller: for pages that offer many steps."""
    if actor.kind is not ActorKind.USER:
        return frozenset()
    roles = Membership.objects.filter(
        user_id=actor.id, user__is_active=True, controller_id=controller_id
    ).values_list("role", flat=True)
    return frozenset(permission for role in roles for permission in GRANTS[Role(role)])


def grants_of(user: User) -> dict[Permission, frozenset[int]]:
    """The ids of the controllers where *user* holds each permission: for pages that ask often."""
    memberships = list(
        Membership.objects.filter(user=user, user__is_active=True).values_list(
            "controller_id", "role"
        )
    )
    return {
        permission: frozenset(pk for pk, role in memberships if permission in GRANTS[Role(role)])
        for permission in Permission
    }


def controllers_where(user: User, permission: Permission) -> QuerySet[Controller]:
    """The controllers at which *user* holds *permission*."""
    return Controller.objects.filter(
        pk__in=Membership.objects.filter(
            user=user, user__is_active=True, role__in=roles_granting(permission)
        ).values("controller_id")
    )


def holders(permission: Permission, *, controller_id: int) -> QuerySet[User]:
    """The active users who hold *permission* at that controller."""
    return (
        User.objects.filter(
            is_active=True,
            memberships__controller_id=controller_id,
            memberships__role__in=roles_granting(permission),
        )
        .distinct()
        .order_by("pk")
    )


def members_with_role(role: str, *, controller_id: int) -> QuerySet[User]:
    """The active users who are *role* at that controller."""
    return (
        User.objects.filter(
            is_active=True, memberships__controller_id=controller_id, memberships__role=role
        )
        .distinct()
        .order_by("pk")
    )


def manages_installation(user: object) -> bool:
    """Whether *user* manages controllers, users and memberships; that shows them no one's data."""
    return isinstance(user, User) and user.is_active and user.is_superuser
