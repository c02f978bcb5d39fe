"""How well French and English reports of one event are found where there is one of each. Floors only go up.

Archives in which an event has several reports: test_events.py.
"""

from __future__ import annotations

import random
import statistics
from pathlib import Path

import pytest

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.verdicts import Verdicts
from index.ingest.intake import read_article
from index.model.articles import RawDocument
from index.settings import seeds_folder
from index.sources.registry import open_source
from tests.quality import pairing_runs
from tests.quality.pairing_sets import (
    Pair,
    Set,
    from_articles,
    released,
    undated,
    without_counterparts,
    written_apart,
)

pytestmark = pytest.mark.slow
ALONE = 120
"""Real reports of each language, without counterparts; weights are fitted with 300 of each."""
Pairs = set[Pair]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def counterparts(each: Set, said: Verdicts | None = None) -> Pairs:
    return pairing_runs.counterparts(pairing_runs.found(each, said))


def scores(name: str, found: Pairs, gold: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = len(found & gold)
    precision, recall = right / max(1, len(found)), right / len(gold)
    f1 = 2 * right / (len(found) + len(gold))
    print(f"\n{name:32} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return precision, recall, f1


@pytest.fixture(scope="module")
def seeds(encoder: Encoder) -> tuple[Set, dict[str, str]]:
    documents = [d for d in open_source(seeds_folder()).documents() if isinstance(d, RawDocument)]
    articles = [read_article(document) for document in documents]
    names = {article.id: Path(article.origin).name[:3] for article in articles}
    return from_articles("seeds", articles, encoder, {}), names


def test_seeds_have_exactly_one_pair(seeds: tuple[Set, dict[str, str]]):
    found, names = seeds
    (only,) = pairing_runs.partners(pairing_runs.found(found))
    print(f"\nseeds: log-odds {only.log_odds:.2f}")
    assert (names[only.fr], names[only.en]) == ("000", "004")
    assert only.log_odds > 4


def test_seeds_without_the_french_report_have_no_counterpart(seeds: tuple[Set, dict[str, str]]):
    found, names = seeds
    assert counterparts(found.of(lambda profile: names[profile.article] != "000", "others")) == set()


@pytest.fixture(scope="module", params=["debian_trans", "debian_comp", "weekly"])
def releases(request: pytest.FixtureRequest, encoder: Encoder) -> tuple[Set, Set]:
    """Dated and undated."""
    articles, happening = released(request.param)
    return (
        from_articles(request.param, articles, encoder, happening),
        from_articles(request.param, undated(articles), encoder, happening),
    )


RELEASES_F1 = {"debian_trans": 1.0, "debian_comp": 0.96, "weekly": 0.99}
UNDATED_RELEASES_F1 = {"debian_trans": 0.96, "debian_comp": 0.88, "weekly": 0.95}


def test_releases_and_their_translations(releases: tuple[Set, Set]):
    dated, _ = releases
    assert scores(f"{dated.name} dated", counterparts(dated), dated.gold())[2] >= RELEASES_F1[dated.name]


def test_releases_and_their_translations_without_dates(releases: tuple[Set, Set]):
    """Releases repeat each other almost word by word; only the dates tell some of them apart."""
    _, dateless = releases
    f1 = scores(f"{dateless.name} undated", counterparts(dateless), dateless.gold())[2]
    assert f1 >= UNDATED_RELEASES_F1[dateless.name]


# Precision and recall of the other half, undated, when the reader has confirmed one half.
CONFIRMED = {"debian_trans": (0.94, 0.98), "debian_comp": (0.98, 0.90), "weekly": (0.94, 0.94)}


def test_what_the_reader_confirms_does_not_harm_the_others(releases: tuple[Set, Set]):
    _, dateless = releases
    gold = dateless.gold()
    told, untold = [], []
    from_the_texts = counterparts(dateless)
    for seed in range(3):
        half = set(random.Random(seed).sample(sorted(gold), len(gold) // 2))
        confirmed = counterparts(dateless, dict.fromkeys(half, True))
        for chances, paired_so in ((untold, from_the_texts), (told, confirmed)):
            count = len(half) if paired_so is confirmed else 0
            name = f"{dateless.name}, {count} of {len(gold)} confirmed"
            chances.append(scores(name, paired_so - half, gold - half)[:2])
    precision, recall = (statistics.mean(each) for each in zip(*told, strict=True))
    assert precision >= CONFIRMED[dateless.name][0]
    assert recall >= CONFIRMED[dateless.name][1]
    gained = [after - before for (_, before), (_, after) in zip(untold, told, strict=True)]
    assert min(gained) >= 0


@pytest.fixture(scope="module")
def invented(encoder: Encoder) -> tuple[Set, Set]:
    articles, happening, _ = written_apart()
    return (
        from_articles("invented", articles, encoder, happening),
        from_articles("invented", undated(articles), encoder, happening),
    )


def test_reports_written_apart_among_look_alikes(invented: tuple[Set, Set]):
    dated, _ = invented
    precision, recall, _ = scores("invented dated", counterparts(dated), dated.gold())
    assert precision >= 1.0
    assert recall >= 0.90


def test_reports_written_apart_without_dates(invented: tuple[Set, Set]):
    _, dateless = invented
    precision, recall, _ = scores("invented undated", counterparts(dateless), dateless.gold())
    assert precision >= 1.0
    assert recall >= 0.81


def test_every_missed_report_is_at_least_a_possible_one(invented: tuple[Set, Set]):
    dated, _ = invented
    shown = {pair.articles for pair in pairing_runs.partners(pairing_runs.found(dated))}
    _, recall, _ = scores("invented, possible ones too", shown, dated.gold())
    assert recall >= 1.0


def test_a_look_alike_seldom_takes_the_place_of_a_missing_report(invented: tuple[Set, Set]):
    """The true English report is taken away; its look-alike must not become the counterpart."""
    dated, _ = invented
    gold = dated.gold()
    wrong = []
    for fr, en in sorted(gold):
        left = dated.of(lambda profile, gone=en: profile.article != gone, "left")  # type: ignore[misc]
        wrong += [match for match in counterparts(left) if match[0] == fr]
    print(f"\nlook-alikes taken for the missing report: {len(wrong)} of {len(gold)}: {wrong}")
    assert len(wrong) <= 2


def test_real_reports_without_counterparts_have_none(encoder: Encoder):
    assert counterparts(without_counterparts(encoder, ALONE)) == set()
