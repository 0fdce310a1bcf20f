"""What the next page says once of what was just done: kept in the session, told, forgotten."""

from django.http import HttpRequest

KEY = "portal_said"
SENT = "sent"
RENEWED = "renewed"
CODE_SENT = "code_sent"


def say(request: HttpRequest, what: str) -> None:
    """Have the next page say it."""
    request.session[KEY] = what


def said(request: HttpRequest) -> str:
    """What was just done; empty: nothing."""
    # HEAD shows nothing to anybody, so the page that is looked at afterwards still says it.
    if request.method == "HEAD" or KEY not in request.session:
        return ""
    return str(request.session.pop(KEY))
