"""Counterparts into the library: a profile for each article, pairs over the archive, paragraphs aligned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.analysis.alignment import align
from index.analysis.encoder import Encoder
from index.analysis.pairing import PAIRING_VERSION, Profile, ScoredPair, pair, profile
from index.model import READING_LANGUAGES, AlignedRow, Article, ArticleId, Evidence, Pair, Progress
from index.storage.library import Library

BATCH = 16


def make_profiles(library: Library, encoder: Encoder, stopping: Callable[[], bool]) -> Iterator[Progress]:
    """Encode every article that has no profile of this version."""
    pending = library.counterparts.pending(PAIRING_VERSION, READING_LANGUAGES)
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        articles = list(library.articles.iterate(pending[start : start + BATCH]))
        made = [
            (article, profile(article, library.entities.mentions(article.id), encoder)) for article in articles
        ]
        with library.database.transaction():
            for article, its_profile in made:
                library.counterparts.put_profile(
                    article.id, article.language, PAIRING_VERSION, its_profile.to_bytes()
                )
        yield Progress("counterparts", min(start + BATCH, len(pending)), len(pending))


def find_pairs(library: Library, encoder: Encoder) -> None:
    """Pair the archive anew and align what is paired; a pair whose reports did not change keeps its rows."""
    fr, en = (_profiles(library, language) for language in READING_LANGUAGES)
    known = {(old.fr, old.en): old for old in library.counterparts.all()}
    made = [_with_rows(library, scored, known.get((scored.fr, scored.en)), encoder) for scored in pair(fr, en)]
    with library.database.transaction():
        library.counterparts.replace_pairs(made, PAIRING_VERSION)


def _profiles(library: Library, language: str) -> list[Profile]:
    return [Profile.from_bytes(blob) for _, blob in library.counterparts.profiles(PAIRING_VERSION, language)]


def _with_rows(library: Library, scored: ScoredPair, known: Pair | None, encoder: Encoder) -> Pair:
    rows = known.rows if known else None
    if rows is None:
        fr, en = library.articles.get(scored.fr), library.articles.get(scored.en)
        rows = align(_paragraphs(fr), _paragraphs(en), encoder)
    return Pair(
        fr=scored.fr,
        en=scored.en,
        score=scored.probability,
        status=scored.status,
        rows=rows,
        evidence=Evidence(
            similarity=scored.similarity,
            shared_entities=_shared_entities(library, scored.fr, scored.en),
            days_apart=scored.days_apart,
            aligned=coverage(rows),
            shared_numbers=scored.shared_numbers,
            margin=scored.margin,
            runner_up=scored.runner_up,
        ),
    )


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body]


def _shared_entities(library: Library, fr: ArticleId, en: ArticleId) -> tuple[str, ...]:
    """Ids of the entities that both reports name, as the first report brings them."""
    there = {mention.entity for mention in library.entities.mentions(en)}
    here = dict.fromkeys(mention.entity for mention in library.entities.mentions(fr))
    return tuple(entity for entity in here if entity is not None and entity in there)


def coverage(rows: Sequence[AlignedRow]) -> tuple[int, int]:
    """How many paragraphs of the shorter report have a counterpart, and how many it has."""
    left = [len(row.left) for row in rows]
    right = [len(row.right) for row in rows]
    shorter = left if sum(left) <= sum(right) else right
    aligned = sum(count for count, row in zip(shorter, rows, strict=True) if row.left and row.right)
    return aligned, sum(shorter)
