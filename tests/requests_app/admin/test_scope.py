"""Nobody sees another controller's people, by whatever address."""

import pytest
from django.urls import reverse

from registers_app.domain.roles import Role
from registers_app.models import User
from requests_app.admin.forms import STEPS
from requests_app.models import RightsRequest
from tests.cases import begin, collect_all, handler_of, make_received, prepare, settle
from tests.factories import PASSWORD, make_controller, make_register, make_user
from tests.requests_app.admin.staff import INTAKE, QUEUE, case_url, signed_in, state_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> RightsRequest:
    """A foreign case with everything in it."""
    return prepare(collect_all(settle(begin(make_received(person_name="Salainen Sanna")))))


@pytest.fixture
def stranger() -> User:
    controller = make_controller()
    make_register(controller)
    return make_user(controller, role=Role.ADMINISTRATOR)


def addresses(case: RightsRequest) -> list[str]:
    base = case_url(case).removesuffix("change/")
    about = [case.tasks.order_by("pk")[0].pk, 1]
    return [
        case_url(case),
        f"{base}history/",
        f"{base}delete/",
        f"{base}answer/",
        f"{base}files/{case.files.get().pk}/",
        f"{base}letters/{case.letters.order_by('pk')[0].pk}/",
        *(f"{base}steps/{name}/" for name in STEPS),
        *(f"{base}steps/{name}/{pk}/" for name in STEPS for pk in about),
    ]


def test_staff_of_another_controller_get_nothing_from_any_address(
    case: RightsRequest, stranger: User
) -> None:
    client = signed_in(stranger)
    for address in addresses(case):
        for response in (client.get(address), client.post(address, {"reason": "x"})):
            assert response.status_code in (302, 403, 404, 405), address
            assert "Salainen" not in text_of(response), address
    assert state_of(case) == "ready"


def test_lists_searches_filters_and_actions_do_not_reach_over(
    case: RightsRequest, stranger: User
) -> None:
    client = signed_in(stranger)
    for query in ("", "?q=salainen", f"?controller={case.controller_id}", "?urgency=all"):
        page = text_of(client.get(reverse(QUEUE) + query))
        assert "Salainen" not in page
        assert case.controller.name not in page
        assert case.submission.reference not in page
    client.post(reverse(QUEUE), {"action": "take", "_selected_action": [case.pk]})
    assert RightsRequest.objects.get(pk=case.pk).assignee == handler_of(case.controller)


def test_a_file_of_one_case_is_not_served_under_another(case: RightsRequest) -> None:
    other = make_received(case.controller, register=case.submission.register)
    client = signed_in(handler_of(case.controller))
    file = case.files.get()
    base = case_url(other).removesuffix("change/")
    assert client.get(f"{base}files/{file.pk}/").status_code == 404
    task = case.tasks.order_by("pk")[0]
    assert client.get(f"{base}steps/finish-task/{task.pk}/").status_code == 404


def test_a_register_editor_sees_no_requests(case: RightsRequest) -> None:
    editor = make_user(case.controller, role=Role.REGISTER_EDITOR)
    client = signed_in(editor)
    assert client.get(reverse(QUEUE)).status_code == 403
    assert client.get(reverse(INTAKE)).status_code in (403, 404)
    assert client.get(reverse("deadline_report")).status_code == 403
    for address in addresses(case):
        assert client.get(address).status_code in (403, 404), address
    index = text_of(client.get(reverse("admin:index")))
    assert "What waits" not in index


def test_a_superuser_without_a_role_sees_no_requests(case: RightsRequest) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    client = signed_in(root)
    assert client.get(reverse(QUEUE)).status_code == 403
    assert client.get(case_url(case)).status_code in (403, 404)


def test_a_handler_who_left_sees_nothing_any_more(case: RightsRequest) -> None:
    handler = handler_of(case.controller)
    client = signed_in(handler)
    assert client.get(case_url(case)).status_code == 200
    handler.memberships.all().delete()
    assert client.get(case_url(case)).status_code in (403, 404)


def test_who_is_not_signed_in_is_sent_to_the_sign_in(case: RightsRequest, client: object) -> None:
    for address in [*addresses(case), reverse(QUEUE), reverse("deadline_report")]:
        response = client.get(address)  # type: ignore[attr-defined]
        assert response.status_code == 302, address
        assert "/login/" in response.url


def test_nobody_deletes_a_request(case: RightsRequest) -> None:
    client = signed_in(handler_of(case.controller))
    address = reverse("admin:requests_app_rightsrequest_delete", args=[case.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in text_of(client.get(reverse(QUEUE)))
