"""Ingest: articles a second from files to searchable, named and paired, and what it takes in memory.

python tests/benchmarks/ingest_rate.py [--articles 200]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.program import environment, newsreader


def measure(folder: Path, articles: int, *, ner: bool) -> tuple[float, float]:
    """Articles a second, and peak resident memory in megabytes, of one ``newsreader add``."""
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home), f"[archive]\nner = {str(ner).lower()}\n")
        began = time.perf_counter()
        running = subprocess.Popen(
            [newsreader(), "-q", "add", str(folder)], env=env, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise SystemExit(f"newsreader add ended with {running.returncode}")
    return articles / seconds, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write_corpus(corpus, options.articles)
        print(f"{options.articles} articles, load {os.getloadavg()[0]:.1f}; start and models included")
        for ner in (False, True):
            if ner and find_spec("spacy") is None:
                print("with [ner]      not installed")
                continue
            rate, megabytes = measure(corpus, options.articles, ner=ner)
            print(
                f"{'with' if ner else 'without'} [ner]".ljust(14),
                f"{rate:6.1f} articles/s, peak {megabytes:.0f} MB",
            )


if __name__ == "__main__":
    main()
