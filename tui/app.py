"""The reader: which screen is in front, the colours, the reader's own keys, and how it ends."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.command import CommandPalette
from textual.events import Event, Key, Paste
from textual.theme import Theme
from textual.widgets import Input, Static

from index.errors import SettingsError
from index.settings import default_archive_folder, read_archive_settings
from tui.client import processes
from tui.commands import LISTS, bindings, keymap
from tui.settings import ReaderSettings, read_reader_settings
from tui.terminal.ending import EndsInGoodOrder
from tui.terminal.input_order import InputInOrder
from tui.terminal.paste import MOST_PASTED
from tui.terminal.text import clean, clean_line

if TYPE_CHECKING:
    from tui.client.outcomes import Unkept
    from tui.screens.main_screen import MainScreen

TWICE_WITHIN_SECONDS = 2.0
SETTLED_SECONDS = 3.0
"""After so long the screen stands and is there to stay."""
RARELY = 30
"""Collections of newer garbage before all is looked through: half a minute of typing, and some megabytes."""
DARK = Theme(
    "newsreader-dark", primary="#7aa2c9", secondary="#9fb8a4", accent="#e0b46c", warning="#e5a05c",
    error="#e07a6e", success="#8fbf7f", foreground="#d8dadf", background="#16181d", surface="#1e2127",
    panel="#2a2e36", dark=True,
)  # fmt: skip
LIGHT = Theme(
    "newsreader-light", primary="#1f5a94", secondary="#3d6b48", accent="#8a4b00", warning="#8f4a00",
    error="#a32020", success="#2e6b2e", foreground="#1c1e22", background="#faf9f6", surface="#f0eee9",
    panel="#e2dfd8", dark=False,
)  # fmt: skip


class Reader(EndsInGoodOrder, InputInOrder, inherit_bindings=False):
    """One archive, one main screen; everything that happens in them is theirs."""

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours is declared in tui.commands, with its own keys
    BINDINGS = bindings("palette", "help", "undo", "redo", "redraw", "suspend", "theme", "quit", "interrupt")

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        process: Popen[bytes] | None = None,
        paths: Sequence[str] = (),
        settings: ReaderSettings | None = None,
        faults: Sequence[str] = (),
        ingest_command: Callable[..., list[str]] = processes.ingest_command,
        reopening_command: Callable[[str, bool], list[str]] | None = None,
    ) -> None:
        """``command`` starts the archive; ``process`` is one that it has already started.

        ``reopening_command`` starts it again where it has been open; without it ``command`` does.

        ``faults`` are complaints about the settings file, told once the screen stands.
        """
        super().__init__()
        self.animation_level = "none"
        self.settings = settings or ReaderSettings()
        self.ingest_command = ingest_command
        self._reopening_command = reopening_command
        self._faults = tuple(faults)
        self._paths = tuple(paths)
        self._command = command or processes.server_command(None)
        self._process = process
        self._main: MainScreen | None = None
        self._interrupted = -TWICE_WITHIN_SECONDS
        self.unkept: list[Unkept] = []
        """What the reader changed and the archive could not keep."""
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.use_theme(self.settings.theme)

    def compose(self) -> ComposeResult:
        """What stands there for the blink of an eye in which the main screen is imported."""
        yield Static(" newsreader", id="header", markup=False)
        yield Static(" / ", id="prompt", markup=False)

    def on_ready(self) -> None:
        """Nothing is awaited here: a program that waits for a screen gets no key and no resize."""
        self.set_keymap(keymap(self.settings.keys))
        self._main = self._new_main(self._command, self._process, self._paths)
        self.push_screen(self._main)
        self.may_be_ended()
        self.set_timer(SETTLED_SECONDS, self._settle)
        self.call_next(self.accept_input)  # when the screen is composed, for Textual waits for that first
        for fault in self._faults:
            self.notify(clean(fault), title="settings", severity="warning", timeout=10, markup=False)

    def _settle(self) -> None:
        """What stands is no garbage, and to look through all of it would hold up a key by two frames."""
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], RARELY)

    def _new_main(
        self, command: Sequence[str], process: Popen[bytes] | None = None, paths: tuple[str, ...] = ()
    ) -> MainScreen:
        collecting = gc.isenabled()
        gc.disable()  # nothing that is made while importing is garbage
        from tui.client.archive_client import ArchiveClient
        from tui.screens.main_screen import MainScreen

        if collecting:
            gc.enable()
        client = ArchiveClient(
            command,
            lambda message: self._main and self._main.post_message(message),
            process,
            self._reopening_command,
        )
        return MainScreen(client, paths)

    async def keep(self, seconds: float) -> bool:
        """What the reader changed, and the place; nothing is taken any more."""
        self.hold_input()
        if self._main is not None:
            self.unkept += await self._main.close(seconds)
        return not self.unkept

    def abandon(self) -> None:
        if self._main is not None:
            self._main.abandon()

    async def on_unmount(self) -> None:
        """However it ends, also by an error: no process is left behind."""
        if self._main is not None:
            await self._main.close()
        elif self._process is not None:
            self._process.kill()
            self._process.wait()

    async def on_event(self, event: Event) -> None:
        """Of a paste as much is taken as anybody types; that the rest is not is told."""
        if isinstance(event, Paste) and not event.is_forwarded and len(event.text) > MOST_PASTED:
            event.text = event.text[:MOST_PASTED]
            self.notify(
                f"of what you pasted the first {MOST_PASTED} characters were taken",
                severity="warning",
                markup=False,
            )
        await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """A character for a dialog that was not composed yet when it was typed belongs to its box."""
        box = self.focused
        if isinstance(box, Input) and event.is_printable and event.character is not None:
            event.prevent_default()
            event.stop()
            box.replace(event.character, *box.selection)

    # ---- archives

    def own_archive(self) -> str:
        """Where the reader's own articles go, also while the sample is shown."""
        return str(default_archive_folder())

    def move_to(self, archive: str) -> None:
        """Leave the sample for the archive that an import has just filled.

        Nothing waits here either: the screen that asks for it is the one that goes.
        """
        assert self._main is not None
        before = self._main
        self._main = self._new_main(processes.server_command(Path(archive)))
        self.switch_screen(self._main)
        self.call_next(self.accept_input)  # the screen that may have kept keys back is gone
        self.run_worker(self._leave_behind(before), exit_on_error=False)

    async def _leave_behind(self, screen: MainScreen) -> None:
        for unkept in await screen.close():
            self.notify(clean(_said(unkept)), severity="warning", timeout=10, markup=False)

    # ---- commands that work on every screen

    def action_palette(self) -> None:
        from tui.dialogs.palette import Commands

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette([Commands], placeholder="a command, in English or French"))

    def action_help(self) -> None:
        from tui.dialogs.help_screen import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            place = getattr(self.screen, "help_place", LISTS)
            self.push_screen(HelpScreen(place, self.settings.keys))

    def action_undo(self) -> None:
        if self._main is not None:
            self._main.undo()

    def action_redo(self) -> None:
        if self._main is not None:
            self._main.redo()

    def action_redraw(self) -> None:
        self.refresh(layout=True)

    def action_suspend(self) -> None:
        self.action_suspend_process()

    def action_theme(self) -> None:
        chosen = "light" if self.theme == DARK.name else "dark"
        self.use_theme(chosen)
        if self._main is not None:
            self._main.place.remember(theme=chosen)

    def use_theme(self, name: str) -> None:
        self.theme = LIGHT.name if name == "light" else DARK.name

    async def action_quit(self) -> None:
        self.exit(0)

    def action_interrupt(self) -> None:
        """Copy what is selected; pressed twice it leaves, because that is what fingers mean by it."""
        now = time.monotonic()
        if now - self._interrupted < TWICE_WITHIN_SECONDS:
            self.exit(0)
            return
        self._interrupted = now
        selected = self.focused.selected_text if isinstance(self.focused, Input) else None
        selected = selected or self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
            self.notify("copied", timeout=2, markup=False)
        else:
            self.notify("press ctrl+c again, or Q, to leave", timeout=TWICE_WITHIN_SECONDS, markup=False)


