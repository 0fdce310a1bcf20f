from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """The rights requests."""

    name = "requests_app"
    verbose_name = _("Rights requests")
