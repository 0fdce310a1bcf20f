from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Everything we say to a person, and hear from them."""

    name = "notices_app"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Hear what the registers tell."""
        from notices_app.services.tell_of_change import tell_of_change
        from registers_app.signals import version_published

        version_published.connect(tell_of_change, dispatch_uid="tell_of_change")
