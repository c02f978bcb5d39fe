"""How a pair, its evidence and its aligned rows are written into the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from index.model.pairs import AlignedRow, Conflict, Evidence, Pair, SentenceLink, TextSpan
from index.storage.sqlite.database import Row
from index.storage.sqlite.documents import to_json

UNKNOWN = Evidence(similarity=0.0, shared_entities=(), days_apart=None, aligned=(0, 0))
"""Of a pair that nothing can be read of but that it is one."""
NOT_ALIGNED = ""
"""The rows of a pair whose paragraphs nobody has put side by side yet."""


def rows_json(rows: Sequence[AlignedRow]) -> str:
    """[left, right, score, links] of each."""
    return to_json(
        [(row.left, row.right, row.score, [_link_json(link) for link in row.links]) for row in rows]
    )


def _row(left: list[int], right: list[int], score: float | None, links: Sequence[Any]) -> AlignedRow:
    found = tuple(SentenceLink(TextSpan(*link[:3]), TextSpan(*link[3:6]), link[6]) for link in links)
    return AlignedRow(tuple(left), tuple(right), score, found)


def _link_json(link: SentenceLink) -> list[float]:
    left, right = link.left, link.right
    return [left.paragraph, left.start, left.end, right.paragraph, right.start, right.end, link.score]


def read_pair(row: Row) -> tuple[Pair, bool]:
    """Of ids, score, status, evidence, rows, and what the reader said, as they are stored.

    And whether all of it could be read: of what could not, nothing is known yet.
    """
    fr, en, score, status, evidence, rows, verdict = row
    said = "reader" if verdict else "program"
    try:
        return Pair(fr, en, score, _evidence(evidence), *_rows(rows, status), said), True
    except (ValueError, TypeError, LookupError, RecursionError):
        return Pair(fr, en, score, UNKNOWN, (), status, False, said), False


def _evidence(document: str) -> Evidence:
    values = json.loads(document)
    for name in ("shared_entities", "aligned", "shared_numbers"):
        values[name] = tuple(values[name])
    values["conflicts"] = tuple(Conflict(**conflict) for conflict in values.get("conflicts", ()))
    return Evidence(**values)


def _rows(document: str, status: str) -> tuple[tuple[AlignedRow, ...], str, bool]:
    aligned = document != NOT_ALIGNED
    return tuple(_row(*place) for place in json.loads(document)) if aligned else (), status, aligned
