"""The Celery app, its limits and the beat schedule.

Tasks carry ids only, never personal data. Beat only wakes sweeps, and every sweep is
idempotent, so a second beat or a late one does no harm.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("rightsdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
