"""The words beside an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.durable import DamagedFile
from index.engines.lexicon import MAX_COMPLETIONS, Lexicon, StoredLexicon
from index.engines.lexicon_files import (
    add_words,
    merge_words,
    tidy_words,
    verify_words,
    word_files,
    write_words,
)
from index.words.misspelling import Spellings, allowed_edits, distance, is_similar


def counts(lexicon: Lexicon) -> dict[str, dict[str, int]]:
    return {
        language: dict(zip(known.words, known.articles.tolist(), strict=True))
        for language, known in lexicon.languages.items()
    }


def test_counts_add_up_over_commits(tmp_path: Path) -> None:
    lexicon = StoredLexicon(tmp_path)
    assert lexicon.completions("a") == {}
    expected: dict[str, int] = {}
    for commit in range(50):
        words = {f"a{commit}": 1, "aa": 2}
        add_words(tmp_path, {"fr": words})
        for word, count in words.items():
            expected[word] = expected.get(word, 0) + count
        lexicon.refresh()
    assert counts(lexicon) == {"fr": expected}
    assert counts(StoredLexicon(tmp_path)) == counts(lexicon)
    assert len(word_files(tmp_path)) < 10


def test_a_reader_that_slept_through_merges_starts_over(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {"alep": 1}})
    lexicon = StoredLexicon(tmp_path)
    write_words(tmp_path, {"fr": {"alep": 3, "alger": 1}}, 0, 4)
    lexicon.refresh()
    assert counts(lexicon) == {"fr": {"alep": 3, "alger": 1}}


def test_completions_are_the_most_frequent_words_of_all_languages(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {f"mot{n:02}": n + 1 for n in range(50)}, "en": {"motor": 100, "moth": 0}})
    found = StoredLexicon(tmp_path).completions("mot")
    assert found["en"] == ["motor"]
    assert found["fr"] == [f"mot{n}" for n in range(49, 49 - MAX_COMPLETIONS + 1, -1)]
    assert StoredLexicon(tmp_path).completions("moto") == {"en": ["motor"]}


def test_completions_stop_at_the_budget_but_not_before_three(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {"aa": 90_000, "ab": 80_000, "ac": 70_000, "ad": 60_000}})
    assert StoredLexicon(tmp_path).completions("a") == {"fr": ["aa", "ab", "ac"]}


def _damages(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield whole + b"\n"
    for at in range(len(whole)):
        yield whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        yield whole[:at]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    add_words(tmp_path, {"fr": {"alep": 1, "homs": 20}})
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in _damages(whole):
        file.write_bytes(damaged)
        with pytest.raises(DamagedFile):
            StoredLexicon(tmp_path)
        with pytest.raises(DamagedFile), file.open("rb") as opened:
            list(verify_words(file.name, opened, 5))
    file.write_bytes(whole)
    file.rename(tmp_path / "words-0-1.txt")
    with pytest.raises(DamagedFile):
        StoredLexicon(tmp_path)


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    for commit in range(4):
        write_words(tmp_path, {"fr": {f"mot{commit}": 1}}, commit, commit)
    assert len(word_files(tmp_path, 3)) == 4
    lexicon = StoredLexicon(tmp_path, 3)
    (tmp_path / "words-3-3.txt").unlink()
    assert len(word_files(tmp_path, 2)) == 3
    for missing in (3, 1, 0):
        (tmp_path / f"words-{missing}-{missing}.txt").unlink(missing_ok=True)
        with pytest.raises(DamagedFile, match=f"addition {missing} "):
            StoredLexicon(tmp_path, 3)
        with pytest.raises(DamagedFile):
            lexicon.refresh(3)
        with pytest.raises(DamagedFile):
            add_words(tmp_path, {"fr": {"mot": 1}}, 3)
    assert counts(lexicon) == {"fr": {f"mot{commit}": 1 for commit in range(4)}}, "nothing was forgotten"


def test_a_merge_that_is_cut_short_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for commit in range(2):
        write_words(tmp_path, {"fr": {"mot": 1, f"mot{commit}": 1}}, commit, commit)
    before = counts(StoredLexicon(tmp_path, 1))

    def cut(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cutting, pytest.raises(KeyboardInterrupt):
        cutting.setattr(Path, "replace", cut)
        merge_words(tmp_path)
    assert counts(StoredLexicon(tmp_path, 1)) == before
    assert merge_words(tmp_path)
    assert counts(StoredLexicon(tmp_path, 1)) == before
    tidy_words(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["words-0-1.txt"]
    assert counts(StoredLexicon(tmp_path, 1)) == before


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
        ("port", "prot", True),
        ("porta", "potra", True),
        ("a", "a", True),
    ],
)
def test_similar_words(word: str, other: str, similar: bool) -> None:
    assert is_similar(word, other) is similar


words = st.text(alphabet="abc", min_size=1, max_size=11)


@given(words, st.lists(words, unique=True))
def test_the_fast_search_finds_every_similar_word(word: str, others: list[str]) -> None:
    others = sorted(others)
    near, far = Spellings(others).near(word, allowed_edits(word))
    assert [others[number] for number in near] == [other for other in others if is_similar(word, other)]
    assert far.tolist() == [distance(word, others[number], 2) for number in near]


@given(words, st.data())
def test_a_word_with_allowed_edits_is_similar(word: str, data: st.DataObject) -> None:
    other = list(word)
    for _ in range(allowed_edits(word)):
        at = data.draw(st.integers(1, len(other)))
        other[at : at + data.draw(st.integers(0, 1))] = data.draw(st.text(alphabet="abc", max_size=1))
    assert is_similar(word, "".join(other))


def test_corrections_are_near_and_frequent(tmp_path: Path) -> None:
    fr = {"president": 900, "presidents": 300, "resident": 40, "precedent": 2, "grève": 5, "greves": 5}
    add_words(tmp_path, {"fr": fr, "en": {"president": 700, "trump": 9}})
    lexicon = StoredLexicon(tmp_path)
    assert lexicon.corrections("presidnet", 2) == [("president", 1600), ("presidents", 300)]
    assert lexicon.corrections("rpesident", 1) == [("president", 1600)]
    assert lexicon.corrections("trmup", 5) == [("trump", 9)]
    assert lexicon.corrections("trxxp", 5) == [("trump", 9)]
    assert lexicon.corrections("president", 1) == [("presidents", 300)]
    assert lexicon.corrections("", 5) == lexicon.corrections("xyzzy", 5) == []


def test_large_files_are_merged_in_idle_time_only(tmp_path: Path) -> None:
    large = {f"mot{n:06}": 1 for n in range(20_000)}
    for _ in range(5):
        add_words(tmp_path, {"fr": large})
    assert len(word_files(tmp_path)) == 5
    while merge_words(tmp_path):
        pass
    assert len(word_files(tmp_path)) <= 2
    assert counts(StoredLexicon(tmp_path)) == {"fr": dict.fromkeys(large, 5)}
