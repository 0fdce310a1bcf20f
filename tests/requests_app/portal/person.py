"""A person at the public pages, by Django's test client."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from registers_app.models import Controller
from requests_app.models import LinkPurpose, Submission
from requests_app.services.links import make_link
from tests.proof_of_work import solved

# One page for each right.
MOST_BESIDES = 8

Answers = dict[str, dict[str, Any]]


def answers_to(controller: Controller, *, register: str = "unknown") -> Answers:
    """What a person answers at each step, in the order of the form."""
    return {
        "organisation": {"organisation": controller.slug},
        "register": {"register": register},
        "right": {"rights": ["access"]},
        "whom": {"whom": "self"},
        "you": {
            "person_name": "Maija Meikäläinen",
            "email": "maija@example.org",
            "phone": "+358 40 1234567",
            "lives_in": "EE",
        },
        "find": {"identifiers": "Customer number 1234"},
        "access": {"extent": "all"},
        "about": {"about": "My orders of 2024"},
        "reply": {"answer_by": "online", "postal_address": "Kotikatu 1\n00100 Helsinki"},
    }


class Person:
    """One person with one browser and one language."""

    def __init__(self, *, language: str = "en", **client: Any) -> None:
        self.language = language
        # On the desk’s own host, as settings.SITE_URL names it.
        self.client = Client(**{"SERVER_NAME": "localhost", **client})

    def address(self, name: str, /, **kwargs: Any) -> str:
        """The address of a page in the person's language."""
        with translation.override(self.language):
            return reverse(f"portal:{name}", kwargs=kwargs)

    def step(self, name: str) -> str:
        """The address of a step."""
        if name == "organisation":
            return self.address("start")
        return self.address("step", name=name)

    def get(self, name: str, /, **kwargs: Any) -> Any:
        """Look at a page."""
        return self.client.get(self.address(name, **kwargs))

    def answer(self, step: str, values: dict[str, Any], *, change: bool = False) -> Any:
        """Send a step's form."""
        return self.client.post(self.step(step) + ("?change=1" if change else ""), values)

    def fill_in(self, answers: Answers) -> None:
        """Answer every step, and pass with nothing said what is asked besides."""
        for step, values in answers.items():
            response = self.answer(step, values)
            assert response.status_code == 302, response.content.decode()
        for _besides in range(MOST_BESIDES):
            response = self.get("check")
            if response.status_code != 302 or f"/{self.language}/form/" not in response.url:
                return
            self.client.post(response.url, {"answer_by": "online"})

    def post(self, name: str, /, values: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Press the button of a page."""
        return self.client.post(self.address(name, **kwargs), values or {})

    def send(self) -> Any:
        """Press the button that sends the form, in a browser whose script has done its work."""
        return self.post("check", {"proof": solved()})

    def submit(self, answers: Answers) -> Submission:
        """Fill in and send; what was kept."""
        self.fill_in(answers)
        assert self.send().url == self.address("sent")
        return Submission.objects.latest("pk")

    def open_request(self, submission: Submission) -> Any:
        """Open one's own request by a mailed link and its button."""
        return self.client.post(link_path(submission, LinkPurpose.OPEN))


def link_path(submission: Submission, purpose: LinkPurpose) -> str:
    """The path of a new mailed link."""
    return "/" + make_link(submission, purpose=purpose).split("/", 3)[3]
