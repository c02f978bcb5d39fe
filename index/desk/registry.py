"""The kinds of changes there are, and which of them a change is."""

from __future__ import annotations

from typing import Any

from index.desk.bookmark_changes import BookmarkChanges
from index.desk.interface import Kind
from index.desk.read_mark_changes import ReadMarkChanges
from index.desk.verdict_changes import VerdictChanges, VerdictImports
from index.errors import StorageError
from index.model.desk import Change
from index.storage.desk.changes import ChangeRow

KINDS: tuple[Kind[Any], ...] = (BookmarkChanges(), ReadMarkChanges(), VerdictChanges(), VerdictImports())


def kind_of(change: Change) -> Kind[Any]:
    return next(kind for kind in KINDS if isinstance(change, kind.noun))


def kind_of_stored(row: ChangeRow) -> Kind[Any]:
    """Raises StorageError for a change that only another program knows how to take back."""
    for kind in KINDS:
        if (kind.name, kind.version) == (row.kind, row.version):
            return kind
    raise StorageError(
        f"a change is stored as {row.kind!r} in version {row.version}, which this program does not know",
        "Install a newer newsreader.",
    )
