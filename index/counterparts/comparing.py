"""Candidate pairs of an archive: computed once, kept, and read again around the articles in question."""

from __future__ import annotations

from collections.abc import Set

from index.analysis.pairing.comparison import Compared, compare
from index.analysis.pairing.matches import Matches
from index.analysis.pairing.verdicts import partners
from index.counterparts.candidate_lists import all_articles, by_article, compared
from index.counterparts.encoding import version_in_effect
from index.counterparts.measuring import Measuring
from index.counterparts.neighbourhood import Neighbourhood
from index.counterparts.newcomers import bring_in
from index.counterparts.sides import Sides
from index.model.articles import ArticleId
from index.stopping import Stopping, never
from index.storage.library import Library

Pairs = set[tuple[ArticleId, ArticleId]]


class Comparing:
    """The stored comparisons of one library. Writes are a part of the caller's transaction."""

    def __init__(self, library: Library, stopping: Stopping = never) -> None:
        version = version_in_effect(library)
        self._library = library
        self.sides = Sides(library, version)
        self.measuring = Measuring(library, version, stopping)
        with library.database.snapshot():
            said = library.corrections.in_effect()
            self._said = library.corrections.all()
        self.verdicts = {pair: verdict == "same" for pair, verdict in said.items()}
        self.made = partners(self.verdicts)

    def everything(self) -> Compared:
        """Compare the whole archive. Raises Stopped between two blocks of articles."""
        self.measuring.begin_anew()
        return compare(*self.sides.of_all(), self.measuring.reports, said=self.verdicts)

    def store_everything(self, compared: Compared) -> None:
        """Keep what ``everything`` found, for runs that compare a few articles only."""
        self.measuring.store_background()
        self._library.comparisons.forget_candidates()
        self._library.comparisons.put_candidates(by_article(compared))
        self.measuring.store_measures()

    def newly(self, articles: Set[ArticleId]) -> Compared:
        """The candidates of new, changed and judged articles. Everything must have been compared before."""
        kept = self._kept(articles)
        judged = {pair for pair in self.verdicts if not articles.isdisjoint(pair)}
        sides = self.sides.around(articles, {article for pair in kept | judged for article in pair})
        return compare(*sides, self.measuring.reports, articles, self.verdicts, kept)

    def _kept(self, articles: Set[ArticleId]) -> Pairs:
        """What articles whose text has not changed were compared with: also whom they are near to alone."""
        stored = self._library.comparisons
        unchanged = stored.measures(articles).keys()
        lists = stored.candidates(unchanged)
        found = {
            (a, other) for a, (others, _, _) in lists.items() for other in others if other not in articles
        }
        return found | {(other, article) for article, other in found}

    def bring_in(self, fresh: Compared, articles: Set[ArticleId]) -> frozenset[ArticleId]:
        """Store these candidates of ``articles``; all whose pairs may change by that or what was before."""
        stored = self._library.comparisons
        with self._library.database.transaction():
            # Read in here: another process may be storing what the reader says of the same reports.
            stored.leave_undecided(bring_in(self._library, fresh, articles, self.made))
            self.compare_again(self.judged_meanwhile())
        return frozenset(stored.undecided())

    def judged_meanwhile(self) -> Pairs:
        """Of which pairs something else has been said than when this began."""
        return self._library.corrections.differing(self._said)

    def compare_again(self, pairs: Pairs) -> None:
        """Have a later run compare them: this one did not know. A part of the caller's transaction."""
        if pairs:
            self._library.comparisons.wait({article for pair in pairs for article in pair})

    def matches(self, compared: Compared) -> Matches:
        """What follows from these candidates and from what the reader said."""
        return Matches(compared, self.measuring.reports, self.verdicts)

    def deciding(self, articles: Set[ArticleId]) -> Matches:
        """What is needed to choose the pairs of these articles. Everything must have been compared before."""
        near = Neighbourhood(self._library.comparisons, self.made)
        near.take(articles)
        matches = self._decided(near)
        # Two reports must be each other's best; for a second report of a story, the first two must.
        if near.take(matches.best() | matches.second()):
            matches = self._decided(near)
        if near.take(matches.best()):
            matches = self._decided(near)
        near.open_seconds(matches.seconds(articles))
        return self._decided(near)

    def _decided(self, near: Neighbourhood) -> Matches:
        candidates = near.candidates()
        sides = self.sides.with_candidates(candidates)
        return self.matches(compared(*sides, candidates, near.rivalries(all_articles(candidates))))

    def around(self, articles: Set[ArticleId]) -> Matches | None:
        """The candidates of these articles with what speaks for them; None before the first comparison."""
        if self.measuring.background is None:
            return None
        near = self._library.comparisons.candidates(articles)
        everyone = all_articles(near)
        rivalries = self._library.comparisons.rivalries(everyone)
        return self.matches(compared(*self.sides.of(everyone), near, rivalries))
