"""What the command line says to every command, in transcripts of one long session on the bundled articles.

    python tests/tui/cli/record_contract.py     records it anew, for a change that is meant

The transcripts are also the script: to ask for more, write a line with ``$`` or ``%`` and record. They share
one folder and are played in the order of their names; a command finds what those before it have left.

    $ newsreader …      typed where the results go to a pipe; ``< FILE`` and ``> FILE`` are as in a shell
    % newsreader …      typed on a terminal of 100 columns
    $ cp FROM TO, $ sleep 1
    = 0                 the exit code
    | …, ! …            a line of stdout, of stderr; one that no line feed ended has ``␄`` at its end
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import re
import shlex
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import count
from pathlib import Path
from unittest.mock import patch

TRANSCRIPTS = Path(__file__).parent / "contract"
SEEDS = Path(__file__).parents[3] / "seeds"
COLUMNS = 100
HEADS = {"000": "c0", "001": "a1", "002": "d2", "003": "a3", "004": "b4", "005": "e5"}
"""What the ids of the articles begin with; 005 is nearly a copy of 000. Sorted by id they stand in another
order than by name or time, and ``a`` fits two of them."""
ID, SHORT_ID = 16, 8
"""Lengths of ids as they are shown."""
LIBRARY = 0x4E524452
"""The number by which SQLite's file says that it is a library of ours."""
_SETTINGS = {
    "settings": "",
    "own": "[keys]\nbookmark = ['s']\nbokmark = 'b'\n[reader]\ntheme = 'pink'\nwidth = 9\nhight = 3\n",
    "unknown": "colour = 'red'\n",
    "encoder": "encoder = 'no-encoder-here'\n",
    "broken": "[reader\n",
}
_GOOD = "Bonjour Paris\n\nLe maire de Paris a ouvert la séance mardi matin."


def transcripts() -> list[Path]:
    """In the order in which they are played."""
    return sorted(TRANSCRIPTS.glob("*.txt"))


def play(folder: Path) -> dict[str, str]:
    """Every transcript as the program writes it today, by its file's name. ``folder`` is empty."""
    folder = folder.resolve()
    with ExitStack() as stack:
        names = Names(folder, _lay_out(folder, stack))
        stack.enter_context(chdir(folder))
        return {file.name: _played(file.read_text("utf-8"), names) for file in transcripts()}


