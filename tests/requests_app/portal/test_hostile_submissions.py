"""Ten thousand hostile submissions: each is kept as typed, or the page says what is wrong.

Whatever is kept is shown as text and never as markup: on the receipt, on the person's own page,
on the case page and in the queue. ``make soak`` throws all of them, ``make test`` a share.
"""

import html
import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from registers_app.models import Controller
from requests_app.models import LinkPurpose, RightsRequest, Submission
from requests_app.services.links import make_link
from requests_app.typed import invisible, without_invisible
from tests.cases import handler_of
from tests.factories import make_controller, make_register
from tests.requests_app.admin.staff import QUEUE, case_url, signed_in
from tests.requests_app.portal.person import Answers, Person, answers_to

pytestmark = pytest.mark.django_db

# Every piece that could become markup says so by this name.
MARK = "zqx"
HOSTILE = (
    f"<{MARK}>",
    f"</textarea><{MARK}>",
    f'"><{MARK} on{MARK}="1">',
    f"' on{MARK}='1",
    f"<script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f"<a href=javascript:{MARK}>",
    f"</script><{MARK}>",
    f"<!-- {MARK} -->",
    f"]]><{MARK}>",
    f"&lt;{MARK}&gt;",
    f"&#60;{MARK}&#62;",
    f"{{{{ {MARK} }}}}",
    f"{{% include '{MARK}' %}}",
    "'; DROP TABLE requests_app_submission; --",
    "\\'; --",
    "%s %(name)s %n %",
    "{0} {name}",
    "$(reboot) `reboot`",
    "../../etc/passwd\\..\\",
    "Bcc: all@example.org",
    "=cmd|' /C calc'!A0",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\u200b",
    "\U0001f469\U0001f3fd\u200d\U0001f9bd",
    "e\u0301\u0316\u0317",
    "İıßﬀǅ",
    "\r\n",
    "\n",
    "\r",
    "\t",
    "  ",
    "",
    "a" * 260,
    "ä" * 5100,
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    ),
    max_size=4,
).map("".join)
FIELDS = {
    "person_name": "you",
    "phone": "you",
    "postal_address": "reply",
    "identifiers": "find",
    "about": "about",
}
# Now and then somebody also sends what no page offers.
EXTRAS = st.dictionaries(
    st.sampled_from(["language", "back", "rights", "whom", "register", "id"]),
    TEXTS.map(lambda text: text[:200]),
    max_size=1,
)
FORMS = st.fixed_dictionaries(
    {
        "texts": st.dictionaries(st.sampled_from(sorted(FIELDS)), TEXTS, min_size=1),
        "email": st.one_of(st.just("maija@example.org"), st.emails(), TEXTS),
        "extra_step": st.sampled_from(["you", "find", "access", "about", "reply"]),
        "extras": EXTRAS,
        "sent_with": st.fixed_dictionaries({}, optional={"proof": TEXTS, "website": TEXTS}),
    }
)
VOID = {"br", "img", "input", "link", "meta", "hr"}


