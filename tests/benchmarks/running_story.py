"""How pairing fares in a real running story: many papers, many reports of one event, months of it.

The folder has ``fr.jsonl.gz`` and ``en.jsonl.gz`` (id, date or null, title, paras, source a line) and
``gold.tsv`` (event, English ids, French ids) with some of the events. Counted are the English reports of the
gold that are shown with a right French one, and the claims that are right; claims outside the gold are
listed, to be read.

python tests/benchmarks/running_story.py FOLDER [--claims]
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.scores import probability
from tests.quality import pairing_sets
from tests.quality.pairing_runs import b_cubed, best, found, partners


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", action="store_true", help="list the claims outside the gold")
    options = parser.parse_args()
    each = pairing_sets.running_story(options.folder, load_encoder())
    start = time.process_time()
    told = found(each)
    seconds = time.process_time() - start
    findable = {en for _, en in each.gold()}
    days = {profile.article: profile.first_day for profile in each.profiles}
    for least in ("possible", "counterpart"):
        shown = {article: pair for article, pair in best(partners(told, least)).items() if article == pair.en}
        right = {article for article, pair in shown.items() if each.is_one(pair.articles)}
        judged = shown.keys() & findable
        print(
            f"{least} and better: R {len(right) / len(findable):.2f} of {len(findable)} English reports,"
            f" P {len(right) / max(1, len(judged)):.2f} of {len(judged)} claims of the gold,"
            f" {len(right) / max(1, len(shown)):.2f} of all {len(shown)}"
        )
        if options.claims:
            for article in sorted(shown.keys() - right):
                pair = shown[article]
                dated = None not in (days[pair.fr], days[pair.en])
                known = "of the gold, another" if article in findable else "outside the gold"
                print(f"  {pair.en} {pair.fr} {probability(pair.log_odds, dated=dated):.2f} {known}")
    some = each.of(lambda profile: profile.article in each.happening, "gold")
    precision, recall, f1 = b_cubed(some, told)
    print(f"events of the gold, B-cubed: P {precision:.2f} R {recall:.2f} F1 {f1:.2f}")
    print(f"largest event {max(len(happening.articles) for happening in told)} reports; {seconds:.1f} s CPU")


if __name__ == "__main__":
    main()
