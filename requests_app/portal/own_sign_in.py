"""A person proves who they are by signing in at the organisation's provider, and comes back.

The try's secrets lie in the browser's own session; each serves once. Whatever goes wrong, the
request stays as it is, and the page says which other ways there are.
"""

import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from registers_app.domain.actors import subject_actor
from registers_app.models import SignInProvider
from registers_app.pages.own_host import controller_of_host
from requests_app.models import SignIn, Submission
from requests_app.portal.access import own
from requests_app.services.errors import NotPossible
from requests_app.services.oidc import (
    Proven,
    ProviderDown,
    Secrets,
    SignInRefused,
    address_to_sign_in,
    discover,
    prove,
)
from requests_app.services.sign_in import begin_sign_in, complete_sign_in, fail_sign_in

TRY = "portal_sign_in"
SAID = "portal_sign_in_said"


@own
@require_POST
def sign_in(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Begin: a page that says where the link leads and what we learn there."""
    provider = get_object_or_404(
        SignInProvider, pk=pk, controller=submission.controller_id, is_active=True
    )
    try:
        metadata = discover(provider)  # before the try is counted: what is down costs none
        row = begin_sign_in(
            submission.identity_check.pk, provider=provider, actor=subject_actor(submission.pk)
        )
    except ProviderDown:
        return _back(request, "unreachable")
    except NotPossible:
        return _back(request, "over")
    secrets = Secrets.fresh()
    language = translation.get_language() or submission.language
    request.session[TRY] = {
        "id": row.pk,
        "state": secrets.state,
        "nonce": secrets.nonce,
        "verifier": secrets.verifier,
        "language": language,
    }
    address = address_to_sign_in(
        provider,
        metadata,
        secrets_of_try=secrets,
        redirect_uri=redirect_uri(request),
        language=language,
    )
    context = {
        "address": address,
        "label": provider.label_in(language),
        "submission": submission,
    }
    return render(request, "portal/sign_in_go.html", context)


@own
@require_safe
def back(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The person comes back. Only the browser that went gets an answer, and only once."""
    tried: dict[str, Any] = request.session.pop(TRY, {})
    with translation.override(tried.get("language", submission.language)):
        return _back(request, _outcome(request, submission, tried))


def _outcome(request: HttpRequest, submission: Submission, tried: dict[str, Any]) -> str:
    if request.method == "HEAD" or not _is_answer_to(tried, request):
        return "not_valid"
    row = SignIn.objects.select_related("provider").get(pk=tried["id"])
    actor = subject_actor(submission.pk)
    try:
        proven = _proven(request, row, tried)
        complete_sign_in(row.pk, acr=proven.acr, claims=proven.claims, actor=actor)
    except ProviderDown:
        fail_sign_in(row.pk, why="unreachable", actor=actor)
        return "unreachable"
    except SignInRefused as refused:
        fail_sign_in(row.pk, why=refused.why, actor=actor)
        return "too_weak" if refused.why == "too_weak" else "not_valid"
    except NotPossible:
        return "over"
    return "signed_in"


def redirect_uri(request: HttpRequest) -> str:
    """The address that the provider sends people back to: on the host that holds their session."""
    own = controller_of_host(request)
    return (own.site_url if own else settings.SITE_URL) + reverse("sign_in_back")


def _is_answer_to(tried: dict[str, Any], request: HttpRequest) -> bool:
    given = request.GET.get("state", "")
    return bool(tried) and hmac.compare_digest(given.encode(), str(tried["state"]).encode())


def _proven(request: HttpRequest, row: SignIn, tried: dict[str, Any]) -> Proven:
    issuer = request.GET.get("iss", row.provider.issuer)  # RFC 9207, where the provider gives it
    if issuer != row.provider.issuer or "code" not in request.GET:
        raise SignInRefused("refused")
    return prove(
        row.provider,
        code=request.GET["code"],
        secrets_of_try=Secrets(
            state=tried["state"], nonce=tried["nonce"], verifier=tried["verifier"]
        ),
        redirect_uri=redirect_uri(request),
    )


def _back(request: HttpRequest, said: str) -> HttpResponse:
    """To the page about proof, which says how it went."""
    request.session[SAID] = said
    return redirect("portal:proof")
