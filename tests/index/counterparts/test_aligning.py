from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis.encoding.interface import EncoderCard
from index.archive import Archive, open_archive
from index.counterparts.aligning import align_pairs
from index.counterparts.encoding import are_rows_outdated, put_in_effect
from index.errors import EncoderError
from index.ingest.condition import is_unfinished
from index.stopping import never
from index.storage.articles.finished import ALIGNMENT


def age(archive: Archive) -> None:
    """Have the rows be those of an earlier program: one row of everything."""
    library = archive._library
    with library.database.transaction():
        for pair in library.counterparts.all():
            library.counterparts.put_rows(pair.fr, pair.en, pair.rows[:1], (0, 1))
        library.finished.put(ALIGNMENT, "1")


def test_rows_of_an_earlier_way_are_shown_until_they_are_made_anew(archive: Archive):
    library = archive._library
    before = archive.pairs.all()
    assert before and not is_unfinished(library)
    age(archive)
    assert len(archive.pairs.all()[0].rows) == 1
    assert are_rows_outdated(library) and is_unfinished(library)
    assert list(align_pairs(library, never))
    assert archive.pairs.all() == before
    assert not are_rows_outdated(library) and not is_unfinished(library)
    assert list(align_pairs(library, never)) == []


def test_a_stop_leaves_pairs_that_wait_and_can_be_read(archive: Archive):
    library = archive._library
    before = archive.pairs.all()
    age(archive)
    assert list(align_pairs(library, lambda: True)) == []
    assert is_unfinished(library) and not archive.pairs.all()[0].aligned
    shown = archive.pairs.side_by_side(before[0].fr)
    assert shown is not None and shown.pair.rows == before[0].rows


def test_rows_stay_when_the_encoder_is_gone(archive_folder: Path, tmp_path: Path):
    with open_archive(archive_folder) as archive:
        age(archive)
        with archive._library.database.transaction():
            put_in_effect(archive._library, EncoderCard(str(tmp_path / "gone"), "onnx-0", "[]"))
        with pytest.raises(EncoderError):
            list(align_pairs(archive._library, never))
        assert archive.pairs.all()[0].aligned
