"""``manage.py run_desk``: the whole desk on one machine; ``make run`` calls it."""

import contextlib
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from config import processes
from config.desk_lock import AlreadyRunningError, DeskLock
from config.embedded import VAR_FOLDER, desk_servers, use_desk_servers
from config.server_place import ServerError, root_folder
from config.supervise import Supervisor, read_procfile
from registers_app.models import Controller, Membership, User
from registers_app.services.sign_in import DEMO_PASSWORD

CHECKOUT = VAR_FOLDER.parent
# Every process of a desk carries it, so that the next start finds what a killed desk left.
MARK = {"RIGHTSDESK_DESK": str(VAR_FOLDER)}
LEFTOVER_LIMIT_SECONDS = 5
SERVER_CHECK_SECONDS = 2
PROBE_SECONDS = 0.5


class Command(BaseCommand):
    """Start the servers, bring the database up to date, run the Procfile until told to end."""

    help = "Run web, worker and beat, and the private PostgreSQL and Redis where none is named."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--ends-with-parent",
            action="store_true",
            help="end when the process that started this command ends (make does)",
        )

    def handle(self, *_args: Any, ends_with_parent: bool, **_options: Any) -> None:
        """Run the desk. Raises CommandError when it cannot start."""
        root_folder(VAR_FOLDER, 0o755)
        self.port = settings.PORT
        self.address = f"http://localhost:{self.port}"
        self.lock = DeskLock(VAR_FOLDER / "desk.lock")
        try:
            with _signals_interrupt(), self.lock.held(address=self.address):
                self._run(ends_with_parent)
        except AlreadyRunningError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self._say("Stopped.")

    def _run(self, ends_with_parent: bool) -> None:
        _end_leftovers()
        self._refuse_taken_port()
        try:
            self._prepare()
            self._supervise(ends_with_parent)
        finally:
            connection.close()
            desk_servers().stop()
        self._say("The desk has stopped; its data is kept for the next start.")

    def _refuse_taken_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_bind_address(), self.port))
            except OSError as error:
                raise CommandError(
                    f"Port {self.port} cannot be used ({error.strerror}). Another program may "
                    f"have it. Choose another port, like so: PORT={self.port + 1} make run"
                ) from error

    def _prepare(self) -> None:
        use_desk_servers(say=self._say)
        self._say("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("compilecatalogs", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEBUG and not Controller.objects.exists():
            self._say("Loading the demo …")
            with transaction.atomic():
                call_command("load_demo", verbosity=0)
        self.sign_ins = _demo_sign_ins()
        # The supervisor itself needs no database any more.
        connection.close()

    def _supervise(self, ends_with_parent: bool) -> None:
        self._answers = False
        self._servers_checked_at = self._probed_at = time.monotonic()
        Supervisor(
            read_procfile(CHECKOUT / "Procfile"),
            folder=CHECKOUT,
            environment=self._environment(),
            say=self._say,
            each_tick=self._watch,
            before_the_end=self._say_stopping,
            ends_with_parent=ends_with_parent,
        ).run()

    def _environment(self) -> dict[str, str]:
        programs = str(Path(sys.executable).parent)
        path = os.environ.get("PATH", os.defpath)
        return {
            **os.environ,
            **MARK,
            "PATH": f"{programs}{os.pathsep}{path}",
            "PORT": str(self.port),
            "BIND_ADDRESS": _bind_address(),
            "PYTHONUNBUFFERED": "1",
            # That root runs a private desk is no news.
            "PYTHONWARNINGS": "ignore:::celery.platforms",
        }

    def _watch(self) -> None:
        """Keep the private servers running, and say once when the portal answers."""
        now = time.monotonic()
        if now - self._servers_checked_at > SERVER_CHECK_SECONDS:
            self._servers_checked_at = now
            self._revive_servers()
        if not self._answers and now - self._probed_at > PROBE_SECONDS:
            self._probed_at = now
            if _portal_answers(self.port):
                self._answers = True
                self._say(self._welcome())

    def _say_stopping(self) -> None:
        self.lock.say_stopping()
        self._say("Stopping the desk …")

    def _revive_servers(self) -> None:
        try:
            use_desk_servers(say=self._say)
        except ServerError as error:
            self._say(str(error))

    def _welcome(self) -> str:
        pages = (
            ("Portal", "/"),
            ("Queue (staff)", "/admin/"),
            ("Mailbox: every mail the desk sends", "/admin/mailbox/"),
            ("Deadline report", "/admin/reports/deadlines/"),
        )
        lines = ["", "The desk is open.", ""]
        lines += [f"  {name:<36} {self.address}{path}" for name, path in pages]
        if self.sign_ins:
            lines += ["", f"Demo sign-ins, each with the password {DEMO_PASSWORD}:", ""]
            lines += [f"  {name:<20} {roles}" for name, roles in self.sign_ins]
        return "\n".join([*lines, "", "Ctrl-C ends it.", ""])

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _bind_address() -> str:
    return os.environ.get("BIND_ADDRESS") or "127.0.0.1"


@contextlib.contextmanager
def _signals_interrupt() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the command as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {what: signal.signal(what, interrupt) for what in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for what, handler in before.items():
            signal.signal(what, handler)


def _end_leftovers() -> None:
    """End what a killed desk left running; on Linux the kernel has told most of it already."""
    for what in (signal.SIGTERM, signal.SIGKILL):
        left = [process.pid for process in processes.processes_with_environment(MARK)]
        for pid in left:
            processes.send_signal(pid, what)
        processes.wait_until_gone(left, seconds=LEFTOVER_LIMIT_SECONDS)


def _demo_sign_ins() -> list[tuple[str, str]]:
    """The accounts that the demo password opens, with what they may do."""
    if not settings.DEBUG:
        return []
    opens = cache(partial(check_password, DEMO_PASSWORD))  # slow on purpose; they share one hash
    return [
        (user.username, _roles(user))
        for user in User.objects.filter(is_active=True, is_staff=True).order_by("pk")[:20]
        if opens(user.password)
    ]


def _roles(user: User) -> str:
    places: dict[str, list[str]] = {}
    for each in Membership.objects.filter(user=user).select_related("controller"):
        places.setdefault(each.get_role_display(), []).append(each.controller.name)
    all_of_them = Controller.objects.count()
    roles = [
        f"{role} everywhere" if len(names) == all_of_them else f"{role} at {', '.join(names)}"
        for role, names in places.items()
    ]
    return ", ".join(roles) or ("administrator" if user.is_superuser else "no role")


def _portal_answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
