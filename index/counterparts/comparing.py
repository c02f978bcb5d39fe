"""Which reports of an archive may tell one happening: compared once, kept as ties, read around a few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass

from index.analysis.events.ties import Pair, Said
from index.analysis.pairing.comparison import (
    Compared,
    compare_languages,
    compare_sisters,
    compare_these,
)
from index.analysis.pairing.scores import ACROSS_LANGUAGES
from index.counterparts.encoding import version_in_effect
from index.counterparts.measuring import Measuring
from index.counterparts.sides import BothSides, Sides
from index.model.articles import ArticleId
from index.stopping import Stopping, never
from index.storage.library import Library
from index.storage.pairs.ties import Tie


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Pairs of reports over languages, and within each."""

    across: Compared
    sisters: tuple[Compared, ...]

    def ties(self) -> Iterator[Tie]:
        for compared in (self.across, *self.sisters):
            within = compared is not self.across
            for (one, other), logit in zip(compared.pairs(), compared.logits.tolist(), strict=True):
                yield one, other, logit, within


class Comparing:
    """The stored comparisons of one library. Writes are a part of the caller's transaction."""

    def __init__(self, library: Library, stopping: Stopping = never) -> None:
        version = version_in_effect(library)
        self.library = library
        self.sides = Sides(library, version)
        self.measuring = Measuring(library, version, stopping)
        with library.database.snapshot():
            said = library.corrections.in_effect()
            self._said = library.corrections.all()
        self.said = Said({pair: verdict == "same" for pair, verdict in said.items()})

    def everything(self) -> Comparison:
        """Compare the whole archive. Raises Stopped between two blocks of articles."""
        self.measuring.begin_anew()
        return self._compare(self.sides.of_all())

    def store_everything(self, comparison: Comparison) -> None:
        """Keep what ``everything`` found, for runs that compare a few articles only."""
        self.measuring.store_background()
        self.library.ties.forget()
        self.library.ties.put(comparison.ties())
        self.measuring.store_measures()

    def newly(self, articles: Set[ArticleId]) -> Comparison:
        """What new and changed articles may tell together with others. Everything must have been compared."""
        return self._compare(self.sides.around(articles), articles)

    def bring_in(self, comparison: Comparison, articles: Set[ArticleId]) -> Set[ArticleId]:
        """Store all ties of ``articles`` in the place of theirs; every report whose event may change."""
        stored = self.library.ties
        with self.library.database.transaction():
            ties = list(comparison.ties())
            gone = stored.drop(articles)
            stored.put(ties)
            around = articles | gone | {article for one, other, *_ in ties for article in (one, other)}
            self.library.comparisons.leave_undecided(sorted(around))
            self.judge_again(self.judged_meanwhile())
        return frozenset(self.library.comparisons.undecided())

    def judged_meanwhile(self) -> set[Pair]:
        """Of which pairs something else has been said than when this began."""
        return self.library.corrections.differing(self._said)

    def judge_again(self, pairs: Collection[Pair]) -> None:
        """Have a later run find their events: this one did not know. A part of the caller's transaction."""
        if pairs:
            self.library.comparisons.leave_undecided(sorted({article for pair in pairs for article in pair}))

    def look_at(self, pairs: Iterable[Pair]) -> Compared:
        """French and English reports, whatever speaks for them, but for those that cannot be compared."""
        pairs = list(pairs)
        fr, en = self.sides.of({article for pair in pairs for article in pair})
        here = [(f, e) for f, e in pairs if f in fr.row_of and e in en.row_of]
        return compare_these(fr, en, here, self.measuring.reports, ACROSS_LANGUAGES)

    def candidates_of(self, article: ArticleId) -> Compared:
        """All reports of the other language that an article is compared with, whatever speaks for them."""
        everyone = float("-inf")
        return compare_languages(*self.sides.around({article}), self.measuring.reports, {article}, everyone)

    def _compare(self, sides: BothSides, of: Set[ArticleId] | None = None) -> Comparison:
        fr, en = sides
        reports = self.measuring.reports
        return Comparison(
            compare_languages(fr, en, reports, of),
            tuple(compare_sisters(side, reports, of) for side in sides),
        )
