"""Rightsdesk's configuration; importing it makes the Celery app known to Django."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
