"""The files of a Whoosh index: sealed when they are written, verified when they are read."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from index.durable import sync
from index.engines.whoosh.library import FileStorage, StructFile
from index.engines.whoosh.sealed import SealedFile, seal

SEGMENT = ".seg"
_CONTENTS = re.compile(r"(_MAIN_(\d+))\.toc")
"""A table of contents: it makes a commit. While it is written it has a longer name."""
NO_WORDS = -1


class IndexStorage(FileStorage):  # type: ignore[misc]
    """Seals what a commit consists of: its segment and its table of contents, which comes last.

    The parts that Whoosh assembles segments from live for a moment only and are left as they are.
    """

    def __init__(self, folder: Path) -> None:
        # Without mmap: with it Whoosh copies whole segments into memory.
        super().__init__(str(folder), supports_mmap=False)
        self._opened: set[Any] = set()
        """Whoosh leaves files open when it stumbles over a damaged one."""
        self.words_to = NO_WORDS
        """The last file of words that the table of contents counts on: of the one that was read last, unless
        something was added for the one to be written next."""

    def create_file(self, name: str, **options: Any) -> Any:
        if sealed_as := _sealed_as(name):
            options |= {"mode": "w+b", "onclose": lambda file: self._seal(file.file, sealed_as)}
        return super().create_file(name, **options)

    def _seal(self, file: BinaryIO, name: str) -> None:
        try:
            seal(file, name, self.words_to)
        except BaseException:
            file.close()
            raise

    def open_file(self, name: str, **options: Any) -> Any:
        """Raises DamagedFile, at once or from any read."""
        options["onclose"] = self._opened.discard
        if sealed_as := _sealed_as(name):
            opened = StructFile(self._sealed(name, sealed_as), name=name, **options)
        else:
            opened = super().open_file(name, **options)
        self._opened.add(opened)
        return opened

    def _sealed(self, name: str, sealed_as: str) -> SealedFile | BytesIO:
        file = SealedFile(Path(self.folder) / name, sealed_as)
        if name.endswith(SEGMENT):
            return file
        try:
            # It is unpickled, and small.
            content = BytesIO(file.read())
        finally:
            file.close()
        self.words_to = file.note
        return content

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """The last step of a commit."""
        super().rename_file(oldname, newname, safe=safe)
        sync(Path(self.folder))

    def notice(self) -> None:
        """See ``SealedFile.notice``; of every file that is open."""
        for opened in self._opened:
            if isinstance(opened.file, SealedFile):
                opened.file.notice()

    def close_files(self) -> None:
        """Closes every file that is still open; readers on them are of no use any more."""
        while self._opened:
            self._opened.pop().file.close()


def newest_commit(folder: Path) -> int | None:
    """The number of the newest table of contents. Raises OSError."""
    with os.scandir(folder) as files:
        commits = [int(found[2]) for file in files if (found := _CONTENTS.fullmatch(file.name))]
    return max(commits, default=None)


def _sealed_as(name: str) -> str | None:
    """The name that is sealed with a file, so that it is not taken for another one."""
    if name.endswith(SEGMENT):
        return name
    found = _CONTENTS.match(name)
    return found[1] if found else None
