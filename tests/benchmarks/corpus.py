"""A corpus of any size out of the five bundled articles, the same on every machine."""

from __future__ import annotations

import random
from pathlib import Path

from index.settings import seeds_folder

PARAGRAPHS = 8


def write_corpus(folder: Path, articles: int) -> None:
    """``articles`` text files: paragraphs of the seeds in ever new order, four of five of them French."""
    french: list[str] = []
    english: list[str] = []
    for seed in sorted(seeds_folder().glob("*.txt")):
        paragraphs = [line for line in seed.read_text("utf-8").split("\n") if len(line) > 80]
        (english if "the" in paragraphs[0].split() else french).extend(paragraphs)
    folder.mkdir(parents=True)
    dice = random.Random(1)
    for n in range(articles):
        choice = dice.sample(english if n % 5 == 4 else french, k=min(PARAGRAPHS, len(english)))
        day = f"2024-{n % 12 + 1:02}"
        (folder / f"{n:06}.txt").write_text(f"date {day} " + "\n\n".join(choice), "utf-8")
