from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Everything we say to a person, and hear from them."""

    name = "notices_app"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Hear what the registers tell."""
        from anymail.signals import inbound

        from notices_app.services.tell_of_change import tell_of_change
        from notices_app.webhooks.hear_inbound import hear_inbound
        from registers_app.signals import version_published

        version_published.connect(tell_of_change, dispatch_uid="tell_of_change")
        inbound.connect(hear_inbound, dispatch_uid="hear_inbound")