def run(
    paths: Sequence[str] = (), *, command: Sequence[str] | None = None, process: Popen[bytes] | None = None
) -> int:
    """Open the reader in this terminal; the exit code."""
    if not os.environ.get("NO_COLOR", "-"):
        del os.environ["NO_COLOR"]  # set but empty means unset; Textual does not know that
    for name in ("COLUMNS", "LINES"):  # a size that a shell once exported; the terminal knows its own
        os.environ.pop(name, None)
    settings, faults = read_reader_settings()
    try:
        read_archive_settings()
    except SettingsError as error:
        # No archive is opened by settings that were not understood: another encoder would encode it anew.
        if process is not None:
            process.kill()
            process.communicate()
        sys.stderr.write(f"newsreader: {clean_line(str(error))}\n  {clean_line(error.hint)}\n")
        return error.exit_code
    command = command or processes.command_for(paths)
    process = process or processes.start(command)
    app = Reader(
        command,
        process=process,
        paths=paths,
        settings=settings,
        faults=faults,
        reopening_command=processes.reopening_command,
    )
    with app.hearing_terminal():
        code = app.run(mouse=settings.mouse) or app.return_code or 0
        if app.unkept and not app.terminal_lost:
            for line in dict.fromkeys(map(_said, app.unkept)):
                sys.stderr.write(f"newsreader: {clean_line(line)}\n")
    return code


def _said(unkept: Unkept) -> str:
    from tui.desks.changes import unkept_said  # rarely wanted, and it knows the panes

    return unkept_said(unkept)
