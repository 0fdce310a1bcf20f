"""What the linter finds in the five demo registers: each fault of the policies, and none mended."""

import os
from pathlib import Path

import pytest

from registers_app.exchange.load_yaml import load_yaml
from registers_app.models import RegisterVersion
from registers_app.services.check_version import findings_of, open_findings
from tests.registers_app.demo.added_facts import DEMO

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "findings_v1.txt"
NAMES = ["jackbot", "jamix", "jalonom", "jakamo", "jamworks"]


def versions(name: str, number: int) -> list[RegisterVersion]:
    load_yaml((DEMO / f"{name}.yaml").read_bytes())
    rows = RegisterVersion.objects.filter(register__controller__slug=name, number=number)
    return list(rows.select_related("register__controller").order_by("register__slug"))


def listed(version: RegisterVersion) -> list[str]:
    head = f"{version.register.controller.slug}/{version.register.slug}"
    return sorted(
        f"{head} {one.severity.value} {one}" + "".join(f" “{word}”" for word in one.words)
        for one in findings_of(version)
    )


def golden(name: str) -> list[str]:
    """What stands in the file; RIGHTSDESK_WRITE_GOLDEN=1 writes it anew, to be looked at."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines() if GOLDEN.exists() else []
    if os.environ.get("RIGHTSDESK_WRITE_GOLDEN"):
        found = [line for version in versions(name, 1) for line in listed(version)]
        lines = sorted([line for line in lines if not line.startswith(f"{name}/")] + found)
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [line for line in lines if line.startswith(f"{name}/")]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_version_raises_exactly_what_its_policy_got_wrong(name: str) -> None:
    expected = golden(name)
    assert [line for version in versions(name, 1) for line in listed(version)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_second_version_raises_no_error_and_answers_every_warning(name: str) -> None:
    for version in versions(name, 2):
        assert version.state == "published"
        assert [str(one) for one in open_findings(version) if one.code != "notice_old"] == []


@pytest.mark.parametrize("name", ["jackbot", "jamix"])
def test_privacy_shield_is_found_where_the_policy_named_it(name: str) -> None:
    places = [
        one.place
        for version in versions(name, 1)
        for one in findings_of(version)
        if one.code == "privacy_shield"
    ]
    assert places
    assert all(place.startswith("transfers.") for place in places)
