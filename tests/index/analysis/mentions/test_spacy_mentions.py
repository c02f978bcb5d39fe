"""Names found with spaCy; skipped where it is not installed."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("spacy")

from index.analysis.mentions.extractors import load_extractor
from index.analysis.mentions.spacy_mentions import MOST_CHARACTERS_AT_ONCE, installed_models
from index.model.articles import Article, Block, EntityKind, Role

pytestmark = pytest.mark.ner


def article(name: str, language: str, *texts: str) -> Article:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(texts))
    return Article(name, name, "", language, "", "derived", blocks)


def test_languages_may_be_mixed_and_keep_their_order() -> None:
    articles = [
        article("1", "en", "Protests spread in Damascus.", ""),
        article("2", "fr", "Le président Bachar Assad est à Moscou."),
        article("3", "en"),
        article("4", "und", "Angela Merkel met Vladimir Putin in Berlin."),
    ]
    found = [[m.text for m in mentions] for mentions in load_extractor().extract_many(articles)]
    assert found == [
        ["Damascus"],
        ["Bachar Assad", "Moscou"],
        [],
        ["Angela Merkel", "Vladimir Putin", "Berlin"],
    ]


def test_the_id_names_the_models() -> None:
    assert all(package in load_extractor().id for package in installed_models().values())


def test_the_model_finds_a_person_that_no_rule_knows() -> None:
    [mention] = load_extractor().extract(article("1", "fr", "Hier, on a revu Zinedine Zidane au stade."))
    assert (mention.text, mention.kind) == ("Zinedine Zidane", EntityKind.PERSON)


def test_a_huge_block_goes_without_the_model() -> None:
    text = "Protests in Damascus. " * (MOST_CHARACTERS_AT_ONCE // 20)
    mentions = load_extractor().extract(article("1", "en", text, "in Homs"))
    assert {m.text for m in mentions} == {"Damascus", "Homs"}


def test_looking_for_models_does_not_wake_them() -> None:
    program = (
        "import sys; from index.analysis.mentions.extractors import load_extractor; load_extractor();"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
