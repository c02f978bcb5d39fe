"""What every case begins with, made once by the real program: files of articles, sound archives of them."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.drills.tools.archive_state import QUERIES, State, read_state
from tests.drills.tools.field import ROOT, Ended, Field
from tests.drills.tools.judges import ids_of

GOLD = ROOT / "tests/quality/counterparts"
SEEDS = ROOT / "seeds"
WHOLE, SHORT = (42, 14), (18, 8)
"""How many articles an archive is made of, and how many are added to it."""


class Ground:
    """Made when they are first asked for, and never changed: copy them."""

    def __init__(self, field: Field, *, short: bool) -> None:
        self._field = field
        self.folder = field.folder
        self._lock = threading.RLock()
        self._answers: dict[str, list[str]] = {}
        self._made: dict[str, State] = {}
        self.seconds: dict[str, float] = {}
        """How long a clean run took: ``add``, ``add more``, ``rebuild``."""
        self.files, self.more = self.folder / "files", self.folder / "more"
        shutil.copytree(SEEDS, self.files)
        rows = json.loads((GOLD / "invented.json").read_text("utf-8"))
        files, more = SHORT if short else WHOLE
        _write(self.files, rows[:files])
        _write(self.more, rows[files : files + more])

    def plain(self) -> Path:
        """An archive of ``files``, and nothing of the reader's own."""
        return self._archive("plain", self._add)

    def sound(self) -> Path:
        """The same with two bookmarks and a verdict, and rebuilt after that."""
        return self._archive("sound", self._mark)

    def added(self) -> Path:
        """The one before after ``more`` was added."""
        return self._archive("added", self._add_more)

    def state(self, archive: Path) -> State:
        """What is to be seen in one of these."""
        with self._lock:
            if archive.name not in self._made:
                self._made[archive.name] = read_state(self.copy(archive, self.folder / "read"))
                shutil.rmtree(self.folder / "read")
            return self._made[archive.name]

    def copy(self, archive: Path, to: Path) -> Path:
        return Path(shutil.copytree(archive, to))

    def answer(self, query: str) -> list[str]:
        """The ids that the command line finds in the sound archive."""
        with self._lock:
            if query not in self._answers:
                self.sound()
                self._answers[query] = ids_of(self._run("sound", "search", query, "--json", "--limit", "99"))
            return self._answers[query]

    def _archive(self, name: str, make: Callable[[str], None]) -> Path:
        with self._lock:
            if not (folder := self.folder / name).exists():
                make(name)
            return folder

    def _add(self, name: str) -> None:
        self._timed("add", name, "add", self.files)

    def _add_more(self, name: str) -> None:
        self.copy(self.sound(), self.folder / name)
        self._timed("add more", name, "add", self.more)

    def _mark(self, name: str) -> None:
        """What is the reader's own, and what follows from a verdict in full."""
        self.copy(self.plain(), self.folder / name)
        first, second, *_ = ids_of(self._run(name, "search", QUERIES[0], "--json"))
        self._run(name, "bookmarks", "add", first, "--paragraph", "1", "--note", "à relire", "--tag", "drill")
        self._run(name, "bookmarks", "add", second)
        pairs = json.loads(self._run(name, "pairs", "--json").out)["pairs"]
        self._run(name, "corrections", "different", pairs[-1]["fr"]["id"], pairs[-1]["en"]["id"])
        self._timed("rebuild", name, "rebuild")

    def _timed(self, what: str, name: str, *arguments: str | Path) -> None:
        began = time.monotonic()
        self._run(name, *arguments)
        self.seconds[what] = time.monotonic() - began

    def _run(self, name: str, *arguments: str | Path) -> Ended:
        ended = self._field.run("--archive", self.folder / name, *arguments)
        assert ended.code == 0, f"the clean run of {arguments} ended with {ended.code}: {ended.err}"
        return ended


def _write(folder: Path, rows: list[dict[str, object]]) -> None:
    """Articles as files that say their title and date."""
    folder.mkdir(exist_ok=True)
    for row in rows:
        text = f"{row['title']}\n\ndate {row['published']}\n\n" + "\n\n".join(row["paragraphs"])  # type: ignore[arg-type]
        (folder / f"{row['id']}.txt").write_text(text, "utf-8")
