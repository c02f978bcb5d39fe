"""New comparisons beside the stored ones: what they change for the other reports, and whose pairs by that."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.vectors import Floats
from index.analysis.pairing.comparison import Compared
from index.analysis.pairing.features import Features
from index.analysis.pairing.matches import POSSIBLE
from index.analysis.pairing.rivalry import changes_rivalry
from index.analysis.pairing.scores import log_odds
from index.analysis.pairing.verdicts import Partners, taken
from index.counterparts.candidate_lists import (
    NONE,
    by_article,
    features_table,
    log_odds_between,
    merged,
    rivalry_table,
)
from index.model.articles import ArticleId
from index.storage.library import Library
from index.storage.pairs.comparisons import Candidates

CLOSE = 1e-5
"""Features that differ by less are of the same texts: sums in another order."""
ROUNDED = 0.001
"""The log-odds of what is second to a pair are kept so far."""

Lists = Mapping[ArticleId, Candidates]
Pairs = set[tuple[ArticleId, ArticleId]]


def bring_in(
    library: Library, compared: Compared, articles: Set[ArticleId], made: Partners
) -> frozenset[ArticleId]:
    """Store all pairs of ``articles`` in the place of what those had; every report whose pairs may change.

    ``made``: what the reader paired. A part of the caller's transaction. Most of the other reports have five
    better candidates than the new one: nothing that they are measured by changes then, and their lists need
    not even be read.
    """
    stored = library.comparisons
    before = stored.candidates(articles)
    compared, known = _as_stored(compared, before)
    lists = dict(by_article(compared))
    own = {article: lists.get(article, NONE) for article in articles}
    fresh = {a: its for a, its in by_article(compared.at(~known)) if a not in articles}
    unchanged = dict(by_article(compared.at(known)))
    steady = {a: its for a, its in unchanged.items() if a not in articles}
    gone = {other for _, other in _pairs(before) - _pairs(unchanged)} - articles
    rivalries = stored.rivalries(fresh.keys() | steady.keys())
    # The reader may have paired these, or taken them apart: then they count otherwise.
    lost = gone | _changed(steady, rivalries, {})
    changed = lost | _changed(fresh, rivalries, made)
    kept = stored.candidates(changed)
    ahead = _ahead(library, {**kept, **before})
    stored.put_candidates(own.items())
    anew = dict(merged(sorted(changed), kept, lists, articles, made))
    for article, found in anew.items():
        _put(library, article, kept.get(article), lists.get(article, NONE), found)
    for article in fresh.keys() - changed:
        stored.add_candidates(article, *fresh[article][:2])
    touched = articles | changed | ahead | _noticing(library, {**own, **anew}, made)
    return frozenset(touched | library.counterparts.second_to(articles | changed))


def _as_stored(compared: Compared, before: Lists) -> tuple[Compared, NDArray[np.bool_]]:
    """The pairs with the features of those that were there ``before``, and which those are."""
    known = np.zeros(len(compared.rows), np.bool_)
    rows = {
        tuple(sorted((article, other))): row
        for article, (others, features, _) in before.items()
        for other, row in zip(others, features_table(features), strict=True)
    }
    pairs = [
        tuple(sorted((compared.fr.articles[row], compared.en.articles[column])))
        for row, column in zip(compared.rows.tolist(), compared.columns.tolist(), strict=True)
    ]
    places = [place for place, pair in enumerate(pairs) if pair in rows]
    if not places:
        return compared, known
    table = compared.features.table()
    stored = np.array([rows[pairs[place]] for place in places])
    known[places] = np.abs(stored - table[places]).max(axis=1) < CLOSE
    table[places] = np.where(known[places, None], stored, table[places])
    return replace(compared, features=Features.from_table(table)), known


def _pairs(lists: Lists) -> Pairs:
    return {(article, other) for article, (others, _, _) in lists.items() for other in others}


def _changed(lists: Lists, rivalries: Mapping[ArticleId, bytes], made: Partners) -> set[ArticleId]:
    """The reports that have more, or less, to beat with these candidates than without them."""
    owners, others, features = _in_rows(lists)
    found = changes_rivalry(features, rivalry_table(map(rivalries.get, owners))) & ~taken(
        zip(others, owners, strict=True), made
    )
    return {owners[place] for place in np.flatnonzero(found).tolist()}


def _ahead(library: Library, lists: Lists) -> set[ArticleId]:
    """The other reports that one of these may have been the best counterpart of: they may find another now.

    ``lists`` as they were before.
    """
    owners, others, features = _in_rows(lists)
    # Of a pair that is not among the rivals this is more than its log-odds.
    most = log_odds(features, *_rivals(library, owners, others))
    return {others[place] for place in np.flatnonzero(most >= POSSIBLE).tolist()}


def _noticing(library: Library, lists: Lists, made: Partners) -> set[ArticleId]:
    """The other reports whose counterpart one of these would at least be second to."""
    owners, others, features = _in_rows(lists)
    found = log_odds_between(owners, others, features, _rivals(library, owners, others), made)
    best: dict[ArticleId, float] = {}
    for other, value in zip(others, found.tolist(), strict=True):
        best[other] = max(value, best.get(other, -math.inf))
    seconds = library.counterparts.seconds(best.keys())
    return {
        article
        for *pair, second in seconds
        for article in pair
        if best.get(article, -math.inf) > second - ROUNDED
    }


def _in_rows(lists: Lists) -> tuple[list[ArticleId], list[ArticleId], Features]:
    """Whose candidate, which, and the features of the two, a row each."""
    owners = [article for article, (others, _, _) in lists.items() for _ in others]
    others = [other for others, _, _ in lists.values() for other in others]
    table = features_table(b"".join(features for _, features, _ in lists.values()))
    return owners, others, Features.from_table(table)


def _rivals(
    library: Library, owners: Sequence[ArticleId], others: Sequence[ArticleId]
) -> tuple[Floats, Floats]:
    """[pairs, RIVALRY] of the first report of each pair, and of the second."""
    rivalries = library.comparisons.rivalries({*owners, *others})
    return rivalry_table(map(rivalries.get, owners)), rivalry_table(map(rivalries.get, others))


def _put(
    library: Library, article: ArticleId, kept: Candidates | None, fresh: Candidates, found: Candidates
) -> None:
    """Store the candidates of an article: all that were ``found``, or the ``fresh`` beside the rest."""
    stored = library.comparisons
    if kept is None or len(found[0]) != len(kept[0]) + len(fresh[0]):
        stored.put_candidates([(article, found)])
        return
    stored.add_candidates(article, fresh[0], fresh[1])
    if found[2] != kept[2]:
        stored.put_rivalry(article, found[2])
