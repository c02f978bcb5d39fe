"""Brings the vectors of another encoder onto the scale that pairing and alignment were fitted to.

With some encoders everything is near to everything: all vectors share a large part, and those of a language
another one. So much of it is taken off that unrelated sentences are as far apart as with the fitted encoder.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import Encoder
from index.errors import EncoderError
from index.model.articles import READING_LANGUAGES

UNRELATED = 0.114
"""Mean cosine of two sentences that have nothing to do with each other, with the fitted encoder."""
LEAST_FOUND = 0.75
"""Share of sentences that must find their translation: with fewer, pairs would be chance."""
_SENTENCES = "calibration_sentences.tsv"

Floats = NDArray[np.float32]


def sentences() -> tuple[list[str], list[str]]:
    """French sentences and their English translations, all about different things."""
    text = (files("index.data") / _SENTENCES).read_text("utf-8")
    fr, en = zip(*(line.split("\t") for line in text.splitlines()), strict=True)
    return list(fr), list(en)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What is taken off every vector."""

    common: Floats
    """[dim]: of what all sentences have in common, the part that goes."""
    language: Floats
    """[dim], length 1: the direction in which French and English differ as such."""

    def apply(self, vectors: Floats) -> Floats:
        """[n, dim], each of length 1."""
        rest = vectors - self.common
        return _unit(rest - (rest @ self.language)[:, None] * self.language)

    def to_text(self) -> str:
        both = np.stack((self.common, self.language)).astype("<f4")
        return base64.b64encode(both.tobytes()).decode("ascii")

    @classmethod
    def from_text(cls, text: str) -> Self:
        both = np.frombuffer(base64.b64decode(text), "<f4").reshape(2, -1).astype(np.float32)
        common, language = both
        return cls(common, language)


class ScaledEncoder:
    """Another encoder, to be used like the fitted one."""

    def __init__(self, encoder: Encoder, scale: Scale) -> None:
        self.id = encoder.id
        self.dim = encoder.dim
        self._encoder = encoder
        self._scale = scale

    def encode(self, texts: Sequence[str]) -> Floats:
        return self._scale.apply(self._encoder.encode(texts))


def fit_scale(encoder: Encoder, name: str) -> Scale:
    """The scale of an encoder; costs the encoding of the sentences.

    Raises EncoderError, which calls it ``name``, when it does not know that translations say the same.
    """
    fr, en = (encoder.encode(side) for side in sentences())
    scale = _fitted(fr, en)
    found = translations_found(scale.apply(fr), scale.apply(en))
    if found < LEAST_FOUND * len(fr):
        raise EncoderError(
            f"{name}: knows only {found} of {len(fr)} French sentences by their English translation",
            f"Name a multilingual one that knows {' and '.join(READING_LANGUAGES)}; nothing was changed.",
        )
    return scale


def translations_found(fr: Floats, en: Floats) -> int:
    """How many French sentences are nearer to their own translation than to any other English one."""
    return int(((fr @ en.T).argmax(axis=1) == np.arange(len(fr))).sum())


def _fitted(fr: Floats, en: Floats) -> Scale:
    language = _unit((fr.mean(axis=0) - en.mean(axis=0))[None])[0]
    common = (fr.mean(axis=0) + en.mean(axis=0)) / 2
    unrelated = ~np.eye(len(fr), dtype=bool)
    # The more is taken off, the farther apart they are; a little is added where they are too far.
    less, more = -1.0, 1.0
    for _ in range(30):
        share = (less + more) / 2
        scale = Scale(np.asarray(share * common, np.float32), language)
        if (scale.apply(fr) @ scale.apply(en).T)[unrelated].mean() > UNRELATED:
            less = share
        else:
            more = share
    return scale


def _unit(vectors: NDArray[np.floating[Any]]) -> Floats:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, np.float32)
