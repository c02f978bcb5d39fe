"""What words mean in the other language, worked out anew whenever the archive has changed by a tenth.

Of a small archive whenever anything has changed that they follow from: there it takes no time.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import directions, quantise
from index.analysis.vocabulary.dictionaries import installed, translations
from index.analysis.vocabulary.word_choice import WordPair
from index.analysis.vocabulary.word_translation import (
    LEXICON_VERSION,
    VocabularyWord,
    names_alike,
    nearest,
    together,
)
from index.counterparts.encoding import card_in_effect, encoder_in_effect
from index.model.articles import READING_LANGUAGES, Article, Language
from index.model.progress import Committed, Progress
from index.storage.library import Library
from index.storage.names.words import StoredWord
from index.words.folding import tokens
from index.words.stemming import stem

MOST_WORDS = 20_000
"""Words of a language that are compared, the most frequent ones."""
SHORTEST = 3
GROWTH = 1.1
SMALL = 500
"""Articles up to which every change counts: they are read in half a second."""
BATCH = 512
FAR = -1.0
"""Margin of two words that are not among each other's neighbours."""

_FR, _EN = READING_LANGUAGES


def learn_words(library: Library, stopping: Callable[[], bool]) -> Iterator[Progress | Committed]:
    """Bring the vocabulary in step with an archive that has changed enough; a stop leaves the old one."""
    state = _state(library)
    if _is_near(library.words.state(), state):
        return
    vocabulary = _Vocabulary()
    for article in library.articles.iterate():
        if stopping():
            return
        vocabulary.add(article)
    words = {language: vocabulary.words(language) for language in READING_LANGUAGES}
    vectors: dict[Language, NDArray[np.float32]] = {}
    for language, found in words.items():
        encoded = _vectors(library, [word.written for word in found], stopping)
        if encoded is None:
            return
        vectors[language] = encoded
    pairs = _pairs(library, words, vectors)
    library.words.replace(
        {language: [StoredWord(*astuple(word)) for word in found] for language, found in words.items()},
        ((p.fr, p.en, p.cosine, p.margin, p.dice, p.name, p.listed) for p in pairs),
        json.dumps(state),
    )
    yield Committed(0)


def _state(library: Library) -> dict[str, str | int | None]:
    articles = sum(library.articles.count().values())
    return {
        "version": f"{LEXICON_VERSION}/{card_in_effect(library).id}",
        "dictionary": installed(),
        "articles": articles,
        "pairs": library.counterparts.count(),
        "exactly": _exactly(library) if articles <= SMALL else None,
    }


def _exactly(library: Library) -> str:
    """Differs whenever a text or a pair does."""
    pairs = sorted(library.counterparts.sure())
    return hashlib.sha256(json.dumps([library.articles.latest_change(), pairs]).encode()).hexdigest()


def _is_near(old: str | None, new: Mapping[str, str | int | None]) -> bool:
    """Whether a vocabulary made then still serves."""
    try:
        then = json.loads(old) if old else None
    except ValueError:  # damaged: the vocabulary is made anew, and says it again
        then = None
    if not isinstance(then, dict) or any(then.get(name) != new[name] for name in ("version", "dictionary")):
        return False
    if new["exactly"] is not None and then.get("exactly") != new["exactly"]:
        return False
    grown = [(int(then.get(name, 0)), int(new[name] or 0)) for name in ("articles", "pairs")]
    return all(before <= GROWTH * after and after <= GROWTH * before for before, after in grown)


class _Vocabulary:
    """Counts the words of an archive, inflections together."""

    def __init__(self) -> None:
        self._articles: dict[Language, Counter[str]] = {language: Counter() for language in READING_LANGUAGES}
        self._forms: dict[Language, dict[str, Counter[str]]] = {
            language: {} for language in READING_LANGUAGES
        }

    def add(self, article: Article) -> None:
        if article.language not in self._articles:
            return
        forms = self._forms[article.language]
        seen: set[str] = set()
        for block in article.body:
            for start, end, folded in tokens(block.text):
                if len(folded) >= SHORTEST and folded.isalpha():
                    key = stem(article.language, folded)
                    seen.add(key)
                    forms.setdefault(key, Counter())[block.text[start:end]] += 1
        self._articles[article.language].update(seen)

    def words(self, language: Language) -> list[VocabularyWord]:
        """The most frequent words, in order of their stems."""
        chosen = self._articles[language].most_common(MOST_WORDS)
        return sorted(
            (_word(key, count, self._forms[language][key]) for key, count in chosen), key=lambda w: w.stem
        )


