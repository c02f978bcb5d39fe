"""How well pairs are found where an event has many reports, and where the true one is missing.

    python tests/benchmarks/event_pairs.py [HALF ...]

For each half of tests/quality/events (``one``, ``two``): of the English reports that have a French report of
the same happening how many get one (R), how many of all pairs are such (P); of the templates how often the
true pair is found beside its look-alike, and how often the look-alike is taken without it; and whether what
is said of all these pairs, possible ones too, is a probability.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.evidence import ScoredPair
from tests.index.analysis.pairing.in_memory import pair
from tests.quality.test_calibration import Said, calibration_error
from tests.quality.test_counterparts import profiles

GOLD = Path(__file__).parents[1] / "quality" / "events"
Report = dict[str, Any]


def paired(reports: Iterable[Report]) -> list[ScoredPair]:
    """Counterparts and possible counterparts of an archive of these reports."""
    found = profiles(({**report, "paragraphs": report["paras"]} for report in reports), load_encoder())
    french, english = ([p for p in found if p.language == language] for language in ("fr", "en"))
    return pair(french, english)


def counterparts(found: Iterable[ScoredPair]) -> set[tuple[str, str]]:
    return {(each.fr, each.en) for each in found if each.status == "counterpart"}


def events(content: Sequence[dict[str, Any]]) -> list[Said]:
    reports = {report["id"]: report for event in content for report in event["reports"]}

    def is_right(fr: str, en: str) -> bool:
        return reports[fr]["happening"] == reports[en]["happening"]

    told = {(report["language"], report["happening"]) for report in reports.values()}
    wanted = {r["id"] for r in reports.values() if r["language"] == "en" and ("fr", r["happening"]) in told}
    found = paired(reports.values())
    sure = counterparts(found)
    right = [(fr, en) for fr, en in sure if is_right(fr, en)]
    have = len({en for _, en in right} & wanted)
    print(f"  events: R {have}/{len(wanted)} = {have / len(wanted):.2f}, P {len(right)}/{len(sure)}")
    return [(each.probability, is_right(each.fr, each.en)) for each in found]


def templates(content: Sequence[dict[str, Any]]) -> list[Said]:
    said: list[Said] = []
    whole = taken = 0
    for each in content:
        true, alike = each["true"], each["look_alike"]
        gold = (true["fr"]["id"], true["en"]["id"])
        beside = paired((true["fr"], true["en"], alike))
        rest = [report for report in true.values() if report["language"] != alike["language"]]
        missing = paired((*rest, alike))
        whole += gold in counterparts(beside)
        taken += bool(counterparts(missing))
        said += [(one.probability, (one.fr, one.en) == gold) for one in beside]
        said += [(one.probability, False) for one in missing]
    of = len(content)
    print(f"  templates: true pair found {whole}/{of}, look-alike taken for a missing report {taken}/{of}")
    return said


def main(halves: Sequence[str]) -> None:
    for half in halves:
        print(half)
        said = events(json.loads((GOLD / f"events_{half}.json").read_text("utf-8")))
        said += templates(json.loads((GOLD / f"templates_{half}.json").read_text("utf-8")))
        calibration_error(half, said)


if __name__ == "__main__":
    main(sys.argv[1:] or ("one", "two"))
