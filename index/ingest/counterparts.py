"""Counterparts into the library: a profile for each article, pairs over the archive, paragraphs aligned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.analysis.alignment import align
from index.analysis.encoder import Encoder, load_encoder
from index.analysis.pairing import PAIRING_VERSION, Profile, ScoredPair, pair, profile
from index.model import READING_LANGUAGES, AlignedRow, Article, ArticleId, Pair, Progress
from index.storage.library import Library

BATCH = 16


def make_profiles(library: Library, stopping: Callable[[], bool]) -> Iterator[Progress]:
    """Encode every article that has no profile of this version."""
    pending = library.counterparts.pending(PAIRING_VERSION)
    if not pending:
        return
    encoder = load_encoder()
    for start in range(0, len(pending), BATCH):
        if stopping():
            return
        made = [
            (article.id, profile(article, library.entities.mentions(article.id), encoder))
            for article in library.articles.iterate(pending[start : start + BATCH])
        ]
        with library.database.transaction():
            for article, its_profile in made:
                library.counterparts.put_profile(article, PAIRING_VERSION, its_profile.to_bytes())
        yield Progress("counterparts", min(start + BATCH, len(pending)), len(pending))


def find_pairs(library: Library, stopping: Callable[[], bool]) -> Iterator[Progress]:
    """Pair the archive anew and align what is paired; a pair whose reports did not change keeps its rows."""
    fr, en = (_profiles(library, language) for language in READING_LANGUAGES)
    known = {(old.fr, old.en): old.rows for old in library.counterparts.all()}
    scored = pair(fr, en)
    unaligned = [match for match in scored if (match.fr, match.en) not in known]
    if unaligned:
        encoder = load_encoder()
        for done, match in enumerate(unaligned, 1):
            if stopping():
                return
            known[match.fr, match.en] = _aligned(library, match, encoder)
            yield Progress("counterparts", done, len(unaligned))
    pairs = [_pair(library, match, known[match.fr, match.en]) for match in scored]
    library.counterparts.replace_pairs(pairs, PAIRING_VERSION)


def name_evidence(library: Library) -> None:
    """Bring the shared entities of every pair in step with a new merging of names."""
    pairs = []
    for found in library.counterparts.all():
        shared = _shared_entities(library, found.fr, found.en) or found.evidence.shared_entities
        pairs.append(replace(found, evidence=replace(found.evidence, shared_entities=shared)))
    library.counterparts.replace_pairs(pairs, PAIRING_VERSION)


def _profiles(library: Library, language: str) -> list[Profile]:
    return [Profile.from_bytes(blob) for _, blob in library.counterparts.profiles(PAIRING_VERSION, language)]


def _aligned(library: Library, match: ScoredPair, encoder: Encoder) -> tuple[AlignedRow, ...]:
    fr, en = (_paragraphs(library.articles.get(article)) for article in (match.fr, match.en))
    return align(fr, en, encoder)


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body]


def _pair(library: Library, match: ScoredPair, rows: tuple[AlignedRow, ...]) -> Pair:
    evidence = match.evidence(coverage(rows))
    shared = _shared_entities(library, match.fr, match.en)
    return Pair(
        fr=match.fr,
        en=match.en,
        score=match.probability,
        status=match.status,
        rows=rows,
        evidence=replace(evidence, shared_entities=shared) if shared else evidence,
    )


def _shared_entities(library: Library, fr: ArticleId, en: ArticleId) -> tuple[str, ...]:
    """Ids of the entities that both reports name, as the French report brings them."""
    there = {mention.entity for mention in library.entities.mentions(en)}
    here = dict.fromkeys(mention.entity for mention in library.entities.mentions(fr))
    return tuple(entity for entity in here if entity is not None and entity in there)


def coverage(rows: Sequence[AlignedRow]) -> tuple[int, int]:
    """How many paragraphs of the shorter report have a counterpart, and how many it has.

    Of two reports of one length, the one with more paragraphs left alone.
    """
    return min(
        _covered([row.left for row in rows], rows), _covered([row.right for row in rows], rows), key=_size
    )


def _covered(side: Sequence[tuple[int, ...]], rows: Sequence[AlignedRow]) -> tuple[int, int]:
    aligned = sum(len(places) for places, row in zip(side, rows, strict=True) if row.left and row.right)
    return aligned, sum(map(len, side))


def _size(covered: tuple[int, int]) -> tuple[int, int]:
    aligned, total = covered
    return total, aligned
