"""Several write, read and rebuild at once: nobody meets a traceback, nobody is told less than there is."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.drills.tools.asking import Died, Refusal, Server, search, told
from tests.drills.tools.case import LOST, WRONG, Case, Fault
from tests.drills.tools.field import Ended, Field
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import judge_archive, judge_done, judge_hits, judge_search

QUERIES = ("président", "port", "strike")
LOCKED = 4
PATIENCE_SECONDS = 180.0


def cases(ground: Ground, short: bool, dice: random.Random) -> Sequence[Case]:
    counts = (1, 0, 1) if short else (3, 3, 3)
    kinds = (two_add, rebuild_beside, rebuild_beside_an_add)
    return [
        Case(kind.__name__.replace("_", " "), partial(kind, ground))
        for kind, count in zip(kinds, counts, strict=True)
        for _ in range(count)
    ]


def two_add(ground: Ground, field: Field) -> Iterator[Fault]:
    """Each of them a half, again for as long as the other holds the archive."""
    added = ground.added()
    ground.copy(ground.sound(), field.archive)
    files = sorted(ground.more.iterdir())
    writers = [("add", *files[half::2]) for half in (0, 1)]
    yield from _while_they_work(ground, field, writers)
    yield from judge_archive(ground.state(added), field.archive)


def rebuild_beside(ground: Ground, field: Field) -> Iterator[Fault]:
    ground.copy(ground.sound(), field.archive)
    yield from _while_they_work(ground, field, [("rebuild",)])
    yield from judge_archive(ground.state(ground.sound()), field.archive)


def rebuild_beside_an_add(ground: Ground, field: Field) -> Iterator[Fault]:
    added = ground.added()
    ground.copy(ground.sound(), field.archive)
    yield from _while_they_work(ground, field, [("rebuild",), ("add", ground.more)])
    yield from judge_archive(ground.state(added), field.archive)


def _while_they_work(
    ground: Ground, field: Field, writers: Sequence[tuple[str | Path, ...]]
) -> Iterator[Fault]:
    """Search on the command line and through one open process until all writers are done, and once more."""
    todo = [(field.start(*arguments), arguments) for arguments in writers]
    deadline = time.monotonic() + PATIENCE_SECONDS
    asked = refused = 0
    with Server(field, field.archive) as server:
        try:
            while todo:
                query = field.dice.choice(QUERIES)
                found = field.run("search", query, "--json", "--limit", "99")
                yield from judge_search(ground.answer(query), found, or_more=True)
                yield from _asked(ground, server, query)
                asked, refused = asked + 2, refused + (found.code != 0)
                todo = list(_still_at_work(field, todo))
                if time.monotonic() > deadline:
                    yield Fault(WRONG, "the writers come to an end", f"{todo} do not")
                    break
            time.sleep(1.5)  # an idle server looks every second
            for query in QUERIES:
                yield from _asked(ground, server, query, at_rest=True)
        except (Died, WriterFailed) as died:
            yield Fault(WRONG, "the archive's process and the writers live", str(died))
    field.note(f"{asked} searches, {refused} refused")
    field.tried = max(1, asked)


class WriterFailed(Exception):
    pass


def _still_at_work(
    field: Field, todo: Sequence[tuple[subprocess.Popen[str], tuple[str | Path, ...]]]
) -> Iterator[tuple[subprocess.Popen[str], tuple[str | Path, ...]]]:
    """Who was turned away because another one writes begins again."""
    for process, arguments in todo:
        if process.poll() is None:
            yield process, arguments
            continue
        ended: Ended = field.end_of(process)
        if ended.code == LOCKED:
            yield field.start(*arguments), arguments
        elif faults := list(judge_done(str(arguments[0]), ended)):
            raise WriterFailed(faults[0].seen)


def _asked(ground: Ground, server: Server, query: str, *, at_rest: bool = False) -> Iterator[Fault]:
    """While the index is made anew a page may say that it is not whole; afterwards it is."""
    try:
        page = search(server, query)
    except Refusal as refusal:
        if at_rest:
            yield Fault(LOST, "an answer when all is done", str(refusal))
        return
    if at_rest or not told(page):
        yield from judge_hits(
            ground.answer(query), [hit.id for hit in page.hits], or_more=True, said=told(page)
        )
