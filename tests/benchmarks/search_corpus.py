"""Any number of articles of real sentences in ever new order, and what readers would ask of them."""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from index.engines.interface import IndexedArticle
from index.model.articles import Article, Block, DateRange, Entity, EntityKind, Role
from index.model.pairs import Evidence, Pair
from index.storage.library import open_library
from index.words.folding import tokens

DESCRIPTION = (
    "Real French and English news sentences (tests/benchmarks/data), recombined: runs of 1 to 3 consecutive\n"
    "ones in random order, and a made-up dateline with new names, so that the vocabulary keeps growing. At\n"
    "100,000 articles each sentence recurs a few hundred times: more articles match than in a real archive."
)
DATA = Path(__file__).parent / "data"
FILES = {"fr": "wikinews_fr_2016.json.xz", "en": "fa_kes_en.json.xz"}
SENTENCE_END = re.compile(r"(?<=[.!?»”\"])\s+(?=[A-ZÉÈÀÇ«“\"])")
RUNS = (5, 9)
"""Paragraphs of an article."""
FIRST_DAY, DAYS = 731_000, 8_000
SOURCES = [
    f"{city} {kind}" for city in ("Lille", "Nice", "Leeds", "York") for kind in ("AFP", "Post", "Matin")
]
ENTITIES = 20_000


@dataclass(frozen=True)
class Texts:
    """What articles of one language are made of."""

    titles: list[str]
    reports: list[list[str]]
    heads: list[str]
    tails: list[str]

    def name(self, dice: random.Random) -> str:
        """The beginning of one real name with the end of another."""
        return dice.choice(self.heads) + dice.choice(self.tails)


@cache
def texts(language: str) -> Texts:
    stored = json.loads(lzma.decompress((DATA / FILES[language]).read_bytes()))
    reports = [SENTENCE_END.split(report["text"].replace("\n", " ")) for report in stored]
    names = sorted(
        {name for report in stored for name in re.findall(r"(?<=[a-z] )[A-ZÉ]\w{4,}", report["text"])}
    )
    return Texts(
        titles=[report["title"] for report in stored],
        reports=[report for report in reports if report],
        heads=[name[: len(name) // 2 + 1] for name in names],
        tails=[name[len(name) // 2 :] for name in names],
    )


def article(number: int) -> IndexedArticle:
    """Always the same one for the same number; every other is English."""
    dice = random.Random(number)
    language = "en" if number % 2 else "fr"
    source = texts(language)
    runs = []
    for _ in range(dice.randint(*RUNS)):
        report = dice.choice(source.reports)
        start = dice.randrange(len(report))
        runs.append(" ".join(report[start : start + dice.randint(1, 3)]))
    place, author = source.name(dice), f"{source.name(dice)} {source.name(dice)}"
    situated = "situé à" if language == "fr" else "remaining in"
    runs[0] = f"{place}, {situated} {source.name(dice)} ({author}). {runs[0]}"
    day = FIRST_DAY + dice.randrange(DAYS)
    # Entity numbers spread evenly on a logarithmic scale: a few are in many articles, most in one or two.
    entities = {f"entity-{int(ENTITIES ** dice.random())}" for _ in range(dice.randint(3, 6))}
    return IndexedArticle(
        id=f"{random.Random(number + 0.5).getrandbits(64):016x}",
        language=language,
        title=f"{dice.choice(source.titles)} : {place}",
        body="\n\n".join(runs),
        source=dice.choice(SOURCES),
        place=place,
        author=author,
        first=day,
        last=day,
        entities=tuple(sorted(entities)),
    )


def articles(count: int) -> Iterator[IndexedArticle]:
    return map(article, range(count))


@dataclass(frozen=True)
class Question:
    """One query as every engine can be asked it; words are as written, a prefix lacks its asterisk."""

    kind: str
    words: tuple[str, ...] = ()
    prefix: str = ""
    language: str | None = None
    days: tuple[int, int] | None = None


def questions(count: int, each: int) -> dict[str, list[Question]]:
    """``each`` questions of every kind (keystrokes: of all prefixes of a few), made of words of ``count``
    articles."""
    dice = random.Random(-1)
    kinds: dict[str, list[Question]] = {}

    def ask(kind: str, *words: str, **others: object) -> None:
        kinds.setdefault(kind, []).append(Question(kind, words, **others))  # type: ignore[arg-type]

    while len(kinds.get("term", ())) < each:
        chosen = article(dice.randrange(count))
        paragraph = dice.choice(chosen.body.split("\n\n"))
        found = [
            (start, end) for start, end, folded in tokens(paragraph) if folded.isalpha() and len(folded) > 2
        ]
        adjacent = [
            (paragraph[a:b], paragraph[c:d]) for (a, b), (c, d) in pairwise(found) if paragraph[b:c] == " "
        ]
        words = sorted({paragraph[start:end] for start, end in found})
        if len(words) < 5 or not adjacent:
            continue
        one, two, three = dice.sample(words, 3)
        ask("one term", one)
        ask("AND of three", one, two, three)
        ask("phrase of two", *dice.choice(adjacent))
        for length in (2, 3, 5):
            if len(one) > length:
                ask(f"prefix of {length}", prefix=one[:length])
        ask("fuzzy", one[:2] + one[3:] if len(one) > 4 else one)
        day = chosen.first or 0
        ask(
            "term, year, language",
            one,
            language=chosen.language,
            days=(day - day % 365, day - day % 365 + 364),
        )
        ask("facets of a term", one)
        if len(kinds.setdefault("keystroke", [])) < each * 4:
            for end in range(2, len(two) + 1):
                ask("keystroke", prefix=two[:end])
            for end in range(1, len(one) + 1):
                ask("keystroke", two, prefix=one[:end])
        kinds.setdefault("term", []).append(Question("term"))
    del kinds["term"]
    kinds["everything, newest first"] = [Question("everything, newest first")] * min(20, each)
    return kinds


def fill_library(folder: Path, count: int) -> None:
    """The same articles in a library, with their entities; half of them have a counterpart."""
    library = open_library(folder)
    if not sum(library.articles.count().values()):
        entities: dict[str, set[str]] = {}
        with library.database.transaction():
            for made in articles(count):
                library.articles.put(_stored(made), made.id.encode())
                for entity in made.entities:
                    entities.setdefault(entity, set()).add(made.id)
        pairs = [(article(n).id, article(n + 1).id) for n in range(0, count - 1, 4)]
        evidence = Evidence(0.8, (), 0, (3, 5))
        library.counterparts.replace_pairs(Pair(fr, en, 0.9, evidence, ()) for fr, en in pairs)
        rows = {
            id: Entity(id, EntityKind.PERSON, {"fr": id}, (id,), len(found), {"fr": len(found)})
            for id, found in entities.items()
        }
        library.entities.replace_resolution(rows, {}, entities)
    library.close()


def _stored(made: IndexedArticle) -> Article:
    day = date.fromordinal(made.first or 1).isoformat()
    blocks = [Block(n, Role.BODY, text) for n, text in enumerate(made.body.split("\n\n"))]
    return Article(
        id=made.id,
        origin=f"/made-up/{made.id}.txt",
        sha256=hashlib.sha256(made.body.encode()).hexdigest(),
        language=made.language,
        title=made.title,
        title_origin="given",
        blocks=tuple(blocks),
        source=made.source,
        place=made.place,
        author=made.author,
        published=DateRange(day, day, "day", "field"),
    )
