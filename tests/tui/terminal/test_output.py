"""What is written to a terminal that is gone, or that takes nothing, holds nobody up."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from tui.terminal.output import TerminalOutput

MUCH = "é" * 200_000
"""More than a terminal takes while nobody reads it."""


class Terminal:
    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.told = 0
        self.output = TerminalOutput(self.slave, self._lost)

    def _lost(self) -> None:
        self.told += 1

    def writes(self, text: str) -> threading.Thread:
        def write() -> None:
            self.output.write(text)
            self.output.flush()

        thread = threading.Thread(target=write, daemon=True)
        thread.start()
        return thread

    def reads_all(self, characters: int) -> str:
        got = b""
        while len(got.decode("utf-8", "ignore")) < characters:
            got += os.read(self.master, 65_536)
        return got.decode("utf-8")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.output.close()
    os.close(made.slave)


def test_much_arrives_whole_and_in_order_however_slowly_it_is_read(terminal: Terminal) -> None:
    writing = terminal.writes(MUCH)
    assert terminal.reads_all(len(MUCH)) == MUCH
    writing.join(5)
    assert not writing.is_alive() and not terminal.output.lost
    os.close(terminal.master)


def test_what_is_no_character_is_spelt_out(terminal: Terminal) -> None:
    terminal.writes("\ud800").join(5)
    assert terminal.reads_all(6) == "\\ud800"
    os.close(terminal.master)


def test_a_terminal_that_takes_nothing_is_waited_for_until_it_is_given_up(terminal: Terminal) -> None:
    writing = terminal.writes(MUCH)
    writing.join(0.3)
    assert writing.is_alive() and not terminal.told, "somebody may yet read it"
    terminal.output.give_up_after(0.1)
    writing.join(5)
    assert not writing.is_alive() and terminal.told == 1
    terminal.writes(MUCH).join(5)
    assert terminal.told == 1, "told once"
    os.close(terminal.master)


def test_a_terminal_that_goes_away_in_the_middle_raises_nothing_and_is_told(terminal: Terminal) -> None:
    writing = terminal.writes(MUCH)
    time.sleep(0.05)
    os.close(terminal.master)
    writing.join(5)
    assert not writing.is_alive() and terminal.output.lost and terminal.told == 1


def test_the_shell_keeps_a_terminal_that_blocks(terminal: Terminal) -> None:
    assert os.get_blocking(terminal.slave) and not os.get_blocking(terminal.output.fileno())
    os.close(terminal.master)
