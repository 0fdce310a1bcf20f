"""The notices of one controller."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language

from config.clock import today
from registers_app.domain.languages import Text, pick
from registers_app.models import Controller, OurRole, Register
from registers_app.pages.history import Dated, Standing, current, history
from registers_app.pages.said.small import when
from registers_app.selectors import joint_with, published_registers, published_versions


@dataclass(frozen=True, kw_only=True)
class ListedNotice:
    """A notice in a list."""

    register: Register
    name: Text
    description: Text
    dated: Dated
    when: str
    joint: list[Controller]  # all that decide together; empty where one decides alone

    @property
    def is_processor(self) -> bool:
        """Whether others decide over the data (GDPR Art. 28)."""
        return self.register.our_role == OurRole.PROCESSOR

    @property
    def takes_requests(self) -> bool:
        """Whether the desk of the controller that answers is open."""
        return self.register.controller.is_open

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today, or only from a later day."""
        return self.dated.standing is Standing.IN_FORCE


def notices_of(controller: Controller) -> list[ListedNotice]:
    """The notices of the registers that the controller keeps or is joint for."""
    registers = (
        published_registers(controller)
        .select_related("controller")
        .prefetch_related(Prefetch("versions", queryset=published_versions()), "joint_controllers")
    )
    return [_listed(register) for register in registers]


def _listed(register: Register) -> ListedNotice:
    language = get_language() or "en"
    dated = current(history(register.versions.all(), on=today(register.controller.time_zone)))
    joint = joint_with(register)
    return ListedNotice(
        register=register,
        name=register.name_in(language),
        description=pick(dated.version.descriptions, language=language),
        dated=dated,
        when=when(dated, language),
        joint=joint if len(joint) > 1 else [],
    )
