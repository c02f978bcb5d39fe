"""Numbers as bytes."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable


def pack(numbers: Iterable[int]) -> bytes:
    """Numbers as little-endian uint32."""
    return _little_endian(array("I", numbers)).tobytes()


def unpack(packed: bytes) -> array[int]:
    """The numbers that ``pack`` was given; of damaged bytes those that are whole."""
    numbers = array("I")
    numbers.frombytes(packed[: len(packed) // numbers.itemsize * numbers.itemsize])
    return _little_endian(numbers)


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
