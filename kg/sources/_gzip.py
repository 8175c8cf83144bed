"""Unpacks gzip data to the last byte before it is cut or damaged, and then says so."""

import io
import zlib
from typing import BinaryIO, cast

__all__ = ["is_gzip", "unpacked"]

_MAGIC = b"\x1f\x8b"
_BLOCK = 1 << 14
_ANY_GZIP = 31  # window bits: zlib reads header, checksum and length of a gzip member too


def is_gzip(head: bytes) -> bool:
    """Whether some data begins as gzip data does."""
    return head.startswith(_MAGIC)


def unpacked(packed: BinaryIO) -> io.BufferedReader:
    """The content of gzip data, one member after the other; zeros after a member are padding.

    A read of the result gives all that can be unpacked first. Memory does not depend on how far the data unpacks.

    Raises:
        EOFError: of a read: the data is cut off.
        OSError: of a read: the data is damaged, or cannot be read itself.
    """
    return io.BufferedReader(_Unpacked(packed))


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(_ANY_GZIP)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        place = memoryview(cast(bytearray, buffer))
        while not self._member.eof or self._begin_member():
            block = self._rest or self._packed.read(_BLOCK)
            try:
                data = self._member.decompress(block, len(place))
            except zlib.error as error:
                raise OSError("its compressed data is damaged") from error
            self._rest = self._member.unconsumed_tail
            if data:
                place[: len(data)] = data
                return len(data)
            if not block:
                raise EOFError("its compressed data is cut off")
        return 0

    def _begin_member(self) -> bool:
        """Whether there is one more member."""
        rest = self._member.unused_data
        while not (rest := rest.lstrip(b"\0")):
            rest = self._packed.read(_BLOCK)
            if not rest:
                return False
        self._member, self._rest = zlib.decompressobj(_ANY_GZIP), rest
        return True
