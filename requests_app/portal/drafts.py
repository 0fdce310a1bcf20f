"""What somebody has typed so far, kept for DRAFT_DAYS whatever happens to the session.

A signed cookie holds a secret; the row holds a digest of it and the sealed answers. Whoever has
the cookie has the draft, and nobody else; a mailed link gives another browser a cookie of its own.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from config.clock import now
from config.crypto import Undecipherable, open_sealed, seal
from requests_app.models import Draft, DraftFile, Submission
from requests_app.models.person_link import digest, new_secret
from requests_app.services.draft_files import forget_draft, send_files
from requests_app.services.forget_drafts import lifetime, still_kept

COOKIE = "draft"
SALT = "requests_app.portal.draft"
# Once sent, the receipt stays readable on this device for as long.
RECEIPT_LIFETIME = timedelta(hours=1)

Typed = dict[str, str | list[str]]


@dataclass(kw_only=True)
class Answers:
    """What was typed, by step, and what was sent of it."""

    by_step: dict[str, Typed] = field(default_factory=dict)
    submission_id: int | None = None
    draft: Draft | None = None

    @property
    def files(self) -> list[DraftFile]:
        """The files that were added."""
        return list(self.draft.files.all()) if self.draft else []

    def of(self, step: str) -> Typed | None:
        """What was typed at *step*; None: never been there."""
        return self.by_step.get(step)


def answers_of(request: HttpRequest) -> Answers:
    """What this browser's draft holds; empty without one."""
    row = _row(_secret(request))
    return _open(row) if row else Answers()


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A draft that was kept, and the secret that opens it in this browser."""

    draft: Draft
    secret: str

    def remember(self, response: HttpResponse) -> HttpResponse:
        """Give the browser its cookie, for as long as the draft is kept."""
        _set_cookie(response, self.secret, lifetime())
        return response


def keep(request: HttpRequest, *, step: str, typed: Typed, known: Answers | None = None) -> Kept:
    """Keep what was typed at *step*, and let its time begin anew. *known*: what was read before.

    What was sent already is never changed: the draft of a sent form gives way to a new one.
    """
    secret = _secret(request)
    if known and known.draft and secret and _keep_beside(known, {step: typed}):
        return Kept(draft=known.draft, secret=secret)
    return keep_all(request, by_step={step: typed})


def _keep_beside(known: Answers, by_step: dict[str, Typed]) -> bool:
    """Keep it where nobody has written since it was read: one UPDATE is the lock, as each sealing
    is another.
    """
    row = known.draft
    assert row
    answers = replace(known, by_step=dict(known.by_step))
    _put(answers, by_step)
    sealed, moment = _seal(answers), now()
    unchanged = still_kept().filter(pk=row.pk, sealed=row.sealed, submission=None)
    if not unchanged.update(sealed=sealed, changed_at=moment):
        return False
    row.sealed, row.changed_at = sealed, moment
    return True


@transaction.atomic
def keep_all(request: HttpRequest, *, by_step: dict[str, Typed]) -> Kept:
    """Keep what was typed or chosen at several steps, as ``keep`` does for one."""
    secret = _secret(request)
    row = _row(secret, lock=True)
    if row is None or row.submission_id is not None or secret is None:
        secret, row = _new()
    answers = _open(row)
    _put(answers, by_step)
    row.sealed = _seal(answers)
    row.changed_at = now()
    row.save()
    return Kept(draft=row, secret=secret)


def lock_draft(request: HttpRequest) -> tuple[Draft, Answers] | None:
    """This browser's draft, locked until the end of the caller's transaction."""
    row = _row(_secret(request), lock=True)
    return (row, _open(row)) if row else None


def note_sent(draft: Draft, submission: Submission) -> None:
    """The draft became *submission*: what was typed lies there now, and here no more."""
    send_files(draft, submission)
    draft.submission = submission
    draft.link_digest = None
    draft.sealed = _seal(Answers())
    draft.changed_at = now()
    draft.save()


def show_receipt_for_a_while(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser read the receipt for an hour, and then forget it."""
    if secret := _secret(request):
        _set_cookie(response, secret, RECEIPT_LIFETIME)


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Erase what was typed, and the cookie."""
    if row := _row(_secret(request)):
        forget_draft(row)
    response.delete_cookie(COOKIE, samesite="Lax")


def open_in(response: HttpResponse, secret: str) -> None:
    """Let a browser go on with the draft that *secret* opens."""
    _set_cookie(response, secret, lifetime())


def _secret(request: HttpRequest) -> str | None:
    return request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=lifetime())


def _row(secret: str | None, *, lock: bool = False) -> Draft | None:
    if secret is None:
        return None
    # The cookie ends by the clock of its signature; the row by the desk's own.
    rows = still_kept().select_for_update() if lock else still_kept()
    own = digest(secret)
    return rows.filter(Q(secret_digest=own) | Q(other_digests__contains=[own])).first()


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
    return Answers(by_step=kept, submission_id=row.submission_id, draft=row if row.pk else None)


def _seal(answers: Answers) -> bytes:
    return seal(json.dumps(answers.by_step).encode())


def _put(answers: Answers, by_step: dict[str, Typed]) -> None:
    if by_step.get("organisation", answers.of("organisation")) != answers.of("organisation"):
        # Another organisation has other registers.
        answers.by_step.pop("register", None)
        answers.by_step.pop("client", None)
    answers.by_step |= by_step


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
