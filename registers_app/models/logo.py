"""The logo of a controller, as it stands on its public pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers_app.models.controller import Controller


class ControllerLogo(models.Model):
    """A PNG picture, drawn anew when it was given; apart from the often read controller."""

    controller = models.OneToOneField(Controller, on_delete=models.CASCADE, related_name="logo")
    content = models.BinaryField(_("logo"))

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return str(self.controller)
