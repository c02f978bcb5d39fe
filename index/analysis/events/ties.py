"""Pairs of reports with what speaks for them, ready to be grouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from index.model.articles import ArticleId

Pair = tuple[ArticleId, ArticleId]


@dataclass(slots=True)
class Ties:
    """Log-odds by report and other report, both ways."""

    of: dict[ArticleId, dict[ArticleId, float]] = field(default_factory=dict)

    def add(self, one: ArticleId, other: ArticleId, logit: float) -> None:
        self.of.setdefault(one, {})[other] = logit
        self.of.setdefault(other, {})[one] = logit

    def between(self, one: ArticleId, other: ArticleId) -> float | None:
        return self.of.get(one, {}).get(other)

    def among(self, articles: Iterable[ArticleId]) -> Iterator[tuple[ArticleId, ArticleId, float]]:
        """Each tie of two of these once, the smaller id first."""
        wanted = set(articles)
        for one in sorted(wanted):
            for other, logit in self.of.get(one, {}).items():
                if one < other and other in wanted:
                    yield one, other, logit


def connected(articles: Iterable[ArticleId], ties: Iterable[Pair]) -> list[list[ArticleId]]:
    """What ties hold together, each group and the groups in order of id."""
    root: dict[ArticleId, ArticleId] = {article: article for article in articles}

    def find(article: ArticleId) -> ArticleId:
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    for one, other in ties:
        a, b = sorted((find(one), find(other)))
        root[b] = a
    found: dict[ArticleId, list[ArticleId]] = {}
    for article in sorted(root):
        found.setdefault(find(article), []).append(article)
    return [found[article] for article in sorted(found)]


@dataclass(frozen=True, slots=True)
class Said:
    """What the reader said of pairs of reports, French first."""

    verdicts: Mapping[Pair, bool] = field(default_factory=dict)

    def same(self) -> list[Pair]:
        return sorted(pair for pair, same in self.verdicts.items() if same)

    def different(self) -> list[Pair]:
        return sorted(pair for pair, same in self.verdicts.items() if not same)

    def no_sisters(self) -> Set[frozenset[ArticleId]]:
        """Two reports of one language of which a third one is said to tell the one's happening alone."""
        same: dict[ArticleId, set[ArticleId]] = {}
        for fr, en in self.same():
            same.setdefault(fr, set()).add(en)
            same.setdefault(en, set()).add(fr)
        found = set()
        for fr, en in self.different():
            found |= {frozenset((en, other)) for other in same.get(fr, ())}
            found |= {frozenset((fr, other)) for other in same.get(en, ())}
        return found
