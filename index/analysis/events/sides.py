"""Sisters: the reports of one language that tell one happening, by average linkage.

Single links would chain a story of months into one event: each of its days is near to the next.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Set

from index.analysis.events.ties import Ties
from index.model.articles import ArticleId

SISTERS = 0.25
"""Mean log-odds over all pairs of two groups from which they are one."""
UNTIED = -3.0
"""Log-odds of two reports that nothing ties."""
SUREST = 4.0
"""More than this counts no more: one copy must not outweigh what keeps two groups apart."""

Apart = Set[frozenset[ArticleId]]


def sides(articles: Iterable[ArticleId], ties: Ties, apart: Apart = frozenset()) -> list[list[ArticleId]]:
    """Groups of sisters among these reports of one language, those without a sister alone; in order of id."""
    groups = {article: [article] for article in sorted(articles)}
    above: dict[ArticleId, dict[ArticleId, float]] = {article: {} for article in groups}
    """Of two groups by their first reports: the sum of what their ties are above UNTIED."""
    heap: list[tuple[float, ArticleId, ArticleId]] = []
    for one, other, logit in ties.among(groups):
        above[one][other] = above[other][one] = min(logit, SUREST) - UNTIED
        mean = _mean(groups, above, one, other)
        if mean >= SISTERS:
            heapq.heappush(heap, (-mean, one, other))
    while heap:
        worst, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups or -worst != _mean(groups, above, one, other):
            continue
        if _are_apart(groups[one], groups[other], apart):
            continue
        first, second = sorted((one, other))
        groups[first] += groups.pop(second)
        for third, excess in above.pop(second).items():
            del above[third][second]
            if third != first:
                above[first][third] = above[third][first] = above[first].get(third, 0.0) + excess
        for third in sorted(above[first]):
            mean = _mean(groups, above, first, third)
            if mean >= SISTERS:
                heapq.heappush(heap, (-mean, min(first, third), max(first, third)))
    return [sorted(group) for _, group in sorted(groups.items())]


def _mean(
    groups: dict[ArticleId, list[ArticleId]],
    above: dict[ArticleId, dict[ArticleId, float]],
    one: ArticleId,
    other: ArticleId,
) -> float:
    return UNTIED + above[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))


def _are_apart(group: Iterable[ArticleId], others: Iterable[ArticleId], apart: Apart) -> bool:
    return bool(apart) and any(frozenset((a, b)) in apart for a in group for b in others)
