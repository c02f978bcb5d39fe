"""What follows from a verdict for the pairs around it follows from its undoing, too."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from index.desk.desk import Desk
from index.model.desk import Correction
from index.storage.library import open_library
from tests.index.counterparts.archives import assert_as_decided_at_once, run, story, take_in
from tests.index.desk.reports import exported

VERDICTS = (("fr003", "en003", "different"), ("fr004", "en007", "same"), ("fr009", "en009", "same"))


def test_the_pairs_are_those_of_before(tmp_path: Path) -> None:
    with closing(open_library(tmp_path)) as library:
        take_in(library, [profile for n in range(12) for profile in story(n)])
        desk, states = Desk(library), [run(library)]
        for verdict in VERDICTS:
            desk.verdict(*verdict)
            states.append({(p.fr, p.en): (p.status, p.score) for p in library.counterparts.all()})
        assert states[-1]["fr004", "en007"] == states[-1]["fr009", "en009"] == ("counterpart", 1.0)
        assert ("fr003", "en003") not in states[-1]

        def assert_state(expected: dict[tuple[str, str], tuple[str, float]]) -> None:
            found = {(p.fr, p.en): (p.status, p.score) for p in library.counterparts.all()}
            assert found == expected and not library.counterparts.is_unfinished()

        for state in states[-2::-1]:
            desk.undo()
            assert_state(state)
        for state in states[1:]:
            desk.redo()
            assert_state(state)
        assert_as_decided_at_once(library)


def test_an_import_is_taken_back_with_all_its_pairs(tmp_path: Path) -> None:
    with closing(open_library(tmp_path)) as library:
        take_in(library, [profile for n in range(12) for profile in story(n)])
        desk, before = Desk(library), run(library)
        said = [Correction(*verdict, "2024-12-02T10:00:00Z") for verdict in VERDICTS]
        assert desk.import_corrections(map(exported, said)) == (3, 0, ())
        taken_over = run(library)
        assert taken_over["fr004", "en007"] == ("counterpart", 1.0)
        desk.undo()
        assert {(p.fr, p.en): (p.status, p.score) for p in library.counterparts.all()} == before
        assert desk.corrections() == []
        desk.redo()
        assert {(p.fr, p.en): (p.status, p.score) for p in library.counterparts.all()} == taken_over
