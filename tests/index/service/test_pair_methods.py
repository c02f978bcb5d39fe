"""What the server answers about pairs, verdicts and stories."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from index.service.methods import ArchiveService

from index.archive import Archive
from index.errors import NotFoundError
from index.storage.library import open_library


@pytest.fixture
def call(archive: Archive):
    service = ArchiveService(archive)

    def ask(method: str, **parameters):
        return json.loads(json.dumps(service.call(method, parameters, lambda: False)))

    return ask


def test_candidates_with_their_evidence(call, seed_ids: dict[str, str]):
    answer = call("candidates", id=seed_ids["004"][:8])
    assert answer["article"]["id"] == seed_ids["004"]
    assert answer["pair"]["fr"] == seed_ids["000"]
    best, *others = answer["candidates"]
    assert (best["id"], best["language"], best["status"]) == (seed_ids["000"], "fr", "counterpart")
    assert best["title"] and best["evidence"]["similarity"] > 0.5
    assert [other["status"] for other in others] == ["unlikely"] * 3
    assert answer["corrections"] == []
    assert len(call("candidates", id=seed_ids["004"], limit=2)["candidates"]) == 2


def test_a_verdict_and_taking_it_back(call, seed_ids: dict[str, str]):
    fr, en = seed_ids["000"], seed_ids["004"]
    apart = call("correct", id=fr, other=en, verdict="different")
    assert apart["pair"] is None
    assert apart["candidates"] == []
    assert [said["verdict"] for said in apart["corrections"]] == ["different"]
    exported = call("corrections")
    assert [(said["fr"]["id"], said["en"]["id"]) for said in exported["corrections"]] == [(fr, en)]
    assert exported["corrections"][0]["fr"]["origin"].endswith(".txt")
    again = call("withdraw_correction", id=fr, other=en)
    assert again["pair"]["en"] == en
    assert call("corrections") == {"corrections": []}
    assert call("import_corrections", **exported) == {"taken": 1, "elsewhere": 0}
    assert call("candidates", id=fr)["pair"] is None


def test_an_article_comes_with_the_reports_that_it_was_taken_apart_from(call, seed_ids: dict[str, str]):
    fr, en, other = seed_ids["000"], seed_ids["004"], seed_ids["001"]
    assert call("article", id=en)["taken_apart"] == []
    call("correct", id=fr, other=en, verdict="different")
    (apart,) = call("article", id=en)["taken_apart"]
    assert (apart["id"], apart["language"], apart["title"]) == (fr, "fr", call("article", id=fr)["title"])
    assert [report["id"] for report in call("article", id=fr)["taken_apart"]] == [en]
    assert call("article", id=other)["taken_apart"] == []
    call("correct", id=other, other=en, verdict="same")
    pair = call("pair", id=en)
    assert pair["left"]["taken_apart"] == []
    assert [report["id"] for report in pair["right"]["taken_apart"]] == [fr]


def test_a_pair_that_is_not_aligned_is_told_apart_from_an_article_that_is_not_compared(
    call, archive: Archive, archive_folder: Path, seed_ids: dict[str, str]
):
    assert (hello := call("hello"))["pending"] == hello["uncompared"] == 0
    call("correct", id=seed_ids["001"], other=seed_ids["004"], verdict="same")
    assert (hello := call("hello"))["pending"] > 0 and hello["uncompared"] == 0
    call("pair", id=seed_ids["001"])
    assert call("hello")["pending"] == 0
    with closing(open_library(archive_folder)) as library:
        library.counterparts.forget_profiles()
    assert (hello := call("hello"))["pending"] > 0 and hello["uncompared"] == 5


def test_stories(call, seed_ids: dict[str, str]):
    story = call("story", id=seed_ids["000"])["story"]
    assert {member["id"] for member in story["members"]} == {seed_ids["000"], seed_ids["004"]}
    assert story["languages"] == {"fr": 1, "en": 1}
    assert call("story", id=seed_ids["001"]) == {"story": None}
    assert call("stories") == {"stories": []}
    with pytest.raises(NotFoundError):
        call("story", id="zzzz")


def test_evidence_tells_why_the_runner_up_lost(call, seed_ids: dict[str, str]):
    with_the_pair = call("pair", id=seed_ids["000"])
    told = call("evidence", id=seed_ids["004"])
    assert told["runner_up_title"] == with_the_pair["runner_up_title"]
    for language, reason in (("en", "fewer names in common (5 against 9)"), ("fr", "5 contre 9")):
        *before, lost = told["evidence_words"][language]
        assert before == with_the_pair["evidence_words"][language]
        assert reason in lost
    assert call("evidence", id=seed_ids["001"]) is None
