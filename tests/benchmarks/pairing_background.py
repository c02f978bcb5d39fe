"""Make index/data/pairing_background.xz: what the press is like, for archives too small to tell.

Of the reports in data/ it keeps how many of them have each name and number, as hashes, and the vectors of
some paragraphs; no text. Repeat it when the profiles of articles change, or the built-in encoder does.

python tests/benchmarks/pairing_background.py
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.analysis.encoding.universal import load_encoder
from index.analysis.encoding.vectors import quantise
from index.analysis.facts.skeletons import names_in, numbers_in
from index.analysis.pairing.background import NAMES, NUMBERS, SHIPPED, STATED, Background
from index.analysis.pairing.profiles import MAX_UNITS, units
from index.analysis.pairing.stated import facts, number_term, small_words
from index.analysis.pairing.term_counts import TermCounts
from index.model.articles import Article, Block, Role

HERE = Path(__file__).parent
FILES = {"fr": "wikinews_fr_2016.json.xz", "en": "fa_kes_en.json.xz"}
UNITS = 850
"""Of each language."""


def reports() -> Iterator[Article]:
    for language, name in FILES.items():
        for number, report in enumerate(json.loads(lzma.decompress((HERE / "data" / name).read_bytes()))):
            paragraphs = [text for text in report["text"].split("\n") if text.strip()]
            blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs))
            yield Article(f"{language}{number}", "", "", language, report["title"], "given", blocks)


def main() -> None:
    encoder = load_encoder()
    counts: dict[str, Counter[str]] = {counted: Counter() for counted in (NAMES, NUMBERS, STATED)}
    texts: dict[str, list[str]] = {language: [] for language in FILES}
    articles = 0
    for article in reports():
        own = list(islice(units(article), MAX_UNITS))
        counts[NAMES].update({name for text in own for name, _ in names_in(text)})
        counts[NUMBERS].update({number for text in own for number in numbers_in(text, article.language)})
        counts[STATED].update({number_term(each.quantity) for each in facts(article).numbers})
        counts[STATED].update(small_words(own))
        texts[article.language] += own
        articles += 1
    samples = {
        language: quantise(encoder.encode(own[:: max(1, len(own) // UNITS)][:UNITS]))
        for language, own in texts.items()
    }
    terms = {counted: TermCounts.of(found) for counted, found in counts.items()}
    stored = lzma.compress(Background(encoder.id, samples, terms, articles).to_bytes(), preset=9)
    target = HERE.parents[1] / "index" / "data" / SHIPPED
    target.write_bytes(stored)
    print(f"{target}: {articles} articles, {len(stored)} bytes")


if __name__ == "__main__":
    main()
