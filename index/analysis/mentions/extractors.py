"""The extractors of names: with models where the [ner] extra is installed, else by gazetteer and capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from index.analysis.mentions.capital_sequences import capital_spans
from index.analysis.mentions.finding import RULES_VERSION, find_mentions, read_passages
from index.analysis.names.gazetteer import gazetteer, name_language
from index.model.articles import Article, Mention


class Extractor(Protocol):
    """Finds the names of articles. ``id`` names extractor, models and rules, for caching."""

    @property
    def id(self) -> str: ...

    def extract(self, article: Article) -> tuple[Mention, ...]: ...

    def extract_many(self, articles: Iterable[Article]) -> Iterator[tuple[Mention, ...]]: ...


def load_extractor(use_models: bool = True) -> Extractor:
    """The best extractor at hand: with models when the [ner] extra is installed and wanted, else without."""
    if use_models:
        from index.analysis.mentions.spacy_mentions import ModelExtractor, installed_models

        models = installed_models()
        if models:
            return ModelExtractor(models)
    return GazetteerExtractor()


class GazetteerExtractor:
    """Names by gazetteer and capital letters alone; no model, about 3 ms an article."""

    id = f"gazetteer/{RULES_VERSION}"

    def extract(self, article: Article) -> tuple[Mention, ...]:
        names, language = gazetteer(), name_language(article.language)
        passages = read_passages(article)
        guesses = [capital_spans(passage, names, language) for passage in passages]
        return find_mentions(passages, guesses, names, language)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[tuple[Mention, ...]]:
        return map(self.extract, articles)
