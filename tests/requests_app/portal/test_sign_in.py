"""Proof of identity by signing in at a real OpenID Connect provider, and by hostile ones."""

import html
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.db import connection
from joserfc.jwk import RSAKey

from notices_app.models import Notice
from registers_app.domain.actors import subject_actor
from registers_app.models import Controller, SignInKind, SignInProvider
from requests_app.domain.rights import Right
from requests_app.models import (
    AuditEntry,
    IdentityCheck,
    IdentityMethod,
    SignIn,
)
from requests_app.services.errors import NotPossible
from requests_app.services.identity import ask_identity, fail_identity, settle_identity
from requests_app.services.sign_in import begin_sign_in, complete_sign_in, read_claims
from tests.cases import acting, handler_of
from tests.eight import submitted
from tests.factories import make_controller, make_register
from tests.oidc_provider import CLIENT, SECRET, Claims, Provider, running
from tests.requests_app.admin.staff import case_url, signed_in, step_url, take, text_of
from tests.requests_app.portal.person import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as found:
        yield found


def service(
    controller: Controller, provider: Provider, *, kind: SignInKind = SignInKind.STRONG
) -> SignInProvider:
    row = SignInProvider(
        controller=controller,
        labels={"en": "Bank ID", "fi": "Pankkitunnus", "sv": "Bankkod"},
        kind=kind,
        issuer=provider.issuer,
        client_id=CLIENT,
        acr_values="loa3 loa4" if kind is SignInKind.STRONG else "",
    )
    row.keep_secret(SECRET)
    row.full_clean()
    row.save()
    return row


class Walk:
    """A person who was asked for proof, and the provider where they may sign in."""

    def __init__(self, provider: Provider, *, kind: SignInKind = SignInKind.STRONG) -> None:
        controller = make_controller()
        self.provider = provider
        self.submission = submitted(
            Right.ACCESS, controller=controller, register=make_register(controller)
        )
        self.service = service(controller, provider, kind=kind)
        self.case = self.submission.requests.get()
        self.ask()
        self.person = Person()
        self.person.open_request(self.submission)

    def ask(self) -> None:
        ask_identity(
            self.submission.identity_check.pk,
            doubt="Another address.",
            what_is_asked="Sign in, or come by.",
            actor=acting(self.submission.controller),
        )

    @property
    def check(self) -> IdentityCheck:
        return IdentityCheck.objects.get(submission=self.submission)

    def begin(self) -> str:
        """Press the button; where the page's link leads."""
        page = self.person.post("sign_in", pk=self.service.pk)
        assert page.status_code == 200, page.status_code
        (link,) = re.findall(r'href="(http://127[^"]+)"', text_of(page))
        return html.unescape(link)

    def sign_in(self, address: str) -> str:
        """At the provider; where it sends the browser."""
        answer = httpx.get(address, follow_redirects=False)
        assert answer.status_code == 302
        return str(answer.headers["location"])

    def come_back(self, address: str) -> str:
        """To the desk; what the page says then."""
        parts = urlsplit(address)
        answer = self.person.client.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 302, text_of(answer)
        return text_of(self.person.client.get(answer["Location"]))

    def whole(self) -> str:
        return self.come_back(self.sign_in(self.begin()))


@pytest.fixture
def walk(provider: Provider) -> Walk:
    return Walk(provider)


NOT_DONE = "Signing in did not succeed. Nothing of your request has changed."


def test_a_person_signs_in_and_a_handler_settles_by_it(walk: Walk) -> None:
    page = walk.whole()

    assert "You have signed in, and we are looking at it" in page
    row = SignIn.objects.get()
    assert read_claims(row) == {"name": "Maija Meikäläinen", "birthdate": "1985-04-03"}
    assert (row.acr, walk.check.state) == ("loa3", "asked")
    client = signed_in(handler_of(walk.submission.controller))
    form = text_of(client.get(step_url(walk.case, "settle-identity")))
    assert "Name: Maija Meikäläinen" in form
    assert "1985-04-03" in form
    take(client, walk.case, "settle-identity", method="oidc_strong", reason="Name and birth agree.")
    row = SignIn.objects.get()
    assert (walk.check.state, walk.check.reached_level) == ("settled", 3)
    assert bytes(row.claims) == b""
    assert row.destroyed_at is not None
    assert "Bank ID" in text_of(client.get(case_url(walk.case)))


