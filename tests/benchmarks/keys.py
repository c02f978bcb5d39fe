"""How long a reader waits for a key: from the key to the first visible change, in the list, search and split.

python tests/benchmarks/keys.py [--articles 500] [--presses 40]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.program import environment, newsreader, take_in
from tests.terminal.driver import Program

QUIET = 0.05


def press(program: Program, keys: list[str]) -> list[float]:
    """Milliseconds per key that changed something, each pressed when the one before has settled."""
    times = []
    for key in keys:
        seconds = program.press(key, timeout=1.0)
        program.settle(QUIET)
        if seconds is not None:
            times.append(seconds * 1000)
    return times


def tell(name: str, pressed: int, times: list[float]) -> None:
    cuts = quantiles(times, n=20, method="inclusive")
    print(
        f"{name:<22} {cuts[9]:6.1f} / {cuts[18]:6.1f} / {max(times):6.1f}"
        f"   {len(times)} of {pressed} keys changed the screen"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home), "[archive]\nner = false\n")
        write_corpus(Path(home) / "corpus", options.articles)
        take_in(Path(home) / "corpus", env)
        with Program([newsreader()], env=env) as program:
            program.wait_for(f"{options.articles}")
            program.settle(1.0)
            print(f"{options.articles} articles, load {os.getloadavg()[0]:.1f}; p50 / p95 / max in ms")
            scripts = {
                "list, down": ["down"] * options.presses,
                "list, page down": ["pagedown"] * (options.presses // 4),
                "search, typing": [*"/", *"president syrie alep sommet"],
                "open article, back": ["enter", "q"] * (options.presses // 8),
                "side by side, paragraph": [
                    *"pp",
                    *"." * (options.presses // 4),
                    *"," * (options.presses // 4),
                ],
            }
            for name, keys in scripts.items():
                if name.startswith("open"):
                    press(program, ["enter"])  # from the search box to the list
                times = press(program, keys)
                if len(times) > 1:
                    tell(name, len(keys), times)
                else:
                    print(f"{name:<22} the keys {keys[0]!r} … changed nothing")
            print("peak memory, MB")
            for process, megabytes in program.peak_memory().items():
                print(f"  {megabytes:6.0f}  {process}")


if __name__ == "__main__":
    main()
