"""A virus scanner, where there is one: clamd's INSTREAM, over TCP or a socket of the machine.

``CLAMAV_URL`` names it: ``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``. No client on PyPI
is kept any more, and the protocol is four lines (clamd(8)).
"""

import logging
import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from requests_app.uploads.faults import UploadFault

logger = logging.getLogger(__name__)

SECONDS = 30
PIECE = 64 * 1024


def scan(content: bytes) -> None:
    """Raises UploadFault for what the scanner knows as harmful, or when it does not answer.

    A file that cannot be looked at is not kept; the person can send it again.
    """
    if not settings.CLAMAV_URL:
        return
    try:
        verdict = _ask(content)
    except OSError as error:
        logger.error("The virus scanner does not answer (%s).", type(error).__name__)
        raise UploadFault(
            _("Files cannot be checked just now. Send yours again in some minutes.")
        ) from error
    if verdict.endswith("FOUND"):
        raise UploadFault(_("The virus scanner found something harmful in the file."))
    if not verdict.endswith("OK"):
        logger.error("The virus scanner could not look at a file.")
        raise UploadFault(_("The file could not be checked, and so we do not take it."))


def _ask(content: bytes) -> str:
    with closing(_connect()) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        return _answer(line).rstrip("\0\n")


def _answer(line: socket.socket) -> str:
    answer = b""
    while piece := line.recv(4096):
        answer += piece
    return answer.decode("utf-8", "replace")


def _connect() -> socket.socket:
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(address.path)
        return line
    return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
