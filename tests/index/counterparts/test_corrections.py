"""What the reader says of a pair is shown at once, and honoured by every later run."""

from __future__ import annotations

import pytest

from index.analysis.pairing.comparison import FLOOR
from index.archive import Archive
from index.errors import ArchiveError, NotFoundError
from index.model.pairs import Pair


def run(archive: Archive) -> None:
    for _ in archive.finish():
        pass


def only_pair(archive: Archive) -> Pair:
    (pair,) = archive.pairs.all()
    return pair


def test_a_pair_taken_apart_is_gone_at_once_and_stays_away(archive: Archive, seed_ids: dict[str, str]):
    fr, en = seed_ids["000"], seed_ids["004"]
    offered = archive.pairs.candidates(fr)
    assert offered[0].article == en
    said = archive.desk.verdict(en, fr, "different")
    assert (said.fr, said.en, said.verdict) == (fr, en, "different")
    assert archive.pairs.of(fr) is None or archive.pairs.of(fr).en != en
    assert en not in [candidate.article for candidate in archive.pairs.candidates(fr)]
    run(archive)
    assert (fr, en) not in {(pair.fr, pair.en) for pair in archive.pairs.all()}
    for _ in archive.rebuild():
        pass
    assert (fr, en) not in {(pair.fr, pair.en) for pair in archive.pairs.all()}
    assert archive.desk.corrections() == [said]


def test_taken_back_it_is_a_pair_again(archive: Archive, seed_ids: dict[str, str]):
    before = only_pair(archive)
    archive.desk.verdict(before.fr, before.en, "different")
    archive.desk.withdraw(before.fr, before.en)
    after = only_pair(archive)
    assert (after.fr, after.en, after.score, after.origin) == (before.fr, before.en, before.score, "program")
    assert archive.desk.corrections() == []
    view = archive.pairs.side_by_side(before.fr)
    assert view is not None
    assert view.pair.rows == before.rows


def test_a_pair_by_hand_is_shown_at_once_and_survives_every_run(archive: Archive, seed_ids: dict[str, str]):
    fr, en = seed_ids["001"], seed_ids["004"]
    archive.desk.verdict(fr, en, "same")
    pair = archive.pairs.of(fr)
    assert pair is not None
    assert (pair.en, pair.status, pair.origin, pair.score, pair.aligned) == (
        en,
        "counterpart",
        "reader",
        1.0,
        False,
    )
    assert pair.evidence.similarity > 0
    view = archive.pairs.side_by_side(fr)
    assert view is not None
    assert view.pair.aligned and view.pair.rows
    run(archive)
    for _ in archive.rebuild():
        pass
    again = archive.pairs.of(fr)
    assert again is not None
    assert (again.en, again.origin, again.aligned) == (en, "reader", True)


def test_confirming_a_pair_keeps_its_rows_and_makes_it_sure(archive: Archive):
    before = only_pair(archive)
    archive.desk.verdict(before.fr, before.en, "same")
    run(archive)
    after = only_pair(archive)
    assert (after.score, after.origin, after.rows) == (1.0, "reader", before.rows)


def test_two_reports_of_one_language_are_refused(archive: Archive, seed_ids: dict[str, str]):
    with pytest.raises(ArchiveError, match="French and an English"):
        archive.desk.verdict(seed_ids["000"], seed_ids["001"], "same")
    with pytest.raises(NotFoundError):
        archive.desk.verdict(seed_ids["000"], "zzzz", "same")
    with pytest.raises(ValueError, match="verdict"):
        archive.desk.verdict(seed_ids["000"], seed_ids["004"], "maybe")
    assert archive.desk.corrections() == []


def exported(fr: str, en: str, verdict: str, created: str = "2024-12-02T10:00:00Z") -> dict[str, object]:
    return {
        "fr": {"id": fr, "origin": "x"},
        "en": {"id": en, "origin": "y"},
        "verdict": verdict,
        "created": created,
    }


def test_what_was_said_of_a_report_that_is_not_here_can_be_taken_back(
    archive: Archive, seed_ids: dict[str, str]
):
    before = archive.pairs.all()
    archive.desk.import_corrections([exported("not here", seed_ids["004"], "same")])
    run(archive)
    archive.desk.withdraw("not here", seed_ids["004"])
    assert archive.desk.corrections() == []
    assert [(pair.fr, pair.en, pair.score) for pair in archive.pairs.all()] == [
        (pair.fr, pair.en, pair.score) for pair in before
    ]
    assert archive.pending() == 0


def test_exported_corrections_come_back(archive: Archive, seed_ids: dict[str, str]):
    fr, en = seed_ids["000"], seed_ids["004"]
    rows = [exported(fr, en, "different"), exported("not here", en, "same")]
    assert archive.desk.import_corrections(rows) == (2, 1, ())
    assert archive.desk.import_corrections(rows) == (0, 0, ())
    assert archive.pairs.all() == []
    run(archive)
    assert (fr, en) not in {(pair.fr, pair.en) for pair in archive.pairs.all()}
    later = exported(fr, en, "same", "2024-12-03T10:00:00Z")
    assert archive.desk.import_corrections([later]) == (1, 0, ())
    assert archive.desk.import_corrections(rows) == (0, 0, ())


def test_an_explanation_names_every_part_and_why_the_runner_up_lost(
    archive: Archive, seed_ids: dict[str, str]
):
    told = archive.pairs.explain(seed_ids["000"])
    assert told.counterpart == seed_ids["004"]
    assert told.best is not None
    assert told.best.article == seed_ids["004"]
    assert sum(part.points for part in told.parts) == pytest.approx(told.best.log_odds, abs=0.01)
    alone = archive.pairs.explain(seed_ids["001"])
    assert alone.counterpart is None
    assert alone.best is not None
    assert alone.best.status == "unlikely"
    assert alone.runner_up is not None
    assert alone.runner_up.article == seed_ids["000"]  # what takes the English report away
    english = archive.pairs.explain(seed_ids["004"])
    assert english.runner_up is not None
    assert english.why_not
    assert all(part.points < 0 for part in english.why_not)


def test_an_explanation_and_the_stored_pair_say_the_same_from_either_side(
    archive: Archive, seed_ids: dict[str, str]
):
    pair = archive.pairs.of(seed_ids["000"])
    assert pair is not None
    for article in (pair.fr, pair.en):
        told = archive.pairs.explain(article)
        assert told.best is not None
        assert told.runner_up is not None
        assert told.best.evidence == pair.evidence
        assert told.runner_up.log_odds < FLOOR  # nothing that is worth being kept
        assert (pair.evidence.runner_up, pair.evidence.margin) == (None, None)
        offered = archive.pairs.candidates(article)[0]
        assert offered.evidence == pair.evidence


def test_a_counterpart_is_one_also_while_nothing_is_compared(
    archive: Archive, seed_ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.counterparts.explaining._ranked", lambda *_: [])
    told = archive.pairs.explain(seed_ids["000"])
    assert (told.counterpart, told.best) == (seed_ids["004"], None)
