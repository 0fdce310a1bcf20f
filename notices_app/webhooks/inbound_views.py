"""The address at which a provider hands over mail that came in."""

import logging

from anymail.exceptions import AnymailConfigurationError, AnymailImproperlyInstalled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from notices_app.webhooks.inbound_providers import (
    INBOUND_NAMES,
    NotFetched,
    Unparsed,
    inbound_view,
)
from notices_app.webhooks.large_body import TooLarge, read_whole
from notices_app.webhooks.signed import Unsecured, Unsigned

logger = logging.getLogger(__name__)


@csrf_exempt
def inbound(request: HttpRequest, provider: str) -> HttpResponse:
    """Take in the mail of one provider. Raises Http404 for one that this desk does not use.

    400: the signature is wrong. 403: nothing protects the address, or the provider is set up for
    another one. 413: larger than any mail may be. 503: it gave only a name, and the mail could not
    be fetched. A failure of our own is a 500. After both providers keep the mail and call again.
    """
    if provider not in settings.INBOUND_WEBHOOKS or provider not in INBOUND_NAMES:
        raise Http404
    try:
        read_whole(request, most_bytes=2 * settings.INBOUND_LARGEST_MB * 1024 * 1024)
        return inbound_view(provider)(request)
    except Unsigned as fault:
        logger.warning("Mail of %s was refused (%s).", provider, fault)
        return HttpResponse(status=400)
    except TooLarge:
        logger.error("A mail of %s is larger than the desk takes.", provider)
        return HttpResponse(status=413)
    except NotFetched as fault:
        logger.error("A mail of %s could not be fetched (%s); it calls again.", provider, fault)
        return HttpResponse(status=503)
    except Unparsed as fault:
        logger.error("A call of %s could not be read (%s); it is kept.", provider, fault)
        return HttpResponse(status=200)
    except (Unsecured, AnymailConfigurationError, AnymailImproperlyInstalled):
        logger.error("Mail of %s is refused: it is not set up (docs/intake.md).", provider)
        return HttpResponse(status=403)
