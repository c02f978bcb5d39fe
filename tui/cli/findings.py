"""What ``doctor`` found, in words and as JSON: one check each, and what helps where it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, assert_never

from index.errors import ArchiveError
from index.model.condition import (
    AnalysisFinding,
    BackupFinding,
    DamagedArticle,
    DerivedFinding,
    DiskFinding,
    EncoderFinding,
    Finding,
    FolderFinding,
    IndexFinding,
    LibraryFinding,
    OwnFinding,
    SourcesFinding,
    TextsFinding,
    UnreadableIndex,
    UnusableEncoder,
)
from index.model.progress import CutShort
from tui.wording import ESTIMATED, cut_short_parts, plural

MOST_TOLD = 5
"""Complaints of the database; they are mostly of one kind."""
REMAKE = (
    "Run `newsreader rebuild`, which makes them again from what the articles were read from, or says which it"
    " cannot make."
)
REBUILD = "Run `newsreader rebuild`; nothing of yours is in the index."


@dataclass(frozen=True, slots=True)
class Check:
    """A finding as it is told. ``hint``: what helps, empty when nothing need be done."""

    name: str
    passed: bool
    detail: str
    hint: str = ""


def settings_check(faults: Iterable[str]) -> Check:
    said = "; ".join(faults)
    return Check("settings", not said, said or "sound", "Correct these lines of the file.")


def unopened(error: ArchiveError, *, told: bool) -> Check:
    """An archive that cannot be examined. ``told``: another check says why."""
    return Check("archive", False, "not examined" if told else str(error), error.hint)


def check(finding: Finding) -> Check:
    match finding:
        case LibraryFinding():
            return _library(finding)
        case TextsFinding():
            return _texts(finding)
        case SourcesFinding():
            return _sources(finding)
        case DerivedFinding(damaged):
            said = ", ".join(f"{count} {name}" for name, count in damaged.items())
            return Check(
                "derived", not said, f"damaged: {said}" if said else "names, pairs and words", REMAKE
            )
        case OwnFinding():
            return _own(finding)
        case BackupFinding():
            return _backup(finding)
        case IndexFinding():
            return _index(finding)
        case UnreadableIndex(reason):
            return Check("index", False, reason, REBUILD)
        case AnalysisFinding():
            return _analysis(finding)
        case CutShort():
            return Check("import", False, *cut_short_parts(finding))
        case EncoderFinding():
            return _encoder(finding)
        case UnusableEncoder(reason, hint):
            return Check("encoder", False, reason, hint)
        case FolderFinding(folder, writable=True):
            return Check("folder", True, f"{folder} can be written")
        case FolderFinding(folder):
            hint = "Bookmarks and imports need write permission there."
            return Check("folder", False, f"{folder} can only be read", hint)
        case DiskFinding(free, enough):
            hint = "" if enough else "Free some space before the next import."
            return Check("disk", enough, f"{free // 1_000_000} MB free", hint)
        case _:
            assert_never(finding)


def _library(found: LibraryFinding) -> Check:
    if found.sound:
        return Check("library", True, f"{_articles(found.articles)}, no damage found")
    hint = "`newsreader restore FILE` puts a backup in its place; articles can also be added again."
    return Check("library", False, "; ".join(found.damage[:MOST_TOLD]), hint)


def _texts(found: TextsFinding) -> Check:
    read = _articles(found.read) if found.read == found.total else f"{found.read} of {_articles(found.total)}"
    more = "" if found.read == found.total else "; `newsreader doctor --deep` reads all of them"
    if found.sound:
        return Check("texts", True, f"{read} read{more}")
    return Check("texts", False, f"{_named(found.damaged)} damaged{more}", REMAKE)


def _sources(found: SourcesFinding) -> Check:
    if found.sound:
        return Check("sources", True, f"{found.revisions} {plural(found.revisions, 'revision')} read")
    hint = "Run `newsreader rebuild`, then add these files again, if they are there still."
    return Check("sources", False, f"what {_named(found.damaged)} was made from is damaged", hint)


def _named(damaged: Sequence[DamagedArticle]) -> str:
    named = [f"{article.id} “{article.title}” ({article.origin})" for article in damaged[:MOST_TOLD]]
    more = len(damaged) - len(named)
    return ", ".join([*named, f"{more} more"] if more else named)


def _own(found: OwnFinding) -> Check:
    if not found.sound:
        hint = "All that can be read of it is kept and shown; an earlier state is in a backup."
        return Check("own", False, f"cannot be read: {'; '.join(found.damaged[:MOST_TOLD])}", hint)
    gone = f", {found.without_article} of articles that are not here" if found.without_article else ""
    return Check("own", True, f"{found.bookmarks} {plural(found.bookmarks, 'bookmark')}{gone}")


def _backup(found: BackupFinding) -> Check:
    if found.last is None:
        return Check("backup", True, "none yet; `newsreader backup FILE` makes one")
    away = "" if found.there else ", not to be seen just now"
    return Check("backup", True, f"{found.last.file}{away}, made {found.last.made}{_age(found.last.made)}")


def _age(made: str) -> str:
    try:
        days = (datetime.now(UTC) - datetime.fromisoformat(made)).days
    except (ValueError, TypeError):
        return ""
    return f", {days} {plural(days, 'day')} ago" if days > 0 else ", today"


def _index(found: IndexFinding) -> Check:
    if not found.sound:
        detail = f"{_articles(found.missing)} missing, {found.unknown} unknown to the library"
        return Check("index", False, detail, REBUILD)
    slow = f", read slowly by the index's own readers: {found.slowed_by}" if found.slowed_by else ""
    return Check("index", True, f"{_articles(found.articles)}{slow}")


def _analysis(found: AnalysisFinding) -> Check:
    if found.sound:
        return Check("analysis", True, "complete")
    detail = f"waiting for names: {_articles(found.unnamed)}" if found.unnamed else "unfinished"
    hint = "It is finished whenever the reader runs, or by `newsreader add`."
    return Check("analysis", False, detail, hint)


def _encoder(found: EncoderFinding) -> Check:
    scores = "" if found.measured else ESTIMATED
    if (change := found.reencoding) is None:
        return Check("encoder", True, f"{found.encoder}{scores}")
    done = f"{change.done} of {change.total} articles are encoded for {found.encoder}{scores}"
    hint = "Articles are encoded again whenever the reader runs, or by `newsreader add`."
    return Check("encoder", False, f"{done}; until then {found.in_effect} serves", hint)


def _articles(count: int) -> str:
    return f"{count} {plural(count, 'article')}"


def checks_lines(checks: Iterable[Check]) -> Iterator[str]:
    for told in checks:
        yield f"{'ok    ' if told.passed else 'FAILED'}  {told.name}: {told.detail}"
        if not told.passed and told.hint:
            yield f"        {told.hint}"


def checks_json(checks: Iterable[Check]) -> dict[str, Any]:
    return {"checks": [asdict(told) for told in checks]}
