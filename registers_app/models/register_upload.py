"""A file of registers that somebody looks over before it is taken in."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.clock import now
from config.crypto import open_sealed, seal

# Who looks longer at a preview begins again.
KEPT_FOR = timedelta(days=1)


class RegisterUpload(models.Model):
    """The last file that a user uploaded, sealed; gone once it is taken in, or after a day."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="register_upload"
    )
    name = models.CharField(_("file"), max_length=200)
    sealed = models.BinaryField()
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("uploaded file of registers")
        verbose_name_plural = _("uploaded files of registers")

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> bytes:
        """What the file holds."""
        return open_sealed(bytes(self.sealed))

    @classmethod
    def keep(cls, user_id: int, *, name: str, source: bytes) -> None:
        """Keep a file for *user_id* in place of the one before; what others left lying goes."""
        cls.objects.filter(uploaded_at__lt=now() - KEPT_FOR).delete()
        values = {"name": name[:200], "sealed": seal(source), "uploaded_at": now()}
        cls.objects.update_or_create(user_id=user_id, defaults=values)

    @classmethod
    def kept_for(cls, user_id: int) -> "RegisterUpload | None":
        """The file that *user_id* uploaded last and has not taken in yet."""
        recent = now() - KEPT_FOR
        return cls.objects.filter(user_id=user_id, uploaded_at__gte=recent).first()
