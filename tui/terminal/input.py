"""Bytes from the terminal: any byte is a character, and a terminal that is gone is told as such."""

from __future__ import annotations

import codecs
import os
import signal
import time

from tui.terminal.paste import PasteLimit

PATIENCE_SECONDS = 0.5


class TerminalDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes UTF-8 for the thread that reads the terminal."""

    _buffer_decode = codecs.utf_8_decode  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("replace")
        self._pastes = PasteLimit()

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """One byte that is not UTF-8 would end Textual 8.2; it becomes U+FFFD instead.

        A terminal that was closed gives nothing, again and again: the reader is told to end, as by a signal.
        """
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(PATIENCE_SECONDS)
        return self._pastes.passed_on(super().decode(data, final))
