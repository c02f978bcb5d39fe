"""Search: CPU milliseconds of each kind of query, on articles recombined from the five bundled ones.

python tests/benchmarks/search_latency.py [--articles 10000]

Paragraphs of the seeds in ever new order, a third of their words replaced by made-up ones whose frequencies
fall off as those of real words do: a vocabulary that grows, and no claim to be a real archive. Words are more
often shared than in one, so more articles match.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from index.engines.interface import IndexedArticle
from index.engines.whoosh_engine import WhooshEngine
from index.query.parser import parse
from index.query.syntax import Node
from index.query.words import searchable_words
from index.settings import seeds_folder

SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprst" for vowel in "aeiou"]
WORDS_MADE_UP = 150_000
PARAGRAPHS = 8
BATCH = 5_000


def recombined(count: int) -> Iterator[IndexedArticle]:
    """``count`` articles, four of five French, over 20 years."""
    dice = random.Random(1)
    french, english = _paragraphs()
    for number in range(count):
        language, source = ("en", english) if number % 5 == 4 else ("fr", french)
        body = "\n\n".join(_reworded(dice.choice(source), dice) for _ in range(PARAGRAPHS))
        day = 731_000 + dice.randrange(7_300)
        title = " ".join(body.split()[:9])
        yield IndexedArticle(f"{number:016x}", language, title, body, "Agence", None, None, day, day)


def _paragraphs() -> tuple[list[str], list[str]]:
    french: list[str] = []
    english: list[str] = []
    for seed in sorted(seeds_folder().glob("*.txt")):
        found = [line for line in seed.read_text("utf-8").split("\n") if len(line) > 80]
        (english if "the" in found[0].split() else french).extend(found)
    return french, english


def _reworded(paragraph: str, dice: random.Random) -> str:
    return " ".join(_made_up(dice) if dice.random() < 0.33 else word for word in paragraph.split())


def _made_up(dice: random.Random) -> str:
    # The rank of a word is spread evenly on a logarithmic scale: Zipf's law.
    rank = int(WORDS_MADE_UP ** dice.random())
    word = ""
    while rank or not word:
        rank, syllable = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word + SYLLABLES[len(word) % 7]


def questions(articles: Sequence[IndexedArticle]) -> dict[str, list[Node]]:
    """Two hundred queries of each kind, made of words that stand together in some article."""
    dice = random.Random(2)
    kinds: dict[str, list[Node]] = {}
    for _ in range(200):
        article = dice.choice(articles)
        words = searchable_words(dice.choice(article.body.split("\n\n")))
        if len(words) < 4:
            continue
        a, b, c = dice.sample(words, 3)
        at = dice.randrange(len(words) - 2)
        asked = {
            "term": a,
            "AND of 3": f"{a} {b} {c}",
            "phrase of 2": f'"{words[at]} {words[at + 1]}"',
            "prefix of 2": f"{a[:2]}*",
            "prefix of 3": f"{a[:3]}*",
            "fuzzy": f"{a}~",
            "term, year, language": f"{a} date:2010 lang:fr",
            "excluded": f"-{a}",
        }
        for kind, text in asked.items():
            kinds.setdefault(kind, []).append(parse(text).tree)
        typed = f"{a} {b}"
        for end in range(2, len(typed) + 1):
            kinds.setdefault("keystroke", []).append(parse(typed[:end], lenient=True).tree)
    return kinds


def percentiles(work: Callable[[Node], object], trees: Sequence[Node]) -> str:
    spent = []
    for tree in trees:
        began = time.process_time()
        work(tree)
        spent.append((time.process_time() - began) * 1000)
    spent.sort()
    p50, p95 = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    return f"p50 {p50:7.2f}   p95 {p95:7.2f}   max {spent[-1]:7.2f}   ({len(spent)} queries)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    articles = list(recombined(options.articles))
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "index"
        with closing(WhooshEngine.open(folder, create=True)) as engine:
            began = time.process_time()
            for start in range(0, len(articles), BATCH):
                engine.write(articles[start : start + BATCH])
            seconds = time.process_time() - began
        size = sum(file.stat().st_size for file in folder.iterdir())
        text = sum(len(article.title) + len(article.body) for article in articles)
        print(f"{len(articles)} articles, {text / 1e6:.0f} M characters; index {size / 1e6:.0f} MB")
        print(f"indexing: {seconds / len(articles) * 1000:.2f} CPU s per 1,000 articles")
        began = time.process_time()
        with closing(WhooshEngine.open(folder)) as engine:
            print(f"opening: {(time.process_time() - began) * 1000:.0f} CPU ms")
            for kind, trees in questions(articles).items():
                first = percentiles(lambda tree: engine.search(tree, limit=50, want_ids=True), trees)
                print(f"{kind:22} {first}")
            newest = parse("").tree
            print(f"{'all, newest first':22} {percentiles(lambda tree: engine.search(tree), [newest] * 20)}")
            bodies = articles[:200]
            tree = parse('syrie gouv* "affaires étrangères"').tree
            began = time.process_time()
            for article in bodies:
                engine.snippet(tree, article.body, article.language)
            print(f"snippet: {(time.process_time() - began) * 1000 / len(bodies):.2f} CPU ms each")
    print(
        f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (indexing included)"
    )


if __name__ == "__main__":
    main()
