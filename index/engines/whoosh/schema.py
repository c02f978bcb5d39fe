"""How an article is laid out in a Whoosh index: fields of terms and columns, nothing stored."""

from __future__ import annotations

from struct import pack, unpack
from typing import Any

from index.engines.whoosh.library import (
    COLUMN,
    Existence,
    FieldType,
    NumericColumn,
    Positions,
    RefBytesColumn,
    Schema,
    VarBytesColumn,
)

SCHEMA_VERSION = 6
"""Bump when anything here, the files, the folding, the common words or the stemming changes: then older
indexes are made anew."""


class PlainPositions(Positions):  # type: ignore[misc]
    """Positions as little-endian 32-bit numbers instead of pickles."""

    def encode(self, positions: list[int]) -> bytes:
        return pack(f"<{len(positions)}I", *positions)

    def decode_positions(self, value: bytes) -> list[int]:
        return list(unpack(f"<{len(value) // 4}I", value))


class Words(FieldType):  # type: ignore[misc]
    """A field of words and where they stand."""

    def __init__(self) -> None:
        super().__init__(PlainPositions(), None)


class Labels(FieldType):  # type: ignore[misc]
    """A field of whole values to be found as they are."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)


def make_schema() -> Any:
    """A fresh schema; given to Whoosh on every open, so that it never unpickles the stored one."""
    return Schema(
        text=Words(),
        title=Words(),
        source=Words(),
        place=Words(),
        author=Words(),
        entities=Labels(),
        whole_source=Labels(),
        id=COLUMN(VarBytesColumn()),
        language=COLUMN(RefBytesColumn()),
        first=COLUMN(NumericColumn("I")),
        last=COLUMN(NumericColumn("I")),
        length=COLUMN(NumericColumn("I")),
    )
