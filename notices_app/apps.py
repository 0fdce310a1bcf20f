from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Everything we say to a person, and hear from them."""

    name = "notices_app"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Hear what the registers tell, and the providers of mail."""
        from anymail.signals import inbound, tracking

        from notices_app.services.tell_of_change import tell_of_change
        from notices_app.webhooks import checks  # noqa: F401 - registers them
        from notices_app.webhooks.hear_inbound import hear_inbound
        from notices_app.webhooks.hear_tracking import hear_tracking
        from registers_app.signals import version_published

        tracking.connect(hear_tracking, dispatch_uid="hear_tracking")
        version_published.connect(tell_of_change, dispatch_uid="tell_of_change")
        inbound.connect(hear_inbound, dispatch_uid="hear_inbound")
