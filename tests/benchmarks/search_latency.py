"""Search at 1,000, 10,000 and 100,000 articles: ours beside textbook Whoosh, tantivy and SQLite FTS5.

python tests/benchmarks/search_latency.py [--sizes 1k,10k,100k] [--quick] [--folder DIR]

Every question goes to all engines in turn. Figures are CPU milliseconds of this process (all its threads),
so that other work on the machine matters little; "archive" is all that the archive process does for a search,
the others are asked for 20 titles. Needs `pip install -e .[bench]`.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import search_others as others
from tests.benchmarks import search_peers as peers
from tests.benchmarks.search_corpus import (
    DESCRIPTION,
    Question,
    article,
    articles,
    fill_library,
    questions,
)

PEERS = {
    kind.name: kind
    for kind in (peers.Ours, peers.OurArchive, others.TextbookWhoosh, others.Tantivy, others.Fts5)
}
TEXTBOOK_UP_TO = 10_000
"""Above, one keystroke takes up to half a minute."""
TEXTBOOK_QUESTIONS = 12
COMMITS = 20
FOLDERS = {"archive": "ours"}
"""Both look at the same files."""


def cpu_ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def build(folder: Path, name: str, size: int) -> float:
    """Index ``size`` articles unless that was done before; CPU seconds per 1,000 of them."""
    done = folder / f"{name}.json"
    if not done.exists():
        if name == "ours":
            fill_library(folder / name, size)
        peer, seconds = PEERS[name](folder / name), 0.0
        for batch in peers.batches(articles(size)):
            seconds += cpu_ms(lambda batch=batch, peer=peer: peer.add(batch)) / 1000  # type: ignore[misc]
        if isinstance(peer, peers.Ours):
            seconds += cpu_ms(peer.compact) / 1000
        seconds += cpu_ms(peer.close) / 1000
        done.write_text(json.dumps(seconds / size * 1000))
    return float(json.loads(done.read_text()))


def commits(peer: peers.Peer, size: int) -> list[float]:
    """CPU ms of each of several commits of one more article."""
    fresh = [article(size + time.time_ns() % 10**9 + n) for n in range(COMMITS)]
    return [cpu_ms(lambda one=one: peer.add([one])) for one in fresh]  # type: ignore[misc]


def probe(folder: Path, name: str, size: int) -> None:
    """In a process of its own: opening, and memory after the keystrokes of a few queries."""
    kind = PEERS[name]
    began = time.process_time()
    peer = kind(folder / FOLDERS.get(name, name))
    opened = time.process_time() - began
    for question in questions(size, 12)["keystroke"]:
        peer.ask(question)
    # Not ru_maxrss: a child process begins with that of its parent.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(json.dumps([opened * 1000, int(status["VmHWM"].split()[0]) / 1024]))


def ask_all(opened: dict[str, peers.Peer], asked: Sequence[Question]) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {name: [] for name in opened}
    for number, question in enumerate(asked):
        # Whose turn comes first changes: it finds the caches of the processor cold.
        names = list(opened)[number % len(opened) :] + list(opened)[: number % len(opened)]
        for name in names:
            if name == others.TextbookWhoosh.name and number >= TEXTBOOK_QUESTIONS:
                continue
            try:
                spent[name].append(cpu_ms(lambda peer=opened[name], asked=question: peer.ask(asked)))  # type: ignore[misc]
            except KeyError:
                del opened[name], spent[name]
    return spent


def report(size: int, folder: Path, each: int) -> None:
    names = [name for name in PEERS if name != "Whoosh" or size <= TEXTBOOK_UP_TO]
    if not find_spec("tantivy"):
        names.remove("tantivy")
    print(f"\n## {size:,} articles\n")
    print(f"{'':26}{''.join(f'{name:>17}' for name in names)}   ours / tantivy   ours / FTS5")
    rates = {name: build(folder, name, size) for name in names if name not in FOLDERS}
    line("indexing, CPU s per 1,000", {name: (rate,) for name, rate in rates.items()}, names, ".2f")
    probes: dict[str, tuple[float, ...]] = {}
    for name in names:
        command = [sys.executable, __file__, "--probe", name, "--folder", str(folder), "--sizes", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        probes[name] = tuple(json.loads(done.stdout))
    line("opening, CPU ms", {name: values[:1] for name, values in probes.items()}, names, ".0f")
    line("memory, MB", {name: values[1:2] for name, values in probes.items()}, names, ".0f")
    opened = {name: PEERS[name](folder / FOLDERS.get(name, name)) for name in names}
    gc.collect()
    gc.freeze()
    for kind, asked in questions(size, each).items():
        summary(kind, ask_all(dict(opened), asked), names)
    print()
    writing = {name: commits(peer, size) for name, peer in opened.items() if name not in FOLDERS}
    summary("commit of one article", writing, names)
    line("  slowest", {name: (max(spent),) for name, spent in writing.items()}, names, ".1f")
    for peer in opened.values():
        peer.close()


def summary(kind: str, spent: dict[str, list[float]], names: Sequence[str]) -> None:
    values = {name: (percentile(ms, 0.5), percentile(ms, 0.95)) for name, ms in spent.items() if ms}
    line(kind, values, names, ".2f")


def line(kind: str, values: dict[str, tuple[float, ...]], names: Sequence[str], form: str) -> None:
    cells = [
        " / ".join(f"{value:{form}}" for value in values[name]) if name in values else "-" for name in names
    ]
    ratios = [
        " / ".join(f"{ours / theirs:.1f}" for ours, theirs in zip(values["ours"], values[name], strict=True))
        if name in values and min(values[name])
        else "-"
        for name in ("tantivy", "FTS5")
    ]
    print(f"{kind:26}{''.join(f'{cell:>17}' for cell in cells)}{ratios[0]:>17}{ratios[1]:>14}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1k,10k,100k")
    parser.add_argument("--quick", action="store_true", help="a fifth of the questions")
    parser.add_argument("--folder", type=Path, help="keeps what was built for the next time")
    parser.add_argument("--probe", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size.replace("k", "000")) for size in options.sizes.split(",")]
    if options.probe:
        probe(options.folder, options.probe, sizes[0])
        return
    print(DESCRIPTION)
    print("CPU ms, p50 / p95. FTS5 has no stemmer; a prefix of ours means its most frequent completions.")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            report(size, (options.folder or Path(temporary)) / str(size), 20 if options.quick else 100)


if __name__ == "__main__":
    main()
