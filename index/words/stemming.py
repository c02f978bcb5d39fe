"""Inflections taken off: the form under which a word is kept in the index, per language."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from index.model.articles import Language

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # on first import Whoosh 2.7.4 is compiled, with invalid escapes
    from whoosh.lang.snowball.english import EnglishStemmer
    from whoosh.lang.snowball.french import FrenchStemmer

MEMORY = 400_000
"""Words remembered per language, about 40 MB; a news archive rarely has more distinct ones."""


class _Stems(dict[str, str]):
    """Folded word → stem, worked out on first sight."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self.stem = stem

    def __missing__(self, word: str) -> str:
        if len(self) >= MEMORY:
            self.clear()
        # Numbers and codes have no inflections, but the stemmers would cut "1990s" or "g7s".
        stem = self[word] = self.stem(word) if word.isalpha() else word
        return stem


_STEMS = {"fr": _Stems(FrenchStemmer().stem), "en": _Stems(EnglishStemmer().stem)}


def stem(language: Language, folded: str) -> str:
    """The index form of a folded word; unchanged in languages without rules."""
    stems = _STEMS.get(language)
    return folded if stems is None else stems[folded]
