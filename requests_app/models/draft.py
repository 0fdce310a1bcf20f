"""What somebody has typed into the public form and not sent yet: sealed, and forgotten in time."""

from django.db import models


class Draft(models.Model):
    """One unfinished form. A cookie holds its secret, this row a digest of it."""

    secret_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    # When its first page was sent: how long the person took is one of domain/signs.py.
    begun_at = models.DateTimeField(null=True)
    # The sweep that forgets old drafts reads by this.
    changed_at = models.DateTimeField(db_index=True)
    # One submission for each draft, however often the button is pressed.
    submission = models.OneToOneField(
        "requests_app.Submission", on_delete=models.PROTECT, null=True, blank=True
    )

    def __str__(self) -> str:
        return str(self.pk)
