"""Which paragraphs say what the other report has nowhere: every sentence of it is looked at before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.beads import COMPARABLE, Bead
from index.analysis.alignment.crossing import Links
from index.analysis.alignment.meeting import Meeting, Sentences
from index.analysis.alignment.spans import Spans

UNLIKELY = -1.5
"""Log-odds below which an independent report has nothing of a paragraph."""
UNLIKELY_IN_A_TRANSLATION = -1.0
NO_SENTENCE = 0.35
"""Cosine that no sentence of an absent passage reaches with any of the other report."""
FAR = 0.15
"""Score below which a paragraph has nothing to do with another."""
TAKEN = 0.15
"""How much better another row must match before a paragraph in it no longer counts as near."""
SHORTEST = 40
"""Characters; shorter passages are never called absent from the other report."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def only_here(meeting: Meeting, links: Links) -> tuple[Flags, Flags]:
    """Of independent reports: what meets no sentence of the other."""
    fr, en = (
        (best < UNLIKELY) & (nearest < NO_SENTENCE)
        for best, nearest in zip(_best(meeting), meeting.nearest_sentences, strict=True)
    )
    return _unlinked(fr, en, links)


def left_out(meeting: Meeting, links: Links, spans: Spans, beads: Iterable[Bead]) -> tuple[Flags, Flags]:
    """Of translations: what meets no sentence of the other but those that translate another one."""
    score = spans.score(1, 1)
    fr_scores, en_scores = np.full(spans.fr.size, -np.inf), np.full(spans.en.size, -np.inf)
    for bead in beads:
        fr_scores[list(bead.left)] = en_scores[list(bead.right)] = bead.score(spans)
    sides = ((score, en_scores), (score.T, fr_scores))
    fr, en = (
        ((best < UNLIKELY_IN_A_TRANSLATION) | _taken(*side)) & (nearest < NO_SENTENCE)
        for side, best, nearest in zip(sides, _best(meeting), meeting.nearest_sentences, strict=True)
    )
    return _unlinked(fr, en, links)


def _best(meeting: Meeting) -> tuple[Floats, Floats]:
    return meeting.log_odds.max(axis=1), meeting.log_odds.max(axis=0)


def _taken(scores: Floats, linked: Floats) -> Flags:
    return np.array([_are_taken(each, linked) for each in scores], bool)


def _are_taken(scores: Floats, linked: Floats) -> bool:
    """Whether nothing opposite is near, or only what says the same as another paragraph much more clearly.

    ``scores``: of one paragraph with all opposite; ``linked``: of each of these with its own row.
    """
    near = scores >= FAR
    return bool(scores.max() < COMPARABLE.link and (linked[near] >= scores[near] + TAKEN).all())


def _unlinked(fr: Flags, en: Flags, links: Links) -> tuple[Flags, Flags]:
    for i, j in links:
        fr[i] = en[j] = False
    return fr, en


def may_be_missed(paragraphs: Sequence[str], opposite: Sequence[str], looked_at: Sentences) -> Flags:
    """Which paragraphs are long enough; none while something of the ``opposite`` was not looked at."""
    everything = looked_at.are_read_whole and looked_at.paragraph_count == len(opposite)
    return np.array([everything and len(text) >= SHORTEST for text in paragraphs], bool)
