"""Pinned scores of names: where they stand, what they are, and which spellings are one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from index.analysis.mentions.extractors import Extractor, load_extractor
from index.analysis.names.gazetteer import gazetteer
from index.analysis.names.merging import NamedDocument, Resolution, resolve
from index.analysis.names.organisation_names import organisation_entity
from index.analysis.names.person_names import THRESHOLD, read_name, similarity
from index.analysis.names.place_names import place_entity
from index.model.articles import DEMONYM, Article, Block, EntityKind, Mention, Role

HERE = Path(__file__).parent
ENTITY_DATA = HERE / "entity_data"
GOLD = HERE / "gold_entities.json"
KINDS = {EntityKind.PERSON: "PER", EntityKind.PLACE: "LOC", EntityKind.ORGANISATION: "ORG"}
NEUTRAL = ("OPT", "NORP")


@pytest.fixture(
    params=[
        "gazetteer",
        pytest.param(
            "models",
            marks=[
                pytest.mark.ner,
                pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed"),
            ],
        ),
    ]
)
def kind_of_extractor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Gold:
    """An annotated text as an article of one block a line, and the way back to the text's offsets."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.entities: list[dict[str, Any]] = document["entities"]
        self._starts: list[int] = []
        blocks: list[Block] = []
        position = 0
        for line in document["text"].split("\n"):
            blocks.append(Block(len(blocks), Role.BODY, line))
            self._starts.append(position)
            position += len(line) + 1
        name = document["file"]
        self.article = Article(
            name, name, "", language=document["lang"], title="", title_origin="derived", blocks=tuple(blocks)
        )

    def span(self, mention: Mention) -> tuple[int, int]:
        return self._starts[mention.block] + mention.start, self._starts[mention.block] + mention.end

    def names(self) -> dict[tuple[int, int], dict[str, Any]]:
        return {(e["start"], e["end"]): e for e in self.entities if e["type"] not in NEUTRAL}

    def is_neutral(self, start: int, end: int) -> bool:
        return any(e["type"] in NEUTRAL and e["start"] < end and start < e["end"] for e in self.entities)


def read_gold(path: Path) -> list[Gold]:
    return [Gold(document) for document in json.loads(path.read_text("utf-8"))["documents"]]


@cache
def extractor(kind: str) -> Extractor:
    found = load_extractor(use_models=kind == "models")
    assert found.id.startswith("spacy" if kind == "models" else "gazetteer")
    return found


def extract(golds: Sequence[Gold], kind: str) -> list[tuple[Mention, ...]]:
    return list(extractor(kind).extract_many(gold.article for gold in golds))


def f1(right: int, predicted: int, wanted: int) -> float:
    return 200 * right / (predicted + wanted)


def strict_f1(golds: Sequence[Gold], found: Iterable[tuple[Mention, ...]]) -> float:
    """Exact span and kind, in percent; what touches a neutral or demonym span counts for nothing."""
    right = predicted = wanted = 0
    for gold, mentions in zip(golds, found, strict=True):
        names = gold.names()
        wanted += len(names)
        for mention in mentions:
            if mention.kind == DEMONYM:
                continue
            entity = names.get(gold.span(mention))
            if entity is not None and KINDS[EntityKind(mention.kind)] in (
                entity["type"],
                *entity.get("alt_types", ()),
            ):
                right += 1
                predicted += 1
            elif not gold.is_neutral(*gold.span(mention)):
                predicted += 1
    return f1(right, predicted, wanted)


def resolve_gold(golds: Sequence[Gold], found: Sequence[tuple[Mention, ...]]) -> Resolution:
    return resolve(
        NamedDocument(gold.article.id, gold.article.language, mentions)
        for gold, mentions in zip(golds, found, strict=True)
    )


def filter_f1(golds: Sequence[Gold], resolution: Resolution) -> float:
    """(article, entity) pairs: what a reader gets who filters by a row.

    A row stands for the one gold identity that it overlaps most, and an identity for one row, so that a split
    and a merge both cost.
    """
    overlaps: Counter[tuple[str, str]] = Counter()
    neutral_rows: set[str] = set()
    wanted: set[tuple[str, str]] = set()
    for gold in golds:
        demonyms = Counter(e["id"] for e in gold.entities if e["type"] == "NORP")
        wanted |= {(gold.article.id, e["id"]) for e in gold.names().values()}
        places = {e["id"] for g in golds for e in g.names().values() if e["type"] == "LOC"}
        wanted |= {(gold.article.id, key) for key, n in demonyms.items() if n >= 2 and key in places}
        for mention in resolution.mentions[gold.article.id]:
            if mention.entity is None or mention.kind == DEMONYM:
                continue
            start, end = gold.span(mention)
            for entity in gold.names().values():
                if entity["start"] < end and start < entity["end"]:
                    overlaps[mention.entity, entity["id"]] += 1
            if gold.is_neutral(start, end):
                neutral_rows.add(mention.entity)
    meaning: dict[str, str] = {}
    for (row, identity), _ in sorted(overlaps.items(), key=lambda item: (-item[1], item[0])):
        if row not in meaning and identity not in meaning.values():
            meaning[row] = identity
    articles = {gold.article.id for gold in golds}
    predicted = {
        (article, meaning.get(row, row))
        for row, ids in resolution.articles_of.items()
        for article in ids & articles
        if row in meaning or row not in neutral_rows
    }
    return f1(len(predicted & wanted), len(predicted), len(wanted))


