"""A small OpenID Connect provider that speaks real HTTP, and can be told to be hostile.

It keeps to the protocol where it is not told otherwise: codes serve once and for one client, the
verifier of PKCE is checked, the token is signed with a key that its JWKS names.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "rightsdesk", "s3cret/with:signs"
Claims = dict[str, Any]


@cache
def one_key() -> RSAKey:
    """The key of every provider here: to find its primes takes longer than signing in."""
    return RSAKey.generate_key(2048, auto_kid=True)


@dataclass(kw_only=True)
class Provider:
    """The provider, with what it answers and what it has seen."""

    issuer: str = ""
    acr: str = "loa3"
    person: Claims = field(
        default_factory=lambda: {"name": "Maija Meikäläinen", "birthdate": "1985-04-03"}
    )
    spoil: Callable[[Claims], Claims] = lambda claims: claims
    algorithm: str = "RS256"
    in_form: bool = False
    is_down: bool = False
    token_down: bool = False
    redirects_token: bool = False
    key: RSAKey = field(default_factory=one_key)
    foreign_key: RSAKey | None = None
    codes: dict[str, Claims] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    token_calls: int = 0

    def metadata(self) -> Claims:
        method = "client_secret_post" if self.in_form else "client_secret_basic"
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": [method],
        }

    def jwks(self) -> Claims:
        return dict(KeySet([self.key]).as_dict(private=False))

    def authorize(self, query: dict[str, str]) -> str:
        """The person signs in at once; where the browser goes next."""
        self.asked.append(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(query)
        return query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})

    def token(self, form: dict[str, str], authorization: str) -> Claims | None:
        """The token; None: refused by the rules of the protocol."""
        self.token_calls += 1
        begun = self.codes.pop(form.get("code", ""), None)
        if begun is None or not self._is_client(form, authorization):
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != begun["code_challenge"] or form["redirect_uri"] != begun["redirect_uri"]:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self._id_token(begun)}

    def _is_client(self, form: dict[str, str], authorization: str) -> bool:
        if self.in_form:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        return dict(parse_qsl(f"u={pair.split(':')[0]}&p={pair.split(':')[1]}")) == {
            "u": CLIENT,
            "p": SECRET,
        }

    def _id_token(self, begun: Claims) -> str:
        moment = int(time.time())
        claims = self.spoil(
            {
                "iss": self.issuer,
                "sub": "user-17-secret-subject",
                "aud": CLIENT,
                "iat": moment,
                "exp": moment + 300,
                "nonce": begun["nonce"],
                "acr": self.acr,
                **self.person,
            }
        )
        if self.algorithm == "none":
            return ".".join([_part({"alg": "none"}), _part(claims), ""])
        if self.algorithm == "HS256":
            key = OctKey.import_key(SECRET * 3)
            return jwt.encode({"alg": "HS256"}, claims, key, algorithms=["HS256"])
        signer = self.foreign_key or self.key
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, signer)


def _part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@contextmanager
def running() -> Iterator[Provider]:
    """A provider on a free port, until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/.well-known/openid-configuration":
                self._answer(503 if provider.is_down else 200, provider.metadata())
            elif parts.path == "/jwks":
                self._answer(200, provider.jwks())
            elif parts.path == "/authorize":
                self._redirect(provider.authorize(dict(parse_qsl(parts.query))))
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if provider.redirects_token:
                self._redirect(f"{provider.issuer}/jwks")
                return
            found = provider.token(dict(parse_qsl(body)), self.headers.get("Authorization", ""))
            if provider.token_down:
                self._answer(502, {})
            else:
                self._answer(400 if found is None else 200, found or {"error": "invalid_grant"})

        def _redirect(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _answer(self, status: int, content: Claims) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
