"""How many posts of the public form the desk takes, against a bare view: ``make bench``.

The bare view validates the same fields with Django's own form, the proof of work among them, and
inserts one row, behind the same middleware. Ours are the posts of whole journeys: one for each
step, which keeps the draft, and the last, which makes the case in one transaction with its audit
chain, dates, letter, links and mails. That last one is told apart, as it does by far the most.

Both take turns, round by round, so that whatever else the machine does slows both.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import path

from config.clock import now
from registers_app.models import Controller
from requests_app.models import Draft, Submission
from requests_app.models.person_link import digest, new_secret
from requests_app.portal.options import home_choices
from requests_app.portal.proof_of_work import is_proven
from tests.factories import make_controller, make_register
from tests.proof_of_work import solved
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]

ROUNDS = 12
A_ROUND = 5  # journeys
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
    lives_in = forms.ChoiceField(choices=home_choices, required=False)
    identifiers = forms.CharField(max_length=1000, required=False)
    extent = forms.ChoiceField(choices=[("all", "all"), ("some", "some")])
    about = forms.CharField(max_length=5000, required=False)
    answer_by = forms.ChoiceField(choices=[("online", "online"), ("post", "post")])
    proof = forms.CharField(max_length=200)

    def clean_proof(self) -> str:
        """It solves a challenge of ours, once."""
        proof = str(self.cleaned_data["proof"])
        if not is_proven(proof):
            raise forms.ValidationError("No proof.")
        return proof


def bare(request: HttpRequest) -> HttpResponse:
    """Validates and inserts, and nothing else."""
    form = BareForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=400)
    Draft.objects.create(
        secret_digest=digest(new_secret()),
        sealed=json.dumps(form.cleaned_data).encode(),
        changed_at=now(),
    )
    return redirect("/bare/")


urlpatterns = [path("bare/", bare)]


@dataclass
class Stopwatch:
    """How long one post of a kind took, round by round."""

    rounds: list[float] = field(default_factory=list)
    _now: list[float] = field(default_factory=list)

    def run(self, post: Callable[..., Any], *args: Any) -> None:
        started = time.perf_counter()
        response = post(*args)
        self._now.append(time.perf_counter() - started)
        assert response.status_code == 302, response.content.decode()

    def end_round(self) -> None:
        self.rounds.append(sum(self._now) / len(self._now))
        self._now = []


def somebody(controller: Controller, number: int) -> Answers:
    """The answers of a person of their own."""
    answers = answers_to(controller, register="customers")
    answers["you"]["email"] = f"{number}@example.org"
    answers["you"]["person_name"] = f"Maija {number}"
    answers["you"]["phone"] = f"+358 40 {number:07d}"
    answers["find"]["identifiers"] = f"Customer number {number}"
    answers["reply"]["postal_address"] = f"Kotikatu {number}\n00100 Helsinki"
    return answers


def test_posts_of_the_public_form_against_a_bare_view() -> None:
    controller = make_controller()
    make_register(controller)
    plain, steps, sends, all_posts = Stopwatch(), Stopwatch(), Stopwatch(), Stopwatch()
    Person().submit(somebody(controller, 0))  # what is made on first use is made

    def bare_round(numbers: range) -> None:
        client = Client()
        for number in numbers:
            answers = somebody(controller, number)
            flat = {name: value for step in answers.values() for name, value in step.items()}
            for _post in range(len(answers) + 1):
                filled_in = {**flat, "proof": solved()}
                plain.run(client.post, "/bare/", filled_in)

    def our_round(numbers: range) -> None:
        for number in numbers:
            person = Person()
            for step, values in somebody(controller, number).items():
                steps.run(person.answer, step, values)
            sends.run(person.post, "check", {"proof": solved()})
        all_posts._now = [*steps._now, *sends._now]

    for turn in range(ROUNDS):
        numbers = range(1 + turn * A_ROUND, 1 + (turn + 1) * A_ROUND)
        with override_settings(ROOT_URLCONF=__name__):
            bare_round(numbers)
        our_round(numbers)
        for watch in (plain, steps, sends, all_posts):
            watch.end_round()

    def ratio(watch: Stopwatch) -> float:
        return median(bare / ours for bare, ours in zip(plain.rounds, watch.rounds, strict=True))

    print(
        f"\nPublic posts, as a ratio to a bare view ({1 / median(plain.rounds):.0f} a second):"
        f"\n  all posts of a journey {ratio(all_posts):.2f}, a step {ratio(steps):.2f},"
        f" the one that sends {ratio(sends):.2f}"
    )
    assert Submission.objects.count() == ROUNDS * A_ROUND + 1
    assert ratio(all_posts) >= AT_LEAST
