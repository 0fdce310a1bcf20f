"""Who works in the demo. Everybody has the demo password, which opens nothing outside DEBUG."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from registers_app.domain.roles import Role
from registers_app.models import Controller, Membership, User
from registers_app.services.sign_in import DEMO_PASSWORD

EVERYWHERE = ("jackbot", "jamix", "jalonom", "jalonom-sweden", "jakamo", "jamworks")


@dataclass(frozen=True, kw_only=True)
class Member:
    """One member of staff: a role at some controllers."""

    username: str
    name: tuple[str, str]
    language: str
    role: Role
    controllers: tuple[str, ...] = EVERYWHERE
    is_superuser: bool = False


STAFF = (
    Member(username="hanna", name=("Hanna", "Hoitaja"), language="fi", role=Role.HANDLER),
    Member(username="sven", name=("Sven", "Svarstid"), language="sv", role=Role.SUPERVISOR),
    Member(username="rita", name=("Rita", "Rekisteri"), language="fi", role=Role.REGISTER_EDITOR),
    Member(username="dora", name=("Dora", "Dataskydd"), language="en", role=Role.DPO),
    Member(
        username="aino",
        name=("Aino", "Avain"),
        language="en",
        role=Role.ADMINISTRATOR,
        is_superuser=True,
    ),
    Member(
        username="henrik",
        name=("Henrik", "Handläggare"),
        language="sv",
        role=Role.HANDLER,
        controllers=("jamix", "jalonom", "jalonom-sweden"),
    ),
    Member(
        username="emma",
        name=("Emma", "Everyday"),
        language="en",
        role=Role.HANDLER,
        controllers=("jakamo", "jamworks"),
    ),
    Member(
        username="jarmo",
        name=("Jarmo", "Jackbotti"),
        language="fi",
        role=Role.HANDLER,
        controllers=("jackbot",),
    ),
)


def make_staff() -> None:
    """Make the accounts and give them their roles. The controllers are there already."""
    # One hash for all: hashing is slow on purpose, and everybody knows this password.
    password = make_password(DEMO_PASSWORD)
    for member in STAFF:
        first_name, last_name = member.name
        user = User.objects.create(
            username=member.username,
            email=f"{member.username}@desk.example",
            password=password,
            first_name=first_name,
            last_name=last_name,
            language=member.language,
            is_staff=True,
            is_superuser=member.is_superuser,
        )
        for controller in Controller.objects.filter(slug__in=member.controllers):
            Membership.objects.create(user=user, controller=controller, role=member.role.value)
