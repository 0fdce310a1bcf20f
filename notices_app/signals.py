"""What the rooms above are told of mail."""

from django.dispatch import Signal

# In the transaction of the taking in: ``arrival`` (notices_app/inbound/arrival.py), whose outcome
# the one receiver decides. Without a receiver the mail is held.
mail_arrived = Signal()
