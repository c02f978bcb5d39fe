"""An export of corrections that is damaged, made up or hostile: only what is sound is taken over."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.desk.desk import Desk
from index.model.desk import Correction, RefusedCorrection
from index.storage.desk.corrections import VERDICTS
from tests.index.desk.reports import exported

SAID = Correction("fr1", "en1", "same", "2024-12-01T10:00:00Z")
SOUND = exported(SAID)
OTHER = exported(Correction("fr2", "en2", "different", "2024-12-01T10:00:00Z"))


def other_side(**of: object) -> dict[str, object]:
    return SOUND | {"en": of}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (7, "it must be an object, not 7"),
        (None, "it must be an object, not nothing"),
        ({}, "fr must be an object, not nothing"),
        (SOUND | {"fr": "fr1"}, "fr must be an object, not 'fr1'"),
        (other_side(), "the id of en must be that of an article, not nothing"),
        (other_side(id=["en1"]), "the id of en must be that of an article, not a list"),
        (other_side(id={"id": "en1"}), "the id of en must be that of an article, not an object"),
        (other_side(id=12), "the id of en must be that of an article, not 12"),
        (other_side(id=10**5000), "the id of en must be that of an article, not a very large number"),
        (other_side(id=""), "the id of en must be that of an article, not ''"),
        (other_side(id="\ud800"), r"the id of en must be that of an article, not '\ud800'"),
        (other_side(id="a\nb"), r"the id of en must be that of an article, not 'a\nb'"),
        (other_side(id="x" * 100_000), f"the id of en must be that of an article, not '{40 * 'x'}'…"),
        (other_side(id="fr1"), "it names one report twice"),
        (other_side(id="fr2"), "fr2 should be a report in English, and is French here"),
        (exported(Correction("en1", "fr1", "same", SAID.created)),
         "en1 should be a report in French, and is English here"),
        (SOUND | {"verdict": "maybe"}, "its verdict must be same or different, not 'maybe'"),
        (SOUND | {"verdict": ["same"]}, "its verdict must be same or different, not a list"),
        (SOUND | {"verdict": True}, "its verdict must be same or different, not true"),
        (SOUND | {"created": 20241201}, "its time must be like 2024-12-01T10:00:00Z, not 20241201"),
        (SOUND | {"created": "yesterday"}, "its time must be like 2024-12-01T10:00:00Z, not 'yesterday'"),
        (SOUND | {"created": "2024-02-30T10:00:00Z"},
         "its time must be like 2024-12-01T10:00:00Z, not '2024-02-30T10:00:00Z'"),
        (SOUND | {"created": "2024-12-01T10:00:00Z\n"},
         r"its time must be like 2024-12-01T10:00:00Z, not '2024-12-01T10:00:00Z\n'"),
        (SOUND | {"created": "9999-12-31T23:59:59Z"}, "its time 9999-12-31T23:59:59Z is yet to come"),
    ],
    ids=range(24),
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_place_and_the_others_are_taken(
    desk: Desk, row: object, reason: str
) -> None:
    before = exported(Correction("fr1", "elsewhere", "same", SAID.created))
    assert desk.import_corrections([before, row, OTHER]) == (2, 1, (RefusedCorrection(2, reason),))
    assert [(said.fr, said.en) for said in desk.corrections()] == [("fr1", "elsewhere"), ("fr2", "en2")]
    desk.undo()
    assert desk.corrections() == []


def test_the_clock_of_another_machine_may_be_ahead_a_little(desk: Desk) -> None:
    created = f"{datetime.now(UTC) + timedelta(hours=20):%Y-%m-%dT%H:%M:%SZ}"
    assert desk.import_corrections([SOUND | {"created": created}]).taken == 1


def test_of_several_on_one_pair_the_newest_is_taken_once(desk: Desk) -> None:
    newest = SOUND | {"verdict": "different", "created": "2024-12-03T10:00:00Z"}
    older = SOUND | {"created": "2024-12-02T10:00:00Z"}
    assert desk.import_corrections([SOUND, newest, older, newest]) == (1, 0, ())
    assert desk.corrections() == [Correction("fr1", "en1", "different", "2024-12-03T10:00:00Z")]
    desk.undo()
    assert desk.corrections() == []


def test_two_that_contradict_each_other_at_one_time_are_not_both_taken(desk: Desk) -> None:
    _, _, (refused,) = desk.import_corrections([OTHER, SOUND, SOUND | {"verdict": "different"}])
    assert refused.place == 3 and "the opposite of the same two reports" in refused.reason
    assert SAID in desk.corrections()


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
    | st.sampled_from(("fr1", "fr2", "en1", "en2", "\udc80", "\0", SAID.created, "same", "different")),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(("id", "fr", "en", "verdict", "created")), inner, max_size=5),
    max_leaves=8,
)  # fmt: skip
ROWS = VALUES | st.fixed_dictionaries(
    {
        "fr": st.fixed_dictionaries({"id": VALUES}),
        "en": st.fixed_dictionaries({"id": VALUES}),
        "verdict": VALUES,
        "created": VALUES,
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, max_size=4))
@example([SOUND, SOUND, OTHER])
def test_whatever_is_in_an_export_only_what_is_sound_is_taken(desk: Desk, rows: list[object]) -> None:
    taken, elsewhere, refused = desk.import_corrections(json.loads(json.dumps(rows)))
    assert 0 <= elsewhere <= taken <= len(rows) - len(refused)
    assert all(1 <= place <= len(rows) and reason for place, reason in refused)
    for said in desk.corrections():
        assert said.verdict in VERDICTS and (said.fr + said.en).isprintable()
        assert not said.fr.startswith("en") and not said.en.startswith("fr")
    if taken:
        desk.undo()
    assert desk.corrections() == []
