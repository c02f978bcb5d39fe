"""The house: rooms that a newcomer can take in at a glance; the floors between them are import-linter's."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_FILES = 16
"""In one folder, besides its sign."""
LONGEST = 400
"""Lines of one file; near 300 it is asking to be split."""
FILES = sorted(file for package in ("index", "tui") for file in (ROOT / package).rglob("*.py"))


DOORS = {"index.archive", "index.protocol", "index.model", "index.settings", "index.errors"}
"""What the screen may know of the archive."""


def test_no_folder_is_a_heap() -> None:
    files = Counter(file.parent.relative_to(ROOT).as_posix() for file in FILES if file.name != "__init__.py")
    assert {room: count for room, count in files.items() if count > MOST_FILES} == {}


def test_few_files_are_loose() -> None:
    assert sum(1 for file in (ROOT / "index").glob("*.py")) <= 9
    assert sum(1 for file in (ROOT / "tui").glob("*.py")) <= 9


def test_a_room_has_a_sign_on_its_door_and_nothing_else() -> None:
    """Anything else there hides arrows between rooms, and slow imports."""
    for door in (file for file in FILES if file.name == "__init__.py"):
        tree = ast.parse(door.read_text("utf-8"))
        assert ast.get_docstring(tree) and len(tree.body) == 1, door


def test_every_file_says_what_it_is_for_and_is_not_too_long() -> None:
    for file in FILES:
        text = file.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), file
        assert text.count("\n") < LONGEST, file


def test_the_screen_never_reaches_past_the_doors_of_the_archive() -> None:
    reached = {
        ".".join(node.module.split(".")[:2])
        for file in (ROOT / "tui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "index"
    }
    assert reached == DOORS
