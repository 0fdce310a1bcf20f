"""An organisation, its people, a register and what a version says."""

from registers_app.models import (
    Automation,
    ContactPoint,
    Controller,
    ControllerLogo,
    Cookie,
    DataCategory,
    DataSource,
    DataSystem,
    FindingReason,
    Membership,
    ProcessorClient,
    Purpose,
    PurposeBasis,
    Recipient,
    Register,
    RegisterUpload,
    RegisterVersion,
    ReminderPlan,
    RetentionRule,
    SignInProvider,
    SubjectCategory,
    Transfer,
    User,
    VersionStep,
)
from tests.invariants.rows.base import NOON, Made


def organisation_rows(made: Made) -> None:
    made["user"] = User.objects.create(username="hanna", language="fi")
    made["register_upload"] = RegisterUpload.objects.create(
        user=made["user"], name="registers.yaml", sealed=b"sealed", uploaded_at=NOON
    )
    made["controller"] = Controller.objects.create(
        slug="northwind",
        name="Northwind Oy",
        email="privacy@northwind.example",
        country="FI",
        time_zone="Europe/Helsinki",
        calendar="FI",
    )
    made["logo"] = ControllerLogo.objects.create(controller=made["controller"], content=b"png")
    made["stranger"] = Controller.objects.create(
        slug="southwind",
        name="Southwind Oy",
        email="privacy@southwind.example",
        country="FI",
        time_zone="Europe/Helsinki",
        calendar="FI",
    )
    for name, of in (("provider", "controller"), ("strangers_provider", "stranger")):
        made[name] = SignInProvider.objects.create(
            controller=made[of],
            labels={"en": "Bank"},
            kind="strong",
            issuer="https://bank.example",
            client_id="desk",
            acr_values="loa3",
        )
    made["reminder_plan"] = ReminderPlan.objects.create(controller=made["controller"])
    made["membership"] = Membership.objects.create(
        user=made["user"], controller=made["controller"], role="handler"
    )


def register_rows(made: Made) -> None:
    made["register"] = Register.objects.create(
        controller=made["controller"], slug="customers", created_at=NOON
    )
    version = RegisterVersion.objects.create(register=made["register"], number=1)
    purpose = Purpose.objects.create(version=version)
    made |= {
        "version": version,
        "purpose": purpose,
        "purpose_basis": PurposeBasis.objects.create(purpose=purpose, basis="contract"),
        "data_category": DataCategory.objects.create(version=version),
        "recipient": Recipient.objects.create(version=version),
        "subject_category": SubjectCategory.objects.create(version=version),
        "data_source": DataSource.objects.create(version=version),
        "retention_rule": RetentionRule.objects.create(version=version),
        "contact_point": ContactPoint.objects.create(version=version),
        "cookie": Cookie.objects.create(version=version, kind="necessary"),
        "automation": Automation.objects.create(version=version),
        "finding_reason": FindingReason.objects.create(
            version=version, code="old", reason="Known.", given_at=NOON
        ),
        "transfer": Transfer.objects.create(version=version, safeguard="adequacy"),
        "version_step": VersionStep.objects.create(version=version, step="publish", at=NOON),
        "data_system": _system(made["register"]),
        "client": ProcessorClient.objects.create(
            register=made["register"], name="Westwind Oy", email="privacy@westwind.example"
        ),
        "strangers_system": _system(
            Register.objects.create(controller=made["stranger"], slug="staff", created_at=NOON)
        ),
        "processors_register": Register.objects.create(
            controller=made["controller"], slug="hosted", our_role="processor", created_at=NOON
        ),
    }


def _system(register: Register) -> DataSystem:
    return DataSystem.objects.create(
        register=register, name="Database", owner="IT", owner_email="it@northwind.example"
    )
