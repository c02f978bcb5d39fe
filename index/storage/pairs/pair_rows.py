"""How a pair, its evidence and its aligned rows are written into the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from index.model.pairs import AlignedRow, Conflict, Evidence, Pair, SentenceLink, TextSpan
from index.storage.sqlite.database import Row
from index.storage.sqlite.documents import to_json

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


def read_pair(row: Row) -> Pair:
    """Of ids, score, status, evidence, rows, and what the reader said, as they are stored."""
    fr, en, score, status, evidence, rows, verdict = row
    values = json.loads(evidence)
    for name in ("shared_entities", "aligned", "shared_numbers"):
        values[name] = tuple(values[name])
    values["conflicts"] = tuple(Conflict(**conflict) for conflict in values.get("conflicts", ()))
    aligned = rows != NOT_ALIGNED
    places = json.loads(rows) if aligned else ()
    return Pair(
        fr,
        en,
        score,
        Evidence(**values),
        tuple(_row(*place) for place in places),
        status,
        aligned,
        "reader" if verdict else "program",
    )