def test_staff_are_told_and_the_clock_counts_the_time_as_ours(walk: Walk) -> None:
    walk.whole()
    assert Notice.objects.filter(kind="staff_person_acted").count() == 1
    assert AuditEntry.objects.filter(event="identity.signed_in").count() == 1


def test_the_request_is_asked_with_pkce_state_nonce_and_the_demanded_level(walk: Walk) -> None:
    query = dict(parse_qsl(urlsplit(walk.begin()).query))
    assert query["code_challenge_method"] == "S256"
    assert query["acr_values"] == "loa3 loa4"
    assert query["redirect_uri"].endswith("/sign-in/back/")
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert "Maija" not in str(query)
    assert walk.submission.reference not in str(query)


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(walk: Walk) -> None:
    walk.provider.in_form = True
    assert "You have signed in" in walk.whole()


@pytest.mark.parametrize(
    ("kind", "method", "other"),
    [
        (SignInKind.STRONG, IdentityMethod.OIDC_STRONG, IdentityMethod.OIDC_ACCOUNT),
        (SignInKind.ACCOUNT, IdentityMethod.OIDC_ACCOUNT, IdentityMethod.OIDC_STRONG),
    ],
)
def test_identity_is_settled_only_by_the_kind_of_sign_in_that_was(
    provider: Provider, kind: SignInKind, method: IdentityMethod, other: IdentityMethod
) -> None:
    walk = Walk(provider, kind=kind)
    client = signed_in(handler_of(walk.submission.controller))
    before = text_of(client.get(step_url(walk.case, "settle-identity")))
    assert method.value not in before
    walk.whole()
    actor = acting(walk.submission.controller)
    with pytest.raises(NotPossible, match="has not signed in in that way"):
        settle_identity(walk.check.pk, method=other, reason="Name agrees.", actor=actor)
    after = text_of(client.get(step_url(walk.case, "settle-identity")))
    assert method.value in after
    assert other.value not in after
    settle_identity(walk.check.pk, method=method, reason="Name agrees.", actor=actor)
    assert walk.check.state == "settled"


def test_a_sign_in_of_an_earlier_question_settles_nothing_later(walk: Walk) -> None:
    walk.whole()
    actor = acting(walk.submission.controller)
    fail_identity(walk.check.pk, reason="Another name.", actor=actor)
    assert bytes(SignIn.objects.get().claims) == b""
    with pytest.raises(NotPossible):
        settle_identity(
            walk.check.pk, method=IdentityMethod.OIDC_STRONG, reason="After all.", actor=actor
        )


def spoiled(**changes: Any) -> Callable[[Claims], Claims]:
    def spoil(claims: Claims) -> Claims:
        return {**claims, **changes}

    return spoil


def without(name: str) -> Callable[[Claims], Claims]:
    def spoil(claims: Claims) -> Claims:
        return {key: value for key, value in claims.items() if key != name}

    return spoil


SPOILED = {
    "wrong nonce": spoiled(nonce="another"),
    "no nonce": without("nonce"),
    "wrong audience": spoiled(aud="another-desk"),
    "several audiences without the party": spoiled(aud=[CLIENT, "another-desk"]),
    "another authorised party": spoiled(azp="another-desk"),
    "wrong issuer": spoiled(iss="https://evil.example"),
    "no issuer": without("iss"),
    "expired": lambda claims: {**claims, "exp": claims["iat"] - 3600},
    "no expiry": without("exp"),
    "issued in the future": lambda claims: {**claims, "iat": claims["iat"] + 3600},
    "no subject": without("sub"),
}


def proves_nothing(walk: Walk, page: str, says: str = NOT_DONE) -> None:
    assert says in page
    assert "write, call" in page.lower() or "in another way" in page
    assert walk.check.state == "asked"
    row = SignIn.objects.get()
    assert row.signed_in_at is None
    assert bytes(row.claims) == b""
    assert AuditEntry.objects.filter(event="identity.sign_in_failed").count() == 1


