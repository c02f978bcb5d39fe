"""Whether the files of a Whoosh index are all there, at a glance, and whether every byte is as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from index.durable import DamagedFile
from index.engines.lexicon_files import examine_words, verify_words, word_files
from index.engines.whoosh.files import SEGMENT, IndexStorage
from index.engines.whoosh.label import damaged, settled
from index.engines.whoosh.library import FileIndex
from index.engines.whoosh.schema import make_schema

STEP = 1 << 20
"""Bytes; read and verified in some milliseconds."""


def examine(folder: Path) -> None:
    """Opens everything that the newest commit counts on. Raises EngineError when not all of it is there."""
    with ExitStack() as opened:
        settled(folder, lambda _: _Files(folder, opened))


def verify(folder: Path) -> Iterator[int]:
    """Reads all of the newest commit, as it is when the first step is asked for; bytes read so far.

    Raises EngineError at damage.
    """
    with ExitStack() as opened:
        files = settled(folder, lambda _: _Files(folder, opened))
        done = 0
        for name, steps in files.steps():
            try:
                for size in steps:
                    done += size
                    yield done
            except (DamagedFile, OSError) as error:
                if files.is_still_there(name):
                    raise damaged(folder, error) from error
                # It was merged into another one meanwhile, or the whole index was made anew.


class _Files:
    """The files of one commit, held open: a writer may remove them while they are read."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        """Raises DamagedFile when one is missing or too long or too short, OSError."""
        self._folder = folder
        storage = IndexStorage(folder)
        opened.callback(storage.close_files)
        # The table of contents is verified as a whole when it is read.
        index = FileIndex(storage, schema=make_schema())
        names = [segment.make_filename(SEGMENT) for segment in index._segments()]
        self._segments: dict[str, Any] = {name: storage.open_file(name) for name in names}
        self._words: dict[str, BinaryIO] = {}
        for _, _, path in word_files(folder, storage.words_to):
            self._words[path.name] = opened.enter_context(path.open("rb"))
            examine_words(path.name, self._words[path.name])

    def steps(self) -> Iterator[tuple[str, Iterator[int]]]:
        """For each file its name, and the steps in which it is read."""
        for name, segment in self._segments.items():
            yield name, _sizes(segment)
        for name, words in self._words.items():
            yield name, verify_words(name, words, STEP)

    def is_still_there(self, name: str) -> bool:
        """Whether the file of that name is the one that we opened; no two segments have the same name."""
        try:
            found = (self._folder / name).stat()
        except FileNotFoundError:
            return False
        return name in self._segments or os.path.samestat(os.fstat(self._words[name].fileno()), found)


def _sizes(file: Any) -> Iterator[int]:
    while chunk := file.read(STEP):
        yield len(chunk)
