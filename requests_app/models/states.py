"""The states of a rights request."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.domain.rights import ObjectionScope, Right


class RequestState(models.TextChoices):
    """Where a rights request stands. Waiting and lateness are no states: they are computed."""

    RECEIVED = "received", _("received")
    ASSESSING = "assessing", _("being assessed")
    COLLECTING = "collecting", _("collecting the data")
    REVIEWING = "reviewing", _("reviewing the data")
    READY = "ready", _("ready to answer")
    CORRECTING = "correcting", _("correcting the data")
    ERASING = "erasing", _("erasing the data")
    RESTRICTING = "restricting", _("restricting the processing")
    INFORMING_RECIPIENTS = "informing_recipients", _("informing recipients")
    WEIGHING = "weighing", _("weighing the interests")
    CEASING = "ceasing", _("ceasing the processing")
    HUMAN_REVIEW = "human_review", _("being reviewed by a human")
    AWAITING_APPROVAL = "awaiting_approval", _("awaiting a second person’s approval")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FORWARDED = "forwarded", _("forwarded to the controller")
    UNIDENTIFIED = "unidentified", _("person not identified")
    # EDPB Guidelines 01/2022 para. 28-29: what was sent twice is one request.
    NOT_NEW = "not_new", _("no new request: the same was sent before")


CLOSED_STATES = (
    RequestState.ANSWERED,
    RequestState.REFUSED,
    RequestState.WITHDRAWN,
    RequestState.FORWARDED,
    RequestState.UNIDENTIFIED,
    RequestState.NOT_NEW,
)
OPEN_STATES = tuple(state for state in RequestState if state not in CLOSED_STATES)


class RightChoice(models.TextChoices):
    """Right, with its name for people."""

    ACCESS = Right.ACCESS.value, _("access to one’s data")
    RECTIFICATION = Right.RECTIFICATION.value, _("rectification")
    ERASURE = Right.ERASURE.value, _("erasure")
    RESTRICTION = Right.RESTRICTION.value, _("restriction of processing")
    PORTABILITY = Right.PORTABILITY.value, _("data portability")
    OBJECTION = Right.OBJECTION.value, _("objection")
    AUTOMATED_DECISION = Right.AUTOMATED_DECISION.value, _("review of an automated decision")
    CONSENT_WITHDRAWAL = Right.CONSENT_WITHDRAWAL.value, _("withdrawal of consent")


class ScopeChoice(models.TextChoices):
    """What a person objects to, with its name for people."""

    MARKETING = ObjectionScope.MARKETING.value, _("direct marketing")
    OTHER = ObjectionScope.OTHER.value, _("other processing")
    ALL = ObjectionScope.ALL.value, _("direct marketing and other processing")
