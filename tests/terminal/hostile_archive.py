"""The fake archive, whose every text is what stands in a file: python hostile_archive.py FILE

The file holds one JSON string; it is read anew for each answer.
"""

from __future__ import annotations

import contextlib
import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))

from fake_archive import Troubled

from index.errors import StorageError
from index.model.results import SearchRequest
from index.protocol.questions import Counts, Hello, Question, Search
from index.service.answering import Stop
from index.service.pipe import Pipe
from index.service.server import serve

TEXTS = {
    "title",
    "text",
    "source",
    "label",
    "labels",
    "note",
    "origin",
    "runner_up",
    "counterpart_title",
    "said",
}
"""Fields that hold what somebody else wrote."""


def spoiled(value: Any, text: str, name: str = "") -> Any:
    if isinstance(value, str):
        return text if name in TEXTS else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: spoiled(getattr(value, each.name), text, each.name) for each in fields(value)}
        return replace(value, **changed)
    if isinstance(value, Mapping):
        return {key: spoiled(each, text, name) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(spoiled(each, text, name) for each in value)
    return value


class Hostile(Troubled):
    """Answers as the fake archive does, with the text in place of every other, also of a reason to refuse."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            Namespace(
                state=None,
                copies=0,
                empty=False,
                sample=False,
                locked=None,
                possible=False,
                uncompared=0,
                slow_articles=False,
                slow_changes=False,
                index=None,
            )
        )
        self._file = file

    def answer(self, question: Question[Any], stop: Stop) -> Any:
        text = json.loads(self._file.read_text("ascii"))
        if isinstance(question, Search) and question.request.query.startswith("refuse"):
            raise StorageError(text, text)
        if isinstance(question, Search):  # whatever was pasted finds everything
            question = Search(replace(question.request, query=""))
        elif isinstance(question, Counts):
            question = Counts(SearchRequest())
        found = super().answer(question, stop)
        return found if isinstance(question, Hello) else spoiled(found, text)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        serve(Hostile(Path(sys.argv[1])), Pipe(sys.stdin.fileno(), sys.stdout.buffer))
