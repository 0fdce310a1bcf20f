"""What the rooms above are told of mail."""

from django.dispatch import Signal

# In the transaction of the taking in: ``arrival`` (notices_app/inbound/arrival.py), whose outcome
# the one receiver decides. Without a receiver the mail is held.
mail_arrived = Signal()

# In the transaction of the step: a ``notice`` that will not reach its address, whether the mail
# server refused it, the provider did or it bounced; and one that reached it after all.
notice_lost = Signal()
notice_arrived = Signal()