class Markup(HTMLParser):
    """Finds what became markup of a text that somebody typed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "style") else ""
        names = [tag, *(name for name, _value in attrs)]
        links = [str(value) for name, value in attrs if name in ("href", "src", "action")]
        self.found += [name for name in names if MARK in name]
        self.found += [link for link in links if link.strip().startswith("javascript:")]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""
        self.found += [tag] if MARK in tag else []

    def handle_data(self, data: str) -> None:
        self.found += [data] if self.inside and MARK in data else []

    def handle_comment(self, data: str) -> None:
        self.found += [data] if MARK in data else []


class Desk:
    """One organisation with a handler who looks at what comes in."""

    def __init__(self) -> None:
        self.controller: Controller = make_controller()
        make_register(self.controller)
        self.staff: Client = signed_in(handler_of(self.controller))
        self.thrown = 0
        # One form is filled in beforehand: whoever throws types over some of its pages.
        begun = Person()
        begun.fill_in(answers_to(self.controller, register="customers"))
        self.cookies = begun.client.cookies

    def throw(self, form: dict[str, Any]) -> bool:
        """Type and send it; whether it was sent. Undone afterwards."""
        with transaction.atomic():
            was_sent = self._throw(form)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            transaction.set_rollback(True)
        return was_sent

    def _throw(self, form: dict[str, Any]) -> bool:
        answers = self._answers(form)
        person = Person()
        person.client.cookies = deepcopy(self.cookies)
        plain = answers_to(self.controller, register="customers")
        led_on = {
            step: values == plain[step] or self._answer(person, step, values)
            for step, values in answers.items()
        }
        before = Submission.objects.count()
        response = person.post("check", form["sent_with"])
        assert response.status_code == 302
        was_sent: bool = response.url == person.address("sent")
        assert Submission.objects.count() == before + was_sent
        assert was_sent or not all(led_on.values()), "all was right, and nothing was sent"
        if was_sent:
            submission = Submission.objects.latest("pk")
            self._kept(submission, answers, led_on)
            self._shown(person, submission)
        return was_sent

    def _answers(self, form: dict[str, Any]) -> Answers:
        answers = deepcopy(answers_to(self.controller, register="customers"))
        answers["you"]["email"] = form["email"]
        for field, text in form["texts"].items():
            answers[FIELDS[field]][field] = text
        for name, text in form["extras"].items():
            answers[form["extra_step"]].setdefault(name, text)
        return answers

    def _answer(self, person: Person, step: str, values: dict[str, Any]) -> bool:
        """Whether the step led on; where it did not, its page says why and shows all texts."""
        response = person.answer(step, values)
        assert response.status_code in (200, 302), response.status_code
        if response.status_code == 302:
            return "back" not in values
        page = response.content.decode()
        assert 'role="alert"' in page
        _assert_no_markup(page)
        for name in {*FIELDS, "email"} & {*values}:
            text = values[name]
            if text.strip() and not invisible(text, many_lines=True):
                assert text.split()[0] in html.unescape(page)
        return False

    def _kept(self, submission: Submission, answers: Answers, led_on: dict[str, bool]) -> None:
        """Byte for byte, without space around it; what a page said it took out is out."""
        for field, step in FIELDS.items():
            typed = answers[step][field]
            if not led_on[step]:
                many_lines = field in ("postal_address", "identifiers", "about")
                typed = without_invisible(typed, many_lines=many_lines)
            assert getattr(submission, field) == typed.strip(), field
        assert submission.email.casefold() == answers["you"]["email"].strip().casefold()

    def _shown(self, person: Person, submission: Submission) -> None:
        request = RightsRequest.objects.get(submission=submission)
        person.client.post("/" + make_link(submission, purpose=LinkPurpose.OPEN).split("/", 3)[3])
        pages = [
            person.get("sent"),
            person.get("request"),
            self.staff.get(case_url(request)),
        ]
        self.thrown += 1
        if self.thrown % 5 == 1:  # of the list every fifth is enough: it is a slow page
            pages.append(self.staff.get(reverse(QUEUE)))
        for response in pages:
            assert response.status_code == 200
            _assert_no_markup(response.content.decode())
        name = _squeezed(submission.person_name)
        assert name in _squeezed(html.unescape(pages[2].content.decode()))


def _assert_no_markup(page: str) -> None:
    markup = Markup()
    markup.feed(page)
    assert markup.found == []


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def throw_many(desk: Desk, *, number: int, start: int) -> None:
    sent: list[bool] = []

    @seed(start)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(form=FORMS)
    def throw(form: dict[str, Any]) -> None:
        sent.append(desk.throw(form))

    throw()
    assert any(sent), "none got through, so nothing was looked at"
    assert not all(sent), "none was wrong, so nothing was said"


def test_a_share_of_hostile_submissions_is_kept_as_typed_or_told_what_is_wrong(desk: Desk) -> None:
    throw_many(desk, number=30, start=0)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(1, 21))
def test_ten_thousand_hostile_submissions(desk: Desk, part: int) -> None:
    throw_many(desk, number=500, start=part)
