"""Importing: what is told on the way, what is said at the end, and where it leads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.model.index_state import IndexState
from index.model.progress import Committed, DocumentTaken, Progress
from index.protocol.events import Event, Failed, Finished
from tests.tui.desks.nouns import greeting
from tests.tui.desks.stand_ins import Around
from tui.desks.importing import (
    AGAIN_AND_AGAIN,
    DAMAGED,
    HEALING_SECONDS,
    HEALINGS,
    MADE_BY_ANOTHER,
    SHOWN_SECONDS,
    ImportDesk,
)

STARTING = "import: starting · Esc in the list stops it"
SKIPPED = DocumentTaken("/news/a.txt", "skipped", reason="it is empty")


class Ingest:
    """An import that tells what the test says; None ends it."""

    begun: list[Ingest]

    def __init__(self, command: list[str]) -> None:
        self.cancelled = self.closed = False
        self.code: int | None = None
        self._told: asyncio.Queue[Event | None] = asyncio.Queue()
        self.begun.append(self)

    def tell(self, *events: Event | None) -> None:
        for event in events:
            self._told.put_nowait(event)

    async def events(self) -> AsyncIterator[Event]:
        while (event := await self._told.get()) is not None:
            yield event
        self.code = 1

    def cancel(self) -> None:
        self.cancelled = True

    async def close(self) -> None:
        self.closed = True


class Importing(Around):
    def __init__(self, *, sample: bool = False) -> None:
        super().__init__()
        self.desk = ImportDesk(
            self.flows,
            self.place,
            self.surface,
            self.reading,
            lambda: self.keys,
            self.clock.later,
            self.greet,
        )
        self.place.greeting = greeting(sample=sample)

    async def takes_in(self, *events: Event | None) -> Ingest:
        self.desk.take_in(("/news",))
        await self.hears(*events)
        return Ingest.begun[-1]

    async def hears(self, *events: Event | None) -> None:
        Ingest.begun[-1].tell(*events)
        await self.settled()


@pytest.fixture(autouse=True)
def ingest(monkeypatch: pytest.MonkeyPatch) -> None:
    Ingest.begun = []
    monkeypatch.setattr("tui.client.ingest_client.IngestClient", Ingest)


async def test_each_step_is_told_and_what_is_committed_can_be_read_at_once() -> None:
    around = Importing()
    await around.takes_in()
    assert (around.surface.state, around.reading.pairing, around.desk.is_running) == (STARTING, True, True)
    await around.hears(Progress("counterparts", 120, 400))
    assert around.surface.state == "import: pairing 120/400 · Esc in the list stops it"
    await around.hears(Progress("encoding", 7, None, by="e5"))
    assert around.surface.state == "import: re-encoding for e5 7 · Esc in the list stops it"
    await around.hears(Committed(3))
    assert around.greeted == 1
    await around.hears(Finished(added=3), None)
    assert not around.desk.is_running and not around.reading.pairing and around.greeted == 2


@pytest.mark.parametrize(
    ("events", "said", "problem"),
    [
        ((Finished(added=3, unchanged=2),), "import finished: 3 added", False),
        ((Finished(added=1, changed=2),), "import finished: 1 added · 2 changed", False),
        ((Finished(unchanged=2),), "", False),
        ((SKIPPED, Finished(added=1, skipped=1)), "import finished: 1 added · 1 skipped", True),
        (
            (Progress("encoding", 1, 9), Progress("encoding", 9, 9), Finished()),
            "import finished: 9 re-encoded",
            False,
        ),
        ((Progress("encoding", 7, 9), Finished(added=1)), "import finished: 1 added", False),
        ((Failed("the disk is full", "make room"),), "the disk is full make room", True),
        ((Failed("locked"), Finished(added=1)), "locked", True),
        ((), "the import ended unexpectedly (exit code 1)", True),
    ],
)
async def test_the_end_is_told_in_words(events: tuple[Event, ...], said: str, problem: bool) -> None:
    around = Importing()
    await around.takes_in(*events, None)
    assert (around.surface.state, around.surface.warning) == (said, problem)
    assert around.clock.wound(SHOWN_SECONDS) == (not problem)


@pytest.mark.parametrize(
    ("events", "said", "problem"),
    [
        ((Finished(added=3),), "import stopped; what was finished is kept · 3 added", False),
        ((), "import stopped; what was finished is kept", False),
        ((SKIPPED, Finished(skipped=1)), "import stopped; what was finished is kept · 1 skipped", False),
        ((Failed("locked"),), "locked", True),
    ],
)
async def test_who_stops_it_is_told_what_was_finished(
    events: tuple[Event, ...], said: str, problem: bool
) -> None:
    around = Importing()
    ingest = await around.takes_in()
    around.desk.cancel()
    assert ingest.cancelled and around.surface.state == "stopping the import after this batch…"
    await around.hears(*events, None)
    assert (around.surface.state, around.surface.warning) == (said, problem)


async def test_the_end_is_told_for_a_while_and_not_over_the_next_import() -> None:
    around = Importing()
    await around.takes_in(Finished(added=1), None)
    around.clock.ring(SHOWN_SECONDS)
    assert around.surface.state == ""
    await around.takes_in(Finished(added=1), None)
    await around.takes_in()
    around.clock.ring(SHOWN_SECONDS)
    assert around.surface.state == STARTING


async def test_what_was_left_out_is_listed_with_its_reasons() -> None:
    around = Importing()
    await around.takes_in(SKIPPED, Finished(skipped=1), None)
    assert around.dialogs.top._lines == [("", "/news/a.txt: it is empty")]
    assert around.greeted == 1, "nobody waits for the dialog to be closed"


@pytest.mark.parametrize(
    ("sample", "events", "moved_to"),
    [
        (True, (Finished(added=1),), "/own"),
        (True, (SKIPPED, Finished(changed=1, skipped=1)), "/own"),
        (True, (Finished(unchanged=1),), ""),
        (True, (), ""),
        (False, (Finished(added=1),), ""),
    ],
)
async def test_from_the_sample_it_leads_to_the_own_archive_once_something_is_in_it(
    sample: bool, events: tuple[Event, ...], moved_to: str
) -> None:
    around = Importing(sample=sample)
    await around.takes_in(*events, None)
    assert around.keys.imports == [("/own" if sample else "/archive", False, ("/news",))]
    assert around.keys.moved_to == moved_to
    assert (around.greeted == 0) is bool(moved_to) and not around.dialogs.shown


async def test_without_paths_the_archive_itself_is_worked_out_even_the_sample() -> None:
    around = Importing(sample=True)
    around.desk.take_in(())
    await around.hears(Finished(added=1), None)
    assert around.keys.imports == [("/archive", True, ())] and around.keys.moved_to == ""


async def test_leaving_the_program_ends_it() -> None:
    around = Importing()
    await around.desk.close()
    ingest = await around.takes_in()
    await around.desk.close()
    assert ingest.closed


# ---- choosing what to take in


async def test_a_path_is_asked_for_and_taken_in(tmp_path: Path) -> None:
    around = Importing()
    around.desk.choose()
    assert around.keys.held, "what is typed from now on is for the box"
    await around.settled()
    assert not around.keys.held
    await around.chooses(str(tmp_path))
    assert around.keys.imports == [("/archive", False, (str(tmp_path),))]


async def test_an_address_needs_no_file() -> None:
    around = Importing()
    around.desk.choose()
    await around.settled()
    await around.chooses("https://example.org/feed")
    assert around.keys.imports[0][2] == ("https://example.org/feed",)


async def test_what_is_not_there_is_said_and_so_is_an_import_that_runs(tmp_path: Path) -> None:
    around = Importing()
    for path, said in (
        (None, ""),
        (str(tmp_path / "no"), "there is no such file or folder"),
        (str(tmp_path), "an import is running"),
    ):
        if said.startswith("an import"):
            await around.takes_in()
        around.desk.choose()
        await around.settled()
        await around.chooses(path)
        assert said in around.surface.state and around.surface.warning is bool(said)
    assert len(Ingest.begun) == 1


# ---- the search index, made anew without being asked


async def told(around: Importing, *states: IndexState) -> None:
    for state in states:
        around.desk.index_is(state)
        await around.settled()


async def test_an_index_that_nobody_makes_is_made_and_how_far_it_is_is_said() -> None:
    around = Importing()
    await told(around, IndexState.TO_BE_MADE)
    assert around.keys.imports == [("/archive", False, ())] and around.keys.created == [False]
    await around.hears(Progress("indexing", 120, 3000))
    assert around.surface.state == f"{DAMAGED}: 120/3000 · Esc in the list stops it"
    await around.hears(Progress("names", 1, 3000))
    assert around.surface.state == "import: finding names 1/3000 · Esc in the list stops it"
    await told(around, IndexState.BEING_MADE)
    assert len(Ingest.begun) == 1 and around.greeted == 0, "it is made here"
    await around.hears(Finished(), None)
    assert around.surface.state == "" and around.greeted == 1, "and searched again"


@pytest.mark.parametrize("ending", [(Failed("the disk is full"), None), (None,)])
async def test_an_index_that_cannot_be_made_is_left_alone_until_it_is_sound(
    ending: tuple[Event | None, ...],
) -> None:
    around = Importing()
    await told(around, IndexState.TO_BE_MADE)
    await around.hears(*ending)
    assert around.surface.warning
    await told(around, IndexState.BEING_MADE, IndexState.TO_BE_MADE, IndexState.TO_BE_MADE)
    assert len(Ingest.begun) == 1
    await told(around, IndexState.SOUND, IndexState.TO_BE_MADE)
    assert len(Ingest.begun) == 2


async def test_an_index_lost_under_an_import_that_is_past_it_is_made_afterwards() -> None:
    around = Importing()
    await around.takes_in(Progress("counterparts", 1, 2))
    await told(around, IndexState.TO_BE_MADE)
    assert len(Ingest.begun) == 1
    await around.hears(Finished(added=1), None)
    assert len(Ingest.begun) == 2
    assert around.surface.state == f"{DAMAGED} · Esc in the list stops it"


async def test_an_index_that_the_import_made_meanwhile_is_not_made_again() -> None:
    around = Importing()
    await around.takes_in(Progress("reading", 1, 2))
    await told(around, IndexState.TO_BE_MADE, IndexState.SOUND)
    await around.hears(Finished(added=1), None)
    assert len(Ingest.begun) == 1


async def test_who_stops_it_is_obeyed() -> None:
    around = Importing()
    await told(around, IndexState.TO_BE_MADE)
    around.desk.cancel()
    await around.hears(Finished(), None)
    await told(around, IndexState.TO_BE_MADE)
    assert len(Ingest.begun) == 1


async def test_a_disk_that_damages_it_again_and_again_is_told_and_no_loop_comes_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    around, now = Importing(), [0.0]
    monkeypatch.setattr("tui.desks.importing.monotonic", lambda: now[0])
    for _ in range(HEALINGS + 3):
        await told(around, IndexState.TO_BE_MADE)
        if around.desk.is_running:
            await around.hears(Finished(), None)
        await told(around, IndexState.SOUND)
    assert len(Ingest.begun) == HEALINGS
    await told(around, IndexState.TO_BE_MADE)
    assert around.surface.state == AGAIN_AND_AGAIN and around.surface.warning
    now[0] += HEALING_SECONDS
    await told(around, IndexState.SOUND, IndexState.TO_BE_MADE)
    assert len(Ingest.begun) == HEALINGS + 1


async def test_what_another_process_makes_and_what_nobody_can_is_said() -> None:
    around = Importing()
    await told(around, IndexState.BEING_MADE)
    assert around.surface.state == MADE_BY_ANOTHER and not around.surface.warning
    await told(around, IndexState.SOUND)
    assert around.surface.state == "" and around.greeted == 1
    await told(around, IndexState.READ_ONLY)
    assert around.surface.warning and "nothing can be written" in around.surface.state
    assert not Ingest.begun


async def test_only_an_archive_that_is_not_shown_may_be_made() -> None:
    for sample in (True, False):
        around = Importing(sample=sample)
        await around.takes_in(Finished(), None)
        assert around.keys.created == [sample]
