"""What staff read of the proof of identity that fits, before they ask for it or settle."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller, SignInKind
from requests_app.domain.identity import Proof
from requests_app.models import IdentityCheck, IdentityMethod, ProofChoice, SignIn
from requests_app.services.fitting import Needed
from requests_app.services.identity_words import facts_to_compare, level_words
from requests_app.services.sign_in import read_claims
from requests_app.written import reader_language, written_time

SIGN_INS = {
    SignInKind.ACCOUNT.value: Proof.SIGN_IN.value,
    SignInKind.STRONG.value: Proof.STRONG.value,
}
METHODS = {
    SignInKind.ACCOUNT.value: IdentityMethod.OIDC_ACCOUNT,
    SignInKind.STRONG.value: IdentityMethod.OIDC_STRONG,
}


def about_proof(needed: Needed) -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text: what is enough, and what can be compared with."""
    yield _text("Proof that is enough"), level_words(needed.fitting.enough)
    facts = facts_to_compare(needed.registers, language=reader_language())
    if facts:
        yield _text("What we can compare with"), facts
    if needed.gives_sensitive_data:
        yield (
            _text("Sensitive data"),
            _text("Some are held here. With less proof, only a supervisor settles identity."),
        )


def about_asking(needed: Needed) -> Iterator[tuple[str, str]]:
    """The same, with the most that may be asked for."""
    yield from about_proof(needed)
    yield _text("The most to ask for"), level_words(needed.fitting.most)


def proofs_offered(controller: Controller) -> list[tuple[str, str]]:
    """What the person may be asked for: to sign in only where the organisation has a service."""
    kinds = set(controller.sign_in_providers.filter(is_active=True).values_list("kind", flat=True))
    missing = {proof for kind, proof in SIGN_INS.items() if kind not in kinds}
    return [(value, str(label)) for value, label in ProofChoice.choices if value not in missing]


def signed_in_for(check: IdentityCheck) -> list[SignIn]:
    """The sign-ins that wait to be looked at."""
    rows = check.sign_ins.filter(signed_in_at__isnull=False, destroyed_at=None)
    return list(rows.select_related("provider", "check_row__submission__controller"))


def methods_open(sign_ins: Sequence[SignIn]) -> list[tuple[str, str]]:
    """The methods; one that is a sign-in only where the person has signed in that way."""
    done = {METHODS[row.provider.kind] for row in sign_ins}
    missing = {method.value for method in METHODS.values()} - done
    return [(value, str(label)) for value, label in IdentityMethod.choices if value not in missing]


def what_was_said(sign_ins: Sequence[SignIn]) -> Iterator[tuple[str, str]]:
    """What each provider vouches for: pairs of its name and the lines of it."""
    for row in sign_ins:
        claims = read_claims(row)
        name = claims.get("name") or " ".join(
            claims[part] for part in ("given_name", "family_name") if part in claims
        )
        label = f"{row.provider.label_in(reader_language())} ({row.provider.get_kind_display()})"
        lines = [
            written_time(row.signed_in_at, time_zone=row.check_row.submission.controller.time_zone),
            _text("Name: %(name)s") % {"name": name or "–"},
            _text("Date of birth: %(day)s") % {"day": claims.get("birthdate", "–")},
        ]
        yield label, "\n".join(lines)


def touches_payment_field() -> forms.BooleanField:
    """Asked of a rectification: money or post that goes astray does more harm."""
    return forms.BooleanField(
        label=_("A bank account or an address is to be corrected"),
        required=False,
        help_text=_("Then more proof fits."),
    )
