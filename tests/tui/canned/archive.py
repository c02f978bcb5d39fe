"""The fake archive: as much of ``index.archive.Archive`` as the server's answers are made from."""

from __future__ import annotations

import re
import unicodedata
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from canned import reports
from canned.desk import Desk
from canned.reports import ENGLISH, FRENCH, RUNNER_UP

from index.errors import NotFoundError, QuerySyntaxError
from index.model.articles import Article, ArticleId
from index.model.events import Event
from index.model.index_state import IndexState
from index.model.pairs import OF_ONE_EVENT, Candidate, Explanation, Pair, PairedReports, RunnerUp, Story
from index.model.results import (
    ConcordanceLine,
    EntityFacet,
    FacetCounts,
    Hit,
    ResultPage,
    SearchRequest,
    Snippet,
)

MAGIC = ("crash", "slow", "unencoded", "the")
CONTEXT = 40
LIKE_THE_ARTICLE = ("id", "language", "title", "title_origin", "published", "source", "origin")


class CannedArchive:
    folder, moved_aside = Path("/fake"), None

    def __init__(self, options: Namespace) -> None:
        seeds = [] if options.empty else reports.seed_articles()
        copies = [copied(n, seeds[n % len(seeds)]) for n in range(options.copies)]
        self.known = {article.id: article for article in (*seeds, *copies)}
        self.sample, self._options = options.sample, options
        self.desk = Desk(options.state, options.locked, self.known)
        self.search = Searching(self)
        self.articles = self.pairs = self.names = self  # it has these in one

    def warm_up(self) -> Iterator[str]:
        return iter(())

    read_only = False

    def check_present(self) -> None:
        pass

    def cut_short(self) -> None:
        return None

    def index_state(self, *, hasty: bool = False) -> IndexState:
        damaged = self._options.index
        return IndexState(damaged.read_text().strip()) if damaged and damaged.exists() else IndexState.SOUND

    def changed_elsewhere(self) -> bool:
        return False

    def pending(self, *, hasty: bool = False) -> int:
        return self.desk.unaligned or self.uncompared()

    def uncompared(self) -> int:
        return self._options.uncompared

    def reencoding(self) -> None:
        return None

    # ---- articles and names

    def find(self, article: ArticleId) -> ArticleId:
        return self.get(article).id

    def get(self, article: ArticleId) -> Article:
        if article not in self.known:
            raise NotFoundError(f"there is no article {article}")
        return self.known[article]

    def hits(self, articles: Sequence[ArticleId]) -> dict[ArticleId, Hit]:
        return {article: self.hit(self.known[article]) for article in articles if article in self.known}

    def hit(self, article: Article, query: str = "", *, folded: bool = False) -> Hit:
        pair = self.of(article.id)
        sure = pair is not None and pair.status == "counterpart"
        other = pair and pair.other(article.id)
        text = next((block.text[:200] for block in article.blocks if spans(query, block.text)), None)
        return Hit(
            **{name: getattr(article, name) for name in LIKE_THE_ARTICLE},
            counterpart=other if sure else None,
            possible=None if sure else other,
            score=1.0,
            bookmarked=bool(self.desk.bookmarks_of(article.id)),
            unread=article.id not in self.desk.kept.read,
            snippet=None if text is None else Snippet(text, spans(query, text)),
            copies=reports.COPIES.get(article.id, 0) if folded else 0,
        )

    def counts(self) -> dict[str, int]:
        languages = [article.language for article in self.known.values()]
        return {language: languages.count(language) for language in ("fr", "en")}

    def labels(self, entities: Sequence[str]) -> dict[str, str]:
        return {}

    def mentions(self, article: ArticleId) -> tuple[()]:
        return ()

    # ---- pairs: one counterpart each; what the reader said goes before what is canned

    def of(self, article: ArticleId) -> Pair | None:
        said = {each.articles: each.verdict for each in self.desk.corrections()}
        pairs = {} if said.get((FRENCH, ENGLISH)) == "different" else {ENGLISH: FRENCH}
        for (fr, en), verdict in said.items():
            if verdict == "same":
                pairs = {english: french for english, french in pairs.items() if french != fr} | {en: fr}
        for en, fr in pairs.items():
            if article in (fr, en):
                canned, by_reader = (fr, en) == (FRENCH, ENGLISH), said.get((fr, en)) == "same"
                status = "possible" if self._options.possible and not by_reader else "counterpart"
                origin = "reader" if by_reader else "program"
                rows = reports.ROWS if canned else ()
                return Pair(fr, en, 0.97, reports.EVIDENCE, rows, status, aligned=canned, origin=origin)
        return None

    def beside(self, article: ArticleId) -> list[ArticleId]:
        """Its counterpart; of the English one also the French report after that, which tells the same event
        when ``--event`` says so."""
        pair = self.of(article)
        best = [] if pair is None else [pair.other(article)]
        event = reports.EVENT.reports if self._options.event else ()
        language = self.known[article].language
        others = [other for other in event if self.known[other].language != language and other not in best]
        return best + (others if article in event else [])

    def pair_with(self, article: ArticleId, beside: ArticleId | None) -> Pair | None:
        if beside is None or beside not in self.beside(article)[1:]:
            return self.of(article)
        return Pair(beside, article, 0.5, reports.OF_THE_RUNNER_UP, reports.ROWS[:3], OF_ONE_EVENT)

    def side_by_side(
        self, article: ArticleId, beside: ArticleId | None, *, must_align: bool
    ) -> PairedReports | None:
        pair = self.pair_with(article, beside)
        if pair is None:
            return None
        found = (reports.DIFFERENCES, reports.IN_OTHER_WORDS) if pair.aligned else ((), ())
        return PairedReports(self.known[pair.fr], self.known[pair.en], pair, *found)

    def count(self) -> int:
        return sum(hit.counterpart is not None for hit in self.hits([*self.known]).values()) // 2

    def candidates(self, article: ArticleId, limit: int) -> list[Candidate]:
        pair = self.of(article)
        apart = [said.articles for said in self.desk.corrections() if said.verdict == "different"]
        found = [
            Candidate(other, 0.97, 1.0, pair.status, reports.EVIDENCE, {})
            if pair is not None and other in pair.articles
            else Candidate(other, 0.2, 1.0, "unlikely", reports.EVIDENCE, {})
            for other, text in self.known.items()
            if text.language != self.known[article].language
            and not any(article in both and other in both for both in apart)
        ]
        return sorted(found, key=lambda candidate: -candidate.score)[:limit]

    def runner_up(self, pair: Pair) -> RunnerUp:
        return RunnerUp(Candidate(RUNNER_UP, 0.2, 1.0, "unlikely", reports.OF_THE_RUNNER_UP, {}), 6.2)

    def event_of(self, article: ArticleId) -> Event | None:
        return reports.EVENT if self._options.event and article in reports.EVENT.reports else None

    def explain(self, article: ArticleId) -> Explanation:
        pair = self.of(article)
        best = next(iter(self.candidates(article, 1)), None)
        refused = best and replace(best, evidence=reports.CONTRADICTED)
        return Explanation(article, pair and pair.other(article), refused, (), None, (), refused=refused)

    def story_of(self, article: ArticleId) -> Story | None:
        story = replace(reports.STORY, events=(reports.EVENT,) if self._options.event else ())
        return story if article in story.members else None

    def are_measured(self) -> bool:
        return True


