"""A virus scanner looks at every file, where the desk has one."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer, UnixStreamServer
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.uploads.examine import examine_from_person, examine_from_staff
from requests_app.uploads.faults import UploadFault

HARMFUL = b"X5O!P%@AP harmful"


class Clamd(BaseRequestHandler):
    """Speaks clamd's INSTREAM as clamd(8) describes it, and knows one harmful text."""

    verdict = b""

    def handle(self) -> None:
        assert self._read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self._read(4))[0]:
            content += self._read(length)
        found = b"stream: Eicar FOUND\0" if HARMFUL in content else b"stream: OK\0"
        self.request.sendall(self.verdict or found)

    def _read(self, length: int) -> bytes:
        read = b""
        while len(read) < length:
            read += self.request.recv(length - len(read))
        return read


@contextmanager
def serving(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["tcp", "unix"])
def scanner(
    request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path
) -> Iterator[None]:
    if request.param == "unix":
        path = tmp_path / "clamd.ctl"
        settings.CLAMAV_URL = f"unix://{path}"
        with serving(UnixStreamServer(str(path), Clamd)):
            yield
        return
    server = TCPServer(("127.0.0.1", 0), Clamd)
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    with serving(server):
        yield


@pytest.mark.parametrize("examine", [examine_from_person, examine_from_staff])
@pytest.mark.usefixtures("scanner")
def test_what_the_scanner_knows_is_refused_whoever_sends_it(examine: Any) -> None:
    with pytest.raises(UploadFault, match="something harmful"):
        examine(SimpleUploadedFile("a.txt", HARMFUL))
    assert examine(SimpleUploadedFile("a.txt", b"harmless" * 20_000)).content


def test_a_scanner_that_does_not_answer_lets_nothing_through(settings: LazySettings) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"
    with pytest.raises(UploadFault, match="Send yours again"):
        examine_from_person(SimpleUploadedFile("a.txt", b"harmless"))


@pytest.mark.usefixtures("scanner")
def test_a_scanner_that_cannot_look_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clamd, "verdict", b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(UploadFault, match="could not be checked"):
        examine_from_person(SimpleUploadedFile("a.txt", b"harmless"))
