"""How well sentences of an aligned row are linked. Floors only go up."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from index.analysis.alignment.meeting import Meeting
from index.analysis.alignment.sentence_links import sentence_links
from index.analysis.alignment.sentences import sentence_spans
from index.analysis.encoding.universal import load_encoder
from index.model.pairs import AlignedRow

pytestmark = pytest.mark.slow
NEWS = Path(__file__).parent / "counterparts" / "ntrex_trans.json"
SIZE = 5
"""Rows of the gold that make one long paragraph."""


class Long(NamedTuple):
    """A long paragraph of either side; ``starts`` and ``rows``: where which row of the gold begins."""

    text: str
    starts: tuple[int, ...]
    rows: tuple[int, ...]

    def row(self, character: int) -> int:
        return self.rows[bisect_right(self.starts, character) - 1]


def joined(texts: Sequence[tuple[int, str]]) -> Long:
    starts, text = [], ""
    for _, part in texts:
        starts.append(len(text))
        text += part + " "
    return Long(text.strip(), tuple(starts), tuple(row for row, _ in texts))


def paragraphs(*, comparable: bool) -> Iterator[tuple[Long, Long]]:
    """SYNTHETIC comparable: of five English sentences one left out, one foreign put in, two exchanged."""
    documents = json.loads(NEWS.read_text("utf-8"))
    foreign = [text for document in documents[::-1] for text in document["en"]]
    for document in documents:
        links = document["links"]
        for first in range(0, len(links), SIZE):
            fr, en = [], []
            for row, (left, right) in enumerate(links[first : first + SIZE]):
                fr.append((row, " ".join(document["fr"][i] for i in left)))
                en.append((row, " ".join(document["en"][j] for j in right)))
            if comparable and len(en) == SIZE:
                en = [en[0], en[2], en[1], (-1, foreign[first]), en[4]]
            yield joined(fr), joined(en)


@pytest.mark.parametrize(
    ("comparable", "precision_floor", "recall_floor"), [(False, 0.99, 0.96), (True, 0.97, 0.95)]
)
def test_sentences_of_long_paragraphs(comparable: bool, precision_floor: float, recall_floor: float):
    encoder = load_encoder()
    right = found = linked = linkable = 0
    for fr, en in paragraphs(comparable=comparable):
        links = sentence_links(Meeting([fr.text], [en.text], encoder), [AlignedRow((0,), (0,), 0.7)])
        found += len(links)
        right += sum(fr.row(link.left.start) == en.row(link.right.start) for link in links)
        sentences = [start for start, _ in sentence_spans(fr.text) if fr.row(start) in en.rows]
        linkable += len(sentences)
        linked += len({link.left.start for link in links} & set(sentences))
    precision, recall = right / found, linked / linkable
    kind = "comparable" if comparable else "translated"
    print(f"\nsentence links {kind}  P {precision:.3f}  sentences linked {recall:.3f}  ({found} links)")
    assert precision >= precision_floor
    assert recall >= recall_floor
