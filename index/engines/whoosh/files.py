"""The files of a Whoosh index that are open."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakSet

from index.engines.whoosh.library import FileStorage


class IndexStorage(FileStorage):  # type: ignore[misc]
    """Remembers what it opened: Whoosh leaves files open when it stumbles over a damaged one."""

    def __init__(self, folder: Path) -> None:
        # Without mmap: with it Whoosh copies whole segments into memory.
        super().__init__(str(folder), supports_mmap=False)
        self._opened: WeakSet[Any] = WeakSet()

    def open_file(self, name: str, **options: Any) -> Any:
        opened = super().open_file(name, **options)
        self._opened.add(opened)
        return opened

    def close_files(self) -> None:
        """Closes every file that is still open; readers on them are of no use any more."""
        for opened in list(self._opened):
            opened.file.close()
