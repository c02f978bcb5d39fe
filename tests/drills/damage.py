"""Every file of an archive is damaged in every way, and the archive is asked as if nothing had happened.

Either the answer is right, or there is a message; what is only the index is always mended. Damage of the
library itself must be found by ``doctor --deep`` as soon as one article cannot be read as it was.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from index.archive import open_archive
from index.errors import ArchiveError
from index.model.results import SearchRequest
from index.settings import INDEX_FOLDER, LIBRARY_FILE, LOCK_FILE
from tests.drills.tools.archive_state import differences, read_state
from tests.drills.tools.asking import HEAL_SECONDS, Died, Refusal, Server, search, told, work_out
from tests.drills.tools.case import LOST, WRONG, Case, Fault
from tests.drills.tools.field import Ended, Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_done, judge_ended, judge_hits, judge_search

QUERIES = ("président", "strike")
JOURNAL = f"{LIBRARY_FILE}-wal"
FRESH_PROFILES = "fresh-profiles.sqlite3"
"""There while another encoder is being changed to; of no use may be what it holds, but of no harm either."""
DAMAGED_SHORT, FLIPS = 9, 4


def removed(file: Path, dice: random.Random) -> None:
    file.unlink()


def emptied(file: Path, dice: random.Random) -> None:
    file.write_bytes(b"")


def cut_in_half(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def first_4_kb_zeroed(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(bytes(min(4096, len(data))) + data[4096:])


def one_byte_changed(file: Path, dice: random.Random) -> None:
    data = bytearray(file.read_bytes())
    data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
    file.write_bytes(data)


def filled_with_noise(file: Path, dice: random.Random) -> None:
    """Also where there was no such file."""
    file.write_bytes(dice.randbytes(5000))


def letter_of_a_text_changed(file: Path, dice: random.Random) -> None:
    """In the library, inside the text of one article."""
    with open_archive(file.parent) as archive:
        everything = archive.search.page(SearchRequest(limit=1000, fold=False)).hits
        article = archive.articles.get(dice.choice(everything).id)
    words = [word for block in article.body for word in re.findall(r"[A-Za-z ]{24,}", block.text)]
    data = bytearray(file.read_bytes())
    places = [place for word in words if (place := data.find(word.encode())) >= 0]
    data[dice.choice(places) + dice.randrange(24)] ^= dice.choice((1, 2, 0x80))
    file.write_bytes(data)


def older_schema(file: Path, dice: random.Random) -> None:
    said = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**said, "schema": said["schema"] - 1}), "utf-8")


def folder_removed(file: Path, dice: random.Random) -> None:
    shutil.rmtree(file)


Damage = Callable[[Path, random.Random], None]
WAYS: Mapping[Damage, int] = {
    removed: 1, emptied: 1, cut_in_half: 1, first_4_kb_zeroed: 1, one_byte_changed: FLIPS,
}  # fmt: skip
"""With how often each is tried."""


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    sound = ground.sound()
    files = sorted(file.relative_to(sound) for file in sound.rglob("*") if file.is_file())
    tries: list[tuple[Path, Damage]] = [
        (file, way)
        for file in (*files, Path(JOURNAL))
        for way, times in WAYS.items()
        for _ in range(times)
        if way is removed or file.name == JOURNAL or (sound / file).stat().st_size
    ]
    tries += [(Path(INDEX_FOLDER) / "engine.json", older_schema), (Path(INDEX_FOLDER), folder_removed)]
    tries += [(Path(LIBRARY_FILE), one_byte_changed)] * FLIPS * 3
    tries += [(Path(LIBRARY_FILE), letter_of_a_text_changed)] * FLIPS
    noisy = (LOCK_FILE, FRESH_PROFILES, f"{INDEX_FOLDER}/MAIN_WRITELOCK", f"{INDEX_FOLDER}/engine.json")
    tries += [(Path(name), filled_with_noise) for name in noisy]
    if short:
        dice.shuffle(tries)
        always = (older_schema, folder_removed, letter_of_a_text_changed)
        kept = [next(each for each in tries if each[1] is way) for way in always]
        one_each = {file: (file, way) for file, way in tries}  # of every file something
        tries = [*kept, *[each for each in one_each.values() if each not in kept]][:DAMAGED_SHORT]
    return [
        Case(f"{file} {way.__name__.replace('_', ' ')}", partial(damage, ground, file, way))
        for file, way in tries
    ]


def damage(ground: Ground, file: Path, way: Damage, field: Field) -> Iterator[Fault]:
    for name in ("command", "process"):
        archive = field.folder / name
        ground.copy(ground.sound(), archive)
        if file.name == JOURNAL:
            leave_journal(archive)
        way(archive / file, random.Random(field.dice.random()))
    for fault in on_the_command_line(ground, field, file, field.folder / "command"):
        yield replace(fault, expected=f"on the command line, {fault.expected}")
    for fault in in_the_process(ground, field, field.folder / "process"):
        yield replace(fault, expected=f"by the process, {fault.expected}")


def leave_journal(archive: Path) -> None:
    """What a process leaves that was killed after it had committed: a read mark more, no other text."""
    kept = archive.parent / "kept"
    with open_archive(archive) as opened:
        opened.desk.mark_read(opened.desk.bookmarks()[0].article, True)
        shutil.copytree(archive, kept)
    shutil.rmtree(archive)
    kept.rename(archive)


def on_the_command_line(ground: Ground, field: Field, file: Path, archive: Path) -> Iterator[Fault]:
    ended = [field.run("--archive", archive, "search", query, "--json", "--limit", "99") for query in QUERIES]
    for query, each in zip(QUERIES, ended, strict=True):
        yield from judge_search(ground.answer(query), each)
    if file.parts[0] == INDEX_FOLDER or not file.name.startswith(LIBRARY_FILE):
        if any(each.code for each in ended):
            yield from judge_done("rebuild", field.run("--archive", archive, "rebuild"))
            again = field.run("--archive", archive, "search", QUERIES[0], "--json", "--limit", "99")
            yield from judge_done("a search after a rebuild", again)
            yield from judge_search(ground.answer(QUERIES[0]), again)
        else:
            yield from judge_done("add", field.run("--archive", archive, "add", ground.files))
    else:
        yield from _found_by_doctor(ground, field, archive)


def _found_by_doctor(ground: Ground, field: Field, archive: Path) -> Iterator[Fault]:
    """Where an article is not as it was, the doctor says so."""
    doctor = deep_doctor(field, archive)
    yield from judge_ended("doctor", doctor)
    if doctor.code:
        return
    sound = ground.state(ground.sound())
    try:
        seen = read_state(archive)
    except (ArchiveError, ValueError, LookupError) as error:
        yield Fault(LOST, "doctor --deep finds what cannot be read", f"it found nothing; {error}")
        return
    kept = {part: sound[part] for part in ("articles", "bookmarks", "verdicts")}  # all else follows from them
    if changed := differences(kept, seen):
        yield Fault(
            LOST, "doctor --deep finds what is changed", f"it found nothing; {'; '.join(changed[:3])}"
        )


def deep_doctor(field: Field, archive: Path) -> Ended:
    """Without ``--deep`` where there is no such option."""
    doctor = field.run("--archive", archive, "doctor", "--deep")
    if doctor.code == 2 and "unrecognized arguments" in doctor.err:
        field.note("doctor has no --deep")
        return field.run("--archive", archive, "doctor")
    return doctor


def in_the_process(ground: Ground, field: Field, archive: Path) -> Iterator[Fault]:
    """As the screen would: what is pending is worked out, and the question asked again."""
    refusals: list[str] = []
    try:
        with Server(field, archive) as server:
            faults = list(_asked_until_right(ground, field, archive, server, refusals))
            if server.process.poll() is not None:
                faults.append(
                    Fault(WRONG, "the archive's process lives", f"it ended: {server.errors[-300:]}")
                )
    except Died as died:
        yield Fault(WRONG, "the archive's process answers", str(died))
        return
    if refusals:
        field.note(f"the process said: {refusals[-1]}")
    yield from faults


def _asked_until_right(
    ground: Ground, field: Field, archive: Path, server: Server, refusals: list[str]
) -> Iterator[Fault]:
    """Wrong answers are let pass for as long as an index takes to be made anew, if they say so."""
    for query in QUERIES:
        deadline = time.monotonic() + HEAL_SECONDS
        worked_out = 0
        while True:
            try:
                page = search(server, query)
            except Refusal as refusal:
                refusals.append(str(refusal))
                faults, page = [], None
                if str(refusal).startswith("given up"):
                    return
            else:
                faults = list(
                    judge_hits(ground.answer(query), [hit.id for hit in page.hits], said=told(page))
                )
                if not faults:
                    break
                if not told(page):
                    yield from faults
                    return
            if worked_out >= 2 or time.monotonic() > deadline:
                yield from faults
                break
            try:
                worked_out += 1 if work_out(field, server, archive, page) else 0.5
            except Refusal as refusal:
                refusals.append(str(refusal))
                break
            time.sleep(0.3)
