"""Fit the weights of index/analysis/pairing/weights.py: two logistic regressions over what speaks for a pair.

Every set counts as much as its share says, whatever its size; in each the true pairs weigh a third of the
others. What may be one happening though nobody said so (a running story of which some events are known) is
left out or counts little. Printed are the weights, and how each set fares with those fitted on the others'
events (five folds).

python tests/benchmarks/pairing_fit.py [--story FOLDER] [--cache FILE]
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.candidates import candidates, sister_candidates
from index.analysis.pairing.comparison import cheap_evidence, whole_evidence
from index.analysis.pairing.scores import EVIDENCE, VETO, columns_of, vetoed
from tests.quality import pairing_sets
from tests.quality.pairing_sets import Pair, Set

Numbers = NDArray[np.float64]
FOLDS = 5
RIDGE = 3.0
SHARES = {
    "running story": 1.5, "events": 1.0, "templates": 1.2, "none": 0.6, "debian_trans": 0.2,
    "debian_trans undated": 0.2, "debian_comp": 0.4, "debian_comp undated": 0.4, "weekly": 0.4,
    "weekly undated": 0.4, "invented": 0.8, "invented undated": 0.6,
}  # fmt: skip
TRUE, FALSE = 60.0, 180.0
"""What the true and the false pairs of a set weigh together, times its share."""
VETOES = ("weekdays_differ_undated", "number_conflicts")
"""No weights."""
LEFT_OUT = {
    # Tolls and days do differ between true reports. The nearness of lead and units says what likeness says;
    # the weekday of a dated report, what its days say.
    "ACROSS": (*VETOES, "event_days_differ", "similarity", "lead", "weekdays_agree", "day_told"),
    # Copies and updates: what else they state is no sign of another happening.
    "SISTERS": (
        *VETOES, "event_days_differ", "similarity", "lead", "names", "nearness", "numbers", "days_shared",
        "weekdays_agree", "words", "shortness", "no_day",
    ),
}  # fmt: skip
NO_SISTERS_KNOWN = "none"
"""Many of its reports of one language do tell one happening."""
WITH_LOOK_ALIKES = ("templates", "invented", "invented undated")
"""Those of a group that tell no one happening were written to be alike: they count most."""
UNKNOWN, NEARLY_KNOWN = 0.0, 0.15
"""Weight of pairs of one day that nobody judged, and of those of a report whose true ones are known."""


class RememberingEncoder:
    """What was encoded before is read from a file."""

    def __init__(self, encoder: Encoder, file: Path | None) -> None:
        self.id, self.dim, self._encoder, self._file = encoder.id, encoder.dim, encoder, file
        self._known: dict[str, bytes] = pickle.loads(file.read_bytes()) if file and file.exists() else {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for text, vector in zip(new, self._encoder.encode(new) if new else (), strict=True):
            self._known[text] = np.rint(vector * 127 / np.abs(vector).max()).astype(np.int8).tobytes()
        levels = b"".join(self._known[text] for text in texts)
        return np.frombuffer(levels, np.int8).reshape(-1, self.dim).astype(np.float32)

    def save(self) -> None:
        if self._file:
            self._file.write_bytes(pickle.dumps(self._known))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The candidate pairs of a set."""

    set: Set
    pairs: list[Pair]
    evidence: NDArray[np.float32]
    true: Numbers
    weights: Numbers

    def folds(self, seed: int) -> NDArray[np.int64]:
        """By what the first report of a pair belongs to."""
        groups = [
            self.set.group.get(pair[0]) or self.set.group.get(pair[1]) or pair[0] for pair in self.pairs
        ]
        dice = random.Random(seed)
        fold = {group: dice.randrange(FOLDS) for group in sorted(set(groups))}
        return np.array([fold[group] for group in groups])


def across(each: Set) -> Table:
    fr, en, reports = each.side("fr"), each.side("en"), each.reports()
    rows, columns = candidates(fr, en)
    evidence = whole_evidence(fr, en, rows, columns, cheap_evidence(fr, en, rows, columns, reports), reports)
    pairs = [(fr.articles[r], en.articles[c]) for r, c in zip(rows.tolist(), columns.tolist(), strict=True)]
    return _table(each, pairs, evidence)


def sisters(each: Set) -> Table:
    pairs: list[Pair] = []
    tables = []
    for language in ("fr", "en"):
        side, reports = each.side(language), each.reports()
        rows, others = sister_candidates(side)
        pairs += [
            (side.articles[r], side.articles[o]) for r, o in zip(rows.tolist(), others.tolist(), strict=True)
        ]
        cheap = cheap_evidence(side, side, rows, others, reports)
        tables.append(whole_evidence(side, side, rows, others, cheap, reports))
    return _table(each, pairs, np.concatenate(tables))


def _table(each: Set, pairs: list[Pair], evidence: NDArray[np.float32]) -> Table:
    true = np.array([each.is_one(pair) for pair in pairs], float)
    near = evidence[:, columns_of(["days_apart"])[0]] == 0
    weights = np.ones(len(pairs))
    for place, (one, other) in enumerate(pairs):
        if true[place]:
            continue
        known = [each.happening.get(report) for report in (one, other)]
        if not each.complete:
            if None in known and near[place]:
                weights[place] = NEARLY_KNOWN if known[1] is not None else UNKNOWN
            elif None in known:
                weights[place] = 0.3
        elif each.name in WITH_LOOK_ALIKES and each.group[one] == each.group[other]:
            weights[place] = 4.0
        elif each.group.get(one, one) == each.group.get(other, other):
            weights[place] = 0.5
    share = SHARES[each.name]
    weights[true == 1] *= TRUE * share / max(1.0, weights[true == 1].sum())
    weights[true == 0] *= FALSE * share / max(1.0, weights[true == 0].sum())
    return Table(each, pairs, evidence, true, weights)


