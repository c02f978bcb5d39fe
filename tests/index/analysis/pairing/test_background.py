from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.analysis.pairing.background import NAMES, NUMBERS, SAMPLE_UNITS, Background, shipped
from tests.index.analysis.pairing.in_memory import background, made


def test_sample_is_of_the_archive_alone_and_changes_little_as_it_grows():
    rng = np.random.default_rng(1)
    profiles = [made(f"{place}", rng.standard_normal(16) / 4) for place in range(6000)]
    one, again = (background(some).samples["fr"] for some in (profiles[:5000], profiles[4999::-1]))
    assert np.array_equal(one, again)
    grown = {row.tobytes() for row in background(profiles).samples["fr"]}
    kept = sum(row.tobytes() in grown for row in one)
    assert len(one) == SAMPLE_UNITS
    assert kept > 0.78 * SAMPLE_UNITS


def test_a_stored_background_is_the_same():
    rng = np.random.default_rng(1)
    named = [
        replace(made(f"{n}", rng.standard_normal(16) / 4), names={"put": (n, "Poutine")}, numbers={"15": 1})
        for n in range(1, 4)
    ]
    fresh = background([*named, replace(made("en", rng.standard_normal(16) / 4), language="en")])
    stored = Background.from_bytes(fresh.to_bytes())
    terms = ("put", "15", "only here")
    assert [list(stored.terms[counted].counts(terms)) for counted in (NAMES, NUMBERS)] == [
        [3, 1, 1],
        [1, 3, 1],
    ]
    assert stored.articles == 4
    for language, sample in fresh.samples.items():
        assert stored.samples[language] == pytest.approx(sample, abs=1e-6)
    often, never = stored.rarity(NAMES, ["put", "only here"])
    assert often < never


def test_what_is_shipped_stands_behind_every_archive():
    """A name of the press is no rare one in an archive that has it once."""
    alone = background([made("fr", np.ones(16, np.float32))])
    rarity = alone.rarity(NAMES, ["sir", "sirip"])
    assert shipped().articles > 1000
    assert {language: len(sample) for language, sample in shipped().samples.items()} == {"fr": 850, "en": 850}
    assert rarity.max() < 9
