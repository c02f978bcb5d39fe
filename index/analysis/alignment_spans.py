"""How well runs of paragraphs of one report match runs of paragraphs of the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoder import Encoder

LONGEST_SPAN = 4
NEIGHBOURS = 3
HUB_WEIGHT = 0.25
"""Share of a paragraph's mean cosine to its NEIGHBOURS that is taken off: some are near to everything."""
LENGTH_OFFSET = 15
LENGTH_LIMIT = 1.5

Floats = NDArray[np.float64]


class Side:
    """The runs of 1 to LONGEST_SPAN paragraphs of a report, each encoded as one text.

    Means of paragraph vectors would be cheaper, but lose a merged paragraph in seven.
    """

    def __init__(self, paragraphs: Sequence[str], encoder: Encoder) -> None:
        self.size = len(paragraphs)
        sizes = range(1, min(LONGEST_SPAN, self.size) + 1)
        texts = {n: [" ".join(paragraphs[i : i + n]) for i in range(self.size - n + 1)] for n in sizes}
        self.vectors = {n: encoder.encode(texts[n]).astype(np.float64) for n in sizes}
        self.lengths = {n: np.array([len(text) for text in texts[n]], np.float64) for n in sizes}


class Spans:
    """Scores of all runs of ``fr`` against all runs of ``en``; neither may be empty.

    ``score(n, m)[i, j]``: the ``n`` paragraphs of ``fr`` from ``i`` on, the ``m`` of ``en`` from ``j`` on.
    """

    def __init__(self, fr: Sequence[str], en: Sequence[str], encoder: Encoder) -> None:
        self.fr, self.en = Side(fr, encoder), Side(en, encoder)
        # French needs more letters; how many more depends on what each side has left out.
        self.ratio = max(1.0, self.fr.lengths[1].sum()) / max(1.0, self.en.lengths[1].sum())
        self._cosines: dict[tuple[int, int], Floats] = {}
        self._scores: dict[tuple[int, int], Floats] = {}

    def cosines(self, n: int, m: int) -> Floats:
        """Cosines of the runs of ``n`` and of ``m`` paragraphs."""
        if (n, m) not in self._cosines:
            self._cosines[n, m] = self.fr.vectors[n] @ self.en.vectors[m].T
        return self._cosines[n, m]

    def score(self, n: int, m: int) -> Floats:
        """Cosines less what the paragraphs have in common with the whole other report."""
        if (n, m) not in self._scores:
            fr_hub, en_hub = self._hubs
            hubs = _run_means(fr_hub, n)[:, None] + _run_means(en_hub, m)[None, :]
            self._scores[n, m] = self.cosines(n, m) - HUB_WEIGHT * hubs
        return self._scores[n, m]

    def stretch(self, n: int, m: int) -> Floats:
        """How differently long the runs are: 0 alike, LENGTH_LIMIT some four times."""
        fr = self.fr.lengths[n][:, None] + LENGTH_OFFSET
        en = self.ratio * self.en.lengths[m][None, :] + LENGTH_OFFSET
        stretch: Floats = np.minimum(LENGTH_LIMIT, np.abs(np.log(fr / en)))
        return stretch

    @cached_property
    def _hubs(self) -> tuple[Floats, Floats]:
        """Mean of the best NEIGHBOURS cosines of each paragraph of either side."""
        cosines = self.cosines(1, 1)
        fr = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
        en = np.sort(cosines, axis=0)[-NEIGHBOURS:, :].mean(axis=0)
        return fr, en


def _run_means(values: Floats, size: int) -> Floats:
    means: Floats = np.convolve(values, np.full(size, 1 / size), mode="valid")
    return means
