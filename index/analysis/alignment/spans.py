"""How well runs of paragraphs of one report match runs of paragraphs of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import Encoder

LONGEST_SPAN = 4
NEIGHBOURS = 3
HUB_WEIGHT = 0.25
"""Share of a paragraph's mean cosine to its NEIGHBOURS that is taken off: some are near to everything."""
LENGTH_OFFSET = 15
LENGTH_LIMIT = 1.5
HOPE = 0.06
"""How far above its estimate the cosine of a run is taken to be before it is encoded: 95 of 100 are less."""

Floats = NDArray[np.float64]
Corner = tuple[int, int, int, int]
"""``i, j, n, m``: ``n`` paragraphs of the French side from ``i`` on, ``m`` of the English from ``j`` on."""


class Side:
    """The runs of 1 to LONGEST_SPAN paragraphs of a report; those of several are encoded when asked for."""

    def __init__(self, paragraphs: Sequence[str], encoder: Encoder) -> None:
        self.size = len(paragraphs)
        self._paragraphs = paragraphs
        self._encoder = encoder
        singles: Floats = encoder.encode(paragraphs).astype(np.float64)
        self._vectors: dict[tuple[int, int], Floats] = {(i, 1): singles[i] for i in range(self.size)}
        letters = np.array([len(text) for text in paragraphs], np.float64)
        # The encoder adds up what stands in a text and divides by the root of its length.
        self._weighted = weighted = singles * np.sqrt(letters)[:, None]
        self.sizes = range(1, min(LONGEST_SPAN, self.size) + 1)
        self.lengths = {n: _run_sums(letters[:, None], n)[:, 0] + n - 1 for n in self.sizes}
        self.estimates = {1: singles} | {n: _directions(_run_sums(weighted, n)) for n in self.sizes[1:]}

    def encode(self, runs: Iterable[tuple[int, int]]) -> None:
        """Encode these runs (start, size), each as one text, unless that was done before."""
        new = sorted({run for run in runs if run not in self._vectors})
        texts = [" ".join(self._paragraphs[i : i + n]) for i, n in new]
        for run, vector in zip(new, self._encoder.encode(texts) if new else (), strict=True):
            self._vectors[run] = vector.astype(np.float64)

    def estimate(self, paragraphs: Sequence[int]) -> Floats:
        """The vector of these paragraphs as one text, as it can be told without encoding that."""
        estimate: Floats = _directions(self._weighted[list(paragraphs)].sum(axis=0, keepdims=True))[0]
        return estimate

    def vector(self, start: int, size: int) -> Floats:
        return self._vectors[start, size]


class Spans:
    """Scores of all runs of ``fr`` against all runs of ``en``; neither may be empty.

    ``score(n, m)[i, j]``: the ``n`` paragraphs of ``fr`` from ``i`` on, the ``m`` of ``en`` from ``j`` on.
    Of single paragraphs they are exact. Those of longer runs are hopes until ``settle`` has encoded them:
    to encode all runs would cost ten times as much as the paragraphs.
    """

    def __init__(self, fr: Sequence[str], en: Sequence[str], encoder: Encoder) -> None:
        self.fr, self.en = Side(fr, encoder), Side(en, encoder)
        # French needs more letters; how many more depends on what each side has left out.
        self.ratio = max(1.0, self.fr.lengths[1].sum()) / max(1.0, self.en.lengths[1].sum())
        self._cosines: dict[tuple[int, int], Floats] = {}
        self._scores: dict[tuple[int, int], Floats] = {}
        self._settled: set[Corner] = set()

    def cosines(self, n: int, m: int) -> Floats:
        """Cosines of the runs of ``n`` and of ``m`` paragraphs, as far as they were settled."""
        if (n, m) not in self._cosines:
            cosines = self.fr.estimates[n] @ self.en.estimates[m].T
            self._cosines[n, m] = cosines if n == m == 1 else cosines + HOPE
        return self._cosines[n, m]

    def score(self, n: int, m: int) -> Floats:
        """Cosines less what the paragraphs have in common with the whole other report."""
        if (n, m) not in self._scores:
            fr_hub, en_hub = self._hubs
            hubs = _run_means(fr_hub, n)[:, None] + _run_means(en_hub, m)[None, :]
            self._scores[n, m] = self.cosines(n, m) - HUB_WEIGHT * hubs
        return self._scores[n, m]

    def estimate(self, left: Sequence[int], right: Sequence[int]) -> float:
        """The cosine of paragraphs wherever they stand, as it can be told without encoding them together."""
        return float(self.fr.estimate(left) @ self.en.estimate(right))

    def settle(self, corners: Iterable[Corner]) -> bool:
        """Make these scores exact, in place; False when all of them were."""
        new = [corner for corner in corners if corner[2:] != (1, 1) and corner not in self._settled]
        self.fr.encode((i, n) for i, _, n, _ in new)
        self.en.encode((j, m) for _, j, _, m in new)
        for i, j, n, m in new:
            score, cosines = self.score(n, m), self.cosines(n, m)
            exact = float(self.fr.vector(i, n) @ self.en.vector(j, m))
            score[i, j] += exact - cosines[i, j]
            cosines[i, j] = exact
        self._settled.update(new)
        return bool(new)

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


def _run_sums(rows: Floats, size: int) -> Floats:
    """Sums of each ``size`` rows that follow each other."""
    stop = len(rows) - size + 1
    sums: Floats = np.sum([rows[k : stop + k] for k in range(size)], axis=0)
    return sums


def _directions(vectors: Floats) -> Floats:
    lengths: Floats = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.divide(vectors, lengths)