STRICT_FLOORS = {"gazetteer": 99.9, "models": 99.9}
FILTER_FLOORS = {"gazetteer": 99.9, "models": 99.9}
NEWS_FLOORS = {"gazetteer": 85.0, "models": 86.0}


def test_names_of_the_seeds_are_found(kind_of_extractor: str) -> None:
    golds = read_gold(GOLD)
    assert strict_f1(golds, extract(golds, kind_of_extractor)) >= STRICT_FLOORS[kind_of_extractor]


def test_names_of_other_news_are_found(kind_of_extractor: str) -> None:
    golds = read_gold(ENTITY_DATA / "winer_fr_sample.json")
    assert strict_f1(golds, extract(golds, kind_of_extractor)) >= NEWS_FLOORS[kind_of_extractor]


def test_filtering_by_a_name_finds_its_articles(kind_of_extractor: str) -> None:
    golds = read_gold(GOLD)
    resolution = resolve_gold(golds, extract(golds, kind_of_extractor))
    assert filter_f1(golds, resolution) >= FILTER_FLOORS[kind_of_extractor]


def test_spellings_of_one_name_share_a_row(kind_of_extractor: str) -> None:
    golds = read_gold(GOLD)
    resolution = resolve_gold(golds, extract(golds, kind_of_extractor))
    row = {
        m.text: m.entity for mentions in resolution.mentions.values() for m in mentions if m.kind != DEMONYM
    }
    assert row["Syrie"] == row["Syria"] == row["République arabe syrienne"] == "place:SY"
    assert row["Alep"] == row["Aleppo"] == "place:geo:170063"
    assert row["Sergueï Lavrov"] == row["Sergei Lavrov"]
    assert (
        row["Seyyed Abbas Araghchi"]
        == row["Seyed Abbas Araghchi"]
        == row["Abbas Araghchi"]
        == row["Araghchi"]
    )
    assert row["Rohani"] == row["Hassan Rohani"]
    assert row["Pezeshkian"] == row["Massoud Pezeshkian"]
    assert row["Rohani"] != row["Pezeshkian"]
    assert row["Hayat Tahrir al-Chams"] == row["HTC"] == "org:hts"


def test_every_seed_counts_for_iran_when_two_demonyms_count() -> None:
    golds = read_gold(GOLD)
    resolution = resolve_gold(golds, extract(golds, "gazetteer"))
    assert len(resolution.articles_of["place:IR"]) == 5


def pairs(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (ENTITY_DATA / name).read_text("utf-8").splitlines()]


def test_persons_are_merged_over_transliterations_without_a_list() -> None:
    """All French spellings against all English ones; nobody is looked up, so the rules alone are measured."""
    rows = [(key, fr.split("|"), en.split("|")) for key, fr, en in pairs("persons.tsv")]
    french = [(key, read_name(name)) for key, names, _ in rows for name in names]
    english = [(key, read_name(name)) for key, _, names in rows for name in names]
    wanted = {(a, b) for a in french for b in english if a[0] == b[0]}
    merged = {(a, b) for a in french for b in english if similarity(a[1], b[1]) >= THRESHOLD}
    right = len(merged & wanted)
    assert len(merged) == right, sorted((a[1].tokens, b[1].tokens) for a, b in merged - wanted)
    assert f1(right, len(merged), len(wanted)) >= 97.5


def test_persons_are_merged_by_the_whole_resolution() -> None:
    """The same with the list of translated names, through ``resolve``: one article a spelling."""
    documents: list[NamedDocument] = []
    owner: dict[str, str] = {}
    for key, fr, en in pairs("persons.tsv"):
        for language, names in (("fr", fr), ("en", en)):
            for name in names.split("|"):
                article = f"{language}:{name}"
                owner[article] = key
                mention = Mention(0, 0, len(name), name, EntityKind.PERSON)
                documents.append(NamedDocument(article, language, (mention,)))
    rows = {article: mentions[0].entity for article, mentions in resolve(documents).mentions.items()}
    french = [article for article in owner if article.startswith("fr:")]
    english = [article for article in owner if article.startswith("en:")]
    wanted = {(a, b) for a in french for b in english if owner[a] == owner[b]}
    merged = {(a, b) for a in french for b in english if rows[a] == rows[b]}
    assert merged <= wanted, sorted(merged - wanted)
    assert f1(len(merged & wanted), len(merged), len(wanted)) >= 99.5


@pytest.mark.parametrize(
    ("name", "entity", "floor"),
    [("place_pairs.tsv", place_entity, 98.5), ("organisation_pairs.tsv", organisation_entity, 95.5)],
)
def test_pairs_of_names_from_the_news_are_one(name: str, entity: Callable[..., str], floor: float) -> None:
    rows = pairs(name)
    names = gazetteer()
    same = sum(entity(fr, "fr", names) == entity(en, "en", names) for fr, en in rows)
    assert 100 * same / len(rows) >= floor
