"""Highlights and snippets over any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.engines.highlights import Highlighter
from index.engines.lexicon import Lexicon
from index.engines.snippets import LENGTH, make_snippet
from index.query.syntax import Node
from index.words.folding import tokens
from tests.index.engines.small_archive import WORDS, trees

texts = st.text(alphabet="aéE’'- .\n\u0301œ") | st.lists(st.sampled_from([*WORDS, "\n\n", "…", "-"])).map(
    " ".join
)


@given(tree=trees, text=texts, language=st.sampled_from(["fr", "en", "und"]))
def test_spans_are_whole_words_in_order(tree: Node, text: str, language: str) -> None:
    spans = Highlighter(tree, language, Lexicon()).spans(text)
    starts = {start for start, _, _ in tokens(text)}
    ends = {end for _, end, _ in tokens(text)}
    assert all(start in starts and end in ends and start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(text=texts, chosen=st.sets(st.integers(0, 30)), padding=st.integers(0, 300))
def test_a_snippet_is_a_stretch_of_the_text_with_its_highlights(
    text: str, chosen: set[int], padding: int
) -> None:
    text = "mot " * (padding // 4) + text + " mot" * (padding // 3)
    spans = tuple((start, end) for n, (start, end, _) in enumerate(tokens(text)) if n % 31 in chosen)
    snippet = make_snippet(text, spans)
    shown = snippet.text.removeprefix("… ").removesuffix(" …")
    assert shown in " ".join(text.split())
    assert len(shown) <= LENGTH or len(shown.split()) <= 2
    said = [" ".join(text[start:end].split()) for start, end in spans]
    marked = [snippet.text[start:end] for start, end in snippet.highlights]
    assert bool(marked) == bool(said)
    assert not marked or any(said[at : at + len(marked)] == marked for at in range(len(said)))


def test_a_long_match_is_shown_whole() -> None:
    text = "un " + "très " * 60 + "long"
    snippet = make_snippet(text, ((3, len(text)),))
    assert [snippet.text[start:end] for start, end in snippet.highlights] == [text[3:]]
