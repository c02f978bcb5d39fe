"""The pairs of an archive: which reports tell one event, why, and what else came into question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.errors import EncoderError
from index.model.articles import READING_LANGUAGES, ArticleId, Language
from index.model.events import Event
from index.model.pairs import DIFFERS, Candidate, Explanation, Pair, PairedReports, RunnerUp, Story
from index.storage.library import Library


class Pairs:
    """Counterparts as they stand in the library.

    Nothing here changes what is paired; rows that are missing are worked out and kept.

    Where an article is a ``str``, the beginning of its id will do (NotFoundError, AmbiguousIdError). What
    compares or aligns loads numpy, which the first screen can do without: it is imported where it is used.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, article: ArticleId) -> Pair | None:
        """The pair that an article is in."""
        return self._library.counterparts.pair_of(article)

    def pair_with(self, article: ArticleId, beside: ArticleId | None) -> Pair | None:
        """An article and ``beside``, where that can stand there; else the pair that it is in."""
        if beside is None or beside not in self.beside(article):
            return self.of(article)
        from index.counterparts.explaining import pair_beside

        return pair_beside(self._library, article, beside)

    def beside(self, article: ArticleId) -> list[ArticleId]:
        """What can stand beside an article: its counterpart, then the other reports of its event in the other
        language, by day."""
        pair = self.of(article)
        best = [] if pair is None else [pair.other(article)]
        others = self._library.events.in_the_other_language(article)
        return best + [other for other in others if other not in best]

    def side_by_side(
        self, article: ArticleId, beside: ArticleId | None = None, *, must_align: bool = True
    ) -> PairedReports | None:
        """Both reports of the event, or None: no counterpart was found. ``beside``: the other one, where that
        can stand there; else the counterpart.

        Raises EncoderError when their paragraphs are still to be put side by side and the encoder for it is
        gone; unless ``must_align``, the two come as they are then, without rows and differences. So they do
        where the text of one is damaged.
        """
        from index.analysis.differences.finding import find_differences

        pair = self.pair_with(article, beside)
        if pair is None:
            return None
        if not pair.aligned:
            from index.counterparts.aligning import align_pair

            try:
                pair = align_pair(self._library, pair)
            except EncoderError:
                if must_align:
                    raise
        left, right = self._library.articles.get(pair.fr), self._library.articles.get(pair.en)
        if left.damaged or right.damaged:  # the rows are those of the texts that were there
            pair = replace(pair, rows=(), aligned=False)
        if not pair.aligned:
            return PairedReports(left, right, pair, ())
        mentions = self._library.entities.mentions
        links = [link for row in pair.rows for link in row.links]
        found = find_differences(left, right, pair.rows, mentions(left.id), mentions(right.id), links)
        differ = tuple(difference for difference in found if difference.value == DIFFERS)
        return PairedReports(left, right, pair, differ, tuple(d for d in found if d.value != DIFFERS))

    def all(self) -> list[Pair]:
        """Every pair, the surest first."""
        return sorted(self._library.counterparts.all(), key=lambda pair: (-pair.score, pair.fr))

    def count(self) -> int:
        return self._library.counterparts.count()

    def alone(self) -> dict[Language, list[ArticleId]]:
        """Per reading language the articles that have no counterpart."""
        return {language: self._library.counterparts.alone(language) for language in READING_LANGUAGES}

    def candidates(self, article: str, limit: int = 5) -> list[Candidate]:
        """Reports that an article could be paired with, the likeliest first, with what speaks for each."""
        from index.counterparts.explaining import candidates

        return candidates(self._library, self._library.articles.find(article), limit)

    def explain(self, article: str) -> Explanation:
        """Every part of the score of an article's best candidate, the runner-up and why it lost."""
        from index.counterparts.explaining import explain

        return explain(self._library, self._library.articles.find(article))

    def runner_up(self, pair: Pair) -> RunnerUp | None:
        """What came second to a pair, with what speaks for it; None when nothing did."""
        from index.counterparts.explaining import runner_up

        return runner_up(self._library, pair)

    def event_of(self, article: str) -> Event | None:
        """The reports of one happening that an article is among; None when it stands alone."""
        return self._library.events.of(self._library.articles.find(article))

    def event_ids(self, articles: Iterable[ArticleId]) -> dict[ArticleId, str]:
        """Of each article that does not stand alone, the id of its event."""
        return self._library.events.ids_of(articles)

    def events(self, limit: int = 50, offset: int = 0, *, in_both_languages: bool = False) -> list[Event]:
        """Happenings of two reports and more, the newest first."""
        return self._library.events.newest(limit, offset, in_both_languages=in_both_languages)

    def count_events(self, *, in_both_languages: bool = False) -> int:
        return self._library.events.count(in_both_languages=in_both_languages)

    def story_of(self, article: str) -> Story | None:
        """The reports that belong together with an article, by day; None when there are no others."""
        return self._library.stories.of(self._library.articles.find(article))

    def stories(self, limit: int = 50) -> list[Story]:
        """Stories of three reports and more, the newest first."""
        return self._library.stories.newest(limit)

    def are_measured(self) -> bool:
        """Whether scores are measured probabilities: with another encoder they are estimates."""
        from index.counterparts.encoding import card_in_effect

        return card_in_effect(self._library).is_fitted
