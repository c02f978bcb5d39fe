"""What the command line writes: the one place where it prints, and where everything printed is cleaned."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from tui.cli.refusals import output_refused
from tui.terminal.text import beyond_one_cell, cells, clean_line, clean_spans, fit
from tui.terminal.wrapping import wrap

_BEYOND_JSON = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What may steer a terminal and JSON leaves as it is: DEL, C1, what reorders or hides, lone surrogates."""
_BOLD, _PLAIN, _CLEAR_LINE = "\x1b[1m", "\x1b[22m", "\r\x1b[K"
_REDRAW_SECONDS = 0.1
_LABEL = re.compile(r" {2,}(?=[^ ])")
_LONGEST_LABEL = 48
"""Characters of a line in which two blanks end a label, for example an id, and not a sentence."""


class Console:
    """stdout for results, stderr for narration; both cleaned.

    Results that cannot be written raise OutputError, or BrokenPipeError when nobody reads them any more.
    Narration is never a reason to fail.
    """

    def __init__(self, out: IO[str] | None = None, narration: IO[str] | None = None) -> None:
        self._out = out or sys.stdout
        self._narration = narration or sys.stderr
        self.quiet = False
        self._progress_shown = False
        self._drawn = 0.0
        for stream in (self._out, self._narration):
            if stream is not None and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        styled = _is_terminal(self._out) and not os.environ.get("NO_COLOR")
        self._marks = (_BOLD, _PLAIN) if styled and os.environ.get("TERM") != "dumb" else ("", "")
        self._rewrites = _is_terminal(self._narration) and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """Columns of the terminal that shows the results; None when they go to a file or a pipe."""
        return shutil.get_terminal_size().columns if _is_terminal(self._out) else None

    def result(self, line: str = "", marks: Iterable[tuple[int, int]] = ()) -> None:
        """One line of a result; ``marks`` are the character ranges to stress."""
        line, spans = clean_spans(line, marks)
        line = line.replace("\n", " ")
        bold, plain = self._marks
        start, parts = 0, []
        for first, last in spans:
            parts += [line[start:first], bold, line[first:last], plain]
            start = last
        self._write("".join([*parts, line[start:]]).rstrip() + "\n")

    def results(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.result(line)

    def text(self, lines: Iterable[str]) -> None:
        """``results`` for people: on a terminal, lines that are too long for it are broken between words."""
        for line in lines:
            line = clean_line(line)
            for part in [line] if self.width is None else hanging(line, self.width):
                self._write(part.rstrip() + "\n")

    def record(self, value: dict[str, Any], indent: int | None = 2) -> None:
        """One JSON value: UTF-8 whatever the locale, harmless on a terminal, no character lost."""
        if self._out is not None and hasattr(self._out, "reconfigure"):
            self._out.reconfigure(encoding="utf-8")
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        self._write(_BEYOND_JSON.sub(_escaped, _without_heaps(text)) + "\n")

    def say(self, line: str) -> None:
        """Narration, silent under ``--quiet``."""
        if not self.quiet:
            self.complain(line)

    def complain(self, line: str) -> None:
        """Something that is said even under ``--quiet``."""
        self._tell(f"{self._wipe()}{clean_line(line)}\n")

    def complain_lines(self, text: str) -> None:
        for line in text.rstrip().split("\n"):
            self.complain(line)

    def progress(self, line: str) -> None:
        """The state of a long operation: one line that rewrites itself, on a terminal only."""
        if self.quiet or not self._rewrites or time.monotonic() - self._drawn < _REDRAW_SECONDS:
            return
        self._drawn = time.monotonic()
        room = shutil.get_terminal_size().columns - 1
        self._tell(f"{_CLEAR_LINE}{fit(clean_line(line), room)}")
        self._progress_shown = True

    @contextmanager
    def working(self) -> Iterator[None]:
        """Leaves no half-drawn progress line behind."""
        try:
            yield
        finally:
            self._tell(self._wipe())

    def finish(self) -> None:
        """Push everything out. Raises OutputError (a full disk), BrokenPipeError (nobody reads)."""
        if self._out is not None:
            try:
                self._out.flush()
            except BrokenPipeError:
                raise
            except OSError as error:
                raise output_refused(error) from error

    def _wipe(self) -> str:
        shown, self._progress_shown = self._progress_shown, False
        return _CLEAR_LINE if shown else ""

    def _write(self, text: str) -> None:
        if self._out is not None:
            try:
                self._out.write(text)
            except BrokenPipeError:
                raise
            except OSError as error:
                raise output_refused(error) from error

    def _tell(self, text: str) -> None:
        """Narration that nobody can receive is not a reason to stop the work."""
        if self._narration is not None and text:
            try:
                self._narration.write(text)
                self._narration.flush()
            except OSError:
                self._narration = None


def hanging(line: str, columns: int) -> Iterator[str]:
    """A cleaned line in ``columns`` cells; what goes on stands below what its label is followed by."""
    if cells(line) <= columns:
        yield line
        return
    ends = [found.end() for found in _LABEL.finditer(line[:_LONGEST_LABEL])]
    start = max((end for end in ends if cells(line[:end]) <= columns * 3 // 5), default=0)
    label, text = line[:start], line[start:]
    for first, last in wrap(text, columns - cells(label)):
        yield label + text[first:last]
        label = " " * cells(label)


def _without_heaps(text: str) -> str:
    """JSON in which no cell of a terminal gets more marks than it is to hold; the others are escaped."""
    done, parts = 0, []
    for start, end in beyond_one_cell(text):
        parts += [text[done:start], json.dumps(text[start:end])[1:-1]]
        done = end
    return "".join([*parts, text[done:]])


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()
