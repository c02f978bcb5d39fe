"""Counts over all that a search finds: by the engine, and by the library what only the library knows."""

from __future__ import annotations

from index.engines.interface import Facet, NumberingEngine, SearchEngine
from index.model.articles import READING_LANGUAGES
from index.model.results import EntityFacet, FacetCounts
from index.query.syntax import LanguageIs, Node, Undated, all_of
from index.stopping import Stopping
from index.storage.library import Library


def facet_counts(index: SearchEngine, tree: Node, limit: int, stop: Stopping) -> FacetCounts:
    """As ``ResultCounts.count`` counts. Raises what the engine raises."""
    languages = index.search(tree, limit=0, stop=stop).languages
    return FacetCounts(
        sources=tuple(index.count(tree, Facet.SOURCE, limit, stop=stop)),
        languages=tuple(sorted(languages.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]),
        months=tuple(index.count(tree, Facet.MONTH, limit, stop=stop)),
        undated=index.search(all_of([tree, Undated()]), limit=0, stop=stop).total,
    )


def entity_facets(
    library: Library, index: SearchEngine, tree: Node, limit: int, stop: Stopping
) -> list[EntityFacet]:
    """As ``Entities.facets`` counts. Raises what the engine raises."""
    if isinstance(index, NumberingEngine):
        return library.entities.facets(index.matching(tree, stop=stop), limit)
    counts = [
        dict(index.count(all_of([LanguageIs(language), tree]), Facet.ENTITY, limit, stop=stop))
        for language in READING_LANGUAGES
    ]
    fr, en = counts
    named = library.entities.named_facets({id: (fr.get(id, 0), en.get(id, 0)) for id in fr | en})
    return named[:limit]
