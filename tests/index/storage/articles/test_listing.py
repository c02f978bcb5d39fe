"""Result lists: order, filters, standings and pages, each checked against a plain reading of all articles."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from index.model.articles import Article, DateRange, Entity, EntityKind
from index.model.pairs import Evidence, Pair
from index.model.results import Filters, Hit
from index.storage.articles.articles import Articles
from index.storage.articles.listing import ArticleLists
from index.storage.desk.bookmarks import Bookmarks
from index.storage.desk.reading import ReadingState
from index.storage.names.entities import Entities
from index.storage.pairs.counterparts import Counterparts
from index.storage.sqlite.database import Database
from index.storage.sqlite.opening import open_database
from tests.index.storage.looks import paired_ids

ALEPPO = Entity("aleppo", EntityKind.PLACE, {"fr": "Alep"}, ("Alep",), 3, {"fr": 1})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """120 articles of every kind."""
    with open_database(tmp_path_factory.mktemp("lists")) as database:
        _fill(database)
        yield database


def _fill(database: Database) -> None:
    chance = random.Random(7)
    ids = [f"{n:04x}" for n in range(120)]
    with database.transaction():
        for n, id in enumerate(ids):
            month = chance.randint(1, 12)
            day = f"2024-{month:02}-{chance.randint(1, 28):02}"
            published = [
                DateRange(day, day, "day", "field"),
                DateRange(f"2024-{month:02}-01", f"2024-{month:02}-28", "month", "prefix"),
                None,
            ][chance.choice([0, 0, 0, 1, 2])]
            language = "fr" if n % 2 else chance.choice(["en", "en", "de"])
            article = Article(
                id, f"/{id}", id, language, chance.choice(["Écho", "echo", "Zut", "L’été"]), "given", (),
                published=published, source=[None, "Le Soir", "Soir"][n % 3],
            )  # fmt: skip
            Articles(database).put(article, b"")
    french = [hit.id for hit in ArticleLists(database).newest(Filters("fr"), limit=-1)[1]]
    english = [hit.id for hit in ArticleLists(database).newest(Filters("en"), limit=-1)[1]]
    evidence = Evidence(0.5, (), None, (1, 1))
    pairs = [Pair(fr, en, 0.9, evidence, ()) for fr, en in zip(french[:20], english[5:25], strict=True)]
    pairs += [Pair(french[30], english[30], 0.4, evidence, (), "possible")]
    Counterparts(database).replace_pairs(pairs)
    Entities(database).replace_resolution({"aleppo": ALEPPO}, {}, {"aleppo": chance.sample(ids, 40)})
    for id in chance.sample(ids, 9):
        Bookmarks(database).add(id)
    for id in chance.sample(ids, 50):
        ReadingState(database).mark_read(id)


FILTERS = [
    {},
    {"language": "fr"},
    {"language": "de"},
    {"standing": "paired"},
    {"standing": "fr-only"},
    {"standing": "en-only"},
    {"standing": "bookmarked"},
    {"standing": "unread"},
    {"entity": "aleppo"},
    {"entity": "nobody"},
    {"since": "2024-06-10"},
    {"until": "2024-06-10"},
    {"since": "2024-06-10", "until": "2024-06-10"},
    {"source": "Soir"},
    {"undated": True},
    {"source": "Le Soir", "undated": True, "language": "fr"},
    {
        "language": "fr",
        "standing": "unread",
        "entity": "aleppo",
        "since": "2024-03-01",
        "until": "2024-11-30",
    },
]


def _passes(database: Database, hit: Hit, wanted: dict[str, str]) -> bool:
    standing = wanted.get("standing")
    day = hit.published
    return all(
        [
            wanted.get("language") in (None, hit.language),
            standing != "paired" or hit.counterpart is not None,
            standing not in ("fr-only", "en-only")
            or (hit.counterpart is None and hit.language == str(standing)[:2]),
            standing != "bookmarked" or hit.bookmarked,
            standing != "unread" or hit.unread,
            "entity" not in wanted or hit.id in Entities(database).articles_with(wanted["entity"]),
            "since" not in wanted or (day is not None and day.last >= wanted["since"]),
            "until" not in wanted or (day is not None and day.first <= wanted["until"]),
            wanted.get("source") in (None, hit.source),
            "undated" not in wanted or day is None,
        ]
    )


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda wanted: " ".join(map(str, wanted.values())) or "all")
def test_filters(filled: Database, wanted: dict[str, str]) -> None:
    lists = ArticleLists(filled)
    everything = lists.rows([article.id for article in Articles(filled).iterate()])
    assert len(everything) == 120
    expected = {id for id, hit in everything.items() if _passes(filled, hit, wanted)}
    total, hits = lists.newest(Filters(**wanted), limit=-1)
    assert {hit.id for hit in hits} == expected
    assert total == len(expected)
    assert lists.ids(Filters(**wanted)) == expected
    assert all(everything[hit.id] == hit for hit in hits)


def test_every_filter_but_the_unknown_entity_finds_something(filled: Database) -> None:
    found = [ArticleLists(filled).newest(Filters(**wanted))[0] for wanted in FILTERS]
    assert found.count(0) == 1


def test_order_and_pages(filled: Database) -> None:
    lists = ArticleLists(filled)
    _, whole = lists.newest(limit=-1)
    keys = [(hit.published is None, hit.published.first if hit.published else "") for hit in whole]
    dated = [first for undated, first in keys if not undated]
    assert dated == sorted(dated, reverse=True)
    assert [undated for undated, _ in keys] == sorted(undated for undated, _ in keys)
    pages = [hit for offset in range(0, 140, 50) for hit in lists.newest(offset=offset, limit=50)[1]]
    assert pages == whole
    assert lists.newest(offset=500)[0] == 120


def test_titles_of_one_day_are_sorted_for_a_reader(
    database: Database, make_article: Callable[..., Article]
) -> None:
    for n, title in enumerate(["zèbre", "Étage", "eau", "ête"]):
        Articles(database).put(make_article(f"{n}", title=title), b"")
    assert [hit.title for hit in ArticleLists(database).newest()[1]] == ["eau", "Étage", "ête", "zèbre"]


@pytest.mark.parametrize("wanted", [f for f in FILTERS if "standing" not in f])
def test_standings_count_what_the_lists_show(filled: Database, wanted: dict[str, str]) -> None:
    lists, filters = ArticleLists(filled), Filters(**wanted)
    expected = {
        "fr": lists.newest(Filters(**(wanted | {"language": "fr"})))[0]
        if wanted.get("language") in (None, "fr")
        else 0,
        "en": lists.newest(Filters(**(wanted | {"language": "en"})))[0]
        if wanted.get("language") in (None, "en")
        else 0,
        **{
            name: lists.newest(Filters(**wanted, standing=name))[0]
            for name in ("paired", "fr-only", "en-only")
        },
    }
    assert lists.standings(None, filters) == expected
    assert lists.standings(lists.ids(filters)) == expected
    assert lists.standings([article.id for article in Articles(filled).iterate()], filters) == expected


def test_rows_come_in_the_order_asked_and_unknown_ones_not_at_all(filled: Database) -> None:
    assert list(ArticleLists(filled).rows(["0005", "nobody", "0001"])) == ["0005", "0001"]
    assert ArticleLists(filled).rows([]) == {}
    assert sum(ArticleLists(filled).standings([]).values()) == 0


def test_an_unknown_standing_is_a_mistake(filled: Database) -> None:
    with pytest.raises(ValueError, match="lonely"):
        ArticleLists(filled).newest(Filters(standing="lonely"))


def test_a_possible_pair_leaves_both_alone(filled: Database) -> None:
    (possible,) = [pair for pair in Counterparts(filled).all() if pair.status == "possible"]
    rows = ArticleLists(filled).rows([possible.fr, possible.en])
    assert [row.counterpart for row in rows.values()] == [None, None]
    assert [row.possible for row in rows.values()] == [possible.en, possible.fr]
    page = {hit.id: hit for hit in ArticleLists(filled).newest(limit=-1)[1]}
    assert {hit.id for hit in page.values() if hit.possible} == {possible.fr, possible.en}
    assert {id: page[id] for id in rows} == rows
    assert Counterparts(filled).pair_of(possible.fr) == possible
    assert possible.fr not in paired_ids(filled)
    assert possible.fr in Counterparts(filled).alone("fr")


def test_a_row_names_the_best_possible_counterpart_and_none_beside_a_sure_one(
    database: Database, make_article: Callable[..., Article]
) -> None:
    for id in ("fr1", "fr2", "en1", "en2", "en3"):
        Articles(database).put(make_article(id, id[:2]), b"")
    evidence = Evidence(0.5, (), None, (1, 1))
    found = [("fr1", "en2", 0.5), ("fr1", "en1", 0.7), ("fr2", "en1", 0.7), ("fr2", "en2", 0.8)]
    counterparts, lists = Counterparts(database), ArticleLists(database)
    pairs = [Pair(fr, en, score, evidence, (), "possible") for fr, en, score in found]
    counterparts.replace_pairs(pairs)
    rows = lists.rows(["fr1", "fr2", "en1", "en2", "en3"])
    assert {id: row.possible for id, row in rows.items()} == {
        "fr1": "en1", "fr2": "en2", "en1": "fr1", "en2": "fr2", "en3": None,
    }  # fmt: skip
    for id, row in rows.items():
        pair = counterparts.pair_of(id)
        assert row.possible == (None if pair is None else pair.en if pair.fr == id else pair.fr)
    counterparts.replace_pairs([*pairs, Pair("fr1", "en3", 0.9, evidence, ())])
    rows = lists.rows(["fr1", "en1", "en3"])
    assert [(row.counterpart, row.possible) for row in rows.values()] == [
        ("en3", None), (None, "fr1"), ("fr1", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a.n FROM articles a ORDER BY a.sort_day DESC, a.sort_title, a.id LIMIT 200 OFFSET 50000",
        "SELECT a.n FROM articles a WHERE a.language = 'fr' AND a.counterpart IS NULL"
        " AND a.published_last >= ''"
        " ORDER BY a.sort_day DESC, a.sort_title, a.id LIMIT 200",
        "SELECT a.language, count(*), count(a.counterpart) FROM articles a GROUP BY a.language",
    ],
)
def test_a_page_of_100000_is_read_from_an_index_alone(filled: Database, sql: str) -> None:
    plan = " ".join(row[3] for row in filled.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert "COVERING INDEX articles_" in plan
    assert "FOR ORDER BY" not in plan
