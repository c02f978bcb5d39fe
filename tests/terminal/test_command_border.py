"""Whatever stands in an archive, in a file's name or in what was typed, a command sends a terminal text only.

BORDER_EXAMPLES=200 makes it try more.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import struct
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.errors import QuerySyntaxError, StorageError
from index.model.articles import Block, Role
from index.model.progress import DocumentTaken, Progress
from tests.terminal.hostile_text import PIECES, STEERING, drawn_with, hostile_texts
from tests.tui.cli.canned_archive import FRENCH, FakeArchive
from tests.tui.cli.conftest import archive  # noqa: F401
from tui.cli import program

EXAMPLES = int(os.environ.get("BORDER_EXAMPLES", "8"))
STRESSED = re.compile(r"\x1b\[(?:1|22)m|\r\x1b\[K|\r(?=\n)")
"""Bold, its end, a line of progress that is wiped, and the end of a line."""

pytestmark = [pytest.mark.terminal, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Both outputs are a terminal; what it was sent is in the list when it is closed."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    sent: list[bytes] = []

    def read() -> None:
        while True:
            try:
                chunk = os.read(master, 65_536)
            except OSError:  # nobody writes any more
                return
            sent.append(chunk)

    reading = threading.Thread(target=read)
    reading.start()
    out = os.fdopen(slave, "w", encoding="utf-8", errors="strict")
    try:
        with monkeypatch.context() as patch:
            for name in ("stdout", "stderr"):
                patch.setattr(sys, name, out)
            yield sent
    finally:
        out.close()
        reading.join()
        os.close(master)


def as_argument(text: str) -> str:
    """As it may come from a shell: bytes that are no character come as surrogates, and there is no NUL."""
    return os.fsdecode(text.encode("utf-8", "surrogatepass").replace(b"\0", b""))


def spoil(archive: FakeArchive, text: str) -> None:  # noqa: F811
    archive.reports[FRENCH.id] = replace(
        FRENCH,
        title=text,
        source=text,
        origin=text,
        blocks=(Block(0, Role.TITLE, text), Block(1, Role.BODY, text)),
    )
    archive.steps = [Progress("reading", 1, 2), DocumentTaken(text, "skipped", reason=text)]
    archive.error = None


COMMANDS = (
    ["search", "alep"], ["show", FRENCH.id], ["show", FRENCH.id, "--pair"], ["pairs"], ["entities"],
    ["bookmarks", "add", "aaaa", "--note", "TEXT"], ["bookmarks"], ["stories"], ["status"], ["doctor"],
    ["similar", FRENCH.id], ["search", "TEXT"], ["show", "TEXT"], ["concordance", "TEXT"],
    ["entities", "TEXT"], ["add", "TEXT"], ["add", "-v", "FILE"], ["TEXT"], ["search", "alep", "--TEXT"],
    ["--TEXT"], ["keys", "TEXT"], ["search", "--language", "TEXT", "x"], ["pairs", "--limit", "TEXT"],
    ["--config", "TEXT", "status"], ["corrections", "TEXT"],
    ["bookmarks", "export", "--format", "TEXT"], ["--archive", "TEXT", "status"],
)  # fmt: skip


@example(text="".join(PIECES), several=COMMANDS)
@given(text=hostile_texts, several=st.lists(st.sampled_from(COMMANDS), min_size=3, max_size=6))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_command_sends_its_terminal_text_only(
    archive: FakeArchive,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str,
    several: list[list[str]],
) -> None:
    spoil(archive, text)
    file = tmp_path / (as_argument(text).replace("/", "")[:40] + ".txt")
    file.write_text("Titre\n\nUn texte.", "utf-8")
    with terminal(monkeypatch) as sent:
        for words in several:
            program.main(
                [as_argument(word.replace("TEXT", text)).replace("FILE", str(file)) for word in words]
            )
        for error in (StorageError(text, text), OSError(5, text, text), ValueError(text)):
            archive.error = error
            program.main(["-v", "status"])
        spoil(archive, text)
        chosen = tmp_path / "settings.toml"
        chosen.write_text(
            f"[archive]\nencoder = {json.dumps(text)}\n[keys]\n{json.dumps(text)} = 'x'\n", "utf-8"
        )
        for words in (["status"], ["keys"]):
            program.main(words)
        chosen.unlink()
        archive.error = QuerySyntaxError(text, 1)
        program.main(["search", as_argument(text).lstrip("-")])
    file.unlink()
    drawn_with(b"".join(sent), STRESSED)
    spoil(archive, text)
    with terminal(monkeypatch) as sent:
        for words in (
            ["search", "x"],
            ["show", FRENCH.id, "--pair"],
            ["bookmarks"],
            ["pairs"],
            ["add", str(tmp_path)],
        ):
            program.main([*words, "--json"])
    drawn_with(b"".join(sent), STRESSED, STEERING)  # no character is lost from JSON
