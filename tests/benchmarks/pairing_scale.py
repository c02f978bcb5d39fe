"""Pairing at the size of an archive: a first run over everything, then articles that come one by one.

The archive is made up. Its reports are those of tests/quality/counterparts (real releases and their
translations, invented news), encoded once; each story takes one of them, turns its vectors towards a
direction of its own, and has two names and a number of its own; its other names and numbers it shares with
one story in a hundred that was made of the same report. Half of the stories have a report in both
languages, a quarter each in one. They are spread over three years; 15 of 100 reports are undated. A large
archive has ten times as many of the same days, or as many a day for thirty years. So the figures tell what
pairing costs, not how good it is: tests/quality/test_counterparts.py tells that.

python tests/benchmarks/pairing_scale.py [--articles 10000] [--small 1000] [--added 40]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

# One thread, as the program has it: CPU seconds of a second one are spent on waiting.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from index.analysis.encoding.universal import load_encoder
from index.analysis.encoding.vectors import quantise
from index.analysis.facts.quantity import Quantity
from index.analysis.pairing.profiles import Profile, profile
from index.analysis.pairing.stated import STATED_FORMAT, Facts, Stated, facts
from index.counterparts.finding import find_pairs
from index.counterparts.profiles import put_profile
from index.model.articles import Article, Block, DateRange, Role
from index.storage.library import Library, open_library

GOLD = Path(__file__).parent.parent / "quality" / "counterparts"
FIRST_DAY = date(2022, 1, 1).toordinal()
DAYS = 3 * 365
UNDATED = 0.15
CASTS = 97
"""Stories with one number modulo this have their names and numbers in common, when they have one text."""


Report = tuple[Profile, Facts]


def real_reports() -> dict[str, list[Report]]:
    """The shipped reports, encoded, by language."""
    encoder = load_encoder()
    rows: list[dict[str, Any]] = json.loads((GOLD / "invented.json").read_text("utf-8"))
    rows += json.loads((GOLD / "debian_trans.json").read_text("utf-8"))["articles"]
    found: dict[str, list[Report]] = {"fr": [], "en": []}
    for row in rows:
        blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(row["paragraphs"]))
        article = Article(row["id"], row["id"], "", row["language"], row["title"], "given", blocks)
        found[row["language"]].append((profile(article, (), encoder), facts(article)))
    return found


def stories(real: dict[str, list[Report]], first: int, count: int, days: int = DAYS) -> Iterator[Report]:
    """The reports of ``count`` stories."""
    for number in range(first, first + count):
        dice, vectors = random.Random(number), np.random.default_rng(number)
        own = vectors.standard_normal(512)
        own /= np.linalg.norm(own)
        day = FIRST_DAY + dice.randrange(days)
        languages = dice.choices((("fr", "en"), ("fr",), ("en",)), (2, 1, 1))[0]
        for language in languages:
            base, stated = dice.choice(real[language])
            units = base.vectors / np.maximum(np.linalg.norm(base.vectors, axis=1, keepdims=True), 1e-9)
            units = units + 0.8 * own + 0.03 * vectors.standard_normal(units.shape)
            cast = number % CASTS
            names = {f"{name}.{cast}": found for name, found in base.names.items()}
            names |= {f"n{number}x": (2, "Name"), f"n{number // 9}y": (1, "Other")}
            published = None if dice.random() < UNDATED else day + dice.randrange(2)
            article = f"{language}{number:07}"
            own_number = Quantity("", 0, 0, number + 1000.0, 1.0, low=number + 1000.0, high=number + 1000.0)
            yield (
                replace(
                    base,
                    article=article,
                    vectors=quantise(units.astype(np.float32)),
                    names=names,
                    numbers={f"{n}{cast:02}": times for n, times in base.numbers.items()}
                    | {str(number + 1000): 1},
                    first_day=published,
                    last_day=published,
                ),
                replace(
                    stated,
                    article=article,
                    numbers=(
                        *(_of_cast(each, cast) for each in stated.numbers),
                        Stated.at(own_number, 0, recalled=False),
                    ),
                    names={f"{name}.{cast}": times for name, times in stated.names.items()}
                    | {f"n{number}x": 1},
                    words=frozenset(f"{word}.{cast}" for word in stated.words),
                    days=frozenset(),
                    event_day=None,
                ),
            )


def _of_cast(stated: Stated, cast: int) -> Stated:
    value = stated.quantity.value * (1 + cast / CASTS) + cast
    quantity = replace(stated.quantity, value=value, low=value, high=value, written=value)
    return Stated.at(quantity, stated.unit, recalled=stated.recalled)


def take_in(library: Library, reports: Iterator[Report]) -> int:
    taken = 0
    with library.database.transaction():
        for report, stated in reports:
            day = None
            if report.first_day is not None:
                written = date.fromordinal(report.first_day).isoformat()
                day = DateRange(written, written, "day", "field")
            blocks = (Block(0, Role.BODY, "text"),)
            article = report.article
            library.articles.put(
                Article(article, article, article, report.language, "", "given", blocks, published=day), b""
            )
            put_profile(library, report)
            library.facts.put([(article, stated.to_json())], STATED_FORMAT)
            taken += 1
    return taken


def seconds(library: Library) -> tuple[float, float]:
    """CPU and wall seconds of one run."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in find_pairs(library, lambda: False):
        pass
    return time.process_time() - cpu, time.perf_counter() - wall


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    articles: int
    """Of each language."""
    days: int

    def stories(self) -> int:
        return self.articles * 4 // 3


def paired(folder: Path, real: dict[str, list[Report]], shape: Shape) -> Library:
    """An archive of this shape, paired for the first time."""
    library = open_library(folder)
    taken = take_in(library, stories(real, 0, shape.stories(), shape.days))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = seconds(library)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = library.counterparts.all()
    right = sum(pair.fr[2:] == pair.en[2:] for pair in pairs)
    size = library.database.file.stat().st_size / 1e6
    print(
        f"{shape.name}, {taken} articles: {cpu:.1f} s CPU, {wall:.1f} s; {len(pairs)} pairs, {right} of one"
        f" story; peak {peak:.0f} MB, {before:.0f} MB before; library {size:.0f} MB"
    )
    return library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="of each language")
    parser.add_argument("--small", type=int, default=1_000, help="of each language, to compare with")
    parser.add_argument("--added", type=int, default=60)
    options = parser.parse_args()
    real = real_reports()
    times = options.articles / options.small
    small = Shape("small", options.small, DAYS)
    shapes = (
        small,  # The small one first: the peak of a large one is its own then.
        Shape("denser", options.articles, DAYS),
        Shape("longer", options.articles, int(DAYS * times)),
    )
    with tempfile.TemporaryDirectory() as folder:
        archives = {shape: paired(Path(folder, shape.name), real, shape) for shape in shapes}
        runs: dict[Shape, list[float]] = {shape: [] for shape in archives}
        # In turn, so that what else the machine does slows all alike.
        for number in range(options.added):
            for shape, library in archives.items():
                take_in(library, stories(real, shape.stories() + number, 1, shape.days))
                runs[shape].append(seconds(library)[0] * 1000)
        for shape, found in runs.items():
            print(
                f"one story added to the {shape.name} one: median {statistics.median(found):.1f} ms CPU,"
                f" mean {statistics.mean(found):.1f}, worst {max(found):.0f};"
                f" {statistics.median(found) / statistics.median(runs[small]):.2f} times the small one's"
            )
        for library in archives.values():
            library.close()


if __name__ == "__main__":
    main()
