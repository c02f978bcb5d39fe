"""The drills' own judges can fail: each is shown what must not be, and what may be."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.__main__ import DRILLS, line_of, main
from tests.drills.tools import running
from tests.drills.tools.archive_state import State, differences
from tests.drills.tools.case import LOST, WRONG, Case, Failure, Fault, Score, Skipped
from tests.drills.tools.field import Ended, Field, found_count
from tests.drills.tools.ground import Ground
from tests.drills.tools.judges import (
    judge_acknowledged,
    judge_archive,
    judge_done,
    judge_ended,
    judge_full_disk,
    judge_growth,
    judge_hits,
    judge_left,
    judge_output,
    judge_search,
    judge_state,
    judge_told,
)
from tests.drills.tools.screen_marks import TAKEN_APART, marks_on_screen

TRACEBACK = "Traceback (most recent call last):\n  File …"
STATE: State = {"articles": {"a": 1, "b": 2}, "pairs": {"a b": 0.5}}


def found(*ids: str, code: int = 0, err: str = "") -> Ended:
    return Ended(code, json.dumps({"results": [{"id": id} for id in ids]}), err)


def kinds(faults: Iterator[Fault]) -> list[str]:
    return [fault.kind for fault in faults]


@pytest.mark.parametrize(
    "wrong",
    [
        Ended(None, "", ""),
        Ended(70, "", "a mistake"),
        Ended(1, "", TRACEBACK),
        Ended(-6, "", ""),
        Ended(1, "", ""),
    ],
    ids=["hangs", "mistake", "traceback", "signal", "no word"],
)
def test_a_command_must_end_in_order_and_say_why(wrong: Ended) -> None:
    for judge in (judge_ended, judge_done, judge_full_disk):
        assert kinds(judge("add", wrong)) == [WRONG]
    assert kinds(judge_ended("add", Ended(1, "", "newsreader: no such file"))) == []


def test_an_ordinary_command_must_be_done() -> None:
    assert kinds(judge_done("add", Ended(4, "", "locked"))) == [WRONG]
    assert kinds(judge_done("add", Ended(0, "", ""))) == []


def test_a_full_disk_must_be_named() -> None:
    assert kinds(judge_full_disk("add", Ended(1, "", "newsreader: disk I/O error"))) == [WRONG]
    assert kinds(judge_full_disk("add", Ended(1, "", "library.sqlite3: the disk is full"))) == []


def test_fewer_articles_without_an_error_are_lost() -> None:
    assert kinds(judge_search(["a", "b"], found("a"))) == [LOST]
    assert kinds(judge_search(["a"], found())) == [LOST]
    assert kinds(judge_search(["a"], found("a", "b"))) == [WRONG]
    assert kinds(judge_search(["a"], Ended(0, "no JSON", ""))) == [WRONG]
    assert kinds(judge_search(["a"], Ended(70, "", "a mistake"))) == [WRONG]
    assert kinds(judge_search(["a"], found("a", "b"), or_more=True)) == []
    assert kinds(judge_search(["a", "b"], found("b", "a"))) == []
    assert kinds(judge_search(["a"], Ended(1, "", "the index cannot be read"))) == []
    assert kinds(judge_hits(["a"], ["b"], or_more=True)) == [LOST]


def test_an_archive_must_show_what_a_clean_run_shows() -> None:
    assert kinds(judge_state(STATE, {**STATE, "articles": {"a": 1}})) == [LOST]
    assert kinds(judge_state(STATE, {**STATE, "pairs": {}})) == [WRONG]
    assert kinds(judge_state(STATE, {**STATE, "pairs": {"a b": 0.4}})) == [WRONG]
    assert kinds(judge_state(STATE, {**STATE, "pairs": {**STATE["pairs"], "c d": 1}})) == [WRONG]
    assert kinds(judge_state(STATE, STATE)) == []
    assert len(differences(STATE, {})) == 3
    assert differences(STATE, {}, without=("articles", "pairs")) == []


def test_an_archive_that_cannot_be_read_is_lost(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"no library" * 500)
    assert kinds(judge_archive(STATE, tmp_path)) == [LOST]
    assert kinds(judge_archive(STATE, tmp_path / "nowhere")) == [LOST]


def test_what_was_acknowledged_must_be_there() -> None:
    assert kinds(judge_acknowledged(["a", "b"], ["a"])) == [LOST]
    assert kinds(judge_acknowledged(["a"], ["a", "b"])) == []


def test_nobody_may_stay_behind() -> None:
    assert kinds(judge_left({17: "python -m tui"}, 5)) == [WRONG]
    assert kinds(judge_left({}, 5)) == []


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "a\x9b5n", "a\x00", "a\u202eb", "a\rb", "a\u2066b", "\ud800", "\x1b[1m"]
)
def test_no_article_may_steer_the_terminal(text: str) -> None:
    assert kinds(judge_output("search", text)) == [WRONG]


def test_what_the_command_line_writes_by_itself_may_be_there() -> None:
    assert kinds(judge_output("search", "grève\n 👩‍👩‍👧\n")) == []
    assert kinds(judge_output("search", "\x1b[1mgrève\x1b[22m", styled=True)) == []
    assert kinds(judge_output("search", "\x1b[7mgrève", styled=True)) == [WRONG]


def test_every_file_must_be_told() -> None:
    added = {"origin": "/x/a.txt", "outcome": "added", "reason": None}
    skipped = {"origin": "/x/b.txt", "outcome": "skipped", "reason": ""}
    lines = "\n".join(map(json.dumps, (added, skipped)))
    assert kinds(judge_told(["a.txt", "b.txt"], Ended(1, lines, ""))) == [LOST]
    assert kinds(judge_told(["a.txt"], Ended(0, lines, ""))) == []


def test_nothing_may_grow_without_end() -> None:
    leak = [{"1": 50, "2": 10}, {"1": 80, "2": 10}, {"1": 110, "2": 10}]
    assert kinds(judge_growth("memory", leak, 12)) == [WRONG]
    assert kinds(judge_growth("memory", [{"1": 50}, {"1": 180}, {"1": 184, "2": 90}], 12)) == []


def test_what_the_screen_says_is_read() -> None:
    text = "│ ▌ taken apart from\n│ ▌ “Le port” · u undoes it"
    assert marks_on_screen(text) == {"pair with Le port": TAKEN_APART}
    text = "│ text ▌ bookmark on ¶ 3 of the English report added · u\n\n│ ▌ “Le port…”\n│ ▌ marked unread · u"
    assert marks_on_screen(text) == {"¶ 3": "added", "Le port…": "unread"}
    assert found_count("[all] FR EN  1,204 found · 3 paired") == 1204
    assert found_count("nothing") is None


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(Field(tmp_path / "ground", random.Random(1)), short=True)


def test_what_falls_is_counted_and_told_with_its_seed(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "GRACE_SECONDS", 0.2)

    def lose(field: Field) -> Iterator[Fault]:
        field.note(f"the dice say {field.dice.random()}")
        yield Fault(LOST, "an article", "none")

    def leave_a_process(field: Field) -> Iterator[Fault]:
        subprocess.run(["sh", "-c", "sleep 60 >/dev/null 2>&1 &"], env=field.env, check=True)
        return iter(())

    def break_down(field: Field) -> Iterator[Fault]:
        raise RuntimeError("a mistake of the drill")

    def skip(field: Field) -> Iterator[Fault]:
        raise Skipped("not here")

    def pass_(field: Field) -> Iterator[Fault]:
        field.tried = 10
        return iter(())

    kinds_of_cases = (lose, leave_a_process, break_down, skip, pass_)
    cases = [Case(run.__name__, run) for run in kinds_of_cases]
    with running.Running(ground, short=True, seed=7) as runs:
        score = runs.begin("made_up", lambda *_: cases).finish()
        again = runs.begin("made_up", lambda *_: cases, only=0).finish()
    assert (score.tried, score.count(LOST), score.count(WRONG)) == (13, 1, 2)
    assert score.skipped == {"not here": 1}
    assert [failure.case for failure in score.failures] == [0, 1, 2]
    assert "sleep 60" in score.failures[1].fault.seen
    assert again.failures == score.failures[:1], "the same seed throws the same dice"
    assert "(not here)" in line_of(score)


def test_things_of_one_case_count_each() -> None:
    score = Score("queries")
    for item in ("a", "b", "b"):
        score.failures.append(Failure(0, "", Fault(WRONG, "", "", item)))
    assert score.count(WRONG) == 2 and score.failed


def test_every_drill_has_cases() -> None:
    for name in DRILLS:
        assert (Path(__file__).parent / "drills" / f"{name}.py").exists(), name
    with pytest.raises(SystemExit):
        main(["nothing"])
