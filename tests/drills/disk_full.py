"""The disk is full at any point of any work: nothing that was acknowledged is lost, and the message says why.

Once there is room again, the ordinary command completes and all is as after a clean run. The disk is a small
one in memory, which only root may make.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from index.archive import open_archive
from tests.drills.tools.archive_state import own_state
from tests.drills.tools.case import WRONG, Case, Fault, Skipped
from tests.drills.tools.field import IMPORT, Ended, Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import FULL, judge_acknowledged, judge_archive, judge_done, judge_full_disk
from tests.drills.tools.screen_marks import marks_on_screen

DISK = "48m"
USAGE = 2
MOST_FREE = 3_000_000
"""Bytes; an archive of the ground takes as much."""


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        raise Skipped("only root can mount a small disk")
    counts = (1, 0, 1, 1, 0, 1, 1, 0) if short else (6, 6, 6, 6, 6, 6, 4, 4)
    kinds = (add, add_more, rebuild, bookmark, background_import, screen, backup, restore)
    return [
        Case(kind.__name__.replace("_", " "), partial(on_a_full_disk, kind, ground))
        for kind, count in zip(kinds, counts, strict=True)
        for _ in range(count)
    ]


@contextlib.contextmanager
def small_disk(field: Field) -> Iterator[Path]:
    disk = field.folder / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(disk)], capture_output=True
    )
    if made.returncode:
        raise Skipped(f"no small disk can be mounted: {made.stderr.decode().strip()}")
    field.archive = disk / "archive"
    field.env["NEWSREADER_ARCHIVE"] = str(field.archive)
    try:
        yield disk
    finally:
        field.kill()
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path, free: int) -> Path:
    """A file that leaves so many bytes, in whole pages."""
    filler = disk / "filler"
    space = os.statvfs(disk)
    with filler.open("wb") as file:
        left = max(0, space.f_bavail - free // space.f_bsize) * space.f_bsize
        while left > 0:
            try:
                left -= file.write(bytes(min(left, 1_000_000)))
            except OSError:
                break
    return filler


Kind = Callable[[Ground, Field, Path], Iterator[Fault]]


def on_a_full_disk(kind: Kind, ground: Ground, field: Field) -> Iterator[Fault]:
    free = field.dice.choice((0, int(MOST_FREE * field.dice.random() ** 3)))
    with small_disk(field) as disk:
        if kind is not add:
            ground.copy(ground.sound(), field.archive)
        filler = fill(disk, free)
        field.note(f"{free} bytes free")
        yield from kind(ground, field, filler)


def add(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    plain = ground.plain()
    yield from judge_full_disk("add", field.run("add", ground.files))
    filler.unlink()
    yield from judge_done("add", field.run("add", ground.files))
    yield from judge_archive(ground.state(plain), field.archive)


def add_more(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    added = ground.added()
    yield from judge_full_disk("add", field.run("add", ground.more))
    filler.unlink()
    yield from judge_done("add", field.run("add", ground.more))
    yield from judge_archive(ground.state(added), field.archive)


def rebuild(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    yield from judge_full_disk("rebuild", field.run("rebuild"))
    filler.unlink()
    yield from judge_done("rebuild", field.run("rebuild"))
    yield from judge_archive(ground.state(ground.sound()), field.archive)


def background_import(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    """The process behind the reader: it says on its pipe why it ended, and the next start goes on."""
    added = ground.added()
    ended = field.run("--archive", field.archive, ground.more, command=IMPORT)
    said = f"{ended.out}\n{ended.err}"
    if ended.code and not FULL.search(said):
        yield Fault(WRONG, "an import says that the disk is full", f"exit {ended.code}: {said[-300:]}")
    filler.unlink()
    yield from judge_done("add", field.run("add", ground.more))
    yield from judge_archive(ground.state(added), field.archive)


def bookmark(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    """Until no more can be kept; each that was said to be kept is there."""
    article = next(iter(ground.state(ground.sound())["articles"]))
    kept = []
    for number in range(12):
        note = f"{number} " + "x" * field.dice.choice((10, 1000, 60_000))
        ended = field.run("bookmarks", "add", article, "--note", note)
        yield from judge_full_disk("a bookmark", ended)
        if ended.code:
            break
        kept.append(note)
    filler.unlink()
    yield from judge_done("a bookmark", field.run("bookmarks", "add", article, "--note", "last"))
    with open_archive(field.archive) as archive:
        there = [mark.note for mark in archive.desk.bookmarks()]
    yield from judge_acknowledged([*kept, "last", "à relire"], there)
    changed = ("bookmarks", "searches")
    yield from judge_archive(ground.state(ground.sound()), field.archive, without=changed)


def screen(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    """Bookmarks on the screen: said to be kept, or said not to be."""
    with field.reader(size=(160, 45)) as reader:
        reader.wait_until(lambda: re.search("found|cannot be used", reader.text), "the list", 30.0)
        told = _says_full(reader.text)
        reader.send("enter")
        reader.settle(0.4)
        said: dict[str, str] = {}
        for key in (".", "b", "b", ".", "b", ".", "b"):
            reader.send(key)
            reader.settle(0.4, 3.0)
            said |= marks_on_screen(reader.text)
            told = told or _says_full(reader.text)
        kept = {what for what, how in said.items() if how == "added"}
        field.note(f"said: {said}; told that the disk is full: {told}")
        if not kept and not told:
            yield Fault(WRONG, "the screen says that the disk is full", reader.text[-600:])
        filler.unlink()
        reader.send("ctrl+q")
        reader.wait_exit(15.0)
    with open_archive(field.archive) as archive:
        marks = archive.desk.bookmarks()
        own = own_state(archive)
    places = {f"¶ {mark.block + 1}" for mark in marks if mark.block is not None} | {"the article"}
    yield from judge_acknowledged(kept, places)
    sound = ground.state(ground.sound())
    yield from judge_acknowledged(list(sound["verdicts"].items()), list(own["verdicts"].items()))


def _says_full(screen: str) -> bool:
    """Also where a box breaks the line."""
    return FULL.search(re.sub(r"[\s▌│]+", " ", screen)) is not None


def backup(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    """A backup that did not fit is none, and is not taken for one; one that did holds everything."""
    copy = filler.parent / "backup"
    ended = field.run("backup", copy)
    _skip_without_the_command(ended)
    yield from judge_full_disk("backup", ended)
    left = [file.name for file in filler.parent.iterdir() if file not in (filler, field.archive)]
    if ended.code and left:
        yield Fault(WRONG, "no half backup is left", str(left))
    filler.unlink()
    yield from judge_archive(ground.state(ground.sound()), field.archive)
    if ended.code:
        yield from judge_done("backup", field.run("backup", copy))
    yield from _restored(ground, field, copy, field.folder / "restored")


def restore(ground: Ground, field: Field, filler: Path) -> Iterator[Fault]:
    """Over an archive that is there, which stays as it was until all of the other has its place."""
    copy, other = field.folder / "backup", field.folder / "other"
    shutil.copytree(ground.sound(), other)  # which has room: of a disk without a byte nothing can be made
    _skip_without_the_command(field.run("--archive", other, "backup", copy))
    yield from judge_full_disk("restore", field.run("restore", copy))
    filler.unlink()
    yield from judge_done("add", field.run("add", ground.files))
    yield from judge_archive(ground.state(ground.sound()), field.archive)
    yield from _restored(ground, field, copy, field.archive)


def _skip_without_the_command(ended: Ended) -> None:
    if ended.code == USAGE:
        raise Skipped("there is no command backup")


def _restored(ground: Ground, field: Field, copy: Path, archive: Path) -> Iterator[Fault]:
    yield from judge_done("restore", field.run("--archive", archive, "restore", copy))
    yield from judge_done("add", field.run("--archive", archive, "add", ground.files))
    yield from judge_archive(ground.state(ground.sound()), archive)
