from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    """The rights requests."""

    name = "requests_app"
    verbose_name = _("Rights requests")

    def ready(self) -> None:
        """Hear what comes by mail, and what did not arrive."""
        from notices_app.signals import mail_arrived, notice_arrived, notice_lost
        from requests_app.services.note_lost_mail import note_arrived_mail, note_lost_mail
        from requests_app.services.take_mail import take_mail

        mail_arrived.connect(take_mail, dispatch_uid="take_mail")
        notice_lost.connect(note_lost_mail, dispatch_uid="note_lost_mail")
        notice_arrived.connect(note_arrived_mail, dispatch_uid="note_arrived_mail")
