"""Staff accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. What they may do follows from their memberships alone."""

    language = models.CharField(_("language of mails"), max_length=2, default="en")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_language_known", condition=models.Q(language__in=["fi", "sv", "en"])
            )
        ]
