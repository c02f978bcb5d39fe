"""New comparisons beside the stored ones: what they change for the other reports, and whose pairs by that."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set

import numpy as np
from numpy.typing import NDArray

from index.analysis.pairing_features import Features, changes_rivalry
from index.analysis.pairing_matches import Compared
from index.analysis.pairing_scores import log_odds
from index.ingest.candidate_lists import (
    NO_RIVALRY,
    NONE,
    by_article,
    features_table,
    merged,
    rivalry_table,
)
from index.model import ArticleId
from index.storage.comparisons import Candidates
from index.storage.library import Library

Lists = Mapping[ArticleId, Candidates]


def bring_in(library: Library, compared: Compared, articles: Set[ArticleId]) -> frozenset[ArticleId]:
    """Store all pairs of ``articles`` in the place of what those had; every report whose pairs may change.

    A part of the caller's transaction. Most of the other reports have five better candidates than the new
    one: nothing that they are measured by changes then, and their lists need not even be read.
    """
    lists = dict(by_article(compared))
    own = {article: lists.pop(article, NONE) for article in articles}
    stored = library.comparisons
    left = set().union(*(others for others, _, _ in stored.candidates(articles).values())) - articles
    stored.put_candidates(own.items())
    rivalries = stored.rivalries(lists)
    changed = left | _changed(lists, rivalries)
    kept = stored.candidates(changed)
    for article, found in merged(sorted(changed), kept, lists, articles):
        _put(library, article, kept.get(article), lists.get(article, NONE), found)
    steady = {article: its for article, its in lists.items() if article not in changed}
    for article, (others, features, _) in steady.items():
        stored.add_candidates(article, others, features)
    touched = changed | _noticing(library, steady, own, rivalries)
    return frozenset(articles | touched | library.counterparts.second_to(changed))


def _changed(lists: Lists, rivalries: Mapping[ArticleId, bytes]) -> set[ArticleId]:
    """The reports that have more to beat with these candidates than before."""
    if not lists:
        return set()
    owners = [article for article, (others, _, _) in lists.items() for _ in others]
    found = changes_rivalry(_features(lists), _rivals(owners, rivalries))
    return {owners[place] for place in np.flatnonzero(found).tolist()}


def _noticing(
    library: Library, lists: Lists, own: Lists, rivalries: Mapping[ArticleId, bytes]
) -> set[ArticleId]:
    """The reports whose counterpart one of these candidates would at least be second to."""
    if not lists:
        return set()
    owners = [article for article, (others, _, _) in lists.items() for _ in others]
    others = [other for others, _, _ in lists.values() for other in others]
    theirs = {article: rivalry for article, (_, _, rivalry) in own.items()}
    found = log_odds(_features(lists), _rivals(owners, rivalries), _rivals(others, theirs))
    best: dict[ArticleId, float] = {}
    for owner, value in zip(owners, found.tolist(), strict=True):
        best[owner] = max(value, best.get(owner, -math.inf))
    seconds = library.counterparts.seconds(best.keys())
    return {
        article for *pair, second in seconds for article in pair if best.get(article, -math.inf) >= second
    }


def _features(lists: Lists) -> Features:
    return Features.from_table(features_table(b"".join(features for _, features, _ in lists.values())))


def _rivals(articles: list[ArticleId], rivalries: Mapping[ArticleId, bytes]) -> NDArray[np.float32]:
    """[articles, RIVALRY]"""
    return rivalry_table(b"".join(rivalries.get(article) or NO_RIVALRY for article in articles))


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
