"""What one of two paired reports says and the other does not, or says otherwise, by news value.

Everything here would rather miss a difference than claim one: a number counts as absent when the whole other
report lacks it, a name when no spelling of it occurs there, a passage when nothing near it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from index.analysis.differences.dates import Days, compare_dates, days_of
from index.analysis.differences.names import NamesOf, missing_names
from index.analysis.differences.numbers import (
    NumberPair,
    Placed,
    compare_numbers,
    contradictions_across,
)
from index.analysis.differences.quotations import compare_quotations, only_here
from index.analysis.facts.numbers import quantities
from index.analysis.facts.quotations import Quotation, only_person, quotations
from index.model.articles import Article, EntityId, EntityKind, Mention, Role
from index.model.pairs import DIFFERS, RESTATED, AlignedRow, Difference, SentenceLink, TextSpan

KINDS = ("number", "name", "quotation", "date", "passage")
"""By news value, the most telling first."""


class _Report:
    """An article with what is looked up in it."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.texts = [block.text for block in article.body]
        self.position = {block.n: n for n, block in enumerate(article.body)}
        self.mentions = mentions
        self.numbers = [quantities(text, article.language) for text in self.texts]
        self.all_numbers = [
            *quantities(article.title, article.language),
            *(quantity for found in self.numbers for quantity in found),
        ]
        self.names = NamesOf(mentions, [article.title, *self.texts])
        title = [block for block in article.blocks if block.role is Role.TITLE]
        self.days = days_of(article.dates, {block.n: block.text for block in (*title, *article.body)})
        self.quotations = list(self._quotations())

    def _quotations(self) -> Iterator[Quotation]:
        last_named: EntityId | None = None
        for n, block in enumerate(self.article.body):
            here = [m for m in self.mentions if m.block == block.n]
            if block.role is Role.QUOTE and not any(mark in block.text for mark in '«“"'):
                yield Quotation(n, 0, len(block.text), block.text, None, frozenset())
            else:
                yield from quotations(n, block.text, here, last_named=last_named)
            if any(m.kind == EntityKind.PERSON for m in here):
                last_named = only_person(here)

    def numbers_at(self, positions: Iterable[int]) -> list[Placed]:
        return [Placed(position, quantity) for position in positions for quantity in self.numbers[position]]

    def days_at(self, positions: Iterable[int]) -> list[Days]:
        blocks = {self.article.body[position].n for position in positions}
        return [days for days in self.days if days.mention.block in blocks]

    def quotations_at(self, positions: Sequence[int]) -> list[Quotation]:
        return [quotation for quotation in self.quotations if quotation.paragraph in positions]

    def is_its_day(self, days: Days) -> bool:
        """Whether the report speaks of the day on which it was published."""
        published = self.article.published
        return published is not None and (days.first, days.last) == (published.first, published.last)

    def span(self, block: int, start: int, end: int) -> TextSpan:
        return TextSpan(self.position[block], start, end)


def find_differences(
    left: Article,
    right: Article,
    rows: Sequence[AlignedRow],
    left_mentions: Sequence[Mention],
    right_mentions: Sequence[Mention],
    links: Sequence[SentenceLink] = (),
) -> tuple[Difference, ...]:
    """Differences and restatements, each told once, sorted by ``KINDS`` and then by place.

    ``row`` counts ``rows``. Where only one side has something the other is None: no matching one was found.
    ``value`` tells what differs from what both say in other words; of quotations RESTATED means that both
    wordings are there. Passages are the one-sided rows without a score. ``links`` help to pair quotations.
    """
    one, other = _Report(left, left_mentions), _Report(right, right_mentions)
    found: dict[tuple[str, str | None, str | None, str], Difference] = {}
    for difference in _all(one, other, rows, links):
        found.setdefault((difference.kind, difference.left, difference.right, difference.value), difference)
    return tuple(sorted(found.values(), key=_news_value))


def _news_value(difference: Difference) -> tuple[int, int, int, int]:
    place = difference.left_span or difference.right_span
    assert place is not None
    return KINDS.index(difference.kind), difference.row, place.paragraph, place.start


def _all(
    left: _Report, right: _Report, rows: Sequence[AlignedRow], links: Sequence[SentenceLink]
) -> Iterator[Difference]:
    for n, row in enumerate(rows):
        if row.left and row.right:
            yield from (_name(m, left, n, on_left=True) for m in _names(left, right, row.left))
            yield from (_name(m, right, n, on_left=False) for m in _names(right, left, row.right))
            yield from _dates(left, right, n, row)
        elif row.score is None:
            for i in row.left:
                text = left.texts[i]
                yield Difference("passage", text, None, n, left_span=TextSpan(i, 0, len(text)))
            for j in row.right:
                text = right.texts[j]
                yield Difference("passage", None, text, n, right_span=TextSpan(j, 0, len(text)))
    yield from _numbers(left, right, rows, links)
    yield from _quotations(left, right, rows, links)


