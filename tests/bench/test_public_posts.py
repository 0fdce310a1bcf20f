"""How many posts of the public form the desk takes, against a bare view: ``make bench``.

The bare view validates the same fields with Django's own form and inserts one row, behind the same
middleware. The desk's posts are those of a whole journey, the last of which makes the case.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import path

from config.clock import now
from requests_app.models import Draft
from requests_app.models.person_link import digest, new_secret
from tests.factories import make_controller, make_register
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]

JOURNEYS = 30
AT_LEAST = 0.3


class BareForm(forms.Form):
    """The fields of the whole public form."""

    organisation = forms.CharField(max_length=50)
    register = forms.CharField(max_length=50)
    rights = forms.MultipleChoiceField(choices=[("access", "access"), ("erasure", "erasure")])
    whom = forms.ChoiceField(choices=[("self", "self")])
    person_name = forms.CharField(max_length=200)
    email = forms.EmailField()
    phone = forms.CharField(max_length=50, required=False)
    postal_address = forms.CharField(max_length=500, required=False)
    lives_in = forms.CharField(max_length=2, required=False)
    identifiers = forms.CharField(max_length=1000, required=False)
    about = forms.CharField(max_length=5000, required=False)


def bare(request: HttpRequest) -> HttpResponse:
    """Validates and inserts, and nothing else."""
    form = BareForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    Draft.objects.create(
        secret_digest=digest(new_secret()),
        sealed=json.dumps(form.cleaned_data).encode(),
        changed_at=now(),
    )
    return redirect("/bare/")


urlpatterns = [path("bare/", bare)]


def rate(posts: int, work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return posts / (time.perf_counter() - started)


def journey(answers: Answers) -> None:
    person = Person()
    person.fill_in(answers)
    assert person.send().status_code == 302


def test_posts_of_the_public_form_against_a_bare_view() -> None:
    controller = make_controller()
    make_register(controller)
    answers = answers_to(controller, register="customers")
    posts = len(answers) + 1
    flat: dict[str, Any] = {
        name: value for step in answers.values() for name, value in step.items()
    }

    def bare_posts() -> None:
        client = Client()
        for _number in range(JOURNEYS * posts):
            assert client.post("/bare/", flat).status_code == 302

    def journeys() -> None:
        for number in range(JOURNEYS):
            answers["you"]["email"] = f"{number}@example.org"
            answers["you"]["person_name"] = f"Maija {number}"
            answers["find"]["identifiers"] = f"Customer number {number}"
            journey(answers)

    journey(answers)  # what is made on first use is made
    with override_settings(ROOT_URLCONF=__name__):
        plain = rate(JOURNEYS * posts, bare_posts)
    ours = rate(JOURNEYS * posts, journeys)
    ratio = ours / plain
    print(f"\nPublic posts: {ours:.0f} a second, {ratio:.2f} of a bare view ({plain:.0f} a second)")
    assert ratio >= AT_LEAST
