"""The JSON shapes are a contract: every documented key, and what crosses the pipe comes back the same."""

from __future__ import annotations

import json
from dataclasses import replace

from index.model.articles import Article, Block, DateMention, DateRange, Entity, EntityKind, Mention, Role
from index.model.condition import Status
from index.model.desk import Bookmark
from index.model.pairs import AlignedRow, Conflict, Difference, Evidence, Pair, PairedReports, TextSpan
from index.model.results import EntityFacet, Hit, ResultPage, Snippet
from tui.cli import json_shapes

DECEMBER = DateRange("2024-12-01", "2024-12-31", "month", "prefix")
FRENCH = Article(
    id="fr1",
    origin="/news/0.txt",
    sha256="ab",
    language="fr",
    title="Entretien",
    title_origin="derived",
    blocks=(Block(0, Role.TITLE, "Entretien"), Block(1, Role.BODY, "Alep est prise.")),
    languages={"fr": 1.0},
    published=DECEMBER,
    dates=(DateMention("samedi", 1, 0, 6, "2024-11-30", "event"),),
)
ENGLISH = Article("en1", "/news/4.txt", "cd", "en", "Call", "given", (Block(0, Role.BODY, "Aleppo fell."),))
ALEPPO = Mention(1, 0, 4, "Alep", "place", "place-aleppo")
PAIR = Pair(
    "fr1",
    "en1",
    0.93,
    Evidence(0.61, ("place-aleppo",), 2, (6, 7), ("30",), 1.5, "en2"),
    (AlignedRow((0,), (0,), 0.64), AlignedRow((1,), ())),
)
HIT = Hit("fr1", "fr", "Entretien", "derived", DECEMBER, "IRNA", "/news/0.txt", "en1", 7.3, ("strike",))
BOOKMARK = Bookmark("b1", "fr1", "en1", 3, "to quote", ("syria",), "2025-01-02T03:04:05Z")


def through_a_pipe(value: object) -> object:
    return json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))


def test_show_has_every_documented_key() -> None:
    shape = json_shapes.article_json(FRENCH, (ALEPPO, ALEPPO, Mention(1, 5, 8, "est", "person")), "en1")
    documented = (
        "id language languages title title_origin section source agency place author published dates origin "
        "truncated blocks entities counterpart"
    )
    assert set(documented.split()) <= set(shape)
    assert shape["published"] == {
        "from": "2024-12-01",
        "to": "2024-12-31",
        "precision": "month",
        "origin": "prefix",
    }
    assert shape["blocks"][1] == {"n": 1, "role": "body", "text": "Alep est prise."}
    assert shape["entities"] == ["place-aleppo"]
    assert {"text", "resolved", "role"} <= set(shape["dates"][0])
    assert through_a_pipe(shape) == shape


def test_show_of_an_undated_article_says_null() -> None:
    assert json_shapes.article_json(ENGLISH, (), None)["published"] is None


def test_a_pair_is_shown_with_both_sides_pointing_at_each_other() -> None:
    told = Difference("number", "320", None, 1, left_span=TextSpan(1, 4, 7))
    view = PairedReports(FRENCH, ENGLISH, PAIR, (told,))
    shape = json_shapes.pair_view_json(view, (ALEPPO,), ())
    assert set(shape) >= {"left", "right", "score", "evidence", "rows", "differences"}
    assert (shape["left"]["counterpart"], shape["right"]["counterpart"]) == ("en1", "fr1")
    assert shape["rows"] == [
        {"left": [0], "right": [0], "score": 0.64, "links": []},
        {"left": [1], "right": [], "score": None, "links": []},
    ]
    (difference,) = shape["differences"]
    assert difference.items() >= {"kind": "number", "left": "320", "right": None, "row": 1}.items()
    assert difference["value"] == "differs"
    assert difference["left_span"] == {"paragraph": 1, "start": 4, "end": 7}
    assert shape["restated"] == []
    assert shape["evidence"]["aligned"] == [6, 7]
    assert through_a_pipe(shape) == shape


