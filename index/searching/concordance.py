"""Every occurrence of what a query asks for, one line each, with what stands left and right of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from index.model import Article, Block, ConcordanceLine, EntityId, Mention

CONTEXT = 80
"""Characters on either side."""
_SPACE = re.compile(r"\s+")


def lines(article: Article, spans: Callable[[Block], Iterable[tuple[int, int]]]) -> Iterator[ConcordanceLine]:
    """The occurrences in one article's body, in reading order; ``spans`` says where in a block they are."""
    for block in article.body:
        for start, end in spans(block):
            yield ConcordanceLine(
                article=article.id,
                language=article.language,
                published=article.published,
                title=article.title,
                block=block.n,
                start=start,
                end=end,
                left=_one_line(_tail(block.text[:start])).lstrip(),
                match=_one_line(block.text[start:end]),
                right=_one_line(_head(block.text[end:])).rstrip(),
            )


def mentions_of(entity: EntityId, mentions: Iterable[Mention]) -> Callable[[Block], list[tuple[int, int]]]:
    """Where an entity is named, by the blocks of one article."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        if mention.entity == entity:
            spans.setdefault(mention.block, []).append((mention.start, mention.end))
    return lambda block: sorted(spans.get(block.n, []))


def _tail(text: str) -> str:
    """The last whole words of ``text``."""
    if len(text) <= CONTEXT:
        return text
    cut = text[-CONTEXT:]
    return cut if text[-CONTEXT - 1].isspace() else _SPACE.split(cut, maxsplit=1)[-1]


def _head(text: str) -> str:
    """The first whole words of ``text``."""
    if len(text) <= CONTEXT:
        return text
    cut = text[:CONTEXT]
    return cut if text[CONTEXT].isspace() else cut[: len(cut) - len(_SPACE.split(cut)[-1])] or cut


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)
