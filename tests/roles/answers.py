"""What an answer amounts to, in the words of docs/roles.md."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|(DELETE) FROM)\s+"?(\w+)', re.IGNORECASE)
# What a page offers to everybody (signing out, the language, a search) changes no data.
HARMLESS = re.compile(
    r'<header id="header">.*?</header>|<nav[^>]*id="nav-sidebar".*?</nav>'
    r'|<form[^>]*(?:method="get"|role="search").*?</form>|<form[^>]*class="desk-languages".*?</form>',
    re.DOTALL,
)
CHANGES = re.compile(r'type="submit"|<select name="action"|class="addlink"|/steps/')


@contextmanager
def writing() -> Iterator[list[str]]:
    """The tables that are written to, without what is taken back."""
    written: list[str] = []
    marks: dict[str, int] = {}

    def watch(execute: Callable[..., Any], sql: Any, *more: Any) -> Any:
        text = str(sql)
        if found := WRITES.match(text):
            # Visits leave traces in the session; only signing out takes it away.
            if found[2] != "django_session" or found[1]:
                written.append(found[2])
        elif text.startswith("SAVEPOINT"):
            marks[text.split()[-1]] = len(written)
        elif text.startswith("ROLLBACK TO SAVEPOINT"):
            del written[marks[text.split()[-1]] :]
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        yield written


class Answered:
    """One answer; whatever it changed is taken back."""

    def __init__(self, client: Client, method: str, url: str, data: Any = None) -> None:
        self.method = method
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            with writing() as self.written:
                self.response = client.get(url) if method == "GET" else client.post(url, data)
                self.text = _text(self.response)
            transaction.set_rollback(True)
        client.cookies = cookies

    @property
    def word(self) -> str:
        """The answer, as docs/roles.md says it."""
        status = self.response.status_code
        if status == 302:
            return self._led_to(self.response.headers["Location"])
        if status != 200:
            return str(status)
        if self.method == "POST":
            return "done" if self.written else "nothing"
        if self.written:
            return "noted" if set(self.written) <= AUDIT else f"wrote {set(self.written)}"
        return "page" if CHANGES.search(HARMLESS.sub("", self.text)) else "read"

    def tells(self, secrets: Iterable[str]) -> bool:
        """Whether one of the words is in what was answered."""
        return any(secret in self.text for secret in secrets)

    @property
    def trouble(self) -> str:
        """What went wrong inside, if something did."""
        return repr(getattr(self.response, "exc_info", None) or "")

    def _led_to(self, address: str) -> str:
        if address.startswith(reverse("admin:login")):
            return "sign in"
        if self.written:
            return "done"
        said = [str(message) for message in get_messages(self.response.wsgi_request)]
        if address == reverse("admin:index") and any("doesn’t exist" in one for one in said):
            return "unknown"
        return "led on" if self.method == "GET" else "nothing"


AUDIT = {"requests_app_auditentry", "requests_app_audithead", "requests_app_auditpayload"}


def _text(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace"))
