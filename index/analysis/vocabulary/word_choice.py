"""Which words of the other language to believe in, by the evidence that was collected for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NEAR = 0.45
"""Cosine below which two words have nothing to say to each other."""
DICE = 0.25
"""Dice coefficient below which sharing paragraphs is chance."""
MEANING = 0.55
NEARER = 0.05
"""Cosine, and margin over what is usual, from which the encoder alone is believed."""
ALIGNED, RELATED = 0.5, 0.4
"""Dice coefficient from which paragraphs are believed, of two words that are not wholly strange."""
HINT = -0.08
"""Margin from which paragraphs and encoder together are believed."""
BEHIND = 0.2
"""How far behind the best translation another may be."""
MOST_TRANSLATIONS = 4


@dataclass(frozen=True, slots=True)
class WordPair:
    """What speaks for a French and an English word meaning the same."""

    fr: str
    en: str
    """Both are stems."""
    cosine: float = 0.0
    margin: float = -1.0
    """How much nearer they are than each is to its nearest words in general."""
    dice: float = 0.0
    """How exclusively both occur in the same aligned paragraphs, 0 to 1."""
    name: float = 0.0
    """How alike two spellings of a name are, 0 to 1; 0 for other words."""
    listed: bool = False
    """A dictionary has it."""


def confidence(pair: WordPair) -> float:
    """How much is to be said for a pair of words: 0 is nothing that counts, 1 is much."""
    said = [0.0]
    if pair.cosine >= MEANING and pair.margin >= NEARER:
        said.append(0.6 + pair.margin)
    if pair.dice >= ALIGNED and pair.cosine >= RELATED:
        said.append(0.4 + pair.dice / 2)
    if pair.dice >= DICE and pair.margin >= HINT:
        said.append(0.7)
    if pair.name:
        said.append(0.7 + pair.name / 5)
    if pair.listed:
        said.append(0.8)
    return max(said)


def choose(pairs: Mapping[str, WordPair]) -> list[str]:
    """Of the candidates (by any key) of one word those to be searched for too, the surest first."""
    sure = {word: confidence(pair) for word, pair in pairs.items()}
    best = max(sure.values(), default=0.0)
    kept = [word for word, value in sure.items() if value > 0 and value >= best - BEHIND]
    return sorted(kept, key=lambda word: (-sure[word], word))[:MOST_TRANSLATIONS]