def _word(key: str, articles: int, forms: Counter[str]) -> VocabularyWord:
    capital = sum(n for form, n in forms.items() if form[0].isupper()) / forms.total()
    lower: Counter[str] = Counter()
    for form, count in forms.items():
        lower[form.lower()] += count
    written = min(lower, key=lambda form: (-lower[form], form))
    word = next(folded for _, _, folded in tokens(written))
    pair = VocabularyWord(key, word, written, articles, round(capital, 3))
    if pair.is_name:
        written = min(forms, key=lambda form: (-forms[form], form))
    return VocabularyWord(key, word, written, articles, pair.capital)


def _vectors(
    library: Library, texts: Sequence[str], stopping: Callable[[], bool]
) -> NDArray[np.float32] | None:
    """Vectors of words [n, dim], those never seen before encoded; None when told to stop."""
    known = library.words.vectors(card_in_effect(library).id, texts)
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        encoder = encoder_in_effect(library)
        for start in range(0, len(missing), BATCH):
            if stopping():
                return None
            batch = missing[start : start + BATCH]
            fresh = {
                word: vector.tobytes()
                for word, vector in zip(batch, quantise(encoder.encode(batch)), strict=True)
            }
            library.words.put_vectors(encoder.id, fresh)
            known |= fresh
    if not texts:
        return np.zeros((0, 1), np.float32)
    stored = b"".join(known[text] for text in texts)
    return directions(np.frombuffer(stored, np.int8).reshape(len(texts), -1))


def _pairs(
    library: Library,
    words: Mapping[Language, Sequence[VocabularyWord]],
    vectors: Mapping[Language, NDArray[np.float32]],
) -> list[WordPair]:
    """Every two words that anything speaks for."""
    places = {language: {word.stem: n for n, word in enumerate(found)} for language, found in words.items()}
    names = names_alike(words[_FR], words[_EN])
    dice = together(_aligned_rows(library, places))
    listed = set(_listed(places))
    near = nearest(words[_FR], words[_EN], vectors[_FR], vectors[_EN])
    return [
        WordPair(
            fr,
            en,
            cosine=round(float(vectors[_FR][places[_FR][fr]] @ vectors[_EN][places[_EN][en]]), 3),
            margin=round(near.get((fr, en), FAR), 3),
            dice=round(dice.get((fr, en), 0.0), 3),
            name=round(names.get((fr, en), 0.0), 3),
            listed=(fr, en) in listed,
        )
        for fr, en in sorted({*near, *dice, *names, *listed})
    ]


def _aligned_rows(
    library: Library, places: Mapping[Language, Mapping[str, int]]
) -> Iterator[tuple[set[str], set[str]]]:
    """The stems on both sides of every aligned row of the archive."""
    for pair in library.counterparts.all():
        if pair.status != "counterpart":
            continue
        left, right = library.articles.get(pair.fr), library.articles.get(pair.en)
        if left.damaged or right.damaged:
            continue
        fr, en = (
            [_stems(block.text, language, places[language]) for block in article.body]
            for article, language in ((left, _FR), (right, _EN))
        )
        for row in pair.rows:
            if row.left and row.right:
                yield set().union(*(fr[n] for n in row.left)), set().union(*(en[n] for n in row.right))


def _stems(text: str, language: Language, known: Mapping[str, int]) -> set[str]:
    return {key for _, _, folded in tokens(text) if (key := stem(language, folded)) in known}


def _listed(places: Mapping[Language, Mapping[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of single words that the dictionary and the archive have."""
    for french, english in translations():
        fr, en = [folded for _, _, folded in tokens(french)], [folded for _, _, folded in tokens(english)]
        if len(fr) == len(en) == 1:
            pair = stem(_FR, fr[0]), stem(_EN, en[0])
            if pair[0] in places[_FR] and pair[1] in places[_EN]:
                yield pair
