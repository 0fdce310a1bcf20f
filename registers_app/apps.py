from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """What is processed, why, and by whom."""

    name = "registers_app"
    verbose_name = _("Registers")

    def ready(self) -> None:
        """Make the system checks known."""
        from config import checks  # noqa: F401
