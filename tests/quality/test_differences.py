"""How well differences of two passages are found, by kind. Floors only go up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.analysis.differences.finding import find_differences
from index.analysis.facts.dates import find_mentions
from index.analysis.mentions.extractors import load_extractor
from index.analysis.names.merging import NamedDocument, resolve
from index.model.articles import Article, Block, DateMention, DateRange, Language, Mention, Role
from index.model.pairs import DIFFERS, RESTATED, AlignedRow, Difference

ROWS = Path(__file__).parent / "differences" / "rows.json"
SATURDAY = DateRange("2024-11-30", "2024-11-30", "day", "field")
GOLD = {
    "numbers": ("number", DIFFERS),
    "same": ("number", RESTATED),
    "names": ("name", DIFFERS),
    "dates": ("date", DIFFERS),
    "same_dates": ("date", RESTATED),
}
"""Key of a row to what it lists; ``quotations`` lists both the paired and the lonely ones."""

Sides = tuple[str | None, str | None]


def read(language: Language, text: str) -> Article:
    dates: tuple[DateMention, ...] = tuple(find_mentions(text, 0, SATURDAY))
    body = (Block(0, Role.BODY, text),)
    return Article(language, language, "", language, "", "derived", body, published=SATURDAY, dates=dates)


@cache
def rows() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(ROWS.read_text("utf-8")))


def named(fr: Article, en: Article) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    extractor = load_extractor(use_models=False)
    documents = [NamedDocument(a.id, a.language, extractor.extract(a)) for a in (fr, en)]
    found = resolve(documents).mentions
    return found["fr"], found["en"]


@cache
def differences() -> tuple[tuple[Difference, ...], ...]:
    found = []
    for row in rows():
        fr, en = read("fr", row["fr"]), read("en", row["en"])
        found.append(find_differences(fr, en, [AlignedRow((0,), (0,), 0.7)], *named(fr, en)))
    return tuple(found)


def agrees(found: Sides, gold: Sides) -> bool:
    """The gold names the figure or the quotation, what is found may take in a word around it."""
    return all(
        (a is None) == (b is None) and (a is None or b is None or a in b or b in a)
        for a, b in zip(found, gold, strict=True)
    )


def judged(key: str) -> Iterator[tuple[dict[str, Any], list[Sides], list[Sides], list[Sides]]]:
    """Each row with what was found, what of it is wrong, and what was missed."""
    for row, found in zip(rows(), differences(), strict=True):
        if key == "quotations":
            sides = [(d.left, d.right) for d in found if d.kind == "quotation"]
        else:
            sides = [(d.left, d.right) for d in found if (d.kind, d.value) == GOLD[key]]
        gold = [tuple(pair) for pair in row.get(key, ())]
        wrong = [side for side in sides if not any(agrees(side, pair) for pair in gold)]
        missed = [pair for pair in gold if not any(agrees(side, pair) for side in sides)]
        yield row, sides, wrong, missed


@pytest.mark.parametrize(
    ("key", "precision_floor", "recall_floor"),
    [
        ("numbers", 0.97, 0.97),
        ("same", 0.96, 0.96),
        ("names", 0.95, 0.95),
        ("quotations", 0.96, 0.96),
        ("dates", 0.95, 0.95),
        ("same_dates", 0.95, 0.95),
    ],
)
def test_differences_of_written_rows(key: str, precision_floor: float, recall_floor: float):
    count: Counter[str] = Counter()
    for row, found, wrong, missed in judged(key):
        count += Counter(found=len(found), wrong=len(wrong), missed=len(missed))
        if wrong or missed:
            print(f"\n  wrong {wrong}  missed {missed}\n    {row['fr']}\n    {row['en']}")
    right = count["found"] - count["wrong"]
    precision, recall = right / max(1, count["found"]), right / max(1, right + count["missed"])
    print(f"\n{key:12} P {precision:.3f}  R {recall:.3f}  ({count['found']} found, {count['missed']} missed)")
    assert precision >= precision_floor
    assert recall >= recall_floor
