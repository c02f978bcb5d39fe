"""The reader before an archive that is a real process and answers from a script."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app import Reader
from tui.desks.searching import SearchDesk
from tui.screens.main_screen import MainScreen
from tui.session import Session
from tui.settings import ReaderSettings

FAKE = Path(__file__).parents[1] / "fake_archive.py"


def key_event(key: str) -> Key:
    """As the terminal's thread makes it of a character or a named key."""
    return Key(_character_to_key(key), key) if len(key) == 1 else Key(key, None)


class Person:
    """Presses keys and looks at the screen, as a person does."""

    def __init__(self, app: Reader, pilot: Pilot[int], patience: float) -> None:
        """``patience``: seconds to wait for anything."""
        self._patience = patience
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        main = self.app._main
        assert main is not None
        return main

    @property
    def searching(self) -> SearchDesk:
        return self.main.desks.searching

    @property
    def session(self) -> Session:
        return self.main.place.session

    @property
    def screen(self) -> str:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(strip.text for strip in line) for line in strips)

    def line(self, number: int) -> str:
        return self.screen.splitlines()[number]

    @property
    def toasts(self) -> list[str]:
        return [note.message for note in self.app._notifications]

    def types_fast(self, *keys: str) -> None:
        """All at once: nobody waits for what comes of them."""
        for key in keys:
            self.app.post_message(key_event(key))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if c == " " else "quotation_mark" if c == '"' else c for c in text))

    async def sees(self, *texts: str) -> None:
        """Wait until all of these are on the screen; fails in the end, showing it."""
        await self.until(lambda: all(text in self.screen for text in texts), texts)

    async def misses(self, *texts: str) -> None:
        """Wait until none of these is on the screen."""
        await self.until(lambda: not any(text in self.screen for text in texts), texts)

    async def until(self, condition: Callable[[], bool], what: object = "") -> None:
        end = asyncio.get_running_loop().time() + self._patience
        while not condition():
            assert asyncio.get_running_loop().time() < end, f"{what}\n{self.screen}"
            await self.pilot.pause(0.01)
        await self.pilot.pause()


class Sitting:
    """Opens the reader as often as a test wants, always on the same archive."""

    def __init__(self, state: Path) -> None:
        self._state = state

    @asynccontextmanager
    async def __call__(
        self,
        *options: str,
        size: tuple[int, int] = (80, 24),
        settings: ReaderSettings | None = None,
        faults: tuple[str, ...] = (),
        ready: str = "found",
        early: tuple[str, ...] = (),
        command: list[str] | None = None,
        patience: float = 5.0,
    ) -> AsyncIterator[Person]:
        command = command or [sys.executable, str(FAKE), "--state", str(self._state), *options]
        app = Reader(command, settings=settings, faults=faults)
        for key in early:  # before anything is on the screen
            app.post_message(key_event(key))
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot, patience)
            await person.until(lambda: app._main is not None and app._main.place.greeting is not None)
            await person.until(lambda: app._main is not None and app._main.desks.searching.page is not None)
            if ready:
                await person.sees(ready)
            yield person


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.008)  # waited after each key
    return Sitting(tmp_path / "state.json")
