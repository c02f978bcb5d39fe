"""The words beside an index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.lexicon import MAX_COMPLETIONS, Lexicon, add_words, word_files, write_words
from index.engines.spelling import allowed_edits, is_similar, within_distance


def test_counts_add_up_over_commits(tmp_path: Path) -> None:
    lexicon = Lexicon(tmp_path)
    assert lexicon.completions("a") == {}
    expected: dict[str, int] = {}
    for commit in range(50):
        words = {f"a{commit}": 1, "aa": 2}
        add_words(tmp_path, {"fr": words})
        for word, count in words.items():
            expected[word] = expected.get(word, 0) + count
        lexicon.refresh()
    assert lexicon._counts == {"fr": expected}
    assert Lexicon(tmp_path)._counts == lexicon._counts
    assert len(word_files(tmp_path)) < 10


def test_a_reader_that_slept_through_merges_starts_over(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {"alep": 1}})
    lexicon = Lexicon(tmp_path)
    write_words(tmp_path, {"fr": {"alep": 3, "alger": 1}}, 0, 4)
    lexicon.refresh()
    assert lexicon._counts == {"fr": {"alep": 3, "alger": 1}}


def test_completions_are_the_most_frequent_words_of_all_languages(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {f"mot{n:02}": n + 1 for n in range(50)}, "en": {"motor": 100, "moth": 0}})
    found = Lexicon(tmp_path).completions("mot")
    assert found["en"] == ["motor"]
    assert found["fr"] == [f"mot{n}" for n in range(49, 49 - MAX_COMPLETIONS + 1, -1)]
    assert Lexicon(tmp_path).completions("moto") == {"en": ["motor"]}


def test_completions_stop_at_the_budget_but_not_before_three(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {"aa": 90_000, "ab": 80_000, "ac": 70_000, "ad": 60_000}})
    assert Lexicon(tmp_path).completions("a") == {"fr": ["aa", "ab", "ac"]}


@pytest.mark.parametrize(
    "content", ["", "newsreader words 1", "newsreader words 1\nfr\talep\nend", "other 1\nend"]
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "words-0-0.txt").write_text(content)
    with pytest.raises(ValueError):
        Lexicon(tmp_path)


@pytest.mark.parametrize(
    ("word", "other", "similar"),
    [
        ("teheran", "tehran", True),
        ("tehran", "teheran", True),
        ("port", "part", True),
        ("port", "sort", False),
        ("port", "parts", False),
        ("president", "presidnet", True),
        ("president", "resident", False),
        ("a", "a", True),
    ],
)
def test_similar_words(word: str, other: str, similar: bool) -> None:
    assert is_similar(word, other) is similar


words = st.text(alphabet="abc", min_size=1, max_size=11)


@given(words, st.lists(words, unique=True))
def test_the_fast_search_finds_every_similar_word(word: str, others: list[str]) -> None:
    ordered = sorted(others)
    assert within_distance(word, ordered) == [other for other in ordered if is_similar(word, other)]


@given(words, st.data())
def test_a_word_with_allowed_edits_is_similar(word: str, data: st.DataObject) -> None:
    other = list(word)
    for _ in range(allowed_edits(word)):
        at = data.draw(st.integers(1, len(other)))
        other[at : at + data.draw(st.integers(0, 1))] = data.draw(st.text(alphabet="abc", max_size=1))
    assert is_similar(word, "".join(other))
