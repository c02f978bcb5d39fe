"""Looking for something on the command line, before an archive that answers from a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.model.articles import DateRange, Entity, EntityKind
from index.model.results import (
    ConcordanceLine,
    EntityFacet,
    FacetCounts,
    Filters,
    Hit,
    ResultPage,
    SearchRequest,
    Snippet,
)
from tests.tui.cli.running import HOSTILE, STEERING, answer, run
from tui.cli.search_text import concordance_line
from tui.terminal.text import cells

DECEMBER = DateRange("2024-12-01", "2024-12-31", "month", "prefix")
HIT = Hit("aaaa1111bbbb2222", "fr", "Alep est prise", "given", DECEMBER, "IRNA", "/0.txt", None, copies=2)
LINE = ConcordanceLine(
    HIT.id, "fr", DECEMBER, HIT.title, 1, 15, 19, "Les forces de la ville d’", "Alep", " ont tenu."
)


class FakeArchive:
    sample = False
    moved_aside = None

    def __init__(self) -> None:
        self.articles = SimpleNamespace(find=lambda _: HIT.id)
        self.names = SimpleNamespace(named=self.entity_named)
        self.search = SimpleNamespace(
            page=self.found,
            counts=self.facet_counts,
            facets=self.facets,
            concordance=self.concordance,
            similar=self.similar,
        )
        self.asked: SearchRequest | None = None
        self.page = ResultPage("alepo", 1, (HIT,), 4.2, corrected="alep")
        self.lines = [LINE, replace(LINE, left="", match="Aleppo", right=" held."), LINE]
        self.alike = [replace(HIT, id="cccc", copies=0)]
        self.read = 0
        self.waiting = 0

    def __enter__(self) -> FakeArchive:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def pending(self) -> int:
        return self.waiting

    def found(self, request: SearchRequest) -> ResultPage:
        self.asked = request
        return self.page

    def entity_named(self, name: str) -> Entity:
        return Entity("place-syria", EntityKind.PLACE, {"en": "Syria", "fr": name}, (name, "Syria"))

    def facet_counts(self, request: SearchRequest) -> FacetCounts:
        return FacetCounts((("IRNA", 2),), (("fr", 2), ("en", 1)), (("2024-12", 2),), 1)

    def facets(self, request: SearchRequest) -> list[EntityFacet]:
        return [EntityFacet("Q1", EntityKind.PLACE, "Alep = Aleppo", 2, 1)]

    def concordance(self, request: SearchRequest) -> Iterator[tuple[int, list[ConcordanceLine]]]:
        self.asked = request
        for place, line in enumerate(self.lines):
            self.read += 1
            yield place, [line]

    def similar(self, article: str, limit: int) -> list[Hit]:
        return self.alike[:limit]


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeArchive:
    monkeypatch.setenv("NEWSREADER_ARCHIVE", "")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "settings.toml"))
    fake = FakeArchive()
    monkeypatch.setattr("index.archive.open_archive", lambda *_, **__: fake)
    return fake


def test_search_passes_every_filter_on(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.page = replace(archive.page, hits=(replace(HIT, snippet=Snippet("Alep est prise.", ((0, 4),))),))
    shape = answer(
        capsys, "search", "alep", "syrie", "--lang", "fr", "--entity", "Syrie", "--since", "2024", "--until",
        "2024-02", "--limit", "5",
    )  # fmt: skip
    assert archive.asked == SearchRequest(
        "alep syrie",
        Filters("fr", entity="place-syria", since="2024-01-01", until="2024-02-29"),
        limit=5,
        snippets=True,
    )
    assert shape["results"][0]["snippet"] == {"text": "Alep est prise.", "highlights": [[0, 4]]}


def test_search_for_people(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    hit = replace(HIT, counterpart="aabb1111bbbb2222", via=("Syria",), copies=0)
    archive.page = ResultPage("syrie", 3, (hit,), 4.2, ("Syria",))
    code, out, err = run(capsys, "search", "syrie")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "3 results, 1 shown, 4 ms (also: Syria)"
    assert f"{HIT.id}  fr  2024-12     IRNA  = aabb1111bbbb2222" in out
    assert "via Syria" in out


def test_search_says_how_wide_and_in_what_order(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = SearchRequest("alepo", limit=20, snippets=True)
    run(capsys, "search", "alepo")
    assert archive.asked == plain
    run(capsys, "search", "alepo", "--no-expand", "--copies", "--order", "newest", "--meaning")
    assert archive.asked == replace(plain, expand=False, fold=False, order="newest", meaning=True)


def test_a_word_that_is_excluded_is_no_option(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    for given, query in [(["syrie", "-russie"], "syrie -russie"), (["-q", "-russie"], "-russie")]:
        assert run(capsys, "search", *given)[0] == 0
        assert archive.asked is not None and archive.asked.query.split() == query.split()
    assert run(capsys, "search", "alepo", "--unheard-of")[0] == 2


def test_what_was_meant_is_told_beside_the_results(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "search", "alepo")
    assert (code, err) == (0, "Did you mean: alep\n")
    assert out.startswith("1 result, 4 ms\n")
    code, out, err = run(capsys, "search", "alepo", "--json")
    assert (json.loads(out)["corrected"], err) == ("alep", "")


def test_copies_are_counted(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{HIT.id}  fr  2024-12     IRNA  +2 copies\n" in run(capsys, "search", "x")[1]
    assert json.loads(run(capsys, "search", "x", "--json")[1])["results"][0]["copies"] == 2


def test_a_sure_counterpart_and_a_possible_one_have_signs_of_their_own(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    for found, sign in (({"counterpart": "eeee"}, "  = eeee"), ({"possible": "eeee"}, "  ~ eeee")):
        archive.page = replace(archive.page, hits=(replace(HIT, **found),))
        assert sign in run(capsys, "search", "alep")[1]


def test_a_hit_by_meaning_says_so(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.page = replace(archive.page, hits=(replace(HIT, via=(), by_meaning=True),))
    assert "    via what it says\n" in run(capsys, "search", "x")[1]
    assert json.loads(run(capsys, "search", "x", "--json")[1])["results"][0]["via"] == ["≈"]


def test_facets_are_counted_when_asked_for(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert "facets" not in json.loads(run(capsys, "search", "x", "--json")[1])
    assert json.loads(run(capsys, "search", "x", "--facets", "--json")[1])["facets"] == {
        "sources": [["IRNA", 2]],
        "languages": [["fr", 2], ["en", 1]],
        "months": [["2024-12", 2]],
        "undated": 1,
        "entities": [{"id": "Q1", "kind": "place", "label": "Alep = Aleppo", "fr": 2, "en": 1}],
    }
    assert run(capsys, "search", "x", "--facets")[1].splitlines()[-4:] == [
        "languages  fr 2, en 1",
        "sources    IRNA 2",
        "months     2024-12 2, undated 1",
        "names      Alep = Aleppo 3",
    ]


def test_a_concordance_is_one_value_a_line(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "concordance", "alep", "--since", "2024", "--no-expand", "--json")
    assert (code, err) == (0, "")
    assert archive.asked == SearchRequest("alep", Filters(since="2024-01-01"), expand=False)
    first, *others = map(json.loads, out.splitlines())
    assert len(others) == 2
    assert first == {
        "article": HIT.id,
        "language": "fr",
        "published": {"from": "2024-12-01", "to": "2024-12-31", "precision": "month", "origin": "prefix"},
        "title": HIT.title,
        "block": 1,
        "start": 15,
        "end": 19,
        "left": "Les forces de la ville d’",
        "match": "Alep",
        "right": " ont tenu.",
    }


def test_a_concordance_stops_reading_when_there_is_enough(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "concordance", "alep", "--limit", "1")[1]
    assert len(out.splitlines()) == 1
    assert archive.read == 1


def test_an_empty_concordance_says_why(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.lines = []
    assert run(capsys, "concordance", "alepo") == (0, "", "It occurs nowhere.\n")
    archive.page = replace(archive.page, warning="Too common to be searched for: “le”")
    assert run(capsys, "concordance", "le", "--json") == (0, "", "Too common to be searched for: “le”\n")


def test_the_words_of_a_concordance_stand_below_one_another(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run(capsys, "concordance", "alep")[1].splitlines()
    assert len({re.search("Alep", line).start() for line in lines}) == 1  # type: ignore[union-attr]
    assert lines[0].startswith("aaaa1111  fr  ")
    assert lines[0].endswith("Les forces de la ville d’Alep ont tenu.")


@pytest.mark.parametrize("columns", [1, 20, 41, 60, 80, 200])
@pytest.mark.parametrize("left", ["", "la ville de ", "北京" * 60, "x" * 300, HOSTILE * 9])
def test_a_line_of_a_concordance_fits_the_terminal(columns: int, left: str) -> None:
    text, marks = concordance_line(replace(LINE, left=left, right=left), columns)
    ((start, end),) = marks
    assert text[start:end] == "Alep"
    assert not STEERING.search(text)
    head = len("aaaa1111  fr  ")
    assert cells(text) <= max(columns, head + len("Alep"))
    if columns > 60:
        assert cells(text[:start]) == head + (columns - head - 4) // 2


def test_similar_articles(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "similar", "aaaa", "--json")
    assert (code, err) == (0, "")
    shape = json.loads(out)
    assert (shape["id"], [hit["id"] for hit in shape["results"]]) == (HIT.id, ["cccc"])
    assert run(capsys, "similar", "aaaa")[1] == "cccc  fr  2024-12     IRNA\nAlep est prise\n"


def test_nothing_similar_is_told_with_its_reason(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.alike = []
    assert run(capsys, "similar", "aaaa") == (0, "", "No similar articles: nothing is like it.\n")
    archive.waiting = 1
    assert "not worked out yet" in run(capsys, "similar", "aaaa")[2]


def test_hostile_text_cannot_steer_the_terminal(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.page = replace(archive.page, corrected=HOSTILE, hits=(replace(HIT, title=HOSTILE),))
    archive.lines = [replace(LINE, left=HOSTILE, match=HOSTILE, right=HOSTILE, title=HOSTILE)]
    archive.alike = [replace(HIT, title=HOSTILE, source=HOSTILE)]
    for arguments in (["search", "x"], ["concordance", "x"], ["similar", "aaaa"]):
        for json_too in ([], ["--json"]):
            code, out, err = run(capsys, *arguments, *json_too)
            assert (code, "gnipoh" in out) == (0, True)
            assert not STEERING.search(out + err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["concordance"], "QUERY"),
        (["concordance", "x", "--limit", "0"], "not a number above 0"),
        (["search", "x", "--order", "oldest"], "invalid choice"),
        (["similar"], "ID"),
    ],
)
def test_wrong_usage_is_code_2(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
