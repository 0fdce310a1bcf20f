from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Everything we say to a person, and hear from them."""

    name = "notices_app"
    verbose_name = _("Notices")
