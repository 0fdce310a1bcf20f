"""What the worker's log tells of the tasks that came to it."""

import re
from pathlib import Path


class WorkerLog:
    """The log of one worker after another."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._started_at = 0

    def note_start(self) -> None:
        """A new worker begins here: what its predecessor left unfinished will never end."""
        self._started_at = self.length()

    def length(self) -> int:
        """Where the log ends now."""
        return self.path.stat().st_size if self.path.exists() else 0

    def has_swept(self, name: str, *, since: int) -> bool:
        """Whether a task that came after *since* succeeded, and all that came before it ended.

        The earlier ones count, too: while one is at work on some rows, the next one skips those
        and is done at once.
        """
        said = self.path.read_bytes()[self._started_at :]
        ended = dict(re.findall(rb"\[([0-9a-f-]{36})\] (succeeded|raised)", said))
        pattern = rb"Task " + re.escape(name).encode() + rb"\[([0-9a-f-]{36})\] received"
        for came in re.finditer(pattern, said):
            if came[1] not in ended:
                return False
            if self._started_at + came.start() >= since and ended[came[1]] == b"succeeded":
                return True
        return False
