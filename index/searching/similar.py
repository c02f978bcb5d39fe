"""More like this: the articles of both languages that are about the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.results import Hit
from index.storage.library import Library


def similar_articles(library: Library, article: ArticleId, limit: int) -> list[Hit]:
    """The nearest articles, the nearest first, scored by cosine; its counterpart and copies left out."""
    stored = library.vectors.get(article)
    if stored is None:
        return []
    from index.analysis.resemblance.similarity import most_similar

    version, vector = stored
    pair = library.counterparts.pair_of(article)
    known = {article, *library.copies.of(article)}
    if pair is not None:
        known |= set(pair.articles)
    others = chain.from_iterable(library.vectors.each(version, language) for language in READING_LANGUAGES)

    def others_than(known: set[ArticleId]) -> Iterator[tuple[ArticleId, bytes]]:
        # One of another length is damaged: a next import makes it anew.
        return ((id, its) for id, its in others if id not in known and len(its) == len(vector))

    found = most_similar(vector, others_than(known), limit)
    rows = library.lists.rows([id for _, id in found])
    return [replace(rows[id], score=round(cosine, 3)) for cosine, id in found if id in rows]
