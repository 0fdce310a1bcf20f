"""What a service of the requests answers when it will not do something."""

from django.utils.translation import gettext as _

from registers_app.services.errors import NotPermitted, NotPossible, Refused

__all__ = ["NotPermitted", "NotPossible", "Refused", "require_text"]


def require_text(*texts: str) -> None:
    """Raises NotPossible when one of the texts says nothing: each is kept or sent as a reason."""
    if not all(text.strip() for text in texts):
        raise NotPossible(_("Write the reason: the law wants it said, and it is kept."))
