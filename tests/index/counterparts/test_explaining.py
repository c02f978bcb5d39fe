"""What would be a counterpart, but for what contradicts, is told of an article that has none."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.analysis.encoding.vectors import quantise
from index.analysis.pairing.profiles import Profile
from index.analysis.pairing.stated import Facts
from index.counterparts.explaining import explain
from index.model.pairs import ORDINAL, WEEKDAY, Conflict
from index.storage.library import open_library
from tests.index.counterparts.archives import run, state, story, take_in

UNDATED = 9


def alike() -> tuple[Profile, Profile]:
    """Undated reports that are alike, without a name or number in common."""
    fr, en = story(UNDATED, dated=False)
    noise = np.random.default_rng(1).standard_normal(en.vectors.shape)
    return fr, replace(
        en, names={}, numbers={}, vectors=quantise((en.vectors / 40 + noise).astype(np.float32))
    )


@pytest.mark.parametrize(("act", "weekday", "are_paired"), [(4, 5, True), (5, 6, False)])
def test_a_look_alike_that_contradicts_is_refused(tmp_path: Path, act: int, weekday: int, are_paired: bool):
    reports = alike()
    fr, en = (report.article for report in reports)
    with closing(open_library(tmp_path)) as library:
        take_in(library, [*reports, *(p for n in range(30) if n != UNDATED for p in story(n))])
        state(library, Facts(fr, weekdays=(5,), ordinals=frozenset({4})))
        state(library, Facts(en, weekdays=(weekday,), ordinals=frozenset({act})))
        assert ((fr, en) in run(library)) is are_paired
        for article, other in ((fr, en), (en, fr)):
            told = explain(library, article)
            if are_paired:
                assert (told.counterpart, told.refused) == (other, None)
                continue
            assert told.refused is not None
            assert (told.counterpart, told.refused.article) == (None, other)
            assert told.refused.evidence.conflicts == (
                Conflict(WEEKDAY, "5", "6"),
                Conflict(ORDINAL, "4", "5"),
            )
        assert explain(library, story(1)[0].article).refused is None


def test_what_nothing_contradicts_is_not_refused(tmp_path: Path):
    with closing(open_library(tmp_path)) as library:
        take_in(library, [p for n in range(30) for p in story(n) if p.article != "en009"])
        run(library)
        told = explain(library, "fr009")
        assert told.best is not None
        assert (told.counterpart, told.best.status, told.refused) == (None, "unlikely", None)
