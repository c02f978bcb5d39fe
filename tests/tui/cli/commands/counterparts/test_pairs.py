"""Pairs explained, corrected and grouped on the command line; the archive answers from a script."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import ArchiveError, NotFoundError
from index.model.articles import DateRange
from index.model.desk import Correction, RefusedCorrection, TakenOver
from index.model.events import Event
from index.model.pairs import WEEKDAY, Candidate, Conflict, Evidence, Explanation, Pair, ScorePart, Story
from index.model.progress import Progress
from index.model.results import Hit
from tests.tui.cli.running import HOSTILE, STEERING, run
from tui.cli import pair_text
from tui.cli.commands.counterparts import corrections

FRENCH = Hit("aaaa1111", "fr", "Entretien sur la Syrie", "given", None, "IRNA", "/0.txt", "bbbb1111")
ENGLISH = Hit("bbbb1111", "en", "Call about Syria", "given", None, None, "/4.txt", "aaaa1111")
OTHER = Hit("bbbb2222", "en", "Call about Lebanon", "given", None, None, "/5.txt", None)
EVIDENCE = Evidence(0.6, ("Q858",), 1, (1, 2), ("320",), 2.5, OTHER.id)
BEST = Candidate(ENGLISH.id, 0.93, 2.59, "counterpart", EVIDENCE, {"names": 3.59, "start": -1.0})
UNALIGNED = replace(EVIDENCE, shared_entities=(), aligned=(0, 0))
RIVAL = Candidate(OTHER.id, 0.52, 0.08, "possible", UNALIGNED, {})
TOLD = Explanation(
    FRENCH.id, ENGLISH.id, BEST,
    (ScorePart("names", 3.59), ScorePart("start", -1.0)),
    RIVAL, (ScorePart("names", -2.51),),
)  # fmt: skip
SAID = Correction(FRENCH.id, OTHER.id, "different", "2026-01-02T03:04:05Z")
EVENT = Event(
    FRENCH.id, (FRENCH.id, ENGLISH.id, OTHER.id), ("2024-11-30", "2024-12-02"), {"fr": 1, "en": 2}, 0.6,
    "possible",
)  # fmt: skip
"""All reports of the story."""
STORY = Story("s1", EVENT.reports, ("2024-11-30", "2024-12-02"), {"fr": 1, "en": 2}, (EVENT,))
CONFLICTS = (Conflict("dead", "12", "17"), Conflict(WEEKDAY, "5", "6"))


class FakeArchive:
    sample = False
    moved_aside = None

    def __init__(self) -> None:
        self.articles = SimpleNamespace(
            find=self.find, get=lambda id: self.hit[self.find(id)], hits=self.hits
        )
        self.names = SimpleNamespace(labels=lambda _: {"Q858": "Syrie = Syria"})
        self.pairs = SimpleNamespace(
            of=lambda _: None,
            side_by_side=lambda _: None,
            are_measured=lambda: self.measured,
            explain=lambda _: self.told,
            candidates=lambda _: [BEST, RIVAL],
            story_of=self.story_of,
            stories=lambda limit: self.told_stories[:limit],
            event_of=self.event_of,
            events=lambda limit: self.told_events[:limit],
            count_events=lambda: len(self.told_events),
        )
        self.desk = SimpleNamespace(
            corrections=lambda: self.said,
            verdict=self.correct,
            withdraw=self.withdraw,
            import_corrections=self.take_over,
        )
        self.told = TOLD
        self.said = [SAID]
        self.hit = {hit.id: hit for hit in (FRENCH, ENGLISH, OTHER)}
        self.told_stories = [STORY]
        self.told_events = [EVENT]
        self.imported: list[Mapping[str, Any]] = []
        self.refused: tuple[RefusedCorrection, ...] = ()
        self.finished = False
        self.measured = True

    def __enter__(self) -> FakeArchive:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def find(self, prefix: str) -> str:
        found = next((id for id in self.hit if id.startswith(prefix)), None)
        if found is None:
            raise NotFoundError(f"there is no article {prefix}", "newsreader search finds articles.")
        return found

    def report(self, prefix: str) -> Hit:
        return self.hit[self.find(prefix)]

    def hits(self, ids: Sequence[str]) -> dict[str, Hit]:
        return {id: self.hit[id] for id in ids if id in self.hit}

    def story_of(self, article: str) -> Story | None:
        return STORY if article in STORY.members and self.told_stories else None

    def event_of(self, article: str) -> Event | None:
        return next((event for event in self.told_events if article in event.reports), None)

    def correct(self, one: str, other: str, verdict: str) -> Correction:
        if self.find(one)[0] == self.find(other)[0]:
            raise ArchiveError("a pair is a French and an English report", "Name one of each.")
        self.said.append(Correction(self.find(one), self.find(other), verdict, SAID.created))
        return self.said[-1]

    def withdraw(self, one: str, other: str) -> None:
        self.said = [said for said in self.said if (said.fr, said.en) != (one, other)]

    def take_over(self, rows: Sequence[Mapping[str, Any]]) -> TakenOver:
        self.imported = list(rows)
        return TakenOver(len(self.imported), 0, self.refused)

    def pending(self) -> int:
        return int(not self.finished)

    def finish(self) -> Iterator[Progress]:
        self.finished = True
        yield Progress("counterparts", 1, 1)


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeArchive:
    monkeypatch.setenv("NEWSREADER_ARCHIVE", "")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "settings.toml"))
    fake = FakeArchive()
    monkeypatch.setattr("index.archive.open_archive", lambda *_, **__: fake)
    return fake


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_an_explanation_for_machines(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    shape = answer(capsys, "pairs", "--explain", "aaaa", "--json")
    assert list(shape) == [
        "article", "counterpart", "best", "parts", "runner_up", "why_not", "event", "refused",
    ]  # fmt: skip
    assert (shape["event"], shape["best"]["event"], shape["refused"]) == (None, None, None)
    assert (shape["article"]["id"], shape["counterpart"]) == (FRENCH.id, ENGLISH.id)
    assert (shape["best"]["id"], shape["best"]["log_odds"]) == (ENGLISH.id, 2.59)
    assert shape["parts"][0] == {
        "name": "names",
        "points": 3.59,
        "words": "names that both spell alike, the rarer the more",
    }
    assert shape["runner_up"]["title"] == OTHER.title
    assert shape["why_not"][0]["points"] == -2.51


def test_an_explanation_for_people(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "pairs", "--explain", "aaaa")[1].splitlines()
    assert lines[:5] == [
        "fr  aaaa1111  Entretien sur la Syrie",
        "Counterpart:",
        "en  bbbb1111  Call about Syria",
        "  Very probably the same event: of 100 pairs like this one, about 93 are.",
        "  Both name Syrie = Syria.",
    ]
    assert "  “Call about Lebanon” came second, clearly behind." in lines
    assert "  It has fewer names in common (0 against 1)." in lines
    assert lines[-10:] == [
        "  How that adds up, in points (log-odds): + speaks for the same event, - against it.",
        "     +3.59  names that both spell alike, the rarer the more",
        "     -1.00  where any two reports begin: most have no counterpart",
        "     +2.59  on the whole: of 100 test pairs with so many points, about 93 were the same event",
        "",
        "Second for it:",
        "en  bbbb2222  Call about Lebanon",
        "     +0.08  on the whole: of 100 test pairs with so many points, about 52 were the same event",
        "  What it has less of, 2.51 points on the whole:",
        "     -2.51  fewer names in common, or less rare ones",
    ]
    archive.measured = False
    assert "by estimate 93 are the same event\n" in run(capsys, "pairs", "--explain", "aaaa")[1]


def test_a_rival_for_the_other_report_is_named_as_one(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.hit[OTHER.id] = replace(OTHER, language="fr")
    assert (
        "\nSecond for the same English report:\nfr  bbbb2222" in run(capsys, "pairs", "--explain", "aaaa")[1]
    )
    archive.told = replace(TOLD, runner_up=replace(RIVAL, log_odds=7.0), why_not=())
    assert "\nBetter for the same English report:\n" in run(capsys, "pairs", "--explain", "aaaa")[1]


def test_events_and_what_contradicts_are_explained(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    own = replace(EVENT, reports=(FRENCH.id, ENGLISH.id), languages={"fr": 1, "en": 1})
    other = Event(OTHER.id, (OTHER.id, "gone"), (), {"en": 2})
    rival = replace(RIVAL, event=other, evidence=replace(UNALIGNED, conflicts=CONFLICTS))
    archive.told = replace(TOLD, best=replace(BEST, event=own), event=own, runner_up=rival)
    lines = run(capsys, "pairs", "--explain", "aaaa")[1].splitlines()
    assert lines[1] == (
        "  Its event: 2024-11-30 to 2024-12-02, 2 reports (1 fr, 1 en), perhaps told in both languages: 0.60"
    )
    at = lines.index("Second for it:")
    assert lines[at + 1 : at + 4] == [
        "en  bbbb2222  Call about Lebanon",
        "  It is of an event: undated, 2 reports (2 en)",
        "  Against it (French / English): numbers of dead: 12 / 17; weekdays: Saturday / Sunday.",
    ]
    assert not any("It is of an event" in line for line in lines[:at])  # it is the same one
    shape = answer(capsys, "pairs", "--explain", "aaaa", "--json")
    assert shape["event"]["reports"] == {"fr": [FRENCH.id], "en": [ENGLISH.id]}
    assert shape["runner_up"]["event"]["reports"] == {"en": [OTHER.id]}
    assert shape["runner_up"]["evidence"]["conflicts"][1]["words"] == "weekdays: Saturday / Sunday"


def test_a_look_alike_that_was_refused_says_what_contradicts(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    best = replace(BEST, status="unlikely", score=0.02)
    refused = replace(best, evidence=replace(EVIDENCE, conflicts=CONFLICTS))
    archive.told = replace(TOLD, counterpart=None, best=refused, refused=refused)
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "\nNo counterpart: this would be likely enough, but for what contradicts.\nen  bbbb1111" in out
    assert (
        "\n  Against it (French / English): numbers of dead: 12 / 17; weekdays: Saturday / Sunday.\n" in out
    )
    farther = replace(refused, article=OTHER.id)
    archive.told = replace(TOLD, counterpart=None, best=best, refused=farther, runner_up=farther)
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "No counterpart: nothing is likely enough. Nearest:\nen  bbbb1111" in out
    assert (
        "\nThis would be likely enough, but for what contradicts:\nen  bbbb2222  Call about Lebanon\n"
        "  Against it (French / English): numbers of dead" in out
    )
    assert out.count("en  bbbb2222") == 1
    assert answer(capsys, "pairs", "--explain", "aaaa", "--json")["refused"]["id"] == OTHER.id


def test_a_better_rival_has_less_of_something_but_not_on_the_whole(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.told = replace(TOLD, runner_up=replace(RIVAL, log_odds=7.0))
    assert "\n  What it has less of:\n     -2.51" in run(capsys, "pairs", "--explain", "aaaa")[1]


def test_what_the_reader_said_is_explained_as_that(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.told = replace(TOLD, best=replace(BEST, score=1.0))
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "\n  You said that they tell the same event.\n  Both name" in out
    assert "+2.59  on the whole; it does not count here, for you have said what they are\n" in out
    assert "of 100" not in out.partition("Second")[0]


def test_an_article_whose_nearest_is_likely_and_another_ones_is_not_said_to_have_nothing_likely(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.told = replace(TOLD, counterpart=None)
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "nothing is likely enough" not in out
    assert "\nNo counterpart: what is likely enough fits other reports better, or is of an event" in out


def test_a_rival_that_is_too_far_off_to_be_kept_is_not_denied_above_where_it_is_told(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = replace(EVIDENCE, margin=None, runner_up=None)
    archive.told = replace(TOLD, best=replace(BEST, evidence=alone))
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "came into question" not in out and "“Call about Lebanon” came second" in out
    archive.told = replace(archive.told, runner_up=None)
    assert "No report of another event came into question." in run(capsys, "pairs", "--explain", "aaaa")[1]


def test_an_article_without_a_counterpart_is_explained_too(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.told = replace(TOLD, counterpart=None, best=replace(BEST, status="unlikely", score=0.02))
    out = run(capsys, "pairs", "--explain", "aaaa")[1]
    assert "No counterpart: nothing is likely enough. Nearest:\n" in out
    assert "  Too little speaks for it: of 100 pairs like this one, about 2 are the same event.\n" in out
    assert "robably" not in out  # no verdict that the probability contradicts
    archive.told = Explanation(FRENCH.id, None, None, (), None, ())
    code, out, _ = run(capsys, "pairs", "--explain", "aaaa")
    assert (code, out.splitlines()[-1]) == (0, "There is nothing that it could be compared with yet.")
    archive.told = replace(archive.told, counterpart=ENGLISH.id)
    assert (
        "\nCounterpart:\nen  bbbb1111  Call about Syria\n  Why is not known"
        in run(capsys, "pairs", "--explain", "aaaa")[1]
    )
    assert answer(capsys, "pairs", "--explain", "aaaa", "--json")["best"] is None


def test_no_counterpart_points_at_the_explanation(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "show", "aaaa", "--pair")
    assert code == 3
    assert f"newsreader pairs --explain {FRENCH.id}" in err


def test_stories(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    (story,) = answer(capsys, "stories", "--json")["stories"]
    assert story["days"] == {"from": "2024-11-30", "to": "2024-12-02"}
    assert story["languages"] == {"fr": 1, "en": 2}
    assert [member["id"] for member in story["members"]] == list(STORY.members)
    assert [event["reports"] for event in story["events"]] == [
        {"fr": [FRENCH.id], "en": [ENGLISH.id, OTHER.id]}
    ]
    archive.told_stories = [replace(STORY, members=STORY.members[:2])]
    (story,) = answer(capsys, "stories", "--json")["stories"]
    assert story["events"][0]["reports"]["en"] == [ENGLISH.id, OTHER.id]
    archive.told_stories = [STORY]
    assert run(capsys, "stories")[1].splitlines()[:2] == [
        "2024-11-30 to 2024-12-02  3 reports (1 fr, 2 en)",
        "    undated     fr  aaaa1111  Entretien sur la Syrie",
    ]
    archive.told_stories = []
    code, out, err = run(capsys, "stories")
    assert (code, out) == (0, "")
    assert "three reports" in err


def test_the_story_of_one_article(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert [story["id"] for story in answer(capsys, "stories", "--of", "aaaa", "--json")["stories"]] == ["s1"]
    archive.told_stories = []
    assert run(capsys, "stories", "--of", "aaaa") == (
        0,
        "",
        "No other report belongs together with this one.\n",
    )


def test_events_beyond_the_limit_are_counted(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.told_events = [EVENT] * 3
    assert run(capsys, "events")[2] == run(capsys, "events", "--of", "aaaa")[2] == ""
    assert run(capsys, "events", "--limit", "2")[2] == "2 of 3 events; --limit shows more.\n"


def test_events(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    (event,) = answer(capsys, "events", "--json")["events"]
    assert (event["id"], event["score"], event["status"]) == (FRENCH.id, 0.6, "possible")
    assert (event["days"], event["languages"]) == (["2024-11-30", "2024-12-02"], {"fr": 1, "en": 2})
    assert [(report["id"], report["language"], report["source"]) for report in event["reports"]] == [
        (FRENCH.id, "fr", "IRNA"),
        (ENGLISH.id, "en", None),
        (OTHER.id, "en", None),
    ]
    archive.hit[OTHER.id] = replace(OTHER, published=DateRange("2024-12-02", "2024-12-02", "day", "field"))
    archive.told_events = [EVENT, replace(EVENT, reports=("gone", OTHER.id), days=(), score=None)]
    assert run(capsys, "events")[1].splitlines() == [
        "2024-11-30 to 2024-12-02  3 reports (1 fr, 2 en), perhaps told in both languages: 0.60",
        "    undated     fr  aaaa1111  Entretien sur la Syrie · IRNA",
        "    undated     en  bbbb1111  Call about Syria",
        "    2024-12-02  en  bbbb2222  Call about Lebanon",
        "",
        "undated  3 reports (1 fr, 2 en)",
        "                --  gone  (not in this archive)",
        "    2024-12-02  en  bbbb2222  Call about Lebanon",
    ]
    assert len(answer(capsys, "events", "--limit", "1", "--json")["events"]) == 1
    archive.told_events = []
    assert run(capsys, "events") == (0, "", "No events yet: it takes two reports of one.\n")


def test_the_event_of_one_article(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert [e["id"] for e in answer(capsys, "events", "--of", "aaaa", "--json")["events"]] == [FRENCH.id]
    archive.told_events = []
    said = "No other report tells the same event as this one.\n"
    assert run(capsys, "events", "--of", "aaaa") == (0, "", said)
    assert run(capsys, "events", "--of", "zzzz")[0] == 3


def test_candidates(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    shape = answer(capsys, "pairs", "--candidates", "aaaa", "--json")
    assert shape["article"]["id"] == FRENCH.id
    assert [(c["id"], c["score"], c["status"]) for c in shape["candidates"]] == [
        (ENGLISH.id, 0.93, "counterpart"),
        (OTHER.id, 0.52, "possible"),
    ]
    assert run(capsys, "pairs", "--candidates", "aaaa")[1].splitlines()[-2:] == [
        "0.52  possible: 0 names in common, 1 day apart",
        "      en  bbbb2222  Call about Lebanon",
    ]
    assert run(capsys, "pairs", "--candidates", "aaaa", "--explain", "aaaa")[0] == 2


def test_corrections_are_listed_and_exported(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = answer(capsys, "corrections", "--json")
    assert listed == {
        "corrections": [
            {
                "fr": {"id": FRENCH.id, "origin": "/0.txt", "title": FRENCH.title},
                "en": {"id": OTHER.id, "origin": "/5.txt", "title": OTHER.title},
                "verdict": "different",
                "created": "2026-01-02T03:04:05Z",
            }
        ]
    }
    assert answer(capsys, "corrections", "list", "--json") == listed
    assert answer(capsys, "corrections", "export") == listed
    assert run(capsys, "corrections")[1].splitlines() == [
        "2026-01-02  different",
        "    fr  aaaa1111  Entretien sur la Syrie",
        "    en  bbbb2222  Call about Lebanon",
    ]


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_correction_is_made_and_shown(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], verdict: str
) -> None:
    (made,) = answer(capsys, "corrections", verdict, "aaaa", "bbbb1", "--json")["corrections"]
    assert (made["fr"]["id"], made["en"]["id"], made["verdict"]) == (FRENCH.id, ENGLISH.id, verdict)
    assert archive.said[-1].verdict == verdict


def test_two_reports_of_one_language_are_refused(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "corrections", "same", "bbbb1", "bbbb2")
    assert (code, out) == (1, "")
    assert err == "newsreader: a pair is a French and an English report\n  Name one of each.\n"
    assert run(capsys, "corrections", "same", "aaaa", "zzzz")[0] == 3


def test_a_correction_is_withdrawn_whichever_report_comes_first(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "corrections", "withdraw", "aaaa", "bbbb2")[1].startswith(
        "2026-01-02  different (withdrawn)\n"
    )
    archive.said = [SAID]
    (gone,) = answer(capsys, "corrections", "withdraw", "bbbb2", "aaaa", "--json")["corrections"]
    assert (gone["en"]["id"], archive.said) == (OTHER.id, [])
    code, _, err = run(capsys, "corrections", "withdraw", "bbbb2", "aaaa")
    assert code == 3
    assert "you said nothing of these two" in err
    elsewhere = Correction("f" * 16, "e" * 16, "same", SAID.created)
    archive.said = [elsewhere, Correction("f" * 15 + "0", "e" * 16, "same", SAID.created)]
    assert "2 corrections fit" in run(capsys, "corrections", "withdraw", "ffff", "eeee")[2]
    assert run(capsys, "corrections", "withdraw", "f" * 16, "eeee")[0] == 0
    assert elsewhere not in archive.said


def test_an_export_is_taken_over_and_honoured_at_once(
    archive: FakeArchive,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = run(capsys, "corrections", "export")[1]
    (tmp_path / "said.json").write_text(export, "utf-8")
    assert answer(capsys, "corrections", "import", str(tmp_path / "said.json"), "--json") == {
        "taken": 1,
        "elsewhere": 0,
        "refused": [],
    }
    assert archive.imported == json.loads(export)["corrections"]
    assert archive.finished
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(export.encode())))
    assert run(capsys, "corrections", "import", "-")[1] == "1 correction taken over\n"


@pytest.mark.parametrize(
    ("taken", "elsewhere", "refused", "told"),
    [
        (0, 0, 0, "nothing taken over: all of it was said here already"),
        (0, 0, 2, "nothing taken over"),
        (1, 1, 0, "1 correction taken over, of articles that are not here yet"),
        (3, 0, 0, "3 corrections taken over"),
        (3, 0, 1, "3 corrections taken over; 1 refused"),
        (3, 1, 0, "3 corrections taken over, 1 of them of articles that are not here yet"),
    ],
)
def test_how_much_of_an_export_was_new(taken: int, elsewhere: int, refused: int, told: str) -> None:
    assert corrections.imported_text(taken, elsewhere, refused) == told


def test_each_correction_that_was_refused_is_told_with_its_place(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "said.json"
    file.write_text(run(capsys, "corrections", "export")[1], "utf-8")
    archive.refused = tuple(RefusedCorrection(n, "it names one report twice") for n in range(2, 25))
    code, out, err = run(capsys, "corrections", "import", str(file))
    assert (code, out) == (1, "1 correction taken over; 23 refused\n")
    assert err.splitlines()[-21:][0] == (
        f"newsreader: {file}, correction 2: not taken over: it names one report twice"
    )
    assert err.splitlines()[-1] == "newsreader: … and 3 more; --json names all"
    code, out, _ = run(capsys, "corrections", "import", str(file), "--json")
    assert code == 1
    assert json.loads(out)["refused"][22] == {"place": 24, "reason": "it names one report twice"}


def test_possible_pairs_are_counted_apart() -> None:
    pair = Pair(FRENCH.id, ENGLISH.id, 0.93, EVIDENCE, ())
    possible = replace(pair, en=OTHER.id, score=0.6, status="possible")
    said = replace(pair, score=1.0, origin="reader")
    offered = pair_text.candidates_lines(FRENCH.id, [replace(BEST, score=1.0)], {})
    assert [*offered][1].startswith("1.00  counterpart by your word: ")
    lines = list(pair_text.pairs_lines([said, pair, possible], {}, {"fr": ["x"], "en": []}))
    assert (
        lines[0] == "1.00  counterpart by your word: 1 of 2 paragraphs aligned, 1 name in common, 1 day apart"
    )
    assert lines[-1] == "2 pairs and 1 possible; without a counterpart, or with a possible one: 1 fr, 0 en"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column 1: not an export of corrections: not JSON: Expecting value"),
        (b"\xff\x00", "not an export of corrections"),
        (b'{"corrections": ["caf\xe9"]}', "byte 22 is not UTF-8"),
        (b"[]", 'it has no list "corrections"'),
        (b"{}", 'it has no list "corrections"'),
        (b'{"corrections": 3}', 'it has no list "corrections"'),
        (b'{\n"corrections": [}', "line 2, column 17: not an export of corrections: not JSON"),
        (b'{"corrections": ' + b"[" * 100_000, "nested too deep"),
        (b'{"corrections": 1' + b"0" * 10_000 + b"}", "Exceeds the limit"),
        (b" " * (corrections.LARGEST + 1), "larger than 64 MB"),
    ],
    ids=range(10),
)
def test_what_is_no_export_is_refused(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "said.json"
    file.write_bytes(content)
    code, out, err = run(capsys, "corrections", "import", str(file))
    assert (code, out) == (1, "")
    assert "not an export of corrections" in err and said in err and str(file) in err
    assert "Nothing was taken over." in err
    assert archive.imported == []


def test_an_export_with_a_byte_order_mark_is_read_and_a_device_without_end_is_not(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "said.json"
    file.write_text(run(capsys, "corrections", "export")[1], "utf-8-sig")
    assert run(capsys, "corrections", "import", str(file))[0] == 0
    if Path("/dev/zero").exists():
        assert "larger than 64 MB" in run(capsys, "corrections", "import", "/dev/zero")[2]


def test_a_file_that_is_not_there(archive: FakeArchive, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "corrections", "import", "/no/such.json")
    assert code == 1
    assert "/no/such.json: No such file or directory" in err
    assert run(capsys, "corrections", "import", "a\0b")[0] == 1


def test_hostile_text_cannot_steer_the_terminal(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.hit = {
        id: replace(hit, title=HOSTILE, origin=HOSTILE, source=HOSTILE) for id, hit in archive.hit.items()
    }
    for arguments in (
        ["pairs", "--explain", "aaaa"],
        ["pairs", "--candidates", "aaaa"],
        ["stories"],
        ["events"],
        ["corrections"],
    ):
        for json_too in ([], ["--json"]):
            code, out, err = run(capsys, *arguments, *json_too)
            assert (code, err, "gnipoh" in out) == (0, "", True)
            assert not STEERING.search(out)


@pytest.mark.parametrize(
    "arguments", [["corrections", "maybe"], ["corrections", "same", "aaaa"], ["pairs", "--explain"]]
)
def test_wrong_usage_is_code_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "usage: newsreader" in err