def _numbers(
    left: _Report, right: _Report, rows: Sequence[AlignedRow], links: Sequence[SentenceLink]
) -> Iterator[Difference]:
    """Of two-sided rows, and what linked sentences of different rows contradict each other in."""
    together = partial(_told_together, links)
    alone: list[tuple[int, NumberPair]] = []
    for n, row in enumerate(rows):
        ours, theirs = left.numbers_at(row.left), right.numbers_at(row.right)
        for pair in compare_numbers(ours, theirs, left.all_numbers, right.all_numbers, together):
            if pair.left and pair.right:
                yield _number(n, pair)
            else:
                alone.append((n, pair))
    across = [link for link in links if _is_across(link, rows)]
    told: set[Placed] = set()
    if across:
        row_of = {pair.left: n for n, pair in alone if pair.left}
        theirs = [pair.right for _, pair in alone if pair.right]
        for found in contradictions_across(list(row_of), theirs, partial(_told_together, across)):
            yield _number(row_of[found.left], NumberPair(*found, same=False))
            told |= {found.left, found.right}
    for n, pair in alone:
        # What stands in one-sided rows is left to the passage.
        if rows[n].left and rows[n].right and told.isdisjoint((pair.left, pair.right)):
            yield _number(n, pair)


def _number(row: int, pair: NumberPair) -> Difference:
    return Difference(
        "number",
        pair.left.quantity.text if pair.left else None,
        pair.right.quantity.text if pair.right else None,
        row,
        RESTATED if pair.same else DIFFERS,
        _number_span(pair.left),
        _number_span(pair.right),
    )


def _told_together(links: Sequence[SentenceLink], one: Placed, other: Placed) -> bool:
    """Whether both stand in linked sentences; nobody knows while there are no links."""
    return not links or any(_is_in(one, link.left) and _is_in(other, link.right) for link in links)


def _is_in(placed: Placed, sentence: TextSpan) -> bool:
    return placed.paragraph == sentence.paragraph and sentence.start <= placed.quantity.start < sentence.end


def _is_across(link: SentenceLink, rows: Sequence[AlignedRow]) -> bool:
    return not any(link.left.paragraph in row.left and link.right.paragraph in row.right for row in rows)


def _number_span(placed: Placed | None) -> TextSpan | None:
    if placed is None:
        return None
    return TextSpan(placed.paragraph, placed.quantity.start, placed.quantity.end)


def _names(here: _Report, there: _Report, positions: Sequence[int]) -> Iterator[Mention]:
    texts = {block.n: block.text for block in (here.article.body[position] for position in positions)}
    placed = [m for m in here.mentions if m.block in texts]
    return missing_names(placed, texts, here.names, there.names)


def _name(mention: Mention, report: _Report, row: int, *, on_left: bool) -> Difference:
    span = report.span(mention.block, mention.start, mention.end)
    if on_left:
        return Difference("name", mention.text, None, row, left_span=span)
    return Difference("name", None, mention.text, row, right_span=span)


def _dates(left: _Report, right: _Report, n: int, row: AlignedRow) -> Iterator[Difference]:
    compared = compare_dates(left.days_at(row.left), right.days_at(row.right), left.days, right.days)
    for one, other, same in compared:
        a, b = one.mention, other.mention
        if not same and left.is_its_day(one) and right.is_its_day(other):
            continue
        yield Difference(
            "date",
            a.text,
            b.text,
            n,
            RESTATED if same else DIFFERS,
            left.span(a.block, a.start, a.end),
            right.span(b.block, b.start, b.end),
        )


def _quotations(
    left: _Report, right: _Report, rows: Sequence[AlignedRow], links: Sequence[SentenceLink]
) -> Iterator[Difference]:
    paired: set[Quotation] = set()
    alone: list[tuple[int, Quotation, bool]] = []
    for n, row in enumerate(rows):
        if not (row.left and row.right):
            continue
        pairs = compare_quotations(left.quotations_at(row.left), right.quotations_at(row.right), links)
        for one, other in pairs:
            if one and other:
                paired |= {one, other}
                yield _quotation(one, other, n)
            elif quotation := one or other:
                alone.append((n, quotation, one is not None))
    for n, quotation, on_left in alone:
        opposite = [q for q in (right if on_left else left).quotations if q not in paired]
        for lonely in only_here([quotation], opposite, left=on_left, links=links):
            yield _quotation(lonely, None, n) if on_left else _quotation(None, lonely, n)


def _quotation(one: Quotation | None, other: Quotation | None, row: int) -> Difference:
    speakers = [quotation.speaker for quotation in (one, other) if quotation and quotation.speaker]
    return Difference(
        "quotation",
        one.text if one else None,
        other.text if other else None,
        row,
        RESTATED if one and other else DIFFERS,
        TextSpan(one.paragraph, one.start, one.end) if one else None,
        TextSpan(other.paragraph, other.start, other.end) if other else None,
        speakers[0] if speakers else None,
    )
