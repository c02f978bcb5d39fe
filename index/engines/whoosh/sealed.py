"""Files with checksums at their end: what is read from one is what was written, or an error.

Behind the content stand a checksum for each block of it, and the seal: the length of the content, a number
that the writer noted, and a checksum over these and the name. The content never changes once it is sealed.
"""

from __future__ import annotations

import os
from array import array
from pathlib import Path
from struct import Struct
from typing import BinaryIO
from zlib import crc32

from index.durable import DamagedFile

BLOCK = 1 << 14
"""Bytes that are verified at a time: some 8 microseconds, when a posting list is read for the first time."""
_SEAL = Struct("<QqI8s")
_MAGIC = b"sealed 1"
_SUM_BYTES = 4


def seal(file: BinaryIO, name: str, note: int) -> None:
    """Puts checksums behind all that is in ``file``, and waits until it is on the disk. Raises OSError.

    ``file`` can be read and written; ``name`` and ``note`` are what ``SealedFile`` is to find.
    """
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    sums = array("I")
    while block := file.read(BLOCK):
        sums.append(crc32(block))
    file.seek(0, os.SEEK_END)
    file.write(sums.tobytes())
    file.write(_SEAL.pack(length, note, _sum_of_sums(name, length, note, sums), _MAGIC))
    file.flush()
    os.fsync(file.fileno())


class SealedFile:
    """A sealed file opened to read. Each block is verified when it is first touched, and then only when
    ``notice`` finds that somebody wrote to the file.

    What Whoosh takes for a file. It has no ``fileno``: nobody reads past us.
    """

    __slots__ = (
        "_checked",
        "_descriptor",
        "_file",
        "_length",
        "_modified",
        "_name",
        "_position",
        "_sums",
        "note",
    )

    def __init__(self, path: Path, name: str) -> None:
        """Raises DamagedFile when it is missing, or not of the length that was sealed; OSError."""
        try:
            self._file = path.open("rb", buffering=0)
        except FileNotFoundError:
            raise DamagedFile(f"{path.name} is missing") from None
        self._descriptor = self._file.fileno()
        self._name, self._position, self._modified = path.name, 0, -1
        try:
            self._length, self.note, self._sums = self._unsealed(name)
        except BaseException:
            self.close()
            raise
        self.notice()

    def notice(self) -> None:
        """To be called now and then: what was verified counts for nothing once the file was written to."""
        modified = os.fstat(self._descriptor).st_mtime_ns
        if modified != self._modified:
            self._modified = modified
            self._checked = bytearray(len(self._sums))

    def _unsealed(self, name: str) -> tuple[int, int, array[int]]:
        size = os.fstat(self._descriptor).st_size
        if size < _SEAL.size:
            raise DamagedFile(f"{self._name} is cut short")
        length, note, expected, magic = _SEAL.unpack(self._stored(size - _SEAL.size, size))
        blocks = -(-length // BLOCK)
        if magic != _MAGIC or size != length + blocks * _SUM_BYTES + _SEAL.size:
            raise DamagedFile(f"{self._name} does not end as it was written")
        sums = array("I", self._stored(length, length + blocks * _SUM_BYTES))
        if expected != _sum_of_sums(name, length, note, sums):
            raise DamagedFile(f"{self._name} does not end as it was written")
        return length, note, sums

    def read(self, size: int | None = -1) -> bytes:
        """Raises DamagedFile when it is not what was written, or cannot be read."""
        start = self._position
        end = self._length if size is None or size < 0 else min(start + size, self._length)
        if end <= start:
            return b""
        first, last = start // BLOCK, (end - 1) // BLOCK
        if self._checked.find(0, first, last + 1) < 0:
            stored = self._stored(start, end)
        else:
            begin = first * BLOCK
            blocks = self._stored(begin, min((last + 1) * BLOCK, self._length))
            self._verify(first, blocks)
            stored = blocks[start - begin : end - begin]
        self._position = end
        return stored

    def _verify(self, first: int, blocks: bytes) -> None:
        whole = memoryview(blocks)
        for number, at in enumerate(range(0, len(blocks), BLOCK), first):
            if not self._checked[number]:
                if crc32(whole[at : at + BLOCK]) != self._sums[number]:
                    raise DamagedFile(f"{self._name} is not as it was written, from byte {number * BLOCK} on")
                self._checked[number] = 1

    def _stored(self, start: int, end: int) -> bytes:
        try:
            stored = os.pread(self._descriptor, end - start, start)
            while 0 < len(stored) < end - start and (
                more := os.pread(self._descriptor, end - start - len(stored), start + len(stored))
            ):
                stored += more
        except OSError as error:
            raise DamagedFile(f"{self._name} cannot be read: {error}") from error
        if len(stored) != end - start:
            raise DamagedFile(f"{self._name} is cut short")
        return stored

    def readline(self) -> bytes:
        """Unpickling asks that there is one."""
        start, line = self._position, b""
        while chunk := self.read(BLOCK):
            line += chunk
            if (end := line.find(b"\n")) >= 0:
                line = line[: end + 1]
                break
        self._position = start + len(line)
        return line

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._position = offset + (0, self._position, self._length)[whence]
        return self._position

    def tell(self) -> int:
        return self._position

    def close(self) -> None:
        # Or the next file to be opened would be read under this number.
        self._descriptor = -1
        self._file.close()


def _sum_of_sums(name: str, length: int, note: int, sums: array[int]) -> int:
    return crc32(sums, crc32(f"{name} {length} {note} ".encode()))
