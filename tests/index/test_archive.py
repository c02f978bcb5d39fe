"""The archive through its one door, on the five bundled articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.errors import ArchiveLockedError, NotFoundError, QuerySyntaxError, SearchStopped, SourceError
from index.model.index_state import IndexState
from index.model.progress import Committed, DocumentTaken
from index.model.results import Filters, SearchRequest
from index.settings import INDEX_FOLDER, ArchiveSettings, seeds_folder
from index.storage.sqlite.writer_lock import writer_lock

WITHOUT_MODELS = ArchiveSettings(ner=False)


def outcomes(steps) -> dict[str, str]:
    return {Path(s.origin).name[:3]: s.outcome for s in steps if isinstance(s, DocumentTaken)}


def found(archive: Archive, query: str, **filters) -> set[str]:
    hits = archive.search.page(SearchRequest(query, Filters(**filters))).hits
    return {Path(hit.origin).name[:3] for hit in hits}


def test_there_is_exactly_one_pair_in_the_bundled_articles(
    archive: Archive, seed_ids: dict[str, str]
) -> None:
    (pair,) = archive.pairs.all()
    assert (pair.fr, pair.en, pair.status) == (seed_ids["000"], seed_ids["004"], "counterpart")
    assert pair.score > 0.85
    assert pair.evidence.days_apart is None, "004 is undated"
    labels = archive.names.labels(pair.evidence.shared_entities)
    assert {"Syrie = Syria", "Iran"} <= set(labels.values())
    assert sorted(archive.pairs.alone()["fr"]) == sorted(seed_ids[n] for n in ("001", "002", "003"))
    assert archive.pairs.alone()["en"] == []


def test_paragraphs_are_aligned_as_a_careful_reader_would(archive: Archive, seed_ids: dict[str, str]) -> None:
    view = archive.pairs.side_by_side(seed_ids["004"])
    assert view is not None and view.left.language == "fr"
    links = {(left, right) for row in view.pair.rows for left in row.left for right in row.right}
    assert {(2, 2), (3, 3), (4, 4), (5, 4), (6, 5)} <= links
    assert any(row.left == () and row.right == (6,) for row in view.pair.rows), "the Syrian army stands alone"
    lefts = [n for row in view.pair.rows for n in row.left]
    rights = [n for row in view.pair.rows for n in row.right]
    assert sorted(lefts) == list(range(7)) and sorted(rights) == list(range(7)), "every paragraph, once"
    assert lefts == sorted(lefts), "in the order of the French report"


def test_sentences_are_linked_inside_an_aligned_row(archive: Archive, seed_ids: dict[str, str]) -> None:
    view = archive.pairs.side_by_side(seed_ids["000"])
    assert view is not None
    links = [(row, link) for row in view.pair.rows for link in row.links]
    assert len(links) >= 6
    for row, link in links:
        assert link.left.paragraph in row.left and link.right.paragraph in row.right
        for article, span in ((view.left, link.left), (view.right, link.right)):
            sentence = article.body[span.paragraph].text[span.start : span.end]
            assert sentence and sentence == sentence.strip() and sentence[-1] in ".»"
    assert not any(row.links for row in view.pair.rows if not (row.left and row.right))


def test_one_query_finds_both_languages(archive: Archive) -> None:
    page = archive.search.page(SearchRequest("Alep"))
    assert {hit.language for hit in page.hits} == {"fr", "en"}
    assert "Aleppo" in page.expanded
    assert [hit.via for hit in page.hits if hit.language == "en"] == [("Aleppo",)]
    assert found(archive, '"Alep"') == {"001", "002", "003"}, "quoted words are literal"


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("", {}, {"000", "001", "002", "003", "004"}),
        ("", {"language": "en"}, {"004"}),
        ("", {"standing": "paired"}, {"000", "004"}),
        ("", {"standing": "fr-only"}, {"001", "002", "003"}),
        ("", {"standing": "en-only"}, set()),
        ("", {"undated": True}, {"001", "003", "004"}),
        ("", {"source": "nobody"}, set()),
        ("astana", {"language": "fr"}, {"000", "001", "003"}),
        ("astana", {"undated": True}, {"001", "003", "004"}),
        ("astana", {"standing": "paired"}, {"000", "004"}),
        ("astana is:paired lang:en", {}, {"004"}),
        ("présidents -poutine", {}, {"002"}),
        ("entité:Rohani", {}, {"003"}),
        ("since:2024-12-05", {}, {"000", "002"}),
        ("is:undated", {}, {"001", "003", "004"}),
    ],
)
def test_filters_and_words_narrow_together(
    archive: Archive, query: str, filters: dict, expected: set
) -> None:
    assert found(archive, query, **filters) == expected
    assert archive.search.page(SearchRequest(query, Filters(**filters))).total == len(expected)


def test_entity_rows_follow_the_results(archive: Archive) -> None:
    everything = {facet.label: (facet.fr, facet.en) for facet in archive.search.facets(SearchRequest())}
    assert everything["Syrie = Syria"] == (4, 1)
    assert everything["Alep = Aleppo"] == (3, 1)
    english = {
        facet.label: (facet.fr, facet.en)
        for facet in archive.search.facets(SearchRequest(filters=Filters("en")))
    }
    assert english["Syrie = Syria"] == (0, 1) and "Hama" not in english
    aleppo = archive.names.named("Aleppo")
    assert found(archive, "", entity=aleppo.id) == {"001", "002", "003", "004"}
    assert found(archive, "poutine", entity=aleppo.id) == {"001", "003"}
    narrowed = archive.search.facets(SearchRequest("poutine", Filters(entity=aleppo.id)))
    assert narrowed == archive.search.facets(SearchRequest("poutine")), (
        "its own entity filter does not hide the others"
    )


def test_a_broken_query_is_refused_with_its_place_but_not_while_typing(archive: Archive) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        archive.search.page(SearchRequest("syrie (alep"))
    assert 0 <= caught.value.position <= len("syrie (alep")
    assert caught.value.hint
    page = archive.search.page(SearchRequest("syrie (alep", lenient=True))
    assert page.total > 0 and page.warning


def test_a_search_that_nobody_waits_for_stops(archive: Archive) -> None:
    with pytest.raises(SearchStopped):
        archive.search.page(SearchRequest("syrie"), lambda: True)


def test_adding_again_changes_nothing(archive: Archive) -> None:
    before = archive.status()
    assert set(outcomes(archive.add([seeds_folder()])).values()) == {"unchanged"}
    assert archive.status() == before


def test_a_changed_file_is_a_new_revision_of_the_same_article(archive_folder: Path, tmp_path: Path) -> None:
    files = shutil.copytree(seeds_folder(), tmp_path / "files")
    with open_archive(tmp_path / "own", create=True, settings=WITHOUT_MODELS) as archive:
        list(archive.add([files]))
        (before,) = archive.pairs.all()
        bookmark = archive.desk.bookmark(before.en, block=6)
        english = next(files.glob("004*"))
        english.write_text(english.read_text("utf-8").replace("Takfiri", "Zanzibari"), "utf-8")
        assert outcomes(archive.add([files])) == {
            "000": "unchanged", "001": "unchanged", "002": "unchanged", "003": "unchanged", "004": "changed",
        }  # fmt: skip
        (after,) = archive.pairs.all()
        assert (after.fr, after.en) == (before.fr, before.en)
        assert found(archive, "zanzibari") == {"004"} and found(archive, "takfiri") == {"002"}
        assert archive.desk.bookmarks() == [bookmark]


def test_bad_documents_are_told_and_the_rest_is_taken_in(tmp_path: Path) -> None:
    files = shutil.copytree(seeds_folder(), tmp_path / "files")
    (files / "empty.txt").write_bytes(b"")
    (files / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with open_archive(tmp_path / "own", create=True, settings=WITHOUT_MODELS) as archive:
        steps = [step for step in archive.add([files]) if isinstance(step, DocumentTaken)]
        skipped = {Path(step.origin).name: step.reason for step in steps if step.outcome == "skipped"}
        assert set(skipped) == {"empty.txt", "binary.txt"} and all(skipped.values())
        assert sum(archive.articles.counts().values()) == 5
        with pytest.raises(SourceError):
            list(archive.add([tmp_path / "nowhere"]))


@pytest.mark.parametrize("damage", ["remove", "garbage", "foreign", "truncate"])
def test_an_unusable_index_is_made_anew(archive_folder: Path, damage: str) -> None:
    index = archive_folder / INDEX_FOLDER
    if damage == "remove":
        shutil.rmtree(index)
    elif damage == "foreign":
        shutil.rmtree(index)
        index.mkdir()
        (index / "something.else").write_text("not ours")
    else:
        for file in index.iterdir():
            file.write_bytes(b"garbage" if damage == "garbage" else file.read_bytes()[:5])
    with open_archive(archive_folder, settings=WITHOUT_MODELS) as archive:
        page = archive.search.page(SearchRequest("syrie"))
        assert page.total == 0 and page.unsearched is IndexState.TO_BE_MADE, "said, not a traceback"
        assert archive.search.page(SearchRequest()).total == 5, "the list does not need the index"
        assert archive.pending() > 0
        bookmark = archive.desk.bookmark(archive.pairs.all()[0].fr)
        list(archive.finish())
        assert archive.pending() == 0
        assert archive.search.page(SearchRequest("syrie")).total == 5
        assert archive.desk.bookmarks() == [bookmark]
        assert all(finding.sound for finding in archive.doctor())


def test_rebuild_keeps_what_is_the_readers_own(archive: Archive, seed_ids: dict[str, str]) -> None:
    bookmark = archive.desk.bookmark(seed_ids["000"], block=2, note="vu", tags=["syrie"])
    archive.desk.mark_read(seed_ids["001"], True)
    archive.desk.put_reading_state({"query": "alep"})
    pairs = archive.pairs.all()
    list(archive.rebuild())
    assert archive.desk.bookmarks() == [bookmark] and bookmark.counterpart == seed_ids["004"]
    assert archive.desk.reading_state() == {"query": "alep"}
    assert archive.pairs.all() == pairs
    assert found(archive, "tag:syrie") == {"000"}
    assert found(archive, "is:unread") == {"000", "002", "003", "004"}


def test_a_removed_bookmark_can_be_put_back_as_it_was(archive: Archive, seed_ids: dict[str, str]) -> None:
    bookmark = archive.desk.bookmark(seed_ids["002"])
    assert bookmark.counterpart is None
    assert archive.desk.remove_bookmark(bookmark.id) == bookmark
    assert archive.desk.bookmarks() == []
    archive.desk.undo()
    assert archive.desk.bookmarks() == [bookmark]


def test_the_second_writer_is_told_who_holds_the_archive(archive: Archive) -> None:
    with writer_lock(archive.folder), pytest.raises(ArchiveLockedError, match=r"process \d+"):
        list(archive.add([seeds_folder()]))
    assert archive.desk.bookmark(archive.pairs.all()[0].fr), "what is the reader's own needs no such lock"


def test_an_import_that_is_stopped_is_finished_by_the_next(tmp_path: Path) -> None:
    settings = ArchiveSettings(ner=False, batch=2)
    asked = iter([False, False, False])
    with open_archive(tmp_path / "own", create=True, settings=settings) as archive:
        steps = list(archive.add([seeds_folder()], lambda: next(asked, True)))
        assert sum(step.articles for step in steps if isinstance(step, Committed)) == 3
        assert archive.pending() > 0 and archive.pairs.all() == []
        assert sorted(outcomes(archive.add([seeds_folder()])).values()) == ["added"] * 2 + ["unchanged"] * 3
        assert archive.pending() == 0 and len(archive.pairs.all()) == 1


def test_without_an_archive_the_sample_opens_and_is_kept_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA", str(tmp_path))
    monkeypatch.delenv("NEWSREADER_ARCHIVE", raising=False)
    with open_archive(settings=WITHOUT_MODELS) as archive:
        assert archive.sample and archive.pending() == 5
        list(archive.finish())
        assert len(archive.pairs.all()) == 1
    with open_archive(tmp_path / "archive", create=True, settings=WITHOUT_MODELS) as own:
        assert own.articles.counts() == {}
    with open_archive(settings=WITHOUT_MODELS) as archive:
        assert archive.sample, "an import that found nothing begins no archive"
    with open_archive(tmp_path / "archive", settings=WITHOUT_MODELS) as own:
        assert not own.sample
        steps = own.add([seeds_folder()])
        next(steps)
        steps.close()  # type: ignore[attr-defined]
    with open_archive(settings=WITHOUT_MODELS) as archive:
        assert not archive.sample, "something is on its way"


def test_no_archive_where_one_was_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        open_archive(tmp_path / "nowhere")
    assert str(tmp_path) in str(caught.value) and "add" in caught.value.hint
    assert not (tmp_path / "nowhere").exists()
