"""How staff sign in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from registers_app.models import User

# Documented in the README for everybody to read, so it opens nothing outside DEBUG.
DEMO_PASSWORD = "rightsdesk-demo"  # noqa: S105


class DeskBackend(ModelBackend):
    """Sign-in by user name and password; the demo password works with DEBUG only."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The user, or None."""
        if password == DEMO_PASSWORD and not settings.DEBUG:
            return None
        user = super().authenticate(request, username=username, password=password, **kwargs)
        return user if isinstance(user, User) else None