def test_a_result_page() -> None:
    hit = Hit(
        **{f: getattr(HIT, f) for f in Hit.__slots__ if f != "snippet"},
        snippet=Snippet("Alep est", ((0, 4),)),
    )
    page = ResultPage("grève", 3, (hit, HIT), 4.123, ("strike",), None, None, {"fr": 2})
    shape = json_shapes.page_json(page)
    assert shape["results"][0]["snippet"] == {"text": "Alep est", "highlights": [[0, 4]]}
    assert shape["results"][1]["snippet"] is None
    documented = "id language title title_origin published source origin score via snippet counterpart"
    assert set(documented.split()) <= set(shape["results"][0])
    assert (shape["total"], shape["took_ms"], shape["expanded"]) == (3, 4.12, ["strike"])
    assert [row["possible"] for row in shape["results"]] == [None, None]
    assert json_shapes.hit_json(replace(HIT, counterpart=None, possible="en2"))["possible"] == "en2"


def test_pairs_name_both_articles_and_those_left_alone() -> None:
    shape = json_shapes.pairs_json([PAIR], {"fr1": HIT}, {"fr": ["fr2"], "en": []}, {})
    assert shape["pairs"][0]["fr"] == {"id": "fr1", "title": "Entretien", "origin": "/news/0.txt"}
    assert shape["pairs"][0]["en"] == {"id": "en1", "title": None, "origin": None}
    assert shape["alone"] == {"fr": ["fr2"], "en": []}
    assert shape["pairs"][0]["evidence"]["shared_entities"] == ["place-aleppo"]
    assert shape["pairs"][0]["event"] is None
    assert json_shapes.pairs_json([PAIR], {}, {}, {"fr1": "en0", "en1": "en0"})["pairs"][0]["event"] == "en0"


def test_what_contradicts_is_told_in_figures_and_in_words() -> None:
    evidence = replace(PAIR.evidence, conflicts=(Conflict("dead", "12", "17"),))
    assert json_shapes.evidence_json(PAIR.evidence)["conflicts"] == []
    assert json_shapes.evidence_json(evidence)["conflicts"] == [
        {"kind": "dead", "left": "12", "right": "17", "words": "numbers of dead: 12 / 17"}
    ]


def test_entities_and_facets() -> None:
    entity = Entity(
        "place-aleppo", EntityKind.PLACE, {"fr": "Alep", "en": "Aleppo"}, ("Alep",), 6, {"fr": 3, "en": 1}
    )
    assert json_shapes.entities_json([entity])["entities"] == [
        {
            "id": "place-aleppo",
            "kind": "place",
            "names": {"fr": "Alep", "en": "Aleppo"},
            "variants": ["Alep"],
            "mentions": 6,
            "articles": {"fr": 3, "en": 1},
        }
    ]
    facet = EntityFacet("place-aleppo", EntityKind.PLACE, "Alep = Aleppo", 3, 1)
    assert json_shapes.facets_json([facet])["entities"][0]["label"] == "Alep = Aleppo"


def test_a_bookmark_has_the_titles_of_its_articles() -> None:
    shape = json_shapes.bookmarks_json([BOOKMARK], {"fr1": HIT})["bookmarks"][0]
    assert shape["title"] == "Entretien"
    assert shape["counterpart_title"] is None
    assert shape.items() >= {"id": "b1", "block": 3, "note": "to quote", "tags": ["syria"]}.items()


def test_status() -> None:
    status = Status("/a", True, {"fr": 4, "en": 1}, 1, 40, 0, "whoosh", 1, 5, 1000, 0, "spacy", None)
    shape = json_shapes.status_json(status)
    assert set(shape) >= {"archive", "articles", "pairs", "entities", "bookmarks", "index", "sample"}
    assert shape["index"] == {"engine": "whoosh", "schema": 1, "documents": 5, "bytes": 1000, "fault": None}