class Names:
    """What differs from run to run or from machine to machine, and what stands for it in a transcript."""

    def __init__(self, folder: Path, articles: Mapping[str, Path]) -> None:
        self._began = _today()
        self._bookmarks = count(1)
        self._known: dict[str, str] = {}
        for name, file in articles.items():
            id, shown = _id_of(file), HEADS[name] * (ID // 2)
            self._known |= {file.name: f"{name}.txt", id: shown, id[:SHORT_ID]: shown[:SHORT_ID]}
        for seed in SEEDS.resolve().glob("*.txt"):
            self._known[_id_of(seed)] = f"sample{seed.name[:3]}".ljust(ID, "-")
        for place, shown in ((str(folder), "<folder>"), (str(SEEDS.resolve()), "<seeds>")):
            in_markdown = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", place)
            self._known |= {place: shown, in_markdown: shown}

    def typed(self, word: str) -> str:
        """A word of a transcript as it must be typed in this run."""
        for real, shown in self._known.items():
            word = word.replace(shown, real)
        return word

    def shown(self, text: str) -> str:
        """What was printed in this run as every run prints it."""
        for real, shown in self._known.items():
            text = text.replace(real, shown)
        text = re.sub(r"\b[0-9a-f]{12}\b", self._bookmark, text)
        for today in {self._began, _today()}:
            text = re.sub(rf"\b{today}T\d\d:\d\d:\d\dZ", "<now>", text).replace(today, "<today>")
        for pattern, instead in (
            (rf"^newsreader {re.escape(version('newsreader'))}$", "newsreader <version>"),
            (r'"took_ms": [\d.]+', '"took_ms": <ms>'),
            (r"^(\d+ results?(?:, \d+ shown)?), \d+ ms\b", r"\1, <ms> ms"),
            (r'"bytes": \d+', '"bytes": <bytes>'),
            (r"(?<=, )\d+\.\d MB$|(?<=\()\d+\.\d MB(?=\)$)|\b\d+ MB(?= free)", "<size> MB"),
            (r"(?<=before-restore-)\d{8}T\d+", "<time>"),
            (r"^Traceback .*\n(?:(?!newsreader: ).*\n)*", "<traceback>\n"),
            # Pythons differ in where they break a usage and in whether choices are in quotation marks.
            (r"^usage: .*(?:\n +.*)*", lambda found: " ".join(found[0].split())),
            (r"(?<=\(choose from ).*(?=\)$)", lambda found: found[0].replace("'", "")),
        ):
            text = re.sub(pattern, instead, text, flags=re.MULTILINE)
        return text

    def _bookmark(self, found: re.Match[str]) -> str:
        if found[0] not in self._known:
            self._known[found[0]] = f"bookmark-{next(self._bookmarks):03}"
        return self._known[found[0]]


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _id_of(file: Path) -> str:
    """The id of the article that is read from there; scripts may know it beforehand, as we do."""
    return hashlib.sha256(str(file).encode()).hexdigest()[:ID]


def _lay_out(folder: Path, stack: ExitStack) -> dict[str, Path]:
    """All that the session finds in its folder; the articles by their names."""
    for name in ("seeds", "copies", "bad", "damaged", "foreign", "newer", "held"):
        (folder / name).mkdir()
    articles = {seed.name[:3]: seed for seed in sorted(SEEDS.glob("*.txt"))}
    for name, seed in articles.items():
        articles[name] = Path(shutil.copyfile(seed, _file_of(name, folder / "seeds")))
    first = articles["000"].read_text("utf-8")
    articles["005"] = _file_of("005", folder / "copies")
    files: dict[Path, str | bytes] = {
        articles["005"]: f"{first}\n\nIls se sont donné rendez-vous à Doha.",
        folder / "later.txt": f"{first}\n\nIls se reverront à Doha, dit-on à Moscou.",
        folder / "bad" / "binary.txt": bytes(range(256)) * 40,
        folder / "bad" / "empty.txt": b"",
        folder / "bad" / "good.txt": _GOOD,
        folder / "bad" / "wordless.txt": "1 2 3",
        folder / "picture.png": b"\x89PNG",
        folder / "elsewhere.json": _export('"verdict": "same", "created": "2024-12-24T12:00:00Z"'),
        folder / "no-verdict.json": _export('"created": "2024-12-24T12:00:00Z"'),
        folder / "damaged" / "library.sqlite3": b"not a database at all " * 100,
    }
    for name, lines in _SETTINGS.items():
        # The models that find names are an extra, which not everybody has.
        files[folder / f"{name}.toml"] = f"[archive]\nner = false\n{lines}"
    for file, content in files.items():
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name, owner in (("foreign", 1), ("newer", LIBRARY)):
        library = sqlite3.connect(folder / name / "library.sqlite3")
        library.execute(f"PRAGMA application_id = {owner}")
        library.execute("PRAGMA user_version = 999")
        library.close()
    holder = stack.enter_context((folder / "held" / "writer.lock").open("w"))
    fcntl.flock(holder, fcntl.LOCK_EX)
    holder.write("4711")
    holder.flush()
    return articles


def _file_of(name: str, folder: Path) -> Path:
    """Where ``folder`` is changes the id of a file in it; some file has one that begins as it should."""
    files = (folder / f"{name}-{n}.txt" for n in count())
    return next(file for file in files if _id_of(file).startswith(HEADS[name]))


def _export(more: str) -> str:
    """An export of one correction, of reports that are not in the archive."""
    reports = '"fr": {"id": "1111111111111111"}, "en": {"id": "2222222222222222"}'
    return f'{{"corrections": [{{{reports}, {more}}}]}}'


def _played(transcript: str, names: Names) -> str:
    lines = []
    for line in transcript.rstrip("\n").split("\n"):
        if line[:1] not in ("=", "|", "!"):
            lines.append(line)
        if line[:1] in ("$", "%"):
            lines += _answer(line, names)
    return "\n".join(lines) + "\n"


def _answer(line: str, names: Names) -> Iterator[str]:
    match [names.typed(word) for word in shlex.split(line)]:
        case ["$", "cp", source, target]:
            shutil.copyfile(source, target)
        case ["$", "sleep", "1"]:
            # Until the next second begins: what is listed by its time has an order then.
            time.sleep(1.01 - time.time() % 1)
        case [prompt, "newsreader", *words]:
            source, target = _taken_out(words, "<"), _taken_out(words, ">")
            out, err = Stream(is_terminal=prompt == "%"), Stream()
            code = _run(words, Path(source or os.devnull).read_bytes(), out, err)
            if target:
                Path(target).write_text(out.written, "utf-8")
            yield f"= {code}"
            yield from _marked("|", names.shown(out.written))
            yield from _marked("!", names.shown(err.written))
        case words:
            raise ValueError(f"a transcript has no {words}")


def _taken_out(words: list[str], sign: str) -> str | None:
    """The word behind ``sign``; both are gone then."""
    if sign not in words:
        return None
    at = words.index(sign)
    _, file = words[at : at + 2]
    del words[at : at + 2]
    return file


def _run(words: Sequence[str], typed: bytes, out: Stream, err: Stream) -> int:
    from tui.__main__ import main

    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEWSREADER_", "LC_", "LANG", "NO_COLOR"))
    }
    environment = {
        **kept,
        "NEWSREADER_DATA": str(Path.cwd()),
        "NEWSREADER_CONFIG": str(Path.cwd() / "settings.toml"),
        "TERM": "xterm",
        "COLUMNS": str(COLUMNS),
    }
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        return main(words)


class Stream(io.TextIOWrapper):
    """stdout or stderr, kept."""

    def __init__(self, *, is_terminal: bool = False) -> None:
        self._kept = io.BytesIO()
        self._is_terminal = is_terminal
        super().__init__(self._kept, "utf-8")

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def written(self) -> str:
        self.flush()
        return self._kept.getvalue().decode("utf-8")


def _marked(mark: str, text: str) -> Iterator[str]:
    """The lines of a stream; what steers a terminal, and blanks that end a line, made visible."""
    *lines, rest = text.split("\n")
    for line in [*lines, *([f"{rest}␄"] if rest else [])]:
        visible = re.sub("[\x00-\x1f]| (?= *$)", lambda found: chr(0x2400 + ord(found[0])), line)
        yield f"{mark} {visible}" if visible else mark


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for name, transcript in play(Path(temporary)).items():
            (TRANSCRIPTS / name).write_text(transcript, "utf-8")
