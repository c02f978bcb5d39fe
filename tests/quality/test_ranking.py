"""Pinned: how far up a report stands that the reader remembers a few title words of."""

from __future__ import annotations

import json
import lzma
import random
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.engines.interface import IndexedArticle, SearchEngine
from index.engines.whoosh.engine import WhooshEngine
from index.query.parser import parse
from index.words.folding import searchable_words, tokens

DATA = Path(__file__).parents[1] / "benchmarks" / "data"
FILES = {"fr": "wikinews_fr_2016.json.xz", "en": "fa_kes_en.json.xz"}
WORDS = 3
"""Remembered of a title."""
QUERIES = 150
FREQUENT = 20
"""Times that a word is in more articles than another, which may then be a slip of it."""


def real_articles() -> Iterator[IndexedArticle]:
    for language, name in FILES.items():
        for number, report in enumerate(json.loads(lzma.decompress((DATA / name).read_bytes()))):
            yield IndexedArticle(f"{language}-{number:04}", language, report["title"], report["text"])


@pytest.fixture(scope="module")
def archive() -> list[IndexedArticle]:
    """Each title once: of two reports with one title none is the right one."""
    return list({article.title.casefold(): article for article in real_articles()}.values())


@pytest.fixture(scope="module")
def engine(archive: list[IndexedArticle], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    with closing(WhooshEngine.open(tmp_path_factory.mktemp("ranking") / "index", create=True)) as engine:
        engine.write(archive)
        yield engine


def remembered(
    archive: list[IndexedArticle], language: str, change: Callable[[str, random.Random], str]
) -> Iterator[tuple[str, str]]:
    """(query, id of what it is to find)."""
    dice = random.Random(5)
    articles = [a for a in archive if a.language == language and len(searchable_words(a.title)) > WORDS]
    for article in dice.sample(articles, QUERIES):
        words = [article.title[start:end] for start, end, _ in tokens(article.title)]
        yield " ".join(change(word, dice) for word in sorted(dice.sample(words, WORDS))), article.id


def as_written(word: str, dice: random.Random) -> str:
    return word


def without_accents(word: str, dice: random.Random) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def misspelt(word: str, dice: random.Random) -> str:
    """One slip in every longer word: a letter left out, doubled, or swapped with its neighbour."""
    if len(word) < 6 or not word.isalpha():
        return word
    at = dice.randrange(1, len(word) - 2)
    return dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def corrected(engine: SearchEngine, query: str) -> str:
    """A query that finds nothing, in the archive's words: first for those that it lacks, then for rare ones.

    The archive has slips of its own.
    """
    for most in (0, 3):
        if engine.search(parse(query).tree, limit=0).total:
            break
        words = []
        for word in searchable_words(query):
            own = engine.search(parse(word).tree, limit=0).total
            likely = [
                near for near, n in engine.words.corrections(word, 1) if own <= most and n > FREQUENT * own
            ]
            words.append(likely[0] if likely else word)
        query = " ".join(words)
    return query


def mean_reciprocal_rank(engine: SearchEngine, asked: list[tuple[str, str]]) -> float:
    total = 0.0
    for query, wanted in asked:
        ids = [hit.id for hit in engine.search(parse(query).tree, limit=20).hits]
        total += 1 / (1 + ids.index(wanted)) if wanted in ids else 0
    return total / len(asked)


@pytest.mark.parametrize(
    ("language", "change", "least"),
    [
        ("fr", as_written, 0.97),
        # Hundreds of these titles say that so many were killed in Aleppo: three words do not tell them apart.
        ("en", as_written, 0.74),
        ("fr", without_accents, 0.97),
        ("fr", misspelt, 0.92),
        ("en", misspelt, 0.75),
    ],
)
def test_title_words_find_their_report(
    engine: SearchEngine,
    archive: list[IndexedArticle],
    language: str,
    change: Callable[[str, random.Random], str],
    least: float,
) -> None:
    asked = list(remembered(archive, language, change))
    if change is misspelt:
        asked = [(corrected(engine, query), wanted) for query, wanted in asked]
    reached = mean_reciprocal_rank(engine, asked)
    assert reached >= least, f"mean reciprocal rank {reached:.3f}"
