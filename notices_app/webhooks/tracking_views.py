"""The address that a provider calls."""

import logging

from anymail.exceptions import AnymailConfigurationError, AnymailImproperlyInstalled
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from notices_app.services.note_event import NotSentYet
from notices_app.webhooks.signed import Unsecured, Unsigned
from notices_app.webhooks.tracking_providers import Unreadable, providers, tracking_view

logger = logging.getLogger(__name__)

RETRY_SECONDS = "60"


@csrf_exempt
def tracking(request: HttpRequest, provider: str) -> HttpResponse:
    """Take the reports of one provider. Raises Http404 for one that this desk does not use.

    400: the signature is wrong, or the call cannot be read. 403: nothing protects the address.
    503: too early, to be told again. A failure of our own is a 500, which providers repeat too.
    """
    if provider not in providers():
        raise Http404
    try:
        return tracking_view(provider)(request)
    except (Unsigned, Unreadable) as fault:
        logger.warning("A report of %s was refused (%s).", provider, fault)
        return HttpResponse(status=400)
    except (Unsecured, AnymailConfigurationError, AnymailImproperlyInstalled):
        logger.error("Reports of %s are refused: nothing secures them (docs/outbox.md).", provider)
        return HttpResponse(status=403)
    except NotSentYet:
        return HttpResponse(status=503, headers={"Retry-After": RETRY_SECONDS})
