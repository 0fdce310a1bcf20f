"""To which case a mail belongs: by the reference that it names, or by who sent it."""

import re

from django.db.models import Exists, OuterRef

from registers_app.models import Controller
from requests_app.domain.references import ALPHABET
from requests_app.domain.rights import Right
from requests_app.models import RightsRequest, Submission
from requests_app.selectors import IS_OPEN

_REFERENCE = re.compile(rf"(?i)\bRD[- ]?([{ALPHABET}]{{4}})[- ]?([{ALPHABET}]{{4}})\b")


def case_named(subject: str, text: str, controller: Controller) -> Submission | None:
    """The case whose reference the subject names, or else the text."""
    for place in (subject, text[:5_000]):
        for found in _REFERENCE.finditer(place):
            reference = f"RD-{found[1]}-{found[2]}".upper()
            case = Submission.objects.filter(reference=reference, controller=controller).first()
            if case:
                return case
    return None


def case_of_sender(sender: str, controller: Controller) -> Submission | None:
    """The newest case of that address with something open in it."""
    if not sender:
        return None
    still_open = RightsRequest.objects.filter(IS_OPEN, submission=OuterRef("pk"))
    return (
        Submission.objects.filter(Exists(still_open), controller=controller, email__iexact=sender)
        .order_by("-received_at", "-pk")
        .first()
    )


def rights_open_in(case: Submission) -> set[Right]:
    """The rights that the case still answers."""
    rows = case.requests.filter(IS_OPEN).values_list("right", flat=True)
    return {Right(right) for right in rows}
