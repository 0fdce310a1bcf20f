"""What a browser says by itself: Global Privacy Control, or "do not track" (GDPR Art. 21(5)).

A person may object by automated means. The signal names nobody and is no request by itself: the
form says that it was seen, and offers the objection with one button. Nothing is chosen beforehand.
"""

from enum import StrEnum

from django.http import HttpRequest, QueryDict

from requests_app.domain.rights import ObjectionScope, Right
from requests_app.portal.drafts import Answers, Typed
from requests_app.portal.steps import OBJECTION, RIGHT

BUTTON = "object_marketing"
ON = "1"


class Signal(StrEnum):
    """What the browser sends with each page."""

    GPC = "gpc"
    DNT = "dnt"


def signal_of(request: HttpRequest) -> Signal | None:
    """The signal of this browser; the newer one where it sends both."""
    if request.headers.get("Sec-GPC", "").strip() == ON:
        return Signal.GPC
    return Signal.DNT if request.headers.get("DNT", "").strip() == ON else None


def wants_objection(request: HttpRequest) -> bool:
    """Whether the person pressed the button."""
    return BUTTON in request.POST


def with_objection(request: HttpRequest) -> QueryDict:
    """What was ticked, and the right to object beside it."""
    ticked = request.POST.copy()
    if Right.OBJECTION.value not in ticked.getlist("rights"):
        ticked.appendlist("rights", Right.OBJECTION.value)
    return ticked


def objection_typed(rights: Typed, answers: Answers) -> dict[str, Typed]:
    """What the button answers: the right, and marketing, unless all was objected to before."""
    before = (answers.of(OBJECTION.name) or {}).get("objection_scope")
    scope = before if before == ObjectionScope.ALL.value else ObjectionScope.MARKETING.value
    return {RIGHT.name: rights, OBJECTION.name: {"objection_scope": scope}}
