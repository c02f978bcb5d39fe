"""Each text is encoded once in a run of the tests, whichever of them and whichever process asks first."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import MAX_CHARACTERS
from index.analysis.encoding.universal import UniversalSentenceEncoder

_AT_ONCE = 500
"""Values bound to one query."""


@contextmanager
def encoding_once(file: Path) -> Iterator[None]:
    """While it lasts the built-in encoder looks into ``file`` before it encodes; processes may share it."""
    encode = UniversalSentenceEncoder.encode
    known = sqlite3.connect(file, timeout=60, isolation_level=None)
    known.execute("PRAGMA synchronous = OFF")
    known.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def remembered(self: UniversalSentenceEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [hashlib.sha256(text[:MAX_CHARACTERS].encode("utf-8", "replace")).digest() for text in texts]
        found = dict(_lookup(known, list(dict.fromkeys(keys))))
        if fresh := {key: text for key, text in zip(keys, texts, strict=True) if key not in found}:
            vectors = encode(self, list(fresh.values()))
            found |= {key: vector.tobytes() for key, vector in zip(fresh, vectors, strict=True)}
            rows = [(key, found[key]) for key in fresh]
            known.execute("BEGIN IMMEDIATE")
            known.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            known.execute("COMMIT")
        if not keys:
            return encode(self, texts)
        return np.stack([np.frombuffer(found[key], np.float32) for key in keys])

    with patch.object(UniversalSentenceEncoder, "encode", remembered):
        yield
    known.close()


def _lookup(known: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        places = ",".join("?" * len(some))
        yield from known.execute(f"SELECT text, vector FROM vectors WHERE text IN ({places})", some)
