"""What condition an archive is in: its counts, and what an examination finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from index.model.articles import ArticleId, Language
from index.model.progress import CutShort


@dataclass(frozen=True, slots=True)
class Reencoding:
    """How far the change to another sentence encoder is; the old one serves until it is finished."""

    encoder: str
    """The name of the new one."""
    done: int
    total: int
    """Articles."""


@dataclass(frozen=True, slots=True)
class Status:
    folder: str
    sample: bool
    articles: Mapping[Language, int]
    pairs: int
    entities: int
    bookmarks: int
    engine: str
    schema: int
    documents: int
    """Articles in the full-text index."""
    index_bytes: int
    pending: int
    """Articles whose names or counterparts are not worked out yet."""
    extractor: str | None
    encoder: str | None
    reencoding: Reencoding | None = None
    """None unless the settings name another encoder than the one that is in effect."""
    measured: bool = True
    """Whether scores are measured probabilities; with any but the built-in encoder they are estimates."""
    index_fault: str | None = None
    """Why the full-text index cannot be asked; None when it can."""
    cut_short: CutShort | None = None
    events: int = 0
    """Happenings that two and more reports tell."""


@dataclass(frozen=True, slots=True)
class LastBackup:
    file: str
    """Absolute path; it may have been moved or removed since."""
    made: str
    """UTC, ISO 8601 with ``Z``."""


@dataclass(frozen=True, slots=True)
class LibraryFinding:
    """What ``doctor`` finds of one part of the archive, as the other findings; ``sound``: nothing to mend."""

    articles: int
    damage: tuple[str, ...]
    """What the database complains of, in its own words."""

    @property
    def sound(self) -> bool:
        return not self.damage


@dataclass(frozen=True, slots=True)
class DamagedArticle:
    id: ArticleId
    title: str
    origin: str
    """The path or URL that it came from."""


@dataclass(frozen=True, slots=True)
class TextsFinding:
    """The stored texts, as far as they were read."""

    read: int
    total: int
    """Articles."""
    damaged: tuple[DamagedArticle, ...]

    @property
    def sound(self) -> bool:
        return not self.damaged


@dataclass(frozen=True, slots=True)
class SourcesFinding:
    """The bytes that the articles were made from, all of them."""

    revisions: int
    damaged: tuple[DamagedArticle, ...]

    @property
    def sound(self) -> bool:
        return not self.damaged


@dataclass(frozen=True, slots=True)
class DerivedFinding:
    """What was worked out from the texts, all of it."""

    damaged: Mapping[str, int]
    """How many of what are."""

    @property
    def sound(self) -> bool:
        return not self.damaged


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """What is the reader's own, all of it."""

    bookmarks: int
    without_article: int
    """Bookmarks of articles that are not in the archive: kept for when they come back."""
    damaged: tuple[str, ...]
    """What cannot be read of it, each in a few words."""

    @property
    def sound(self) -> bool:
        return not self.damaged


@dataclass(frozen=True, slots=True)
class BackupFinding:
    """The last backup, which nobody has to have."""

    last: LastBackup | None
    there: bool
    """Whether its file can be seen just now."""
    sound: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class IndexFinding:
    """The full-text index, which can be read."""

    articles: int
    missing: int
    """Articles of the library that it lacks."""
    unknown: int
    """Articles that the library does not have."""
    in_step: bool
    """Whether it knows the newest change of the library."""
    slowed_by: str | None
    """Why the index's own readers are used instead of the fast one, or None."""

    @property
    def sound(self) -> bool:
        return self.in_step and not self.missing and not self.unknown


@dataclass(frozen=True, slots=True)
class UnreadableIndex:
    reason: str
    sound: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AnalysisFinding:
    """Names and counterparts, as far as they are worked out."""

    unnamed: int
    """Articles that wait for their names."""
    unfinished: bool
    """Whether anything else is left to do."""

    @property
    def sound(self) -> bool:
        return not self.unnamed and not self.unfinished


@dataclass(frozen=True, slots=True)
class EncoderFinding:
    """The sentence encoder of the settings, which can be used."""

    encoder: str
    measured: bool
    """As in ``Status``."""
    in_effect: str
    """The encoder that serves until articles are encoded anew; without a change the same."""
    reencoding: Reencoding | None

    @property
    def sound(self) -> bool:
        return self.reencoding is None


@dataclass(frozen=True, slots=True)
class UnusableEncoder:
    reason: str
    hint: str
    """What the error advises."""
    sound: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class FolderFinding:
    folder: str
    writable: bool

    @property
    def sound(self) -> bool:
        return self.writable


@dataclass(frozen=True, slots=True)
class DiskFinding:
    free: int
    """Bytes that the reader may still fill."""
    enough: bool
    """For the next import."""

    @property
    def sound(self) -> bool:
        return self.enough


Finding = (
    LibraryFinding
    | TextsFinding
    | SourcesFinding
    | DerivedFinding
    | OwnFinding
    | BackupFinding
    | IndexFinding
    | UnreadableIndex
    | AnalysisFinding
    | CutShort
    | EncoderFinding
    | UnusableEncoder
    | FolderFinding
    | DiskFinding
)
