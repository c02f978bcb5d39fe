"""How well independent reports of one event are put side by side. Floors only go up.

Every file of ``alignment/`` is measured: pairs with their texts, or with the ids of reports of ``events/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from index.analysis.alignment.paragraphs import align
from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder
from index.model.pairs import AlignedRow, SentenceLink, TextSpan

pytestmark = pytest.mark.slow
GOLD, EVENTS = Path(__file__).parent / "alignment", Path(__file__).parent / "events"
FILES = [file.stem for file in sorted(GOLD.glob("*.json"))]


class Floors(NamedTuple):
    """F1 of linked paragraphs, of rows and of linked sentences; P and R of what is only here."""

    links: float = 0.80
    rows: float = 0.0
    sentences: float = 0.0
    only_precision: float = 0.0
    only_recall: float = 0.0


FLOORS = {
    "independent_one": Floors(0.89, 0.80, 0.76, 0.84, 0.75),
    "independent_two": Floors(0.87, 0.84, 0.70, 0.85, 0.54),
}


@dataclass(frozen=True)
class Measured:
    gold: dict[str, Any]
    fr: Sequence[str]
    en: Sequence[str]
    rows: tuple[AlignedRow, ...]

    @property
    def beside(self) -> set[tuple[int, int]]:
        """Paragraphs that stand in one row."""
        return {(i, j) for row in self.rows for i in row.left for j in row.right}

    @property
    def sentence_links(self) -> list[SentenceLink]:
        return [link for row in self.rows for link in row.links]

    @property
    def linked(self) -> set[tuple[int, int]]:
        """Paragraphs that stand in one row, or of which a sentence of each is linked."""
        return self.beside | {(link.left.paragraph, link.right.paragraph) for link in self.sentence_links}

    @property
    def links(self) -> set[tuple[int, int]]:
        return {(i, j) for i, j in self.gold["links"]}

    def is_gold(self, link: SentenceLink) -> bool:
        """A written sentence may leave out the place that stands before it."""
        found = text(self.fr, link.left), text(self.en, link.right)
        return any(a in found[0] and b in found[1] for a, b in self.gold["sentences"])

    @property
    def only_here(self) -> Iterator[bool]:
        """Of each paragraph that is called absent from the other report, whether it is."""
        for row in self.rows:
            if row.score is None:
                yield from (i in self.gold["only_fr"] for i in row.left)
                yield from (j in self.gold["only_en"] for j in row.right)

    @property
    def only_count(self) -> int:
        return len(self.gold["only_fr"]) + len(self.gold["only_en"])


def text(paragraphs: Sequence[str], span: TextSpan) -> str:
    return paragraphs[span.paragraph][span.start : span.end]


@cache
def encoder() -> Encoder:
    return load_encoder()


@cache
def reports() -> dict[str, list[str]]:
    """Paragraphs by the id of their report."""
    found: dict[str, list[str]] = {}
    for file in sorted(EVENTS.glob("*.json")):
        for event in json.loads(file.read_text("utf-8")):
            if isinstance(event, dict):
                found |= {report["id"]: report["paras"] for report in event.get("reports", ())}
    return found


@cache
def measured(file: str) -> tuple[Measured, ...]:
    found = []
    for gold in json.loads((GOLD / f"{file}.json").read_text("utf-8")):
        fr, en = (reports()[side] if isinstance(side, str) else side for side in (gold["fr"], gold["en"]))
        found.append(Measured(gold, fr, en, align(fr, en, encoder())))
    return tuple(found)


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)


@pytest.mark.parametrize("file", FILES)
def test_independent_reports(file: str):
    pairs, floors = measured(file), FLOORS.get(file, Floors())
    gold = sum(len(pair.links) for pair in pairs)
    links = f1(
        sum(len(pair.linked & pair.links) for pair in pairs), sum(len(pair.linked) for pair in pairs), gold
    )
    rows = f1(
        sum(len(pair.beside & pair.links) for pair in pairs), sum(len(pair.beside) for pair in pairs), gold
    )
    sentences = f1(
        sum(pair.is_gold(link) for pair in pairs for link in pair.sentence_links),
        sum(len(pair.sentence_links) for pair in pairs),
        sum(len(pair.gold["sentences"]) for pair in pairs),
    )
    print(
        f"\n{file}: {len(pairs)} pairs  F1 of links {links:.3f}, rows {rows:.3f}, sentences {sentences:.3f}"
    )
    assert links >= floors.links
    assert rows >= floors.rows
    assert sentences >= floors.sentences


@pytest.mark.parametrize("file", FILES)
def test_what_an_independent_report_is_said_not_to_have_it_has_not(file: str):
    pairs, floors = measured(file), FLOORS.get(file, Floors())
    claims = [right for pair in pairs for right in pair.only_here]
    precision, recall = sum(claims) / len(claims), sum(claims) / sum(pair.only_count for pair in pairs)
    print(f"\n{file}: only here  P {precision:.3f}  R {recall:.3f}  ({len(claims)} claimed)")
    assert precision >= floors.only_precision
    assert recall >= floors.only_recall


FLOODS_FR = [
    "Le fleuve Niger a atteint lundi à Niamey une cote jamais vue depuis 1970, inondant plusieurs quartiers.",
    "Les habitants de la rive droite sont coupés du reste de la ville depuis que le pont est fermé.",
    "Le ministre de l'Hydraulique doit se rendre sur place mercredi.",
]
FLOODS_EN = [
    "The Niger river rose on Monday to its highest level in Niamey in half a century and flooded several"
    " districts.",
    "Rice fields upstream have been lost, say growers, who fear for the harvest of the whole valley. Tents"
    " were put up on a football ground for families whose mud houses had collapsed. On the right bank people"
    " cannot reach the rest of the city. Aid groups asked for blankets, nets against mosquitoes and medicine"
    " for children.",
    "A concert planned for Saturday was called off by its organisers out of respect for the victims.",
]


def test_a_fact_inside_a_paragraph_on_other_things_is_not_called_absent():
    """One sentence of four of the English paragraph says it."""
    rows = align(FLOODS_FR, FLOODS_EN, encoder())
    absent = {("fr", i) for row in rows if row.score is None for i in row.left}
    absent |= {("en", j) for row in rows if row.score is None for j in row.right}
    assert absent == {("fr", 2), ("en", 2)}
    links = {(link.left.paragraph, text(FLOODS_EN, link.right)) for row in rows for link in row.links}
    assert (1, "On the right bank people cannot reach the rest of the city.") in links
