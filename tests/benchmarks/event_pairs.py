"""How well pairs are found where an event has many reports, and where the true one is missing.

    python tests/benchmarks/event_pairs.py [FILE ...]

Prints, for each file of tests/quality/events (or those that are named): of the English reports that have a
French report of the same happening how many get one (R), how many of all pairs are such (P); of the templates
how often the true pair is found beside its look-alike, and how often the look-alike is taken without it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.analysis.encoding.interface import Encoder
from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.profiles import Profile
from tests.index.analysis.pairing.in_memory import pair
from tests.quality.test_counterparts import profiles as encoded

GOLD = Path(__file__).parents[1] / "quality" / "events"
Report = dict[str, Any]


def profiles(reports: Iterable[Report], encoder: Encoder) -> list[Profile]:
    return encoded(({**report, "paragraphs": report["paras"]} for report in reports), encoder)


def paired(found: Sequence[Profile]) -> set[tuple[str, str]]:
    """French and English ids of the pairs that are counterparts."""
    sides = [[p for p in found if p.language == language] for language in ("fr", "en")]
    return {(each.fr, each.en) for each in pair(*sides) if each.status == "counterpart"}


def events(content: Sequence[dict[str, Any]], encoder: Encoder) -> str:
    reports = {report["id"]: report for event in content for report in event["reports"]}
    told = {(report["language"], report["happening"]) for report in reports.values()}
    wanted = {r["id"] for r in reports.values() if r["language"] == "en" and ("fr", r["happening"]) in told}
    found = paired(profiles(reports.values(), encoder))
    right = {(fr, en) for fr, en in found if reports[fr]["happening"] == reports[en]["happening"]}
    have = len({en for _, en in right} & wanted)
    return f"R {have}/{len(wanted)} = {have / len(wanted):.2f}  P {len(right)}/{len(found)}"


def templates(content: Sequence[dict[str, Any]], encoder: Encoder) -> str:
    found = wrong = 0
    for each in content:
        true, alike = each["true"], each["look_alike"]
        pair_ids = (true["fr"]["id"], true["en"]["id"])
        found += pair_ids in paired(profiles((true["fr"], true["en"], alike), encoder))
        rest = [report for report in (true["fr"], true["en"]) if report["language"] != alike["language"]]
        wrong += bool(paired(profiles([*rest, alike], encoder)))
    return (
        f"true pair found {found}/{len(content)}  look-alike taken for a missing one {wrong}/{len(content)}"
    )


def main(files: Sequence[Path]) -> None:
    encoder = load_encoder()
    for file in files:
        measure = events if file.name.startswith("events") else templates
        print(f"{file.stem:<16} {measure(json.loads(file.read_text('utf-8')), encoder)}", flush=True)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(GOLD.glob("*.json")))
