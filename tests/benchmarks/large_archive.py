"""What a reader who types sees of a large archive: the echo of each character, and when the results stand.

python tests/benchmarks/large_archive.py [--articles 100000] [--queries 12] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import quantiles

from index.engines.registry import engine
from index.ingest.full_text import IN_STEP_FILE
from index.settings import INDEX_FOLDER
from index.storage.library import open_library
from index.storage.sqlite.writer_lock import writer_lock
from tests.benchmarks.program import environment, newsreader
from tests.benchmarks.search_corpus import DESCRIPTION, articles, fill_library
from tests.terminal.driver import Program

BATCH = 8192
KEY_SECONDS = 0.08
"""A fast typist: twelve characters a second."""
QUIET = 0.4
QUERIES = (
    "president", "conseil de sécurité", "alep", "syrian army", "attentat paris", "\"the united", "elections",
    "gouvernement ministre", "russia turkey", "grève", "since:2016 damas", "soldiers killed",
    "police", "journaliste", "civilians aleppo", "loi travail", "presidant", "airstrike", "lang:fr syrie",
    "manifestation", "cease fire", "\"état islamique", "rebel", "hôpital", "tribunal",
    "premier ministre", "is:paired", "raqqa", "united nations", "suspect", "ville nord", "army forces",
    "mort", "opposition leader", "europe", "bombing school",
)  # fmt: skip


def build(folder: Path, count: int) -> None:
    """An archive whose library and index hold ``count`` articles."""
    fill_library(folder, count)
    index = engine("whoosh").open(folder / INDEX_FOLDER, create=True)
    made = list(articles(count))
    for start in range(0, count, BATCH):
        index.write(made[start : start + BATCH])
    while index.compact():
        pass
    index.close()
    library = open_library(folder)
    in_step = {"change": library.articles.latest_change()}
    (folder / INDEX_FOLDER / IN_STEP_FILE).write_text(json.dumps(in_step))
    library.close()


def results(program: Program) -> list[str]:
    """The figures and rows of the result list: not the names beside them, nor the text below."""
    return [program.lines[0], program.lines[1][-40:], *(line[30:] for line in program.lines[2:16])]


def ask(program: Program, query: str) -> tuple[list[float], float | None]:
    """Milliseconds to the echo of each character, and from the last one to the last change of the results.

    None when the last one changed nothing that is seen, not even the time that the search took.
    """
    program.press("/")
    program.settle(QUIET)
    echoes = []
    for n, character in enumerate(query, 1):
        pressed = time.perf_counter()
        program.send(character)
        shown = program.wait_until(partial(_shows, program, query[:n]), f"{query[:n]!r} in the search line")
        echoes.append((shown - pressed) * 1000)
        if n < len(query):
            program.wait_for_quiet(pressed + KEY_SECONDS)
    before = results(program)
    stands = program.last_change(QUIET, lambda: results(program))
    changed = results(program) != before
    program.send("escape")
    program.settle(QUIET)
    program.send("escape")
    program.settle(QUIET)
    return echoes, (stands - pressed) * 1000 if changed else None


def _shows(program: Program, typed: str) -> bool:
    return f"/ {typed}" in program.lines[1]


def tell(name: str, times: list[float]) -> None:
    cuts = quantiles(times, n=20, method="inclusive")
    print(f"{name:<34} {cuts[9]:6.1f} / {cuts[18]:6.1f} / {max(times):6.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=len(QUERIES))
    parser.add_argument("--keep", type=Path, help="build the archive here, or use the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        archive = options.keep or Path(home) / "archive"
        if not (archive / INDEX_FOLDER).exists():
            build(archive, options.articles)
        env = environment(Path(home), "[archive]\nner = false\n") | {"NEWSREADER_ARCHIVE": str(archive)}
        # Held for writing, so that no import works out names and pairs of made-up articles meanwhile.
        with writer_lock(archive), Program([newsreader()], env=env) as program:
            program.wait_for(" found")
            program.settle(2.0)
            print(DESCRIPTION)
            print(f"{options.articles} articles, load {os.getloadavg()[0]:.1f}; p50 / p95 / max in ms")
            echoes, stands = [], []
            for query in QUERIES[: options.queries]:
                echo, result = ask(program, query)
                echoes += echo
                stands += [result] if result is not None else []
            tell(f"{len(echoes)} typed characters are shown", echoes)
            tell(f"{len(stands)} results stand after the last key", stands)
            for process, megabytes in program.peak_memory().items():
                print(f"  {megabytes:6.0f} MB  {process}")


if __name__ == "__main__":
    main()
