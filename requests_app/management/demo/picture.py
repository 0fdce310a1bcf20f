"""A picture that stands for a proof of identity: one grey pixel and nothing about anybody."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def tiny_picture() -> bytes:
    """A whole PNG file of one pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)  # 1 × 1, eight bits of grey
    pixel = zlib.compress(b"\x00\x80")  # the line's filter, and the grey
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixel) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
