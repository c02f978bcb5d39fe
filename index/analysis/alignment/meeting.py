"""Where two reports meet: every sentence of one beside every sentence of the other, wherever it stands.

Independent reports tell the same facts in another order and in sentences spread over their paragraphs; the
vector of a paragraph blurs what a sentence of it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.analysis.alignment.anchors import shared_quantities, shared_words
from index.analysis.alignment.sentences import sentence_spans
from index.analysis.encoding.interface import MAX_CHARACTERS, Encoder
from index.model.pairs import TextSpan

PARAGRAPH, SENTENCE, WORD, QUANTITY, CONSTANT = 13.2, 9.9, 0.26, 3.7, -5.3
"""What speaks for two paragraphs, in log-odds: both cosines (less hubs), and what their sentences share.

Logistic regression on 17 pairs of independent reports whose paragraphs were linked by hand."""
MOST_SHARED = 2.0
"""More shared words, or quantities, count no more."""
NEIGHBOURS = 3
HUB_WEIGHT = 0.25
"""Share of the mean cosine to the NEIGHBOURS that is taken off: some texts are near to everything."""
TAKEN = 0.15
"""How much better a sentence must match another one before it no longer counts as near."""

Floats = NDArray[np.float64]
Cell = tuple[NDArray[np.intp], ...]


class Sentences:
    """The sentences of a report, with their vectors and the paragraphs that they stand in."""

    def __init__(self, paragraphs: Sequence[str], encoder: Encoder) -> None:
        self.spans = [
            TextSpan(n, start, end)
            for n, text in enumerate(paragraphs)
            for start, end in sentence_spans(text)
        ]
        self.texts = [paragraphs[span.paragraph][span.start : span.end] for span in self.spans]
        self.paragraphs = np.array([span.paragraph for span in self.spans], np.intp)
        self.paragraph_count = len(paragraphs)
        self.vectors = encoder.encode(self.texts)

    @property
    def are_read_whole(self) -> bool:
        """Whether the encoder has cut none of them."""
        return all(len(text) <= MAX_CHARACTERS for text in self.texts)


class Meeting:
    """Two reports, sentence by sentence. Costs the encoding of all sentences and paragraphs."""

    def __init__(self, fr: Sequence[str], en: Sequence[str], encoder: Encoder) -> None:
        self.fr, self.en = Sentences(fr, encoder), Sentences(en, encoder)
        self.cosines = _cosines(self.fr.vectors, self.en.vectors)
        """Of sentences [fr, en]."""
        self._paragraphs = _cosines(encoder.encode(fr), encoder.encode(en))

    @cached_property
    def log_odds(self) -> Floats:
        """How likely each paragraph of ``fr`` and each of ``en`` say something in common [fr, en]."""
        fr, en = self.fr.texts, self.en.texts
        return (
            PARAGRAPH * without_hubs(self._paragraphs)
            + SENTENCE * self._best(without_hubs(self.cosines), lowest=-1.0)
            + WORD * np.minimum(self._best(shared_words(fr, en)), MOST_SHARED)
            + QUANTITY * np.minimum(self._best(shared_quantities(fr, en)), MOST_SHARED)
            + CONSTANT
        )

    def best_partners(self, lowest: float) -> set[tuple[int, int]]:
        """The paragraphs of sentences that are each other's best in the whole reports, from a cosine on."""
        if not self.cosines.size:
            return set()
        best = self.cosines == self.cosines.max(axis=1, keepdims=True)
        best &= self.cosines == self.cosines.max(axis=0, keepdims=True)
        pairs = np.argwhere(best & (self.cosines >= lowest)).tolist()
        return {(int(self.fr.paragraphs[i]), int(self.en.paragraphs[j])) for i, j in pairs}

    @cached_property
    def nearest_sentences(self) -> tuple[Floats, Floats]:
        """The best cosine of any sentence of each paragraph with one of the other report; of both sides.

        What says the same as another sentence much more clearly does not count.
        """
        if not self.cosines.size:
            fr_size, en_size = self._paragraphs.shape
            return np.full(fr_size, -1.0), np.full(en_size, -1.0)
        fr, en = (
            np.where(self.cosines >= self.cosines.max(axis=axis, keepdims=True) - TAKEN, self.cosines, -1.0)
            for axis in (0, 1)
        )
        return self._best(fr, lowest=-1.0).max(axis=1), self._best(en, lowest=-1.0).max(axis=0)

    def cell(self, left: Sequence[int], right: Sequence[int]) -> Cell:
        """Where in ``cosines`` the sentences of these paragraphs meet."""
        fr, en = np.isin(self.fr.paragraphs, left), np.isin(self.en.paragraphs, right)
        return np.ix_(np.flatnonzero(fr), np.flatnonzero(en))

    def _best(self, values: Floats, lowest: float = 0.0) -> Floats:
        """The highest value of any two sentences of each two paragraphs; ``lowest`` without a sentence."""
        best = np.full(self._paragraphs.shape, lowest)
        np.maximum.at(best, (self.fr.paragraphs[:, None], self.en.paragraphs[None, :]), values)
        return best


def without_hubs(cosines: Floats) -> Floats:
    """Cosines less what each text has in common with those of the other report that are nearest to it."""
    if not cosines.size:
        return cosines
    fr = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    en = np.sort(cosines, axis=0)[-NEIGHBOURS:, :].mean(axis=0)
    corrected: Floats = cosines - HUB_WEIGHT * (fr[:, None] + en[None, :])
    return corrected


def _cosines(fr: NDArray[np.float32], en: NDArray[np.float32]) -> Floats:
    cosines: Floats = (fr @ en.T).astype(np.float64)
    return cosines
