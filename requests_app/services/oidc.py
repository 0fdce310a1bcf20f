"""OpenID Connect, as far as a proof of identity needs it: the authorization code flow with PKCE.

OpenID Connect Core 1.0 (3.1), Discovery 1.0, RFC 7636 (S256), RFC 9207. Signatures and claims are
checked by joserfc. Nothing personal stands in an address or in the log.
"""

import base64
import hashlib
import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from config.clock import now
from registers_app.models import SignInProvider

SECONDS = 5
MOST_BYTES = 256 * 1024
LEEWAY = 60
# Signed with a key of the provider's. Never "none", never a secret that we hold too (RFC 8725).
ALGORITHMS = ("RS256", "PS256", "ES256")
SCOPE = "openid profile"
KEPT = ("name", "given_name", "family_name", "birthdate")
LONGEST_CLAIM = 200


class ProviderDown(Exception):
    """The provider does not answer, or answers nothing that could be understood."""


class SignInRefused(Exception):
    """The answer proves nothing; ``why`` is a code without anything personal."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a provider says of itself (Discovery 1.0, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    secret_in_form: bool


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What binds an answer to this browser and this try; kept in its session only."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def fresh(cls) -> "Secrets":
        """New ones, for one try."""
        return cls(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
        )


@dataclass(frozen=True, kw_only=True)
class Proven:
    """What the provider vouches for, and its level."""

    acr: str
    claims: Mapping[str, str]


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A secret goes to the address we were told, and nowhere else."""


def discover(provider: SignInProvider) -> Metadata:
    """What the provider says of itself. Raises ProviderDown."""
    found = _json(Request(provider.issuer.rstrip("/") + "/.well-known/openid-configuration"))  # noqa: S310 - _json looks at the scheme
    if found.get("issuer") != provider.issuer:
        raise ProviderDown("another issuer")
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    try:
        return Metadata(
            issuer=provider.issuer,
            authorization_endpoint=_address(found["authorization_endpoint"], provider),
            token_endpoint=_address(found["token_endpoint"], provider),
            jwks_uri=_address(found["jwks_uri"], provider),
            secret_in_form="client_secret_basic" not in methods,
        )
    except KeyError as error:
        raise ProviderDown("an address is missing") from error


def address_to_sign_in(
    provider: SignInProvider,
    metadata: Metadata,
    *,
    secrets_of_try: Secrets,
    redirect_uri: str,
    language: str,
) -> str:
    """Where the person goes to sign in."""
    digest = hashlib.sha256(secrets_of_try.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": SCOPE,
        "state": secrets_of_try.state,
        "nonce": secrets_of_try.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "ui_locales": language,
        **({"acr_values": provider.acr_values} if provider.acr_values else {}),
    }
    joint = "&" if urlsplit(metadata.authorization_endpoint).query else "?"
    return metadata.authorization_endpoint + joint + urlencode(asked)


def prove(
    provider: SignInProvider, *, code: str, secrets_of_try: Secrets, redirect_uri: str
) -> Proven:
    """Exchange the code and check what comes. Raises ProviderDown, SignInRefused."""
    metadata = discover(provider)
    token = _exchange(
        provider, metadata, code=code, verifier=secrets_of_try.verifier, redirect_uri=redirect_uri
    )
    claims = _checked(token, provider=provider, keys=_keys(metadata), nonce=secrets_of_try.nonce)
    acr = str(claims.get("acr") or "")
    if provider.levels and acr not in provider.levels:
        raise SignInRefused("too_weak")
    kept = {name: str(claims[name])[:LONGEST_CLAIM] for name in KEPT if claims.get(name)}
    return Proven(acr=acr, claims=kept)


def _exchange(
    provider: SignInProvider, metadata: Metadata, *, code: str, verifier: str, redirect_uri: str
) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    secret = provider.client_secret
    if metadata.secret_in_form:
        form["client_secret"] = secret
    else:
        pair = f"{quote(provider.client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    request = Request(metadata.token_endpoint, data=urlencode(form).encode(), headers=headers)  # noqa: S310 - _json looks at the scheme
    token = _json(request, refusable=True).get("id_token")
    if not isinstance(token, str):
        raise SignInRefused("no_token")
    return token


def _keys(metadata: Metadata) -> KeySet:
    try:
        return KeySet.import_key_set(_json(Request(metadata.jwks_uri)))  # type: ignore[arg-type]  # noqa: S310 - _json looks at the scheme
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderDown("no keys") from error


def _checked(
    token: str, *, provider: SignInProvider, keys: KeySet, nonce: str
) -> Mapping[str, Any]:
    rules = jwt.JWTClaimsRegistry(
        now=int(now().timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRefused("not_valid") from error
    azp, several = claims.get("azp"), isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or azp is not None) and azp != provider.client_id:
        raise SignInRefused("not_valid")
    return claims


def _json(request: Request, *, refusable: bool = False) -> dict[str, Any]:
    """The provider's answer. Raises ProviderDown; SignInRefused where it refuses by its rules."""
    if urlsplit(request.full_url).scheme not in ("https", "http"):
        raise ProviderDown("no web address")
    try:
        with build_opener(_NoRedirects).open(request, timeout=SECONDS) as response:
            content = json.loads(response.read(MOST_BYTES))
    except HTTPError as error:
        if refusable and error.code in (400, 401, 403):
            raise SignInRefused("refused") from error
        raise ProviderDown(f"status {error.code}") from error
    except (URLError, OSError, http.client.HTTPException, ValueError) as error:
        raise ProviderDown("no answer") from error
    if not isinstance(content, dict):
        raise ProviderDown("no object")
    return content


def _address(value: object, provider: SignInProvider) -> str:
    """An address as safe as the issuer's own."""
    parts = urlsplit(str(value))
    if parts.scheme != "https" and parts.scheme != urlsplit(provider.issuer).scheme:
        raise ProviderDown("an unsafe address")
    return str(value)
