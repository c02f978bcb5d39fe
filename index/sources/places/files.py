"""Files on disk: one file, or a folder of them walked without following links."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import SourceError
from index.model.articles import SkippedDocument
from index.sources.interface import Content, Format, printable

# O_NONBLOCK: opening a FIFO without it waits for a writer for ever. The flags do not exist on every platform.
_OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def accepts(location: str) -> bool:
    """True for anything that could be a path: what is wrong with it, Files says better."""
    return "://" not in location


class Files:
    """A file, or every file under a folder in sorted order, of those that one of the formats reads.

    Names that start with a dot are passed over, as are other kinds of files. Links inside the folder are not
    followed; a link given as the location itself is, because the reader named it.
    Raises SourceError when the location is missing, unreadable, or a file that no format reads.
    """

    def __init__(self, location: str | Path, formats: Sequence[Format]) -> None:
        self._formats = {suffix: kind for kind in formats for suffix in kind.suffixes}
        try:
            # expanduser raises RuntimeError for an unknown user, resolve for a link that leads to itself.
            self._root = Path(location).expanduser().resolve(strict=True)
            mode = self._root.stat().st_mode
        except (OSError, ValueError, RuntimeError) as error:
            reason = _reason(error) if isinstance(error, OSError) else "not a path that can exist"
            raise SourceError(
                f"{printable(str(location))}: {reason}", "Check the spelling; quote a path that holds blanks."
            ) from error
        self._is_folder = stat.S_ISDIR(mode)
        if not self._is_folder and self._format(self._root.name) is None:
            known = " or ".join(self._formats)
            raise SourceError(
                f"{printable(str(location))}: not a {known} file",
                f"Give a {known} file or a folder that holds some.",
            )

    def _format(self, name: str) -> Format | None:
        """The format that reads a file of this name."""
        return self._formats.get(Path(name).suffix.lower())

    def contents(self) -> Iterator[Content | SkippedDocument]:
        for found in self._walk():
            if isinstance(found, SkippedDocument):
                yield found
            elif (kind := self._format(found)) is not None:
                yield _read(found, kind)

    def count(self) -> int:
        """How many candidates the walk finds now, without opening one."""
        return sum(1 for _ in self._walk())

    def _walk(self) -> Iterator[str | SkippedDocument]:
        if not self._is_folder:
            yield str(self._root)
            return
        # A stack instead of os.walk: that one recurses, and a tree as deep as a path may be ends it.
        folders = [str(self._root)]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as scan:
                    entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name)
            except OSError as error:
                yield _skipped(folder, _reason(error))
                continue
            below: list[str] = []
            for entry in entries:
                if _is_folder(entry):
                    below.append(entry.path)
                elif entry.is_symlink() and Path(entry.path).is_dir():
                    yield _skipped(entry.path, "a link to a folder, not followed: add that folder itself")
                elif self._format(entry.name) is not None:
                    yield entry.path
            folders.extend(reversed(below))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # vanished; reading it will say so
        return False


def _read(path: str, kind: Format) -> Content | SkippedDocument:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return _skipped(path, "its name is not UTF-8: rename the file")
    try:
        before = os.lstat(path)
        if reason := _refusal(before, kind.most_bytes):
            return _skipped(path, reason)
        descriptor = os.open(path, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            # Between lstat and open the name may have come to mean something else.
            if reason := _refusal(os.fstat(descriptor), kind.most_bytes):
                return _skipped(path, reason)
            raw = file.read(kind.most_bytes + 1)
    except OSError as error:
        return _skipped(path, _reason(error))
    if len(raw) > kind.most_bytes:
        return _skipped(path, "it grew while being read: add it again when it is complete")
    if not raw:
        return _skipped(path, "it is empty")
    return Content(path, raw, kind.media_type)


def _refusal(status: os.stat_result, most_bytes: int) -> str | None:
    """Why a file of this status is not opened, or None."""
    if stat.S_ISLNK(status.st_mode):
        return "a link, not followed: add the file that it leads to"
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_size > most_bytes:
        size, cap = status.st_size / 1024 / 1024, most_bytes // 1024 // 1024
        return f"{size:.1f} MB is more than the {cap} MB that an article may have: split it"
    return "it is empty" if status.st_size == 0 else None


def _reason(error: OSError) -> str:
    """An operating system's error as a sentence that the reader can act on."""
    match error.errno:
        case errno.ENOENT:
            return "it is not there, or vanished in the meantime"
        case errno.EACCES | errno.EPERM:
            return "permission denied: make it readable first"
        case errno.ELOOP:
            return "a link that leads back to itself"
        case errno.ENAMETOOLONG:
            return "its path is too long: move it further up"
        case _:
            return f"it cannot be read: {error.strerror or error}"


def _skipped(path: str, reason: str) -> SkippedDocument:
    return SkippedDocument(origin=printable(path), reason=reason)
