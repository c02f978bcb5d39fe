"""One article, and both reports of an event, as text and as JSON."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from index.model.events import Event
from index.model.results import Hit
from tests.tui.cli.canned_archive import AGENCY, ENGLISH, EVENT, FRENCH, FakeArchive
from tests.tui.cli.running import answer, run
from tui.cli import pair_text


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
    view = FakeArchive().pairs.side_by_side(FRENCH.id)
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
    del archive.reports[ENGLISH.id]
    code, out, err = run(capsys, "show", FRENCH.id, "--pair")
    assert (code, out) == (3, "")
    assert "has no counterpart" in err


def test_the_other_reports_of_the_event_are_named(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "event:" not in run(capsys, "show", FRENCH.id)[1]  # the counterpart is named already
    archive.reports[AGENCY.id] = AGENCY
    said = [
        "event: 2024-11-30 to 2024-12-31, 3 reports (2 fr, 1 en), told in both languages: 0.97",
        f"others: fr {AGENCY.id}",
    ]
    assert run(capsys, "show", FRENCH.id)[1].splitlines()[4:6] == said
    without_pair = run(capsys, "show", AGENCY.id)[1].splitlines()
    assert without_pair[3:5] == [said[0], f"others: fr {FRENCH.id}; en {ENGLISH.id}"]


def test_of_many_others_some_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    hits = {f"f{n}": Hit(f"f{n}", "fr", "", "given", None, None, "", None) for n in range(9)}
    event = replace(EVENT, reports=tuple(hits), languages={"fr": 9}, score=None, status=None)
    assert [*pair_text.event_lines(event, ["f0"], hits)][1] == "others: fr f1, f2, f3, f4, f5, f6 and 2 more"


def test_show_json_has_the_event_to_walk_through(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.reports[AGENCY.id] = AGENCY
    for arguments in (["show", AGENCY.id], ["show", ENGLISH.id, "--pair"]):
        assert answer(capsys, *arguments)["event"] == {
            "id": FRENCH.id,
            "days": ["2024-11-30", "2024-12-31"],
            "languages": {"en": 1, "fr": 2},
            "score": 0.97,
            "status": "counterpart",
            "reports": {"en": [ENGLISH.id], "fr": [FRENCH.id, AGENCY.id]},
        }
    del archive.reports[AGENCY.id], archive.reports[ENGLISH.id]
    assert answer(capsys, "show", FRENCH.id)["event"] is None


def test_a_pair_says_which_reports_of_how_many_it_is(
    archive: FakeArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Of the reports" not in run(capsys, "show", FRENCH.id, "--pair")[1]
    archive.reports[AGENCY.id] = AGENCY
    assert (
        "\n  Of the reports of this event, by day: the French one is 1 of 2, the English one 1 of 1.\n"
        in run(capsys, "show", FRENCH.id, "--pair")[1]
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (EVENT, "3 reports (2 fr, 1 en), told in both languages: 0.97"),
        (
            replace(EVENT, score=0.6, status="possible"),
            "3 reports (2 fr, 1 en), perhaps told in both languages: 0.60",
        ),
        (replace(EVENT, score=1.0), "3 reports (2 fr, 1 en), told in both languages by your word"),
        (replace(EVENT, languages={"fr": 2}, score=None, status=None), "2 reports (2 fr)"),
    ],
)
def test_how_sure_an_event_is(event: Event, said: str) -> None:
    assert pair_text.event_text(event) == said
