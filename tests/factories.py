"""Made-up organisations, registers and staff. Cases are in tests/cases.py."""

from itertools import count

from config.clock import now
from registers_app.domain.lawful_basis import LawfulBasis
from registers_app.domain.roles import Role
from registers_app.models import (
    Controller,
    DataCategory,
    DataSource,
    DataSystem,
    Membership,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterVersion,
    ReminderPlan,
    RetentionRule,
    SubjectCategory,
    User,
)
from tests.printed import put_in_force

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def texts(english: str) -> dict[str, str]:
    """One text in the three languages, each of which can be told apart."""
    return {"fi": f"{english} (fi)", "sv": f"{english} (sv)", "en": english}


def make_controller(**more: object) -> Controller:
    """An open organisation in Finland under the GDPR; *more* are columns."""
    number = next(_numbers)
    columns = {
        "slug": f"northwind-{number}",
        "name": f"Northwind {number} Oy",
        "postal_address": "Esimerkkikatu 1\n00100 Helsinki",
        "email": f"privacy{number}@northwind.example",
        "phone": "+358 9 123 456",
        "website": "https://northwind.example",
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "calendar": "FI",
        "language": "fi",
        **more,
    }
    return Controller.objects.create(**columns)


def at_any_hour(controller: Controller) -> Controller:
    """With reminders at any hour of any day: for what counts days and not hours."""
    ReminderPlan.objects.create(
        controller=controller, quiet_from=None, quiet_until=None, working_days_only=False
    )
    return controller


def make_register(
    controller: Controller,
    *,
    slug: str = "customers",
    name: str = "Customer register",
    systems: tuple[str, ...] = ("Customer database", "Mailing list"),
) -> Register:
    """A register with all that Art. 15(1) demands, its first version in force."""
    register = Register.objects.create(
        controller=controller, slug=slug, names=texts(name), created_at=now()
    )
    DataSystem.objects.bulk_create(
        DataSystem(register=register, name=name, owner="IT", owner_email="it@northwind.example")
        for name in systems
    )
    put_in_force(register, kind="plain", draft=make_version)
    return register


def make_version(register: Register) -> RegisterVersion:
    """A complete draft of a register's next version."""
    version = RegisterVersion.objects.create(
        register=register,
        number=register.versions.count() + 1,
        descriptions=texts("Data on those who buy from us."),
        security_measures=texts("Access is limited by role."),
        automated_decisions=texts("No automated decisions are made."),
        decides_by_machine=False,
        provision_duties=texts("Without an address nothing can be delivered."),
    )
    purpose = Purpose.objects.create(
        version=version, names=texts("Delivering what was ordered"), owner="Head of sales"
    )
    PurposeBasis.objects.create(purpose=purpose, basis=LawfulBasis.CONTRACT.value)
    SubjectCategory.objects.create(version=version, names=texts("Those who buy"))
    DataCategory.objects.create(version=version, names=texts("Name and contact details"))
    DataSource.objects.create(version=version, names=texts("You"))
    Recipient.objects.create(version=version, names=texts("Posti Oy"), agreement="Of 1 May 2019")
    RetentionRule.objects.create(version=version, names=texts("Two years after the last order"))
    return version


def make_user(controller: Controller, *, role: Role = Role.HANDLER, **more: object) -> User:
    """A member of staff with one role at one organisation; the password is PASSWORD."""
    number = next(_numbers)
    columns = {
        "username": f"{role.value}{number}",
        "email": f"{role.value}{number}@northwind.example",
        "first_name": "Kaisa",
        "last_name": f"Käsittelijä {number}",
        "is_staff": True,
        **more,
    }
    user = User.objects.create_user(password=PASSWORD, **columns)  # type: ignore[arg-type]
    Membership.objects.create(user=user, controller=controller, role=role.value)
    return user
