"""What one of two paired reports says and the other does not: numbers, names, dates, passages.

Everything here would rather miss a difference than claim one: a number counts as absent when the whole other
report lacks it, a name when no spelling of it occurs there, a passage when nothing near it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.analysis.capitals import country_of_seat
from index.analysis.numbers import Quantity, quantities
from index.analysis.skeletons import skeleton
from index.model import DEMONYM, AlignedRow, Article, DateMention, Difference, EntityId, EntityKind, Mention

KINDS = ("number", "name", "date", "passage")
"""In the order in which the differences of a row are told."""

COMPARABLE = 2.0
"""Plain counts that differ by a larger factor count different things."""

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class _Report:
    """An article with what is looked up in it."""

    article: Article
    mentions: Sequence[Mention]
    numbers: tuple[tuple[Quantity, ...], ...]
    """By body position."""
    entities: frozenset[EntityId]
    words: frozenset[str]
    """Skeletons of all its words."""
    days: frozenset[str]

    @classmethod
    def read(cls, article: Article, mentions: Sequence[Mention]) -> _Report:
        texts = [article.title, *(block.text for block in article.body)]
        return cls(
            article=article,
            mentions=mentions,
            numbers=tuple(quantities(block.text, article.language) for block in article.body),
            entities=frozenset(meant for mention in mentions for meant in _meant(mention)),
            words=frozenset(skeleton(word) for text in texts for word in _WORD.findall(text)),
            days=frozenset(d.resolved for d in article.dates if d.resolved),
        )

    def numbers_at(self, positions: Iterable[int]) -> list[Quantity]:
        return [quantity for position in positions for quantity in self.numbers[position]]

    def all_numbers(self) -> list[Quantity]:
        return [
            *quantities(self.article.title, self.article.language),
            *self.numbers_at(range(len(self.numbers))),
        ]

    def blocks(self, positions: Iterable[int]) -> frozenset[int]:
        """The block numbers of body positions."""
        body = self.article.body
        return frozenset(body[position].n for position in positions)

    def lacks(self, mention: Mention) -> bool:
        """Whether neither the entity, nor its country for a capital, nor a spelling of the name occurs."""
        if not self.entities.isdisjoint(_meant(mention)):
            return False
        words = [word for word in _WORD.findall(mention.text) if len(word) >= _SHORTEST_WORD]
        if mention.kind == EntityKind.PERSON:
            words = words[-1:]
        return bool(words) and not any(skeleton(word) in self.words for word in words)


def _meant(mention: Mention) -> Iterator[EntityId]:
    """The entity, and the country for which a capital stands."""
    if mention.entity is not None:
        yield mention.entity
    if country := country_of_seat(mention.text):
        yield f"{EntityKind.PLACE}:{country}"


def find_differences(
    left: Article,
    right: Article,
    rows: Sequence[AlignedRow],
    left_mentions: Sequence[Mention],
    right_mentions: Sequence[Mention],
) -> tuple[Difference, ...]:
    """Differences in the order of ``rows``, each told once; ``row`` counts these rows.

    Of a number, name or date that only one side has, the other side is None. Passages are the one-sided rows
    without a score, with their text.
    """
    one, other = _Report.read(left, left_mentions), _Report.read(right, right_mentions)
    found: list[Difference] = []
    told: set[tuple[str, str | None, str | None]] = set()
    for n, row in enumerate(rows):
        for difference in _of_row(one, other, n, row):
            key = (difference.kind, difference.left, difference.right)
            if key not in told:
                told.add(key)
                found.append(difference)
    return tuple(found)


def _of_row(left: _Report, right: _Report, n: int, row: AlignedRow) -> Iterator[Difference]:
    if row.left and row.right:
        yield from _numbers(left, right, n, row)
        yield from (Difference("name", text, None, n) for text in _names(left, right, row.left))
        yield from (Difference("name", None, text, n) for text in _names(right, left, row.right))
        yield from _dates(left, right, n, row)
    elif row.score is None:
        yield from (Difference("passage", left.article.body[i].text, None, n) for i in row.left)
        yield from (Difference("passage", None, right.article.body[j].text, n) for j in row.right)


def _numbers(left: _Report, right: _Report, n: int, row: AlignedRow) -> Iterator[Difference]:
    here, there = left.numbers_at(row.left), right.numbers_at(row.right)
    only_left = [q for q in here if q.asserted and not any(q.same_as(p) for p in there)]
    only_right = [q for q in there if q.asserted and not any(q.same_as(p) for p in here)]
    for unit in dict.fromkeys(q.unit for q in only_left):
        # Two numbers are told as one difference only when nothing else could be meant.
        ours, theirs = ([q for q in side if q.unit == unit] for side in (only_left, only_right))
        if len(ours) == len(theirs) == 1 and _comparable(ours[0], theirs[0]):
            yield Difference("number", ours[0].text, theirs[0].text, n)
            only_left.remove(ours[0])
            only_right.remove(theirs[0])
    for quantity in _absent(only_left, right):
        yield Difference("number", quantity.text, None, n)
    for quantity in _absent(only_right, left):
        yield Difference("number", None, quantity.text, n)


def _comparable(a: Quantity, b: Quantity) -> bool:
    if a.unit:
        return True
    smaller, larger = sorted((abs(a.value), abs(b.value)))
    return larger <= COMPARABLE * smaller


def _absent(found: Sequence[Quantity], other: _Report) -> list[Quantity]:
    everything = other.all_numbers() if found else []
    return [quantity for quantity in found if not any(quantity.same_as(q) for q in everything)]


def _names(here: _Report, there: _Report, positions: Iterable[int]) -> Iterator[str]:
    """Names in these paragraphs of which the other report has nothing."""
    blocks = here.blocks(positions)
    seen = set()
    for mention in here.mentions:
        if mention.block in blocks and mention.kind != DEMONYM and mention.entity is not None:
            if mention.entity not in seen and there.lacks(mention):
                yield mention.text
            seen.add(mention.entity)


def _dates(left: _Report, right: _Report, n: int, row: AlignedRow) -> Iterator[Difference]:
    """A day in either paragraph that the other report never names, when there is one on both sides."""
    ours, theirs = _days(left, right, row.left), _days(right, left, row.right)
    if len(ours) == len(theirs) == 1:
        yield Difference("date", ours[0].text, theirs[0].text, n)


def _days(here: _Report, there: _Report, positions: Iterable[int]) -> list[DateMention]:
    blocks = here.blocks(positions)
    days = {
        date.resolved: date
        for date in here.article.dates
        if date.block in blocks and date.resolved and len(date.resolved) == len("2024-11-30")
    }
    return [date for day, date in days.items() if day not in there.days]
