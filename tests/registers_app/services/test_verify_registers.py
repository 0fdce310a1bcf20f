"""A published version that somebody changed past the triggers is found by its hash."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import PurposeBasis, Recipient, RegisterVersion
from registers_app.services.verify_registers import broken_versions
from tests.factories import make_controller, make_register, make_user
from tests.raw_sql import force, triggers_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> RegisterVersion:
    return make_register(make_controller(slug="northwind")).versions.get()


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Recipient, {"names": {"en": "Nobody"}}),
        (Recipient, {"is_published": False}),
        (Recipient, {"position": 7, "key": "other"}),
        (PurposeBasis, {"basis": "consent"}),
        (RegisterVersion, {"security_measures": {}}),
        (RegisterVersion, {"effective_on": "2019-01-01"}),
        (RegisterVersion, {"published_as": {}}),
        (RegisterVersion, {"content_hash": ""}),
        (RegisterVersion, {"content_hash": "", "published_at": None}),
    ],
)
def test_a_change_past_the_triggers_is_found(
    version: RegisterVersion, model: type[models.Model], columns: dict[str, Any]
) -> None:
    assert list(broken_versions()) == []
    row = model._default_manager.get()
    force(model, row.pk, **columns)
    (broken,) = broken_versions()
    assert broken.name == "northwind/customers version 1"


def test_a_line_that_is_gone_is_missed(version: RegisterVersion, capsys: Any) -> None:
    call_command("verify_registers")
    assert "1 published versions are whole" in capsys.readouterr().out
    with triggers_off(Recipient):
        Recipient.objects.all().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_registers")
    assert ended.value.code == 1
    assert "does not say what was published" in capsys.readouterr().err


def test_the_page_of_a_version_says_whether_it_still_holds(version: RegisterVersion) -> None:
    client = Client()
    client.force_login(make_user(version.register.controller, role=Role.DPO))
    page = reverse("admin:registers_app_registerversion_change", args=[version.pk])
    assert "It says what it said when it was published" in client.get(page).text
    force(Recipient, Recipient.objects.get().pk, names={"en": "Nobody"})
    assert "somebody has changed it in the database" in client.get(page).text
