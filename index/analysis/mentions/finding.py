"""Names in an article: persons, places, organisations and demonyms, with their places in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.analysis.mentions.document_vote import vote
from index.analysis.mentions.gazetteer_mentions import Span, known_spans
from index.analysis.mentions.tokens import Passage, read_passage
from index.analysis.names.gazetteer import Gazetteer, gazetteer
from index.analysis.names.name_words import GENERIC_NAMES, LEADING_HEADS
from index.model.articles import BODY_ROLES, DEMONYM, Article, EntityKind, Language, Mention, Role

RULES_VERSION = 1
"""Goes up with every change of the rules or of index/data, so that archives look for names again."""
MOST_CHARACTERS = 200_000
"""Of one article; names further on are not looked for."""


def read_passages(article: Article) -> list[Passage]:
    """The title and body blocks in words, up to ``MOST_CHARACTERS``."""
    passages: list[Passage] = []
    left = MOST_CHARACTERS
    for block in article.blocks:
        if left <= 0:
            break
        if block.role in BODY_ROLES or block.role is Role.TITLE:
            passage = read_passage(block.n, block.text[:left], is_title=block.role is Role.TITLE)
            if article.language != "fr":
                _restore_possessives(passage)
            passages.append(passage)
            left -= len(block.text)
    return passages


def _restore_possessives(passage: Passage) -> None:
    """``Syrias army``: scraped English loses apostrophes, and the place ends before the s."""
    places = gazetteer().names["en"].exact
    for i, word in enumerate(passage.words):
        if word[-1] == "s" and passage.capital[i] and word not in places:
            known = places.get(word[:-1])
            if known is not None and known.kind == EntityKind.PLACE:
                passage.words[i] = word[:-1]
                passage.ends[i] -= 1


def find_mentions(
    passages: Sequence[Passage], guesses: Sequence[list[Span]], names: Gazetteer, language: Language
) -> tuple[Mention, ...]:
    """Mentions in reading order: gazetteer over guesses, agreed over the article, demonyms beside."""
    combined = [
        _combine(passage, known_spans(passage, names, language), guessed)
        for passage, guessed in zip(passages, guesses, strict=True)
    ]
    mentions: list[Mention] = []
    for passage, spans in zip(passages, vote(passages, combined, names), strict=True):
        mentions += _demonyms(passage, spans, names, language)
        mentions += [_mention(passage, span.first, span.last, span.kind) for span in spans]
    return tuple(sorted(mentions, key=lambda m: (m.block, m.start)))


def _combine(passage: Passage, known: list[Span], guessed: list[Span]) -> list[Span]:
    """A known name wins over a guess that overlaps it, unless an organisation is named after it."""
    owner = {i: span for span in known for i in range(span.first, span.last + 1)}
    kept: list[Span] = []
    for span in guessed:
        under = {owner[i] for i in range(span.first, span.last + 1) if i in owner}
        if not under:
            kept.append(span)
        elif _is_named_after(passage, span, under):
            kept.append(span)
            known = [k for k in known if k not in under]
    return sorted([*known, *kept], key=lambda span: span.first)


def _is_named_after(passage: Passage, span: Span, inner: set[Span]) -> bool:
    if (
        span.kind != EntityKind.ORGANISATION
        or passage.words[span.first].lower() in GENERIC_NAMES - LEADING_HEADS
    ):
        return False
    width = span.last - span.first
    return all(span.first <= k.first and k.last <= span.last and k.last - k.first < width for k in inner)


def _demonyms(passage: Passage, spans: list[Span], names: Gazetteer, language: Language) -> Iterator[Mention]:
    taken = {i for span in spans for i in range(span.first, span.last + 1)}
    i = 0
    while i < len(passage.words):
        last = i
        if i not in taken:
            if language == "en" and i + 1 not in taken and passage.capital[i] and passage.joined(i):
                last = i + 1 if names.demonym(passage.surface(i, i + 1), language) else i
            if last > i or names.demonym(passage.words[i], language):
                yield _mention(passage, i, last, DEMONYM)
            elif "-" in passage.words[i]:
                yield from _compound_demonyms(passage, i, names, language)
        i = last + 1


def _compound_demonyms(passage: Passage, i: int, names: Gazetteer, language: Language) -> Iterator[Mention]:
    """``Russian-Iranian``, ``irano-russe``: each part that is a demonym, or the short form of one."""
    start = passage.starts[i]
    for part in passage.words[i].split("-"):
        if names.demonym(part, language):
            yield Mention(
                passage.block, start, start + len(part), passage.original[start : start + len(part)], DEMONYM
            )
        start += len(part) + 1


def _mention(passage: Passage, first: int, last: int, kind: str) -> Mention:
    start, end = passage.starts[first], passage.ends[last]
    return Mention(passage.block, start, end, passage.original[start:end], kind)
