"""The sets that pairing is fitted and measured on, each an archive of profiles and facts in memory."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from index.analysis.encoding.interface import Encoder
from index.analysis.pairing.outlines import Outlines
from index.analysis.pairing.profiles import Profile, profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.stated import Facts, facts
from index.model.articles import Article, ArticleId
from tests.index.analysis.pairing.in_memory import outlines, reports
from tests.quality import event_sets

GOLD = Path(__file__).parent / "counterparts"
REAL = Path(__file__).parents[1] / "benchmarks" / "data"
ALONE = 300
"""Real reports of each language that have no counterpart."""
Pair = tuple[ArticleId, ArticleId]


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """One archive, and what is known of its pairs."""

    name: str
    profiles: Sequence[Profile]
    facts: Mapping[ArticleId, Facts]
    happening: Mapping[ArticleId, str]
    """Reports of one happening have one value; one that is not here tells a happening of its own."""
    group: Mapping[ArticleId, str]
    """What must not be torn apart by cross-validation."""
    complete: bool = True
    """Whether every two reports of one happening are known to be."""

    def side(self, language: str) -> Outlines:
        return outlines(p for p in self.profiles if p.language == language)

    def reports(self) -> Reports:
        return reports(self.profiles, self.facts)

    def is_one(self, pair: Pair) -> bool:
        one, other = map(self.happening.get, pair)
        return one is not None and one == other

    def gold(self) -> set[Pair]:
        """The pairs over languages."""
        fr, en = ([p.article for p in self.profiles if p.language == side] for side in ("fr", "en"))
        return {(f, e) for f in fr for e in en if self.is_one((f, e))}

    def of(self, kept: Callable[[Profile], bool], name: str) -> Set:
        return replace(self, name=name, profiles=[p for p in self.profiles if kept(p)])


def from_articles(
    name: str,
    articles: Iterable[Article],
    encoder: Encoder,
    happening: Mapping[ArticleId, str],
    group: Mapping[ArticleId, str] | None = None,
    *,
    complete: bool = True,
) -> Set:
    articles = list(articles)
    return Set(
        name,
        [profile(article, (), encoder) for article in articles],
        {article.id: facts(article) for article in articles},
        happening,
        group or happening,
        complete,
    )


def undated(articles: Iterable[Article]) -> Iterator[Article]:
    return (replace(article, published=None) for article in articles)


def read(row: Mapping[str, Any]) -> Article:
    return event_sets.read({**row, "paras": row["paragraphs"]})


def released(name: str) -> tuple[list[Article], dict[ArticleId, str]]:
    """Releases and their translations: one report an event."""
    content = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    happening = {article: fr for fr, en in content["pairs"] for article in (fr, en)}
    return list(map(read, content["articles"])), happening


def written_apart() -> tuple[list[Article], dict[ArticleId, str], dict[ArticleId, str]]:
    """Invented reports, a French and an English one of an event, each group with its look-alikes."""
    rows = json.loads((GOLD / "invented.json").read_text("utf-8"))
    happening = {row["id"]: row["event"] if row["event"].startswith("e") else row["id"] for row in rows}
    return list(map(read, rows)), happening, {row["id"]: row["event"][1:] for row in rows}


def one_report_an_event(encoder: Encoder) -> Iterator[Set]:
    for name in ("debian_trans", "debian_comp", "weekly"):
        articles, happening = released(name)
        yield from_articles(name, articles, encoder, happening)
        yield from_articles(f"{name} undated", undated(articles), encoder, happening)
    articles, happening, group = written_apart()
    yield from_articles("invented", articles, encoder, happening, group)
    yield from_articles("invented undated", undated(articles), encoder, happening, group)


def events(encoder: Encoder, half: str = event_sets.FITTED) -> Set:
    found = event_sets.archive(half)
    return from_articles("events", found.articles, encoder, found.happening, found.event)


def templates(encoder: Encoder, half: str = event_sets.FITTED) -> Set:
    happening: dict[ArticleId, str] = {}
    group: dict[ArticleId, str] = {}
    articles: list[Article] = []
    for each in event_sets.templates(half):
        articles += (each.fr, each.en, each.look_alike)
        happening |= {each.fr.id: each.name, each.en.id: each.name, each.look_alike.id: f"not {each.name}"}
        group |= dict.fromkeys((each.fr.id, each.en.id, each.look_alike.id), each.name)
    return from_articles("templates", articles, encoder, happening, group)


def without_counterparts(encoder: Encoder, most: int = ALONE) -> Set:
    """Real French and English reports of other years and countries."""
    articles = []
    for language, name in (("fr", "wikinews_fr_2016.json.xz"), ("en", "fa_kes_en.json.xz")):
        rows = json.loads(lzma.decompress((REAL / name).read_bytes()))
        for number, row in enumerate(islice(rows, most)):
            paragraphs = [text for text in row["text"].split("\n") if text.strip()]
            article = {"id": f"{language}{number}", "language": language, "published": None}
            articles.append(event_sets.read({**article, "title": row["title"], "paras": paragraphs}))
    return from_articles("none", articles, encoder, {article.id: article.id for article in articles})


_SITE = re.compile(r"\s*(?:\| [A-Z][^|]*){1,3}$|\s+- CNN\w*$")
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\s*(?:[A-Z][\w ,]+)?\(CNN\)\s*",
        r"^Story highlights\s*",
        r"^.{0,400}?Photograph: ?[^.]{0,60}?(?:Getty Images|Reuters|AP|EPA|AFP|PA)(?:\b|/[\w /]+)\s*",
        r"^[A-ZÉÈ][\w’' ,é-]{2,30}\s[|—–]\s",
    )
)


def running_story(folder: Path, encoder: Encoder) -> Set:
    """Real reports of a long story: ``fr.jsonl.gz``, ``en.jsonl.gz``, and some of its events in ``gold.tsv``.

    The names of sites and agencies that stand in the texts are taken out, as taking in does.
    """
    articles = []
    for language in ("fr", "en"):
        with gzip.open(folder / f"{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                paragraphs = []
                for text in row["paras"]:
                    for opening in _OPENINGS:
                        text = opening.sub("", text)
                    paragraphs.append(text)
                row["paras"] = [text for text in paragraphs if len(text.split()) > 4] or row["paras"]
                row["title"] = _SITE.sub("", row["title"]).strip()
                row = {**row, "language": language, "published": row["date"] or None}
                article = event_sets.read(row)
                articles.append(article if article.title else replace(article, title_origin="derived"))
    happening = {}
    with (folder / "gold.tsv").open(encoding="utf-8") as table:
        for line in csv.DictReader(table, delimiter="\t"):
            reports = f"{line['english reports'] or ''} {line['french reports'] or ''}".split()
            happening |= dict.fromkeys(reports, line["event"])
    return from_articles("running story", articles, encoder, happening, complete=False)
