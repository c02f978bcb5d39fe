"""Bytes from the terminal: none of them ends the reader, and their end is told."""

from __future__ import annotations

import pytest

from tui.terminal.input import TerminalDecoder


def test_a_byte_that_is_not_utf8_is_a_character() -> None:
    assert TerminalDecoder().decode(b"a\xffb") == "a\ufffdb"


def test_a_character_may_come_in_parts() -> None:
    decoder = TerminalDecoder()
    assert [decoder.decode(part) for part in (b"\xc3", b"\xa9")] == ["", "é"]


def test_nothing_at_all_comes_of_a_terminal_that_is_gone() -> None:
    with pytest.raises(OSError, match="the terminal is gone"):
        TerminalDecoder().decode(b"")
    assert TerminalDecoder().decode(b"", final=True) == ""
