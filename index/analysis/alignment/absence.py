"""Which paragraphs say what the other report has nowhere: every sentence of it is looked at before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.beads import COMPARABLE, Bead
from index.analysis.alignment.crossing import Links
from index.analysis.alignment.meeting import Sentences
from index.analysis.alignment.spans import Spans

UNLIKELY = -1.5
"""Log-odds below which an independent report has nothing of a paragraph."""
UNLIKELY_IN_A_TRANSLATION = -1.0
NOT_LIKELY = 1.0
"""Log-odds below which a translation may have nothing of it, as far as its paragraphs say so too."""
FAR = 0.15
"""Score below which a paragraph has nothing to do with another."""
TAKEN = 0.15
"""How much better another row must match before a paragraph in it no longer counts as near."""
SHORTEST = 40
"""Characters; shorter passages are never called absent from the other report."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def only_here(log_odds: Floats, links: Links) -> tuple[Flags, Flags]:
    """Of independent reports: what meets no sentence of the other."""
    fr, en = log_odds.max(axis=1) < UNLIKELY, log_odds.max(axis=0) < UNLIKELY
    return _unlinked(fr, en, links)


def left_out(log_odds: Floats, links: Links, spans: Spans, beads: Iterable[Bead]) -> tuple[Flags, Flags]:
    """Of translations: what meets no sentence of the other, or none that is not a translation already."""
    score = spans.score(1, 1)
    fr_scores, en_scores = np.full(spans.fr.size, -np.inf), np.full(spans.en.size, -np.inf)
    for bead in beads:
        fr_scores[list(bead.left)] = en_scores[list(bead.right)] = bead.score(spans)

    def side(score: Floats, linked: Floats, best: Floats) -> Flags:
        taken = np.array([_are_taken(each, linked) for each in score], bool)
        missed: Flags = (best < UNLIKELY_IN_A_TRANSLATION) | ((best < NOT_LIKELY) & taken)
        return missed

    fr, en = side(score, en_scores, log_odds.max(axis=1)), side(score.T, fr_scores, log_odds.max(axis=0))
    return _unlinked(fr, en, links)


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
