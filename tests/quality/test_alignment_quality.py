"""How well paragraphs are put side by side, and what is called absent. Floors only go up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from index.analysis.alignment.paragraphs import align
from index.analysis.differences.finding import find_differences
from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder
from index.analysis.facts.numbers import quantities
from index.ingest.intake import read_article
from index.model.articles import Article, Block, Language, RawDocument, Role
from index.model.pairs import DIFFERS, AlignedRow, Difference
from index.settings import seeds_folder
from index.sources.registry import open_source

pytestmark = pytest.mark.slow
GOLD = Path(__file__).parent / "counterparts"
Bead = tuple[tuple[int, ...], tuple[int, ...]]


@cache
def encoder() -> Encoder:
    return load_encoder()


@dataclass(frozen=True)
class Aligned:
    fr: Sequence[str]
    en: Sequence[str]
    gold: frozenset[Bead]
    rows: tuple[AlignedRow, ...]

    @property
    def found(self) -> set[Bead]:
        return {(row.left, row.right) for row in self.rows if row.left and row.right}


@cache
def aligned(file: str) -> tuple[Aligned, ...]:
    documents = json.loads((GOLD / f"{file}.json").read_text("utf-8"))
    return tuple(
        Aligned(
            fr=document["fr"],
            en=document["en"],
            gold=frozenset((tuple(fr), tuple(en)) for fr, en in document["links"]),
            rows=align(document["fr"], document["en"], encoder()),
        )
        for document in documents
    )


def links(beads: Iterable[Bead]) -> set[tuple[int, int]]:
    return {(i, j) for left, right in beads for i in left for j in right}


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)


@pytest.mark.parametrize(
    ("file", "link_floor", "row_floor"),
    [("ntrex_trans", 0.96, 0.92), ("ntrex_del", 0.95, 0.93), ("ntrex_comp", 0.93, 0.91)],
)
def test_rows_of_news(file: str, link_floor: float, row_floor: float):
    documents = aligned(file)
    link = f1(
        sum(len(links(d.found) & links(d.gold)) for d in documents),
        sum(len(links(d.found)) for d in documents),
        sum(len(links(d.gold)) for d in documents),
    )
    row = f1(
        sum(len(d.found & d.gold) for d in documents),
        sum(len(d.found) for d in documents),
        sum(len(d.gold) for d in documents),
    )
    print(f"\n{file:14} {len(documents)} documents  links F1 {link:.3f}  rows F1 {row:.3f}")
    assert link >= link_floor
    assert row >= row_floor


def test_what_is_said_to_be_only_here_is_only_here():
    claimed = right = missing = 0
    for d in (*aligned("ntrex_del"), *aligned("ntrex_comp")):
        fr_linked = {i for left, _ in d.gold for i in left}
        en_linked = {j for _, english in d.gold for j in english}
        for row in d.rows:
            if row.score is None:
                claimed += 1
                right += not (fr_linked & set(row.left) or en_linked & set(row.right))
        missing += len(d.fr) + len(d.en) - len(fr_linked) - len(en_linked)
    print(f"\nonly here      P {right / claimed:.3f}  R {right / missing:.3f}  ({claimed} claimed)")
    assert right / claimed >= 0.98
    assert right / missing >= 0.60


def test_numbers_of_a_translation_are_not_called_different():
    alarms: list[Difference] = []
    asserted = 0
    for d in aligned("ntrex_trans"):
        left, right = article("fr", d.fr), article("en", d.en)
        alarms += [
            x
            for x in find_differences(left, right, d.rows, (), ())
            if (x.kind, x.value) == ("number", DIFFERS)
        ]
        asserted += sum(q.asserted for text in d.fr for q in quantities(text, "fr"))
    print(f"\nnumbers        {asserted} asserted in French, {len(alarms)} called different: {alarms}")
    assert asserted >= 20
    assert not alarms


def article(language: Language, paragraphs: Sequence[str]) -> Article:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs))
    return Article(language, language, "", language, "", "derived", blocks)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    documents = [d for d in open_source(seeds_folder()).documents() if isinstance(d, RawDocument)]
    return {Path(d.origin).name[:3]: read_article(d) for d in documents}


def test_seed_pair_is_drawn_as_a_careful_reader_would(seeds: dict[str, Article]):
    """The leads cross, two French paragraphs share an English one, the Syrian army is only in English."""
    left, right = seeds["000"], seeds["004"]
    rows = align([block.text for block in left.body], [block.text for block in right.body], encoder())
    assert [(row.left, row.right) for row in rows] == [
        ((0,), (1,)),
        ((1,), (0,)),
        ((2,), (2,)),
        ((3,), (3,)),
        ((4, 5), (4,)),
        ((6,), (5,)),
        ((), (6,)),
    ]
    assert all(row.score is not None and row.score > 0.6 for row in rows[:-1])
    told = find_differences(left, right, rows, (), ())
    only = [(d.kind, d.left, d.right, d.row) for d in told if d.value == DIFFERS]
    assert only == [("passage", None, right.body[6].text, 6)]