@pytest.mark.parametrize("how", sorted(SPOILED))
def test_a_token_that_is_not_for_this_try_proves_nothing(walk: Walk, how: str) -> None:
    walk.provider.spoil = SPOILED[how]
    proves_nothing(walk, walk.whole())


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_the_provider_did_not_sign_with_its_key_proves_nothing(
    walk: Walk, algorithm: str
) -> None:
    walk.provider.algorithm = algorithm
    proves_nothing(walk, walk.whole())


def test_a_token_signed_with_a_strangers_key_proves_nothing(walk: Walk) -> None:
    walk.provider.foreign_key = RSAKey.generate_key(2048)
    proves_nothing(walk, walk.whole())


@pytest.mark.parametrize("acr", ["loa2", ""])
def test_a_sign_in_that_is_too_weak_proves_nothing_and_says_so(walk: Walk, acr: str) -> None:
    walk.provider.acr = acr
    proves_nothing(walk, walk.whole(), "proves too little")


def test_a_state_of_another_try_is_not_taken_and_no_code_is_exchanged(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    page = walk.come_back(re.sub(r"state=[^&]+", "state=guessed", back))
    assert NOT_DONE in page
    assert walk.provider.token_calls == 0
    # The try is spent: the right state comes too late.
    assert NOT_DONE in walk.come_back(back)
    assert SignIn.objects.get().signed_in_at is None


def test_an_answer_serves_once(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    assert "You have signed in" in walk.come_back(back)
    calls = walk.provider.token_calls
    assert NOT_DONE in walk.come_back(back)
    assert walk.provider.token_calls == calls
    assert SignIn.objects.filter(signed_in_at__isnull=False).count() == 1


def test_a_code_that_was_used_elsewhere_is_refused_by_the_provider(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    walk.provider.codes.clear()
    proves_nothing(walk, walk.come_back(back))


def test_an_answer_in_another_browser_reaches_nobodys_request(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    parts = urlsplit(back)
    assert Person().client.get(f"{parts.path}?{parts.query}").status_code == 403
    other = Person()
    other.open_request(submitted(Right.ACCESS))
    answer = other.client.get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 302
    assert walk.provider.token_calls == 0
    assert SignIn.objects.get().signed_in_at is None


def test_another_issuer_in_the_answer_is_refused(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    proves_nothing(walk, walk.come_back(back + "&iss=https%3A%2F%2Fevil.example"))
    assert walk.provider.token_calls == 0


def test_who_cancels_at_the_provider_is_told_of_other_ways(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    state = dict(parse_qsl(urlsplit(back).query))["state"]
    address = f"{urlsplit(back).path}?error=access_denied&state={state}"
    proves_nothing(walk, walk.come_back(address))


def test_a_provider_that_is_down_costs_no_try_and_leaves_the_case_as_it_is(walk: Walk) -> None:
    walk.provider.is_down = True
    answer = walk.person.post("sign_in", pk=walk.service.pk)
    page = text_of(walk.person.client.get(answer["Location"]))
    assert "The sign-in service does not answer now" in page
    assert not SignIn.objects.exists()
    assert walk.check.state == "asked"


@pytest.mark.parametrize("trouble", ["token_down", "redirects_token"])
def test_a_provider_that_breaks_off_leaves_the_case_as_it_is(walk: Walk, trouble: str) -> None:
    back = walk.sign_in(walk.begin())
    setattr(walk.provider, trouble, True)
    proves_nothing(walk, walk.come_back(back), "The sign-in service does not answer now")


def test_a_provider_that_calls_itself_something_else_is_not_believed(walk: Walk) -> None:
    SignInProvider.objects.update(issuer=walk.provider.issuer + "/")
    answer = walk.person.post("sign_in", pk=walk.service.pk)
    assert "does not answer now" in text_of(walk.person.client.get(answer["Location"]))


def test_after_five_tries_the_page_names_other_ways_and_staff_see_it(walk: Walk) -> None:
    for _number in range(5):
        walk.begin()
    answer = walk.person.post("sign_in", pk=walk.service.pk)
    page = text_of(walk.person.client.get(answer["Location"]))
    assert "as often as this page allows" in page
    assert "Bank ID" not in page
    assert SignIn.objects.count() == 5
    client = signed_in(handler_of(walk.submission.controller))
    assert "has used every try" in text_of(client.get(case_url(walk.case)))


def test_asking_anew_gives_new_tries(walk: Walk) -> None:
    for _number in range(5):
        walk.begin()
    fail_identity(walk.check.pk, reason="Nothing came.", actor=acting(walk.submission.controller))
    walk.ask()
    assert "You have signed in" in walk.whole()


def test_one_cannot_sign_in_where_no_proof_is_asked(provider: Provider) -> None:
    walk = Walk(provider)
    settle_identity(
        walk.check.pk,
        method=IdentityMethod.NOT_IN_DOUBT,
        reason="She called.",
        actor=acting(walk.submission.controller),
    )
    answer = walk.person.post("sign_in", pk=walk.service.pk)
    assert answer.status_code == 302
    assert not SignIn.objects.exists()


def test_a_sign_in_that_comes_after_identity_was_decided_is_not_kept(walk: Walk) -> None:
    back = walk.sign_in(walk.begin())
    settle_identity(
        walk.check.pk,
        method=IdentityMethod.NOT_IN_DOUBT,
        reason="She called.",
        actor=acting(walk.submission.controller),
    )
    parts = urlsplit(back)
    assert walk.person.client.get(f"{parts.path}?{parts.query}").status_code == 302
    row = SignIn.objects.get()
    assert (row.signed_in_at, bytes(row.claims)) == (None, b"")


def test_nobody_signs_in_at_another_organisations_service(walk: Walk) -> None:
    foreign = service(make_controller(), walk.provider)
    assert walk.person.post("sign_in", pk=foreign.pk).status_code == 404
    with pytest.raises(NotPossible):
        begin_sign_in(walk.check.pk, provider=foreign, actor=subject_actor(walk.submission.pk))


def test_a_service_out_of_use_is_not_offered(walk: Walk) -> None:
    SignInProvider.objects.update(is_active=False)
    assert "Bank ID" not in text_of(walk.person.get("proof"))
    assert walk.person.post("sign_in", pk=walk.service.pk).status_code == 404


def test_a_look_at_the_address_begins_nothing(walk: Walk) -> None:
    assert walk.person.get("sign_in", pk=walk.service.pk).status_code == 405
    assert not SignIn.objects.exists()


@pytest.mark.parametrize(("language", "label"), [("fi", "Pankkitunnus"), ("sv", "Bankkod")])
def test_the_person_comes_back_to_a_page_in_their_language(
    walk: Walk, language: str, label: str
) -> None:
    walk.person.language = language
    assert label in text_of(walk.person.get("proof"))
    assert f"/{language}/" in urlsplit(walk.person.address("proof")).path
    parts = urlsplit(walk.sign_in(walk.begin()))
    answer = walk.person.client.get(f"{parts.path}?{parts.query}")
    assert answer["Location"] == walk.person.address("proof")


def test_nothing_of_the_person_is_kept_open_or_logged(
    walk: Walk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        walk.whole()
    assert "1985-04-03" not in caplog.text
    assert "user-17-secret-subject" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM requests_app_signin t")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT t::text FROM requests_app_auditentry t")
        kept += str(cursor.fetchall())
    # A hash may hold any four digits.
    kept = re.sub(r"[0-9a-f]{64}", "", kept)
    assert "1985" not in kept
    assert "user-17-secret-subject" not in kept


def test_the_secret_is_kept_sealed(walk: Walk) -> None:
    row = SignInProvider.objects.get()
    assert SECRET.encode() not in bytes(row.sealed_secret)
    assert row.client_secret == SECRET


def test_a_try_is_completed_once(walk: Walk) -> None:
    actor = subject_actor(walk.submission.pk)
    row = begin_sign_in(walk.check.pk, provider=walk.service, actor=actor)
    complete_sign_in(row.pk, acr="loa3", claims={"name": "Maija"}, actor=actor)
    with pytest.raises(NotPossible, match="This sign-in is over"):
        complete_sign_in(row.pk, acr="loa3", claims={"name": "Maija"}, actor=actor)
