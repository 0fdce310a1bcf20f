"""The views of the queue: how many stand in each, and those that staff keep for themselves."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.clock import now
from registers_app.domain.actors import owner_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.admin import estimated_paginator
from requests_app.admin.estimated_paginator import EstimatedPaginator
from requests_app.models import AccessRequest, RightsRequest, SavedView, TaskSaid
from requests_app.services.ask_desk import ask_desk, write_to_owner
from requests_app.services.assign import assign
from requests_app.services.collect import collect
from requests_app.services.save_view import MOST, save_view
from tests.cases import (
    acting,
    ask_for_identity,
    begin,
    handler_of,
    make_answered,
    make_received,
    settle,
)
from tests.factories import make_controller, make_register, make_user
from tests.requests_app.admin.staff import QUEUE, signed_in, text_of

pytestmark = pytest.mark.django_db


PEOPLE = count(1)


@pytest.fixture
def controller() -> Controller:
    controller = make_controller()
    make_register(controller)
    return controller


@pytest.fixture
def staff(controller: Controller) -> Client:
    return signed_in(handler_of(controller))


def received(controller: Controller, *, days_ago: int = 0) -> AccessRequest:
    """Of a person of their own: nobody asks twice."""
    number = next(PEOPLE)
    return make_received(
        controller,
        person_name=f"Person {number}",
        email=f"person{number}@example.org",
        register=controller.registers.get(),
        received_at=now() - timedelta(days=days_ago),
    )


def counts(client: Client) -> dict[str, int]:
    """How many requests each view says it has, without those that say none."""
    shown = client.get(reverse(QUEUE)).context["views"]
    return {view.query: view.count for view in shown if view.count}


def test_each_view_says_how_many_it_has(controller: Controller, staff: Client) -> None:
    received(controller, days_ago=60)
    received(controller, days_ago=27)
    ask_for_identity(begin(received(controller)))
    searched = settle(begin(received(controller)))
    collect(searched.pk, actor=acting(controller))
    assign(searched.pk, assignee=handler_of(controller), actor=acting(controller))
    make_answered(controller, register=controller.registers.get())
    assert counts(staff) == {
        "?": 4,
        "?handler=mine": 2,  # who begins to assess takes the request
        "?handler=none": 2,
        "?urgency=late": 1,
        "?urgency=week": 1,
        "?urgency=waiting": 1,
        "?urgency=owner": 1,
    }


def test_what_a_system_owner_asks_waits_in_a_view_until_it_is_answered(
    controller: Controller, staff: Client
) -> None:
    def asking() -> int | None:
        return counts(staff).get("?urgency=asks")

    searched = collect(settle(begin(received(controller))).pk, actor=acting(controller))
    task = searched.tasks.earliest("pk")
    assert asking() is None
    ask_desk(task.pk, said=TaskSaid.QUESTION, text="Which Maija?", actor=owner_actor(task.pk))
    assert asking() == 1
    listed = staff.get(f"{reverse(QUEUE)}?urgency=asks")
    assert searched.submission.reference in text_of(listed)
    write_to_owner(task.pk, text="Born in 1980.", actor=acting(controller))
    assert asking() is None


def test_the_number_of_a_view_is_the_number_of_its_lines(
    controller: Controller, staff: Client
) -> None:
    received(controller, days_ago=60)
    collect(settle(begin(received(controller))).pk, actor=acting(controller))
    ask_for_identity(begin(received(controller, days_ago=25)))
    for view in staff.get(reverse(QUEUE)).context["views"]:
        if view.count is not None:
            listed = staff.get(f"{reverse(QUEUE)}{view.query}").context["cl"].result_count
            assert listed == view.count, view.query


def test_a_view_counts_nothing_of_another_organisation(staff: Client) -> None:
    other = make_controller()
    make_register(other)
    received(other, days_ago=60)
    assert counts(staff) == {}


def test_counting_asks_as_many_queries_for_many_requests_and_organisations(
    controller: Controller, staff: Client
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            staff.get(reverse(QUEUE))
        return len(queries)

    received(controller)
    few = asked()
    for _each in range(3):
        other = make_controller()
        make_register(other)
        handler_of(controller).memberships.create(controller=other, role=Role.HANDLER.value)
        received(other)
    assert asked() == few


def test_filters_are_kept_under_a_name_and_open_again(
    staff: Client, controller: Controller
) -> None:
    page = staff.get(f"{reverse(QUEUE)}?urgency=late&channel=letter&q=Maija&p=3")
    form = page.context["saved"].form
    saved = staff.post(
        reverse("admin:save_view"), {"name": "Late letters", "query": form.initial["query"]}
    )
    assert saved["Location"] == f"{reverse(QUEUE)}?channel=letter&urgency=late"
    assert "★ Late letters" in text_of(staff.get(reverse(QUEUE)))
    assert SavedView.objects.get().query == "channel=letter&urgency=late"


def test_words_that_were_searched_for_are_never_kept(staff: Client) -> None:
    for query in ("q=Maija", "q=Maija&p=2", "password=x", ""):
        staff.post(reverse("admin:save_view"), {"name": "Maija", "query": query})
    assert not SavedView.objects.exists()


def test_a_name_that_is_there_already_gets_the_new_filters(
    staff: Client, controller: Controller
) -> None:
    user = handler_of(controller)
    save_view(user, name="My view", query="urgency=late")
    save_view(user, name="MY VIEW", query="urgency=week")
    assert [(view.name, view.query) for view in user.saved_views.all()] == [
        ("MY VIEW", "urgency=week")
    ]


def test_there_are_no_more_saved_views_than_a_list_can_show(
    staff: Client, controller: Controller
) -> None:
    for number in range(MOST):
        save_view(handler_of(controller), name=f"View {number}", query="urgency=late")
    page = staff.post(
        reverse("admin:save_view"), {"name": "One more", "query": "urgency=week"}, follow=True
    )
    assert f"You have {MOST} saved views" in text_of(page)
    assert handler_of(controller).saved_views.count() == MOST


def test_a_saved_view_is_seen_and_removed_by_nobody_else(
    staff: Client, controller: Controller
) -> None:
    view = save_view(handler_of(controller), name="My letters", query="channel=letter")
    colleague = signed_in(make_user(controller))
    assert "My letters" not in text_of(colleague.get(reverse(QUEUE)))
    colleague.post(reverse("admin:forget_view", args=[view.pk]))
    assert SavedView.objects.filter(pk=view.pk).exists()
    staff.post(reverse("admin:forget_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_name_is_shown_as_it_was_typed_and_runs_nowhere(
    staff: Client, controller: Controller
) -> None:
    save_view(handler_of(controller), name="<script>alert(1)</script>", query="urgency=late")
    assert "<script>alert" not in text_of(staff.get(reverse(QUEUE)))


def test_a_long_list_is_counted_about_right_and_pages_to_its_end(
    controller: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(5):
        received(controller)
    rows = RightsRequest.objects.order_by("pk")
    assert EstimatedPaginator(rows, 2).count == 5
    monkeypatch.setattr(estimated_paginator, "EXACT_UP_TO", 3)
    long = EstimatedPaginator(rows, 2)
    assert long.is_estimate
    assert long.count >= 4
    assert len(long.page(3).object_list) == 1
    assert list(long.page(1_000).object_list) == []


def test_what_is_empty_and_seldom_needed_stands_one_click_further_away(
    controller: Controller, staff: Client
) -> None:
    def at_hand() -> list[str]:
        shown = staff.get(reverse(QUEUE), {"urgency": "late"}).context["views"]
        return [view.query for view in shown if view.is_at_hand]

    empty = at_hand()
    assert len(empty) == 9
    assert "?urgency=suspicious" in empty
    for _time in range(2):
        make_received(controller, register=controller.registers.get())
    assert at_hand() == [*empty, "?urgency=twice"]


def test_a_filter_is_open_where_something_is_chosen(staff: Client) -> None:
    html = staff.get(reverse(QUEUE), {"right": "erasure"}).content.decode()
    filters = html.split('id="changelist-filter"')[1]
    assert 'data-filter-title="right" open' in filters
    assert filters.count("<details") > 5
    assert filters.count(" open>") == 1


def test_a_colleagues_list_is_empty_and_not_everybodys_once_all_of_it_is_handed_over(
    controller: Controller, staff: Client
) -> None:
    received(controller)
    idle = make_user(controller, first_name="Sanna", last_name="Sijainen")
    stranger = make_user(make_controller(), first_name="Vieras")

    def shown(handler: object) -> tuple[int, bool]:
        page = staff.get(reverse(QUEUE), {"handler": str(handler)})
        return len(page.context["cl"].result_list), "Sijainen</a>" in page.content.decode()

    assert shown(idle.pk) == (0, True)
    assert shown(stranger.pk) == (1, False)  # no filter of this reader: it changes nothing
    assert shown("9" * 30) == (1, False)
