from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """The rights requests."""

    name = "requests_app"
    verbose_name = _("Rights requests")

    def ready(self) -> None:
        """Hear what comes by mail."""
        from notices_app.signals import mail_arrived
        from requests_app.services.take_mail import take_mail

        mail_arrived.connect(take_mail, dispatch_uid="take_mail")