def fit(tables: Sequence[Table], kept: Sequence[NDArray[np.bool_]], names: Sequence[str]) -> Numbers:
    """[names + 1]: weights of the columns, and the start."""
    columns = columns_of(names)
    x = np.concatenate([t.evidence[k][:, columns] for t, k in zip(tables, kept, strict=True)]).astype(float)
    y = np.concatenate([t.true[k] for t, k in zip(tables, kept, strict=True)])
    w = np.concatenate([t.weights[k] for t, k in zip(tables, kept, strict=True)])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    ridge = RIDGE * np.eye(z.shape[1])
    ridge[-1, -1] = 0
    b = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ b))
        step = np.linalg.solve(
            (z * (w * p * (1 - p))[:, None]).T @ z + ridge, z.T @ (w * (p - y)) + ridge @ b
        )
        b -= step
        if abs(step).max() < 1e-6:
            break
    return np.append(b[:-1] / spread, b[-1] - (b[:-1] * mean / spread).sum())


def scored(table: Table, weights: Numbers, names: Sequence[str]) -> Numbers:
    found: Numbers = table.evidence[:, columns_of(names)] @ weights[:-1] + weights[-1]
    return found - VETO * vetoed(table.evidence, same_language="nearness" not in names)


def out_of_fold(tables: Sequence[Table], names: Sequence[str], rounds: int = 2) -> list[Numbers]:
    found = [np.zeros(len(table.pairs)) for table in tables]
    for seed in range(rounds):
        folds = [table.folds(seed) for table in tables]
        for fold in range(FOLDS):
            weights = fit(tables, [each != fold for each in folds], names)
            for table, each, scores in zip(tables, folds, found, strict=True):
                scores[each == fold] += scored(table, weights, names)[each == fold] / rounds
    return found


def best(pairs: Sequence[Pair], scores: Numbers, side: int) -> dict[str, tuple[float, str]]:
    found: dict[str, tuple[float, str]] = {}
    for pair, score in zip(pairs, scores.tolist(), strict=True):
        if pair[side] not in found or score > found[pair[side]][0]:
            found[pair[side]] = (score, pair[1 - side])
    return found


def told(table: Table, scores: Numbers, threshold: float) -> str:
    """How a set fares by the best of each English report, or by mutual best where events have one each."""
    english, french = best(table.pairs, scores, 1), best(table.pairs, scores, 0)
    claims = {(fr, en) for en, (score, fr) in english.items() if score >= threshold}
    if table.set.name not in ("events", "running story"):
        claims = {(fr, en) for fr, en in claims if french[fr][1] == en}
    judged = {pair for pair in claims if table.set.complete or table.set.happening.get(pair[1])}
    right = {pair for pair in claims if table.set.is_one(pair)}
    findable = {en for _, en in table.set.gold()}
    text = f"P {len(right) / max(1, len(judged)):.3f} R {len(right) / max(1, len(findable)):.3f}"
    return f"{text} ({len(claims) - len(judged)} more)" if not table.set.complete else text


def report(tables: Sequence[Table], scores: Sequence[Numbers], thresholds: Sequence[float]) -> None:
    for table, its in zip(tables, scores, strict=True):
        line = "  ".join(f"{t:g}: {told(table, its, t)}" for t in thresholds)
        if table.set.name == "templates":
            line += f"  look-alikes {', '.join(str(n) for n in look_alikes(table, its, thresholds))}"
        if table.set.name == "none":
            line = f"{(its > 0).sum()} above 0, {(its > 1).sum()} above 1, most {its.max():.1f}"
        print(f"  {table.set.name:22} {line}")


def look_alikes(table: Table, scores: Numbers, thresholds: Sequence[float]) -> Iterator[int]:
    """How many are taken for the true report where that is missing."""
    wrong: dict[str, float] = {}
    for (one, other), score in zip(table.pairs, scores.tolist(), strict=True):
        group = table.set.group[one]
        if group == table.set.group[other] and not table.set.is_one((one, other)):
            wrong[group] = max(score, wrong.get(group, -9))
    for threshold in thresholds:
        yield sum(score >= threshold for score in wrong.values())


def printed(name: str, weights: Numbers, names: Sequence[str]) -> None:
    print(f"{name} = (\n    {weights[-1]:.3f},\n    {{")
    for column, value in zip(names, weights[:-1].tolist(), strict=True):
        print(f'        "{column}": {value:.3f},')
    print("    },\n)")


def all_sets(encoder: Encoder, story: Path | None) -> Iterator[Set]:
    yield pairing_sets.events(encoder)
    yield pairing_sets.templates(encoder)
    yield pairing_sets.without_counterparts(encoder)
    yield from pairing_sets.one_report_an_event(encoder)
    if story:
        yield pairing_sets.running_story(story, encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story", type=Path, help="folder of a running story")
    parser.add_argument("--cache", type=Path, help="file to keep vectors in")
    options = parser.parse_args()
    encoder = RememberingEncoder(load_encoder(), options.cache)
    sets = list(all_sets(encoder, options.story))
    encoder.save()
    for title, make in (("ACROSS", across), ("SISTERS", sisters)):
        names = [name for name in EVIDENCE if name not in LEFT_OUT[title]]
        chosen = [each for each in sets if make is across or each.name != NO_SISTERS_KNOWN]
        tables = [make(each) for each in chosen]
        everything = [np.ones(len(table.pairs), bool) for table in tables]
        print(title)
        report(tables, out_of_fold(tables, names), (0.0, 1.0, 2.0))
        printed(title, fit(tables, everything, names), names)


if __name__ == "__main__":
    main()
