"""A worker that can be killed at any instant, and replaced at once.

A program: for each line on its standard input it forks a worker, which sends all that is due; it
prints the worker's process id, and a line when the worker is gone. TEST_DATABASE and TEST_SMTP_PORT
say where.
"""

import os
import sys

import django
from django.conf import settings


def main() -> None:
    """Fork one worker at a time."""
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["TEST_SMTP_PORT"])
    from notices_app.services.deliver import deliver_due

    for _line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            deliver_due(budget_seconds=600)
            os._exit(0)
        print(worker, flush=True)
        os.waitpid(worker, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
