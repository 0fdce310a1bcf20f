"""What is sealed comes back whole, or not at all."""

import base64
import io
import itertools

import pytest
from pytest_django import Settings

from config.crypto import (
    CHUNK_BYTES,
    KEY_ID_BYTES,
    MAGIC,
    SALT_BYTES,
    TAG_BYTES,
    Undecipherable,
    decode_key,
    open_chunks,
    open_sealed,
    seal,
    seal_chunks,
)

HEADER = len(MAGIC) + KEY_ID_BYTES + SALT_BYTES
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
EDGES = [
    0,
    1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    2 * CHUNK_BYTES - 1,
    2 * CHUNK_BYTES,
    2 * CHUNK_BYTES + 1,
    3 * CHUNK_BYTES + 17,
]


def content_of(size: int) -> bytes:
    return bytes(itertools.islice(itertools.cycle(range(251)), size))


def key_text(number: int) -> str:
    return base64.urlsafe_b64encode(bytes([number]) * 32).decode()


def chunks_of(sealed: bytes) -> list[bytes]:
    body = sealed[HEADER:]
    return [body[start : start + SEALED_CHUNK] for start in range(0, len(body), SEALED_CHUNK)]


@pytest.mark.parametrize("size", EDGES)
def test_a_content_of_any_size_comes_back(size: int) -> None:
    assert open_sealed(seal(content_of(size))) == content_of(size)


@pytest.mark.parametrize("size", EDGES)
def test_a_file_comes_back_piece_by_piece(size: int) -> None:
    sealed = b"".join(seal_chunks(io.BytesIO(content_of(size))))
    pieces = list(open_chunks(io.BytesIO(sealed)))

    assert b"".join(pieces) == content_of(size)
    assert all(len(piece) <= CHUNK_BYTES for piece in pieces)


def test_the_plaintext_does_not_show() -> None:
    assert b"Maija" not in seal(b"Maija" * 1000)


def test_the_same_content_is_sealed_differently_each_time() -> None:
    assert seal(b"the same") != seal(b"the same")


@pytest.mark.parametrize("size", [0, 10, CHUNK_BYTES, CHUNK_BYTES + 10])
def test_a_changed_byte_anywhere_is_refused(size: int) -> None:
    sealed = seal(content_of(size))
    places = {*range(HEADER + TAG_BYTES), len(sealed) // 2, len(sealed) - 1}
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Undecipherable):
            open_sealed(bytes(changed))


@pytest.mark.parametrize("size", [1, CHUNK_BYTES, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1])
def test_a_shortened_content_is_refused(size: int) -> None:
    sealed = seal(content_of(size))
    for length in {0, 3, HEADER - 1, HEADER, HEADER + SEALED_CHUNK, len(sealed) - 1}:
        if length < len(sealed):
            with pytest.raises(Undecipherable):
                open_sealed(sealed[:length])


def test_a_lengthened_content_is_refused() -> None:
    sealed = seal(content_of(CHUNK_BYTES))
    for more in (b"x", chunks_of(sealed)[0]):
        with pytest.raises(Undecipherable):
            open_sealed(sealed + more)


def test_chunks_in_another_order_are_refused() -> None:
    sealed = seal(content_of(3 * CHUNK_BYTES))
    first, second, third = chunks_of(sealed)
    for order in ([second, first, third], [third, second, first], [first, third], [first, first]):
        with pytest.raises(Undecipherable):
            open_sealed(sealed[:HEADER] + b"".join(order))


def test_a_chunk_of_another_content_is_refused() -> None:
    one, other = seal(content_of(2 * CHUNK_BYTES)), seal(content_of(2 * CHUNK_BYTES))
    mixed = one[:HEADER] + chunks_of(other)[0] + chunks_of(one)[1]

    with pytest.raises(Undecipherable):
        open_sealed(mixed)


def test_a_new_key_in_front_seals_and_the_old_one_still_opens(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [key_text(1)]
    old = seal(b"sealed before")
    settings.ENCRYPTION_KEYS = [key_text(2), key_text(1)]
    new = seal(b"sealed after")

    assert open_sealed(old) == b"sealed before"
    settings.ENCRYPTION_KEYS = [key_text(2)]
    assert open_sealed(new) == b"sealed after"
    with pytest.raises(Undecipherable, match="no longer in ENCRYPTION_KEYS"):
        open_sealed(old)


def test_what_was_never_sealed_is_refused() -> None:
    with pytest.raises(Undecipherable, match="not a sealed content"):
        open_sealed(b"plain text that is long enough to have a header of that length")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not 32 bytes long"),
        (base64.urlsafe_b64encode(b"short").decode(), "not 32 bytes long"),
        (base64.urlsafe_b64encode(b"x" * 33).decode(), "not 32 bytes long"),
        (key_text(1)[:-1], "not URL-safe base64"),
        ("ä" * 44, "not URL-safe base64"),
    ],
)
def test_a_key_that_is_none_is_named(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        decode_key(text)
