"""The real ``newsreader`` on the five bundled articles: its main job, bad input, pipes, locales, locks.

Where a process is what is tested it is one (``process``); elsewhere the program runs in that of the tests.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from index.settings import LIBRARY_FILE, seeds_folder
from tests.index.development import as_of_a_development_version, set_aside
from tests.tui.cli.running import run_in

NEWSREADER = Path(sys.executable).parent / "newsreader"
BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Before a command of root: file modes hold for it."""
Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(not NEWSREADER.exists(), reason="the program is not installed")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSREADER_", "XDG_", "LC_", "LANG"))}
    settings = home / "settings.toml"
    settings.write_text("[archive]\nner = false\n", "utf-8")  # the models would only make these tests slow
    return {
        **kept,
        "HOME": str(home),
        "NEWSREADER_CONFIG": str(settings),
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }


if os.geteuid() != 0 or shutil.which(BOUND[0]) is None:
    BOUND = []
needs_file_modes = pytest.mark.skipif(not BOUND and os.geteuid() == 0, reason="root may read and write all")


def newsreader(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BOUND, NEWSREADER, *map(str, arguments)],
        env=environment(home, **more),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose own archive holds the seeds."""
    home = tmp_path_factory.mktemp("home")
    added = newsreader(home, "add", seeds_folder())
    assert (added.returncode, added.stdout) == (0, "5 added, 0 changed, 0 unchanged, 0 skipped\n"), (
        added.stderr
    )
    return home


def here(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return run_in(home, environment(home, **more), *map(str, arguments))


@pytest.fixture
def process(home: Path) -> Run:
    return partial(newsreader, home)


@pytest.fixture
def run(home: Path) -> Run:
    return partial(here, home)


@pytest.fixture
def fresh(tmp_path: Path) -> Run:
    return partial(here, tmp_path)


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def failed(done: subprocess.CompletedProcess[str], code: int, *said: str) -> None:
    """It ended with ``code``, told a cause and a hint on stderr, printed no result and no traceback."""
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in done.stderr, done.stderr


# The main job.


def test_the_one_pair_of_the_seeds_is_found(process: Run) -> None:
    shape = answer(process("pairs", "--json"))
    assert len(shape["pairs"]) == 1
    pair = shape["pairs"][0]
    assert Path(pair["fr"]["origin"]).name.startswith("000_")
    assert Path(pair["en"]["origin"]).name.startswith("004_")
    assert (len(shape["alone"]["fr"]), shape["alone"]["en"]) == (3, [])


def test_adding_again_changes_nothing(process: Run) -> None:
    before = answer(process("status", "--json"))
    assert process("add", seeds_folder()).stdout == "0 added, 0 changed, 5 unchanged, 0 skipped\n"
    after = answer(process("status", "--json"))
    assert after == before
    assert after["articles"] == {"fr": 4, "en": 1}
    assert after["sample"] is False


def test_a_french_query_finds_the_english_report(process: Run) -> None:
    for query in ("Alep", "Aleppo"):
        languages = {row["language"] for row in answer(process("search", query, "--json"))["results"]}
        assert languages == {"fr", "en"}, query
    english = answer(process("search", "Alep", "--lang", "en", "--json"))
    assert [row["language"] for row in english["results"]] == ["en"]
    assert english["results"][0]["counterpart"]
    snippet = english["results"][0]["snippet"]
    assert [snippet["text"][start:end] for start, end in snippet["highlights"]] == ["Aleppo"]


def test_an_entity_filters_in_any_spelling(run: Run) -> None:
    names = answer(run("entities", "--kind", "place", "--json"))["entities"]
    aleppo = next(entity for entity in names if entity["names"].get("en") == "Aleppo")
    assert aleppo["names"]["fr"] == "Alep"
    found = answer(run("search", "*", "--entity", "Alep", "--json"))["total"]
    assert found == answer(run("search", "*", "--entity", "Aleppo", "--json"))["total"] >= 2


def test_a_pair_is_shown_beside_and_linear(run: Run) -> None:
    pair = answer(run("pairs", "--json"))["pairs"][0]
    shape = answer(run("show", pair["en"]["id"][:6], "--pair", "--json"))
    assert (shape["left"]["language"], shape["right"]["language"]) == ("fr", "en")
    sides = [
        [b for b in shape[side]["blocks"] if b["role"] in ("lead", "body", "quote")]
        for side in ("left", "right")
    ]
    assert sorted(n for row in shape["rows"] for n in row["left"]) == list(range(len(sides[0])))
    assert sorted(n for row in shape["rows"] for n in row["right"]) == list(range(len(sides[1])))
    linear = run("show", pair["fr"]["id"], "--pair", "--plain").stdout
    assert re.search(r"^\d+ FR: .*Moscou", linear, re.MULTILINE)
    assert re.search(r"^\d+ EN: .*Moscow|^\d+ EN: .*Astana", linear, re.MULTILINE)
    assert "│" not in linear


def test_every_occurrence_has_a_line(run: Run) -> None:
    lines = [json.loads(line) for line in run("concordance", "Alep", "--json").stdout.splitlines()]
    assert {line["match"] for line in lines} >= {"Alep", "Aleppo"}
    for line in lines:
        blocks = answer(run("show", line["article"], "--json"))["blocks"]
        text = next(block["text"] for block in blocks if block["n"] == line["block"])
        assert text[line["start"] : line["end"]] == line["match"]
    assert len(run("concordance", "Alep", "--limit", "2").stdout.splitlines()) == 2
    failed(run("concordance", "(alep"), 2)


def test_a_misspelt_query_is_answered_with_what_was_meant(run: Run) -> None:
    assert run("search", "Alepo").stderr == "Did you mean: Alep\n"
    assert answer(run("search", "Alepo", "--json"))["corrected"] == "Alep"


def test_counts_of_all_results(run: Run) -> None:
    found = answer(run("search", "Alep", "--limit", "1", "--facets", "--json"))
    assert sum(count for _, count in found["facets"]["languages"]) == found["total"] > 1
    assert "Alep = Aleppo" in {entity["label"] for entity in found["facets"]["entities"]}


def test_similar_articles_are_not_the_counterpart(run: Run) -> None:
    pair = answer(run("pairs", "--json"))["pairs"][0]
    shape = answer(run("similar", pair["fr"]["id"][:6], "--limit", "2", "--json"))
    assert shape["id"] == pair["fr"]["id"]
    assert len(shape["results"]) == 2
    assert pair["en"]["id"] not in {hit["id"] for hit in shape["results"]}


def test_copies_are_folded_and_a_story_tells_both_languages(fresh: Run, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    french, english = (
        next(seeds_folder().glob(f"{name}_*.txt")).read_text("utf-8") for name in ("000", "004")
    )
    (news / "a.txt").write_text(french, "utf-8")
    (news / "b.txt").write_text(f"{french}\nUne petite phrase en plus.\n", "utf-8")
    (news / "c.txt").write_text(english, "utf-8")
    assert fresh("add", news).returncode == 0
    assert [
        hit["copies"] for hit in answer(fresh("search", "entretien", "--lang", "fr", "--json"))["results"]
    ] == [1]
    unfolded = answer(fresh("search", "entretien", "--lang", "fr", "--copies", "--json"))["results"]
    assert [hit["copies"] for hit in unfolded] == [0, 0]
    (story,) = answer(fresh("stories", "--json"))["stories"]
    assert story["languages"] == {"fr": 2, "en": 1}


def test_a_pair_is_explained_point_by_point(run: Run) -> None:
    pair = answer(run("pairs", "--json"))["pairs"][0]
    told = answer(run("pairs", "--explain", pair["en"]["id"], "--json"))
    assert told["counterpart"] == told["best"]["id"] == pair["fr"]["id"]
    assert abs(sum(part["points"] for part in told["parts"]) - told["best"]["log_odds"]) < 0.01
    assert all(part["words"] for part in (*told["parts"], *told["why_not"]))
    assert "Both name" in run("pairs", "--explain", pair["en"]["id"]).stdout


def test_what_the_reader_says_of_a_pair_is_kept_and_carried_elsewhere(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    pair = answer(run("pairs", "--json"))["pairs"][0]
    both, here = (pair["fr"]["id"], pair["en"]["id"]), ("--archive", archive)
    assert run("corrections", "different", *both, *here).returncode == 0
    (tmp_path / "said.json").write_text(run("corrections", "export", *here).stdout, "utf-8")
    assert run("rebuild", *here).returncode == 0
    assert both not in pairs_of(run("pairs", "--json", *here))
    assert run("corrections", "withdraw", *reversed(both), *here).returncode == 0
    assert both in pairs_of(run("pairs", "--json", *here))
    taken = answer(run("corrections", "import", tmp_path / "said.json", "--json", *here))
    assert taken == {"taken": 1, "elsewhere": 0, "refused": []}
    assert both not in pairs_of(run("pairs", "--json", *here))
    assert both in pairs_of(run("pairs", "--json"))
    failed(run("corrections", "same", both[0], both[0]), 1, "a French and an English")


def pairs_of(done: subprocess.CompletedProcess[str]) -> set[tuple[str, str]]:
    return {(pair["fr"]["id"], pair["en"]["id"]) for pair in answer(done)["pairs"]}


def test_nothing_of_a_text_is_lost(run: Run) -> None:
    for row in answer(run("search", "*", "--json"))["results"]:
        shape = answer(run("show", row["id"], "--all-blocks", "--json"))
        kept = re.sub(r"\W+", "", "".join(block["text"] for block in shape["blocks"]))
        raw = Path(row["origin"]).read_text("utf-8")
        for word in re.findall(r"\w{5,}", raw):
            assert word in kept, (row["origin"], word)


def test_a_bookmark_survives_a_rebuild(run: Run) -> None:
    article = answer(run("pairs", "--json"))["pairs"][0]["fr"]["id"]
    made = answer(run("bookmarks", "add", article, "--paragraph", "3", "--note", "à citer", "--json"))
    assert made["bookmarks"][0]["counterpart"]
    assert run("rebuild").returncode == 0
    kept = answer(run("bookmarks", "--json"))["bookmarks"]
    assert [(b["article"], b["block"], b["note"]) for b in kept] == [(article, 2, "à citer")]
    assert "à citer" in run("bookmarks", "export", "--format", "csv").stdout
    assert run("bookmarks", "remove", kept[0]["id"]).returncode == 0
    assert answer(run("bookmarks", "--json")) == {"bookmarks": []}


def test_the_index_may_be_lost_at_any_time(run: Run, home: Path) -> None:
    index = next(home.rglob("search-index"))
    shutil.rmtree(index)
    assert answer(run("search", "Alep", "--json"))["total"] >= 2
    assert run("doctor").returncode == 0


def test_without_an_archive_the_sample_opens_and_stays_apart(fresh: Run, tmp_path: Path) -> None:
    first = fresh("pairs", "--json")
    assert "SAMPLE" in first.stderr
    assert len(answer(first)["pairs"]) == 1
    (tmp_path / "own.txt").write_text("Bonjour Paris\n\nLe maire de Paris a ouvert la séance mardi.", "utf-8")
    assert fresh("add", tmp_path / "own.txt").returncode == 0
    status = answer(fresh("status", "--json"))
    assert (status["sample"], sum(status["articles"].values())) == (False, 1)


# Words that lead nowhere.


def test_an_id_that_is_not_there_or_not_enough(run: Run) -> None:
    failed(run("show", "ffffffffffffffff"), 3, "newsreader: ")
    failed(run("bookmarks", "add", "zz"), 3)


def test_a_query_that_cannot_be_read_is_pointed_at(process: Run) -> None:
    done = process("search", "(alep")
    failed(done, 2)
    assert done.stderr.splitlines()[:2] == ["  (alep", "  ^"]


def test_an_entity_nobody_knows(run: Run) -> None:
    failed(run("search", "alep", "--entity", "Nobody Atall"), 3)


def test_a_named_archive_that_is_not_there(run: Run, tmp_path: Path) -> None:
    failed(run("status", "--archive", tmp_path / "none"), 3, "no archive")
    failed(run("pairs", NEWSREADER_ARCHIVE=str(tmp_path / "none")), 3)
    assert not (tmp_path / "none").exists()


def test_settings_that_cannot_be_read_do_not_stop_doctor(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[archive\n", "utf-8")
    failed(run("status", "--config", broken), 2, str(broken))
    done = run("doctor", "--config", broken)
    assert done.returncode == 2
    assert "FAILED" in done.stdout


# Bad documents.


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of documents that cannot be read, and one that can."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(100_000_000)
    (folder / "good.txt").write_text(
        "Bonjour Paris\n\nLe maire de Paris a ouvert la séance mardi matin.", "utf-8"
    )
    return folder


def test_bad_documents_are_told_and_the_others_go_in(fresh: Run, bad: Path) -> None:
    done = fresh("add", bad)
    failed(done, 1, "empty.txt", "binary.txt", "huge.txt")
    assert done.stdout == "1 added, 0 changed, 0 unchanged, 3 skipped\n"
    lines = [json.loads(line) for line in fresh("add", bad, "--json").stdout.splitlines()]
    assert sorted(line["outcome"] for line in lines) == ["skipped", "skipped", "skipped", "unchanged"]
    assert all(line["reason"] for line in lines if line["outcome"] == "skipped")


def test_other_encodings_are_read_and_an_ambiguous_id_is_refused(fresh: Run, tmp_path: Path) -> None:
    text = "Réunion à Genève\n\nLe ministre français a été reçu à l’Élysée après la cérémonie."
    for n in range(17):  # one more than there are first digits of an id
        encoding = ("cp1252", "utf-16", "utf-8-sig")[n % 3]
        (tmp_path / f"{n}.txt").write_bytes(f"{text} {encoding} {n}".encode(encoding))
    assert fresh("add", tmp_path).returncode == 0
    found = answer(fresh("search", "elysee", "--json"))["results"]
    assert len(found) == 17
    for row in found[:3]:
        assert "l’Élysée après" in fresh("show", row["id"]).stdout
    first_digits = [row["id"][0] for row in found]
    shared = next(digit for digit in first_digits if first_digits.count(digit) > 1)
    failed(fresh("show", shared), 3, "newsreader: ")


@needs_file_modes
def test_an_unreadable_file_is_told(tmp_path: Path, bad: Path) -> None:
    (bad / "good.txt").chmod(0)
    failed(newsreader(tmp_path, "add", bad), 1, "good.txt")


def test_a_folder_that_vanished(run: Run, tmp_path: Path) -> None:
    failed(run("add", tmp_path / "gone"), 1, "gone", "no such file or folder")
    failed(run(tmp_path / "gone"), 2, "gone")


def test_a_file_of_another_kind_and_a_url(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    failed(run("add", tmp_path / "picture.png"), 1, "picture.png")
    failed(run("add", "gopher://example.org/1"), 1, "gopher://")


# An archive in a bad state.


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the seeds' archive, to be damaged."""
    copy = tmp_path / "archive"
    shutil.copytree(next(home.rglob(LIBRARY_FILE)).parent, copy)
    yield copy
    for path in (copy, *copy.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_a_locked_archive_names_the_reason_and_can_be_read(process: Run, archive: Path) -> None:
    from index.storage.sqlite.writer_lock import writer_lock

    with writer_lock(archive):
        failed(process("add", seeds_folder(), "--archive", archive), 4, "newsreader: ")
        assert len(answer(process("pairs", "--archive", archive, "--json"))["pairs"]) == 1
    assert process("add", seeds_folder(), "--archive", archive).returncode == 0


def test_a_damaged_library_is_said_and_left_alone(process: Run, archive: Path) -> None:
    library = archive / LIBRARY_FILE
    library.write_bytes(b"not a database at all " * 100)
    before = library.read_bytes()
    failed(process("status", "--archive", archive), 1, "newsreader: ")
    failed(process("add", seeds_folder(), "--archive", archive), 1)
    assert process("doctor", "--archive", archive).returncode == 1
    assert library.read_bytes() == before


def test_an_archive_of_a_newer_program(run: Run, archive: Path) -> None:
    with sqlite3.connect(archive / LIBRARY_FILE) as library:
        library.execute("PRAGMA user_version = 999")
    library.close()
    failed(run("status", "--archive", archive), 1, "newsreader: ")


def test_an_archive_of_a_development_version_says_what_to_do(run: Run, archive: Path) -> None:
    article = answer(run("search", "alep", "--archive", archive, "--json"))["results"][0]["id"]
    answer(run("bookmarks", "add", article, "--archive", archive, "--json"))
    as_of_a_development_version(archive)
    told = run("bookmarks", "list", "--quiet", "--archive", archive)
    assert told.returncode == 0 and len(told.stdout.splitlines()) == 1
    assert f"Add its articles again: newsreader add {seeds_folder()} (" in told.stderr
    (aside,) = set_aside(archive)
    assert str(aside) in told.stderr
    assert run("add", seeds_folder(), "--archive", archive).returncode == 0
    told = run("bookmarks", "list", "--archive", archive)
    assert len(told.stdout.splitlines()) == 2 and not told.stderr


@needs_file_modes
def test_a_read_only_archive_is_read(process: Run, archive: Path) -> None:
    for path in (archive, *archive.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    assert len(answer(process("pairs", "--archive", archive, "--json"))["pairs"]) == 1
    failed(process("add", seeds_folder(), "--archive", archive), 1, "newsreader: ")


# Pipes, locales, signals.


def test_a_reader_that_leaves_early_is_no_error(home: Path) -> None:
    show = subprocess.Popen(
        [NEWSREADER, "keys", "--json"], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert show.stdout is not None
    assert show.stderr is not None
    show.stdout.close()
    assert show.wait(30) == 141
    assert show.stderr.read() == b""
    show.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_said(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [NEWSREADER, "keys"], env=environment(home), stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "newsreader: standard output: not all of it could be written: the disk is full",
        "  Free some space where it goes to and run the command again; the archive is as it should be.",
    ]


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}]
)
def test_any_locale_will_do(process: Run, locale: dict[str, str]) -> None:
    done = process("search", "Alep", **locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert answer(process("search", "Téhéran", "--json", **locale))["total"] >= 3


def test_ctrl_c_keeps_what_is_finished(home: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    seeds = [seed.read_text("utf-8") for seed in sorted(seeds_folder().glob("*.txt"))]
    for n in range(300):
        (corpus / f"{n:04}.txt").write_text(f"{seeds[n % 5]}\n\nÉdition {n}.", "utf-8")
    archive = tmp_path / "archive"
    adding = subprocess.Popen(
        [NEWSREADER, "add", corpus, "--json", "--archive", archive],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list(archive.glob(LIBRARY_FILE)) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.7)
    adding.send_signal(signal.SIGINT)
    out, err = adding.communicate(timeout=60)
    assert adding.returncode == 130, err
    assert "what was finished is kept" in err
    assert "Traceback" not in err
    told = sum(json.loads(line)["outcome"] == "added" for line in out.splitlines())
    kept = answer(newsreader(home, "status", "--archive", archive, "--json"))
    assert sum(kept["articles"].values()) == told < 300
    assert newsreader(home, "doctor", "--archive", archive).returncode in (0, 1)
