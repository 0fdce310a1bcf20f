"""The Celery app, its limits and the beat schedule.

Tasks carry ids only, never personal data. Beat only wakes sweeps, and every sweep is
idempotent, so a second beat or a late one does no harm.
"""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

from config.embedded import use_desk_servers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("rightsdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# A web server's threads have no app of their own; they wake workers through this one.
app.set_default()


def have_servers(**_: object) -> None:
    """A worker or beat begins: the private servers must run where none is named."""
    use_desk_servers()


worker_init.connect(have_servers)
beat_init.connect(have_servers)
