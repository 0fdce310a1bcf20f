"""Files are kept sealed, under names that tell nothing."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from config.crypto import CHUNK_BYTES, Undecipherable
from requests_app.models import AccessRequest, StoredFile
from requests_app.services.errors import NotPossible
from requests_app.services.store_file import read_file, store_file
from requests_app.uploads.examine import clean_name
from tests.cases import make_received
from tests.looped import for_each

pytestmark = pytest.mark.django_db

CONTENT = b"Maija Meik\xc3\xa4l\xc3\xa4inen, 010190-123A\n" * 5000


@pytest.fixture
def request_() -> AccessRequest:
    return make_received()


def kept(request: AccessRequest, name: str = "orders.csv", content: bytes = CONTENT) -> StoredFile:
    return store_file(request, file=SimpleUploadedFile(name, content))


def test_a_file_comes_back_as_it_was(request_: AccessRequest) -> None:
    stored = kept(request_)
    again = StoredFile.objects.get(pk=stored.pk)

    assert len(CONTENT) > 2 * CHUNK_BYTES
    assert b"".join(read_file(again)) == CONTENT
    assert (again.name, again.content_type, again.size) == ("orders.csv", "text/csv", len(CONTENT))
    assert again.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_the_bytes_on_disk_do_not_hold_the_plaintext(request_: AccessRequest) -> None:
    stored = kept(request_)
    on_disk = Path(stored.sealed.path).read_bytes()

    assert b"010190" not in on_disk
    assert b"Maija" not in on_disk


def test_the_name_on_disk_tells_nothing(request_: AccessRequest) -> None:
    stored = kept(request_, name="Maija Meikäläinen.pdf")

    assert "Maija" not in str(stored.sealed.name)
    assert Path(stored.sealed.path).suffix == ""


def test_only_this_account_reads_a_file(request_: AccessRequest) -> None:
    path = Path(kept(request_).sealed.path)

    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_same_file_is_kept_twice_apart(request_: AccessRequest) -> None:
    one, other = kept(request_), kept(request_)

    assert one.sealed.name != other.sealed.name
    assert Path(one.sealed.path).read_bytes() != Path(other.sealed.path).read_bytes()


def test_a_file_changed_on_disk_is_refused(request_: AccessRequest) -> None:
    stored = kept(request_)
    path = Path(stored.sealed.path)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(Undecipherable):
        b"".join(read_file(stored))


def test_an_empty_file_is_refused(request_: AccessRequest) -> None:
    with pytest.raises(NotPossible, match="empty"):
        kept(request_, content=b"")
    assert not StoredFile.objects.exists()


def test_a_file_at_the_limit_is_taken_and_one_above_it_refused(
    request_: AccessRequest, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    assert kept(request_, content=b"0123456789").size == 10

    with pytest.raises(NotPossible, match="larger than this desk takes"):
        kept(request_, content=b"0123456789+")


def test_a_file_of_an_unknown_kind_is_bytes(request_: AccessRequest) -> None:
    assert kept(request_, name="data.unknown-kind").content_type == "application/octet-stream"


@for_each(
    "given, cleaned",
    [
        ("report.pdf", "report.pdf"),
        ("Yhteenveto äö.pdf", "Yhteenveto äö.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Kaisa\\orders.csv", "orders.csv"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("nul\x00l.txt", "null.txt"),
        (" .hidden. ", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_of_what_could_deceive(given: str, cleaned: str) -> None:
    assert clean_name(given) == cleaned


def test_a_cleaned_name_is_what_is_kept(request_: AccessRequest) -> None:
    assert kept(request_, name="invoice\u202efdp.exe").name == "invoicefdp.exe"
