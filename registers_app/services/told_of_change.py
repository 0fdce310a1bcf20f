"""Who is told when what a register says has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registers_app.domain.actors import Actor
from registers_app.domain.roles import Permission
from registers_app.models import Register, User
from registers_app.permissions import holders
from registers_app.selectors import joint_with
from registers_app.services.version_steps import user_id


class Capacity(StrEnum):
    """Why somebody is told."""

    STAFF = "staff"  # who edits registers, answers by them, or monitors (GDPR Art. 39(1)(b))
    OWNER = "owner"
    DPO = "dpo"
    SYSTEM_OWNER = "system_owner"
    JOINT = "joint"  # GDPR Art. 26(1)
    CLIENT = "client"  # GDPR Art. 28(2)


CAPACITY_WORDS: Mapping[Capacity, str | Promise] = {
    Capacity.STAFF: _("works with the register at this desk"),
    Capacity.OWNER: _("owner of the register"),
    Capacity.DPO: _("data protection officer"),
    Capacity.SYSTEM_OWNER: _("owner of a data system"),
    Capacity.JOINT: _("joint controller"),
    Capacity.CLIENT: _("client whose data we process"),
}
OUTSIDE = frozenset({Capacity.JOINT, Capacity.CLIENT})


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody who gets one mail, in their language where it is known."""

    address: str
    language: str
    capacity: Capacity
    name: str

    @property
    def why(self) -> str | Promise:
        """Why they are told."""
        return CAPACITY_WORDS[self.capacity]


def told_of_change(register: Register, *, by: Actor) -> list[Told]:
    """Everybody whose work or duty the register touches, each address once, but for who acts."""
    acting = User.objects.filter(pk=user_id(by) or 0).values_list("email", flat=True)
    seen = {"", *(address.casefold() for address in acting)}
    found: list[Told] = []
    for told in _everybody(register):
        if told.address.casefold() not in seen:
            seen.add(told.address.casefold())
            found.append(told)
    return found


def _everybody(register: Register) -> Iterator[Told]:
    controller = register.controller

    def told(address: str, capacity: Capacity, name: str, language: str = "") -> Told:
        language = language or controller.language
        return Told(address=address, language=language, capacity=capacity, name=name)

    for user in holders(Permission.SEE_REGISTERS, controller_id=controller.pk):
        name = user.get_full_name() or user.get_username()
        yield told(user.email, Capacity.STAFF, name, user.language)
    yield told(register.owner_email, Capacity.OWNER, register.owner)
    yield told(controller.dpo_email, Capacity.DPO, controller.dpo_name)
    for system in register.data_systems.filter(is_active=True):
        yield told(system.owner_email, Capacity.SYSTEM_OWNER, f"{system.owner}, {system.name}")
    for joint in joint_with(register)[1:]:
        yield told(joint.email, Capacity.JOINT, joint.name, joint.language)
    for client in register.clients.filter(is_active=True):
        yield told(client.email, Capacity.CLIENT, client.name)
