"""What the server can be asked about pairs: other candidates, verdicts, evidence, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from index.archive import Archive
from index.evidence_words import evidence_sentences
from index.json_shapes import evidence_json
from index.model import READING_LANGUAGES, ArticleId, Candidate, Correction, Pair
from index.pair_shapes import (
    Hits,
    candidate_json,
    correction_json,
    corrections_json,
    report_json,
    story_json,
)

Json = dict[str, Any]
OFFERED = 5


class PairService:
    """The methods by name, over an archive that somebody else opens and closes."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.methods: dict[str, Callable[..., Json | None]] = {
            "candidates": self._candidates,
            "correct": self._correct,
            "withdraw_correction": self._withdraw_correction,
            "corrections": self._corrections,
            "import_corrections": self._import_corrections,
            "evidence": self._evidence,
            "story": self._story,
            "stories": self._stories,
        }

    def _candidates(self, id: ArticleId, limit: int = OFFERED) -> Json:
        article = self._archive.find(id)
        said = [c for c in self._archive.corrections() if article in c.articles]
        return self._offer(article, self._archive.candidates(article, limit), said)

    def _correct(self, id: ArticleId, other: ArticleId, verdict: str) -> Json:
        """The pair that ``id`` is in from now on, and what else it could be paired with."""
        said = self._archive.correct(id, other, verdict)
        article = self._archive.find(id)
        return self._offer(article, self._archive.candidates(article, OFFERED), [said])

    def _withdraw_correction(self, id: ArticleId, other: ArticleId) -> Json:
        self._archive.withdraw_correction(id, other)
        return self._candidates(id)

    def _offer(self, article: ArticleId, found: Sequence[Candidate], said: Sequence[Correction]) -> Json:
        pair = self._archive.pair_of(article)
        hits = self._hits([article], (c.article for c in found), *(c.articles for c in said))
        return {
            "article": report_json(article, hits),
            "pair": None if pair is None else _pair_json(pair),
            "candidates": [candidate_json(candidate, hits) for candidate in found],
            "taken_apart": self.taken_apart(article),
            "corrections": [correction_json(correction, hits) for correction in said],
        }

    def taken_apart(self, article: ArticleId) -> list[Json]:
        """The reports of which the reader said that they are not of the same event, by name."""
        said = [c for c in self._archive.corrections() if c.verdict == "different"]
        others = [c.other(article) for c in said if article in c.articles]
        hits = self._archive.hits(others)
        return [report_json(other, hits) for other in others]

    def _corrections(self) -> Json:
        said = self._archive.corrections()
        return corrections_json(said, self._hits(*(c.articles for c in said)))

    def _import_corrections(self, corrections: Sequence[Mapping[str, Any]]) -> Json:
        taken, elsewhere = self._archive.import_corrections(corrections)
        return {"taken": taken, "elsewhere": elsewhere}

    def said_of(self, pair: Pair, rival: Candidate | None = None) -> Json:
        """Why two reports are paired, in words; ``rival``: what came second, to tell why it lost."""
        evidence = pair.evidence
        second = evidence.runner_up
        hits = self._archive.hits([second] if second else [])
        title = hits[second].title if second in hits else None
        labels = self._archive.entity_labels(evidence.shared_entities)
        words = {
            language: evidence_sentences(
                evidence,
                labels,
                language,
                score=pair.score,
                status=pair.status,
                runner_up=title,
                rival=None if rival is None else rival.evidence,
                measured=self._archive.scores_are_measured(),
            )
            for language in READING_LANGUAGES
        }
        return {"runner_up_title": title, "evidence_words": words}

    def _evidence(self, id: ArticleId) -> Json | None:
        """The same as with the pair, and why the runner-up lost: that takes comparing it again."""
        pair = self._archive.pair_of(self._archive.find(id))
        return None if pair is None else self.said_of(pair, self._archive.runner_up(pair))

    def _story(self, id: ArticleId) -> Json:
        story = self._archive.story_of(id)
        return {"story": None if story is None else story_json(story, self._hits(story.members))}

    def _stories(self, limit: int = 50) -> Json:
        found = self._archive.stories(limit)
        hits = self._hits(*(story.members for story in found))
        return {"stories": [story_json(story, hits) for story in found]}

    def _hits(self, *articles: Iterable[ArticleId]) -> Hits:
        return self._archive.hits(sorted({article for some in articles for article in some}))


def _pair_json(pair: Pair) -> Json:
    return {
        "fr": pair.fr,
        "en": pair.en,
        "score": pair.score,
        "status": pair.status,
        "origin": pair.origin,
        "aligned": pair.aligned,
        "evidence": evidence_json(pair.evidence),
    }
