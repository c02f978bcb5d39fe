"""What the next search would wait for, read while nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from index.engines.interface import NumberingEngine
from index.engines.registry import engine
from index.model.results import SearchRequest
from index.query.syntax import Word
from index.searching.full_text import PAIRED, FullText
from index.stopping import never
from index.storage.library import Library

RARE_WORD = "zzyzx"
"""Finds next to nothing, by the way of all words."""


def read_ahead(library: Library, full_text: FullText, engine_name: str) -> Iterator[str]:
    """Step by step; says after each what it was. Raises EngineError while there is no usable index."""
    engine(engine_name)
    yield "engine"
    index = full_text.open()
    yield "index"
    full_text.ask(lambda index: index.words.corrections("", 1))
    yield "spellings"
    import_module("index.analysis.names.variants")
    import_module("index.analysis.vocabulary.word_choice")
    import_module("index.searching.marking")
    import_module("index.searching.suggestions")
    yield "modules"
    library.lists.ids(PAIRED)
    yield "pairs"
    full_text.search(Word(RARE_WORD), SearchRequest(limit=0), never)
    yield "articles"
    if not isinstance(index, NumberingEngine):
        return
    library.lists.standings(())
    yield "table"
    numbering: NumberingEngine = index
    ids = full_text.ask(lambda _: numbering.matching(Word(RARE_WORD)))
    library.lists.standings(ids)
    yield "places"
    library.entities.facets(ids)
    yield "entities"
