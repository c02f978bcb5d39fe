"""What is kept of why two reports are paired: the names that both have, and how much of them is aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.analysis.pairing.evidence import ScoredPair
from index.model.articles import ArticleId
from index.model.pairs import AlignedRow, Evidence
from index.storage.library import Library


def evidence_of(library: Library, match: ScoredPair, rows: Sequence[AlignedRow]) -> Evidence:
    """What speaks for two reports with these aligned rows."""
    evidence = match.evidence(coverage(rows))
    shared = shared_entities(library, *match.articles)
    return replace(evidence, shared_entities=shared) if shared else evidence


def name_evidence(library: Library) -> None:
    """Bring the shared entities of every pair in step with a new merging of names."""
    changed = []
    for found in library.counterparts.all():
        shared = shared_entities(library, *found.articles)
        if shared and shared != found.evidence.shared_entities:
            changed.append((*found.articles, shared))
    with library.database.transaction():
        for fr, en, shared in changed:
            library.counterparts.put_shared_entities(fr, en, shared)


def shared_entities(library: Library, fr: ArticleId, en: ArticleId) -> tuple[str, ...]:
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
