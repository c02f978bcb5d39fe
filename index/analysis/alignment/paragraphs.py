"""Which paragraphs of two reports say the same, as rows in reading order; what is left stands alone.

``ALIGNMENT_VERSION`` changes with what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.analysis.alignment.absence import Flags, left_out, may_be_missed, only_here
from index.analysis.alignment.beads import find_beads
from index.analysis.alignment.crossing import Links, crossing_cells, independent_links, translation_links
from index.analysis.alignment.meeting import Meeting
from index.analysis.alignment.sentence_links import LINK, sentence_links
from index.analysis.alignment.spans import Spans
from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.remembering import Remembering, Vectors
from index.model.pairs import AlignedRow

MAX_PARAGRAPHS = 200
"""Of each side; what comes after them stands alone."""
INDEPENDENT = 0.58
"""Mean cosine of the rows in order below which two reports were written apart: translations reach more."""


def align(
    fr: Sequence[str], en: Sequence[str], encoder: Encoder, known: Vectors | None = None
) -> tuple[AlignedRow, ...]:
    """Rows of paragraphs that say the same; every position of both sides is in exactly one row.

    Rows stand in the order of ``fr``; what only ``en`` has follows the row of the paragraph before it. Of
    reports that are all but translations the rows are runs of paragraphs, in order of both sides where that
    can be; independent reports are linked sentence by sentence, and their rows cross.

    ``score`` is the cosine of the two sides. In a one-sided row it is the best cosine that its paragraph
    reaches opposite, or None when no sentence of the other report says anything of it: only then is it a
    passage that the other report does not have. What lies beyond MAX_PARAGRAPHS is not compared and scores 0.
    ``links`` are of the row's French sentences; some lead to paragraphs of other rows.

    ``known`` has vectors [dim] of some of the paragraphs. Costs the encoding of the others, of all sentences
    and of the runs of paragraphs that may be a row, some ms besides.
    """
    left, right = fr[:MAX_PARAGRAPHS], en[:MAX_PARAGRAPHS]
    if not left or not right:
        return tuple(AlignedRow((i,), ()) for i in range(len(fr))) + tuple(
            AlignedRow((), (j,)) for j in range(len(en))
        )
    encoder = Remembering(encoder, known)
    spans, meeting = Spans(left, right, encoder), Meeting(left, right, encoder)
    rows, links, (only_fr, only_en) = _matched(spans, meeting)
    only_fr &= may_be_missed(left, en, meeting.en)
    only_en &= may_be_missed(right, fr, meeting.fr)
    cosines = spans.cosines(1, 1)
    alone_fr = _left_over(len(left), [row.left for row in rows])
    alone_en = _left_over(len(right), [row.right for row in rows])
    rows += [AlignedRow((i,), (), None if only_fr[i] else _rounded(cosines[i].max())) for i in alone_fr]
    rows += [AlignedRow((), (j,), None if only_en[j] else _rounded(cosines[:, j].max())) for j in alone_en]
    rows += [AlignedRow((i,), (), 0.0) for i in range(len(left), len(fr))]
    rows += [AlignedRow((), (j,), 0.0) for j in range(len(right), len(en))]
    return tuple(_with_links(meeting, list(_in_reading_order(rows)), links))


def _matched(spans: Spans, meeting: Meeting) -> tuple[list[AlignedRow], Links, tuple[Flags, Flags]]:
    """The two-sided rows, the links inside and across them, and what of either side is absent opposite."""
    beads = find_beads(spans)
    rows = [AlignedRow(b.left, b.right, _rounded(spans.cosines(b.n, b.m)[b.i, b.j])) for b in beads]
    partners = meeting.best_partners(LINK)
    if _are_independent(rows):
        links = independent_links(meeting.log_odds) | partners
        cells = crossing_cells(meeting.log_odds, links)
        rows = [AlignedRow(*cell, _rounded(spans.estimate(*cell))) for cell in cells]
        return rows, links, only_here(meeting, links)
    fr, en = _placed(rows)
    links = translation_links(meeting.log_odds) | partners
    links = {(i, j) for i, j in links if i not in fr or j not in en}
    return rows, links, left_out(meeting, links, spans, beads)


def _are_independent(rows: Sequence[AlignedRow]) -> bool:
    """``rows``: those that were found in order of both sides."""
    return not rows or float(np.mean([row.score or 0.0 for row in rows])) < INDEPENDENT


def _placed(rows: Sequence[AlignedRow]) -> tuple[set[int], set[int]]:
    """The paragraphs of both sides that stand in ``rows``."""
    return {i for row in rows for i in row.left}, {j for row in rows for j in row.right}


def _left_over(count: int, taken: Iterable[Sequence[int]]) -> list[int]:
    return sorted(set(range(count)).difference(*taken))


def _with_links(meeting: Meeting, rows: Sequence[AlignedRow], links: Links) -> Iterator[AlignedRow]:
    inside = {(i, j) for row in rows for i in row.left for j in row.right}
    found = sentence_links(meeting, rows, links - inside)
    for row in rows:
        yield replace(row, links=tuple(link for link in found if link.left.paragraph in row.left))


def _rounded(cosine: float) -> float:
    return round(min(1.0, max(0.0, float(cosine))), 3)


def _in_reading_order(rows: Iterable[AlignedRow]) -> Iterator[AlignedRow]:
    """Rows in the order of the left side; the others after the row of their right neighbour."""
    rows = list(rows)
    followers: dict[int, AlignedRow] = {row.right[0] - 1: row for row in rows if not row.left}

    def with_followers(row: AlignedRow) -> Iterator[AlignedRow]:
        yield row
        for j in row.right:
            follower = followers.get(j)
            while follower is not None:
                yield follower
                follower = followers.get(follower.right[0])

    first = followers.get(-1)
    if first is not None:
        yield from with_followers(first)
    for row in sorted((row for row in rows if row.left), key=lambda row: row.left):
        yield from with_followers(row)
