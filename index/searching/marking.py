"""What a query finds, marked in texts: of an article, of its snippet, of a concordance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.engines.highlights import Highlighter, Span
from index.engines.interface import Words
from index.engines.snippets import make_snippet
from index.model.articles import Article, Block
from index.model.results import Hit
from index.query.expansion import for_language
from index.query.syntax import Node
from index.storage.library import Library


def marks(tree: Node, article: Article, words: Words) -> dict[str, list[Span]]:
    """See ``Searching.highlights``."""
    tree = for_language(tree, article.language)
    in_title = Highlighter(tree, article.language, words, "title")
    spans = {"title": list(in_title.spans(article.title))}
    of_block = block_marks(tree, article, words)
    spans |= {str(block.n): of_block(block) for block in article.body}
    return {place: found for place, found in spans.items() if found}


def block_marks(tree: Node, article: Article, words: Words) -> Callable[[Block], list[Span]]:
    """Where in a block of the article a query matches."""
    highlighter = Highlighter(for_language(tree, article.language), article.language, words)
    return lambda block: list(highlighter.spans(block.text))


def with_snippets(library: Library, tree: Node, hits: Sequence[Hit], words: Words) -> list[Hit]:
    """The hits, each with a few words of its text around what was found there."""
    highlighters = {
        language: Highlighter(for_language(tree, language), language, words)
        for language in {hit.language for hit in hits}
    }
    texts = {
        article.id: "\n\n".join(block.text for block in article.body)
        for article in library.articles.iterate([hit.id for hit in hits])
    }
    return [
        replace(hit, snippet=make_snippet(texts[hit.id], highlighters[hit.language].spans(texts[hit.id])))
        for hit in hits
    ]