class Searching:
    """Finds articles that have all words of a query, each in either language; ``stop`` is never looked at."""

    def __init__(self, archive: CannedArchive) -> None:
        self._archive = archive

    fault = None

    def verify(self) -> Iterator[int]:
        return iter(())

    def page(self, request: SearchRequest, stop: object) -> ResultPage:
        state = self._archive.index_state()
        if request.query and state is not IndexState.SOUND:
            return ResultPage(request.query, 0, (), 0.1, unsearched=state)
        query, warning = request.query, None
        if query.count('"') % 2:
            warning = "the phrase is not closed"
            if not request.lenient:
                raise QuerySyntaxError(warning, query.rindex('"'))
        elif query.strip() == "the" and not request.lenient:
            warning = "Too common to be searched for: “the”"
        found, asked = self._matching(request), words(query)
        kinds = ("fr", "en", "paired", "fr-only", "en-only")
        folded = self._folded(found) if request.events else {}
        hidden = {id for others in folded.values() for id in others}
        rows = [article for article in found if article.id not in hidden]
        page = rows[request.offset :][: request.limit]
        return ResultPage(
            query,
            len(rows),
            tuple(self._row(article, request, folded.get(article.id, ())) for article in page),
            took_ms=1.4,
            expanded=tuple(reports.EXPANSION[word] for word in asked if word in reports.EXPANSION),
            corrected=None if found else reports.CORRECTIONS.get(" ".join(asked)),
            warning=warning,
            standings={kind: sum(self._stands(article, kind) for article in found) for kind in kinds},
            reports=len(found) if request.events else None,
        )

    def _row(self, article: Article, request: SearchRequest, others: tuple[ArticleId, ...]) -> Hit:
        hit = self._archive.hit(article, request.query, folded=request.fold)
        if not others:
            return hit
        known = self._archive.known
        return replace(hit, folded=others, reports=Counter(known[id].language for id in (hit.id, *others)))

    def _folded(self, found: Sequence[Article]) -> dict[ArticleId, tuple[ArticleId, ...]]:
        """Of the one event that there is, the first that is found and the others."""
        of_event = [each.id for each in found if self._archive.event_of(each.id)]
        return {of_event[0]: tuple(of_event[1:])} if of_event[1:] else {}

    def unfolded(self, request: SearchRequest, articles: Sequence[ArticleId], stop: object) -> list[Hit]:
        return [self._archive.hit(self._archive.known[id], request.query) for id in articles]

    def facets(self, request: SearchRequest, limit: int, stop: object) -> list[EntityFacet]:
        facets, found = [], self._matching(replace(request, filters=replace(request.filters, entity=None)))
        for *entity, names in reports.ENTITIES:
            named = [each.language for each in found if any(name in text_of(each) for name in names)]
            if named:
                facets.append(EntityFacet(*entity, fr=named.count("fr"), en=named.count("en")))
        return sorted(facets, key=lambda facet: -facet.fr - facet.en)[:limit]

    def counts(self, request: SearchRequest, limit: int, stop: object) -> FacetCounts:
        found = self._matching(request)
        sources = Counter(article.source for article in found if article.source)
        languages = Counter(article.language for article in found)
        months = Counter(article.published.first[:7] for article in found if article.published)
        newest = sorted(months.items(), reverse=True)[:limit]
        undated = len(found) - months.total()
        return FacetCounts(
            tuple(sources.most_common(limit)), tuple(languages.most_common()), tuple(newest), undated
        )

    def concordance(
        self, request: SearchRequest, stop: object
    ) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        for place, article in [*enumerate(self._matching(request))][request.offset :]:
            about = article.id, article.language, article.published, article.title
            places = [(block, *span) for block in article.blocks for span in spans(request.query, block.text)]
            yield place, [
                ConcordanceLine(*about, block.n, start, end, text[max(0, start - CONTEXT) : start],
                                text[start:end], text[end : end + CONTEXT])
                for block, start, end in places if (text := block.text)
            ]  # fmt: skip

    def similar(self, article: ArticleId, limit: int) -> list[Hit]:
        return [self._archive.hit(each) for each in self._archive.known.values() if each.id != article][
            :limit
        ]

    def highlights(self, article: Article, query: str) -> dict[str, tuple[tuple[int, int], ...]]:
        texts = {"title": article.title} | {str(block.n): block.text for block in article.blocks}
        return {place: found for place, text in texts.items() if (found := spans(query, text))}

    def _matching(self, request: SearchRequest) -> list[Article]:
        found = [article for article in self._archive.known.values() if self._matches(article, request)]
        return sorted(found, key=lambda each: each.published.last if each.published else "", reverse=True)

    def _matches(self, article: Article, request: SearchRequest) -> bool:
        text, published, filters = text_of(article), article.published, request.filters
        names = next((names for id, *_, names in reports.ENTITIES if id == filters.entity), ("",))
        first, last = (published.first, published.last) if published else ("9999", "")
        return (
            all(any(spelling in text for spelling in spellings(word)) for word in words(request.query))
            and any(name in text for name in names)
            and filters.language in (None, article.language)
            and filters.source in (None, article.source)
            and (filters.standing is None or self._stands(article, filters.standing))
            and (filters.since is None or filters.since <= last)
            and (filters.until is None or filters.until >= first)
            and not (filters.undated and published)
        )

    def _stands(self, article: Article, standing: str) -> bool:
        hit = self._archive.hit(article)
        stands: dict[str, Any] = {
            "paired": hit.counterpart,
            "bookmarked": hit.bookmarked,
            "unread": hit.unread,
            article.language: True,
            f"{article.language}-only": not hit.counterpart,
        }
        return bool(stands.get(standing))


def copied(n: int, article: Article) -> Article:
    """An article more, by its number, in all but its title and day like the given one."""
    id, title = f"{n:04x}{article.id[4:]}", f"{n + 1}. {article.title}"
    return replace(article, id=id, title=title, published=reports.day("2016-12-19"))


@cache
def fold(text: str) -> str:
    """Same length as ``text``: lower case, without accents."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower() for character in text)


def text_of(article: Article) -> str:
    return fold(article.title) + "\n" + fold("\n".join(block.text for block in article.body))


def words(query: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+", query) if word not in MAGIC]


def spellings(word: str) -> tuple[str, str]:
    return word, fold(reports.EXPANSION.get(word, word))


def spans(query: str, text: str) -> tuple[tuple[int, int], ...]:
    wanted = "|".join(spelling for word in words(query) for spelling in spellings(word))
    return tuple(found.span() for found in re.finditer(rf"\b(?:{wanted})\w*", fold(text))) if wanted else ()
