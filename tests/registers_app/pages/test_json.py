"""A published notice as JSON: for every site, in every language, and nothing but what is public."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from registers_app.exchange.notice_schema import notice_schema
from registers_app.models import Recipient, Register
from registers_app.models.content import PARTS, UNPUBLISHED
from registers_app.services.publish import publish
from tests.factories import make_controller, make_register, make_version, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_found")]

ADDRESS = "/notices/a/customers/notice.json"


@pytest.fixture
def register() -> Register:
    return make_register(make_controller(slug="a"), systems=("Secret system",))


def test_it_says_all_three_languages_in_the_shape_of_its_schema(
    client: Client, register: Register
) -> None:
    response = client.get(ADDRESS, headers={"accept-language": "sv"})
    assert response.headers["Content-Type"] == "application/json"
    told = json.loads(response.content)
    assert list(Draft202012Validator(notice_schema()).iter_errors(told)) == []
    assert told["version"]["content_hash"] == register.versions.get().content_hash
    assert told["purposes"][0]["names"] == texts("Delivering what was ordered")
    assert told["purposes"][0]["bases"][0]["basis"] == "contract"
    assert told["address"].endswith("/notices/a/customers/")


def test_what_is_not_published_is_not_told(client: Client, register: Register) -> None:
    draft = make_version(register)
    draft.impact_assessment = "SECRET words"
    draft.save()
    draft.purposes.update(owner="SECRET owner")
    draft.recipients.update(agreement="SECRET agreement")
    Recipient.objects.create(version=draft, names=texts("SECRET Ltd"), is_published=False)
    Register.objects.update(owner="SECRET head", owner_email="secret@a.example")
    publish(version_id=draft.pk, effective_on=date(2021, 1, 1))
    make_version(register)
    told = json.loads(client.get(ADDRESS).content)
    assert told["version"]["number"] == 2
    assert told["names_more_recipients_on_request"] is True
    assert "secret" not in json.dumps(told).lower()
    for part in PARTS:
        for line in told[part]:
            assert not UNPUBLISHED.get(part, frozenset()) & set(line)


def test_every_site_may_read_it_and_nobody_fetches_the_same_twice(
    client: Client, register: Register
) -> None:
    first = client.get(ADDRESS, headers={"accept-language": "fi"})
    again = client.get(
        ADDRESS, headers={"accept-language": "en", "if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    for response in (first, again):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "public" in response.headers["Cache-Control"]
    publish(version_id=make_version(register).pk, effective_on=date(2021, 1, 1))
    assert client.get(ADDRESS).headers["ETag"] != first.headers["ETag"]
    assert client.post(ADDRESS).status_code == 405


def test_a_draft_and_what_does_not_exist_have_none(client: Client, register: Register) -> None:
    Register.objects.create(
        controller=register.controller,
        slug="new",
        names=texts("New"),
        created_at=register.created_at,
    )
    assert client.get("/notices/a/new/notice.json").status_code == 404
    assert client.get("/notices/a/nothing/notice.json").status_code == 404
    assert client.get("/notices/nobody/notices.json").status_code == 404


def test_a_controller_lists_its_notices(client: Client, register: Register) -> None:
    make_register(register.controller, slug="staff")
    response = client.get("/notices/a/notices.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    listed = json.loads(response.content)["notices"]
    assert [row["register"]["slug"] for row in listed] == ["customers", "staff"]
    assert client.get(listed[0]["json"]).status_code == 200


def test_the_queries_do_not_grow_with_the_lines(client: Client, register: Register) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(ADDRESS)
        return len(caught)

    before = queries()
    draft = make_version(register)
    for part in ("recipients", "data_categories", "purposes"):
        rows = [PARTS[part](version=draft, key=f"k{n}", names=texts(f"{n}")) for n in range(20)]
        PARTS[part]._default_manager.bulk_create(rows)
    publish(version_id=draft.pk, effective_on=date(2021, 1, 1))
    assert queries() == before
