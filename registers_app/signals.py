"""What the rooms above are told of registers."""

from django.dispatch import Signal

# In the transaction of the publishing: ``version``, ``previous`` (None for the first one) and
# ``actor``. A receiver that fails undoes the publishing.
version_published = Signal()
