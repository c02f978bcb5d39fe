"""Whatever stands in an archive, the reader sends its terminal nothing but its own drawing.

BORDER_EXAMPLES=200 makes it try more.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.terminal.driver import Program
from tests.terminal.hostile_text import PIECES, UNSHOWN, drawn_with, hostile_texts

ARCHIVE = Path(__file__).parent / "hostile_archive.py"
READER = "import sys; from tui.app import run; sys.exit(run(command=sys.argv[1:]))"
EXAMPLES = int(os.environ.get("BORDER_EXAMPLES", "4"))
COLUMNS, LINES = 130, 40

COLOUR = r"(?:[34]8;2;\d{1,3};\d{1,3};\d{1,3}|39|49)"
DRAWING = re.compile(
    rf"\x1b\[(?:0|(?:[1-4]|7|9|{COLOUR})(?:;(?:[1-4]|7|9|{COLOUR}))*)m"
    rf"|\x1b\[(?:[1-9]|[1-3]\d|{LINES});(?:[1-9]\d?|1[0-2]\d|{COLUMNS})H"
    r"|\x1b\[\?(?:2026|25)[hl]"
    r"|\r\n(?=\x1b\[\d+;\d+H)"
    r"|\x1b\]22;(?:default|pointer|text)\x07"
)
"""Colours and styles, the cursor to a place on the screen, a frame's ends, the cursor shown, from one line to
a place in the next, the mouse's shape."""
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
pytestmark = pytest.mark.terminal


class Recorded(Program):
    """Keeps what it writes, and draws none of it: an emulator is slow."""

    def step(self, key: str, timeout: float = 0.1) -> bytes:
        """What a key makes it write, or what it writes in so many seconds; empty for nothing."""
        self.send(key)
        return self.writes(timeout)

    def writes(self, timeout: float) -> bytes:
        return b"".join(chunk for _, chunk in self._collect(time.perf_counter() + timeout))


@pytest.fixture(scope="module")
def text_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("border") / "text.json"


@pytest.fixture(scope="module")
def reader(text_file: Path) -> Iterator[Recorded]:
    text_file.write_text(json.dumps("calm"), "ascii")
    with Recorded(
        [sys.executable, "-c", READER, sys.executable, str(ARCHIVE), str(text_file)],
        size=(COLUMNS, LINES),
        cwd=text_file.parent,
        env={"HOME": str(text_file.parent), "NO_COLOR": ""},
    ) as program:
        program.wait_for(" found")
        program.settle()
        yield program


def looks_at_everything(reader: Recorded, pasted: str) -> bytes:
    """The filters, a query, the list, the text in its forms, marks, why, other reports, what is refused."""
    written = [reader.step(key) for key in ("f", "escape", "/")]
    typed = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", pasted)  # as terminals do it: those would be keys
    written += [reader.step(f"\x1b[200~{typed}\x1b[201~".encode("utf-8", "replace").decode())]
    keys = "enter enter . b m i escape B escape p y P escape C escape escape / r e f u s e enter"
    written += [reader.step(key) for key in keys.split()]
    while last := reader.writes(0.2):
        written.append(last)
    return b"".join(written)


@example("".join(PIECES))
@given(text=hostile_texts)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_but_its_own_drawing_reaches_the_terminal(
    reader: Recorded, text_file: Path, text: str
) -> None:
    text_file.write_text(json.dumps(text), "ascii")
    written = looks_at_everything(reader, text)
    assert reader.exit_code is None, written[-3000:]
    for copied in COPIED.findall(written):
        assert not UNSHOWN.search(base64.b64decode(copied).decode("utf-8"))
    drawn_with(COPIED.sub(b"", written), DRAWING)
