"""The house: rooms that a newcomer can take in at a glance; the floors between them are import-linter's."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_FILES = 16
"""In one folder, besides its sign."""
LONGEST = 550
"""Lines of one file; near 300 it is asking to be split."""
FILES = sorted(file for package in ("index", "tui") for file in (ROOT / package).rglob("*.py"))


def test_no_folder_is_a_heap() -> None:
    files = Counter(file.parent.relative_to(ROOT).as_posix() for file in FILES if file.name != "__init__.py")
    assert {room: count for room, count in files.items() if count > MOST_FILES} == {}


def test_few_files_are_loose() -> None:
    assert sum(1 for file in (ROOT / "index").glob("*.py")) <= 9
    assert sum(1 for file in (ROOT / "tui").glob("*.py")) <= 9


@pytest.mark.parametrize("room", [file for file in FILES if file.name == "__init__.py"], ids=str)
def test_a_room_has_a_sign_on_its_door_and_nothing_else(room: Path) -> None:
    """Anything else there hides arrows between rooms, and slow imports."""
    tree = ast.parse(room.read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_says_what_it_is_for(file: Path) -> None:
    text = file.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") < LONGEST
