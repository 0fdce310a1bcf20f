"""What somebody has typed so far, kept for a week whatever happens to the session.

A signed cookie holds a secret; the row holds a digest of it and the sealed answers. Whoever has
the cookie has the draft, and nobody else.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from config.clock import now
from config.crypto import Undecipherable, open_sealed, seal
from requests_app.models import Draft, Submission
from requests_app.models.person_link import digest, new_secret

COOKIE = "draft"
SALT = "requests_app.portal.draft"
LIFETIME = timedelta(days=7)
# Once sent, the receipt stays readable on this device for as long.
RECEIPT_LIFETIME = timedelta(hours=1)

Typed = dict[str, str | list[str]]


@dataclass(kw_only=True)
class Answers:
    """What was typed, by step, and what was sent of it."""

    by_step: dict[str, Typed] = field(default_factory=dict)
    submission_id: int | None = None

    def of(self, step: str) -> Typed | None:
        """What was typed at *step*; None: never been there."""
        return self.by_step.get(step)


def answers_of(request: HttpRequest) -> Answers:
    """What this browser's draft holds; empty without one."""
    row = _row(_secret(request))
    return _open(row) if row else Answers()


def keep(request: HttpRequest, response: HttpResponse, *, step: str, typed: Typed) -> None:
    """Keep what was typed at *step*, and let the week begin anew.

    What was sent already is never changed: the draft of a sent form gives way to a new one.
    """
    keep_all(request, response, by_step={step: typed})


@transaction.atomic
def keep_all(request: HttpRequest, response: HttpResponse, *, by_step: dict[str, Typed]) -> None:
    """Keep what was typed or chosen at several steps, as ``keep`` does for one."""
    secret = _secret(request)
    row = _row(secret, lock=True)
    if row is None or row.submission_id is not None or secret is None:
        secret, row = _new()
    answers = _open(row)
    if by_step.get("organisation", answers.of("organisation")) != answers.of("organisation"):
        # Another organisation has other registers.
        answers.by_step.pop("register", None)
        answers.by_step.pop("client", None)
    answers.by_step |= by_step
    row.sealed = _seal(answers)
    row.changed_at = now()
    row.save()
    _set_cookie(response, secret, LIFETIME)


def lock_draft(request: HttpRequest) -> tuple[Draft, Answers] | None:
    """This browser's draft, locked until the end of the caller's transaction."""
    row = _row(_secret(request), lock=True)
    return (row, _open(row)) if row else None


def note_sent(draft: Draft, submission: Submission) -> None:
    """The draft became *submission*: what was typed lies there now, and here no more."""
    draft.submission = submission
    draft.sealed = _seal(Answers())
    draft.changed_at = now()
    draft.save()


def show_receipt_for_a_while(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser read the receipt for an hour, and then forget it."""
    if secret := _secret(request):
        _set_cookie(response, secret, RECEIPT_LIFETIME)


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Erase what was typed, and the cookie."""
    Draft.objects.filter(secret_digest=digest(_secret(request) or "")).delete()
    response.delete_cookie(COOKIE, samesite="Lax")


def _secret(request: HttpRequest) -> str | None:
    return request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=LIFETIME)


def _row(secret: str | None, *, lock: bool = False) -> Draft | None:
    if secret is None:
        return None
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    # The cookie ends in a week by the clock of its signature; the row by the desk's own.
    return rows.filter(secret_digest=digest(secret), changed_at__gt=now() - LIFETIME).first()


def _new() -> tuple[str, Draft]:
    secret = new_secret()
    moment = now()
    row = Draft(
        secret_digest=digest(secret), sealed=_seal(Answers()), begun_at=moment, changed_at=moment
    )
    return secret, row


def _open(row: Draft) -> Answers:
    try:
        kept: dict[str, Any] = json.loads(open_sealed(bytes(row.sealed)))
    except Undecipherable:
        # Its key was retired: the person begins anew rather than meet an error.
        kept = {}
    return Answers(by_step=kept, submission_id=row.submission_id)


def _seal(answers: Answers) -> bytes:
    return seal(json.dumps(answers.by_step).encode())


def _set_cookie(response: HttpResponse, secret: str, lifetime: timedelta) -> None:
    response.set_signed_cookie(
        COOKIE,
        secret,
        salt=SALT,
        max_age=lifetime,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
