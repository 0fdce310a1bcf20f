"""Encryption at rest for identity evidence, packages, attachments and drafts.

Keys are 32 bytes in URL-safe base64, given in ENCRYPTION_KEYS; the first one encrypts, every one
decrypts, so a key is rotated by putting a new one in front. Each sealed thing has its own key,
derived from a random salt, and is cut into chunks whose number and end are authenticated:
a changed, reordered or shortened file is refused.
"""

import base64
import binascii
import hashlib
import hmac
import io
import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MAGIC = b"RDS1"
KEY_ID_BYTES = 4
SALT_BYTES = 16
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
# A key made for one use is none for the other.
SEAL_USE = b"rightsdesk seal"
DIGEST_USE = b"rightsdesk digest"


class Undecipherable(Exception):
    """The content was changed, cut short, or sealed with a key that is no longer known."""


def decode_key(text: str) -> bytes:
    """The 32 bytes of a key from ENCRYPTION_KEYS. Raises ValueError when it is none."""
    try:
        key = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not URL-safe base64") from error
    if len(key) != 32:
        raise ValueError("not 32 bytes long")
    return key


def seal(content: bytes) -> bytes:
    """*content*, sealed with the first key."""
    return b"".join(seal_chunks(io.BytesIO(content)))


def open_sealed(sealed: bytes) -> bytes:
    """The content of *sealed*. Raises Undecipherable."""
    return b"".join(open_chunks(io.BytesIO(sealed)))


def keyed_digests(text: str) -> list[str]:
    """What may stand for *text* where it must not be kept: a digest by each key, in their order.

    Nobody who has no key can try texts out; who keeps a digest looks for all of them.
    """
    return [
        hmac.digest(_derive(decode_key(key), b"", info=DIGEST_USE), text.encode(), "sha256").hex()
        for key in settings.ENCRYPTION_KEYS
    ]


def seal_chunks(source: BinaryIO) -> Iterator[bytes]:
    """Seal a file of any size, piece by piece."""
    key = decode_key(settings.ENCRYPTION_KEYS[0])
    salt = os.urandom(SALT_BYTES)
    yield MAGIC + _key_id(key) + salt
    cipher = AESGCM(_derive(key, salt))
    for number, last, chunk in _numbered(_pieces(source, CHUNK_BYTES)):
        yield cipher.encrypt(_nonce(number, last), chunk, None)


def open_chunks(source: BinaryIO) -> Iterator[bytes]:
    """Open a sealed file of any size, piece by piece. Raises Undecipherable."""
    header = source.read(len(MAGIC) + KEY_ID_BYTES + SALT_BYTES)
    if len(header) < len(MAGIC) + KEY_ID_BYTES + SALT_BYTES or not header.startswith(MAGIC):
        raise Undecipherable("not a sealed content")
    key_id = header[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES]
    cipher = AESGCM(_derive(_known_key(key_id), header[len(MAGIC) + KEY_ID_BYTES :]))
    for number, last, chunk in _numbered(_pieces(source, CHUNK_BYTES + TAG_BYTES)):
        try:
            yield cipher.decrypt(_nonce(number, last), chunk, None)
        except InvalidTag as error:
            raise Undecipherable("changed or cut short") from error


def _pieces(source: BinaryIO, size: int) -> Iterator[bytes]:
    first = source.read(size)
    yield first
    while piece := source.read(size):
        yield piece


def _numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, bool, bytes]]:
    iterator = iter(pieces)
    held = next(iterator)
    number = 0
    for piece in iterator:
        yield number, False, held
        held, number = piece, number + 1
    yield number, True, held


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"rightsdesk key id" + key).digest()[:KEY_ID_BYTES]


def _known_key(key_id: bytes) -> bytes:
    for text in settings.ENCRYPTION_KEYS:
        key = decode_key(text)
        if _key_id(key) == key_id:
            return key
    raise Undecipherable("sealed with a key that is no longer in ENCRYPTION_KEYS")


def _derive(key: bytes, salt: bytes, *, info: bytes = SEAL_USE) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)
