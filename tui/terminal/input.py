"""Bytes from the terminal: any byte is a character, and a terminal that is gone is told as such."""

from __future__ import annotations

import codecs
import errno

from tui.terminal.paste import PasteLimit


class TerminalDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes UTF-8 for the thread that reads the terminal."""

    _buffer_decode = codecs.utf_8_decode  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("replace")
        self._pastes = PasteLimit()

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """One byte that is not UTF-8 would end Textual 8.2; it becomes U+FFFD instead.

        Raises OSError for nothing at all: that is what comes, again and again, of a terminal that was closed.
        """
        if not data and not final:
            raise OSError(errno.EIO, "the terminal is gone")
        return self._pastes.passed_on(super().decode(data, final))
