"""The one place that imports Whoosh: its compile warnings would land on the reader's screen."""

from __future__ import annotations

import warnings
from importlib import metadata

with warnings.catch_warnings():
    # Read-only and uv installs compile on first import; Whoosh 2.7.4 has invalid escapes and `is 0`.
    warnings.simplefilter("ignore")
    from whoosh.codec.base import TermsReader
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.formats import Existence, Positions
    from whoosh.index import FileIndex, LockError
    from whoosh.matching import ListMatcher
    from whoosh.reading import SegmentReader, TermInfo, TermNotFound

__all__ = [
    "COLUMN",
    "Existence",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "ListMatcher",
    "LockError",
    "NumericColumn",
    "Positions",
    "RefBytesColumn",
    "Schema",
    "SegmentReader",
    "StructFile",
    "TermInfo",
    "TermNotFound",
    "TermsReader",
    "VarBytesColumn",
    "W3Codec",
    "distribution",
]


def distribution() -> str:
    """Which package provides Whoosh here, and its version; both write the same format."""
    for name in ("Whoosh", "whoosh3"):
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    return "unknown"
