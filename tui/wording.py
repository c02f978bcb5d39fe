"""What more than one face says: counts, languages, the stages of an import."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from index.model.articles import Language
from index.model.index_state import IndexState
from index.model.progress import CutShort, MovedAside

UNDATED = "undated"
ESTIMATED = "; its scores are estimates, not measured"
"""Behind the name of an encoder."""
LANGUAGES: Mapping[Language, str] = {"fr": "French", "en": "English"}
STAGES: Mapping[str, str] = {
    "reading": "Reading",
    "indexing": "Indexing",
    "names": "Working out names",
    "counterparts": "Finding counterparts",
    "encoding": "Re-encoding",
    "checking": "Checking",
    "copying": "Copying",
}
"""What an import is at, on a line of its own."""
STAGES_IN_PASSING: Mapping[str, str] = {
    "reading": "reading",
    "indexing": "making searchable",
    "names": "finding names",
    "counterparts": "pairing",
    "encoding": "re-encoding",
    "checking": "checking",
    "copying": "copying",
}
"""The same, in a corner of the screen."""
UNSEARCHED: Mapping[IndexState, str] = {
    IndexState.BEING_MADE: "the search index is being made; until then only the whole list can be shown",
    IndexState.TO_BE_MADE: "the search index is missing, damaged or outdated and will be made anew",
    IndexState.READ_ONLY: (
        "the search index cannot be used, and not be made anew where nothing can be written;"
        " only the whole list can be shown"
    ),
}
"""Why nothing is looked for."""


_CUE = 8
"""Words of a sentence that are enough to find it again."""


def elsewhere_text(sentence: str) -> str:
    """What is said where a report tells something in another place: ``see “The bridge had been …”``."""
    words = sentence.split()
    return f"see “{' '.join(words[:_CUE])}{' …' if len(words) > _CUE else ''}”"


def language_name(language: Language) -> str:
    """The code itself of a language that has no name here."""
    return LANGUAGES.get(language, language)


def counted(number: int) -> str:
    """``12 480``: groups of three, as both languages read them."""
    return f"{number:,}".replace(",", " ")


def plural(count: int, one: str, more: str = "") -> str:
    """What is said of so many, without the number; ``more`` where an s does not make it."""
    return one if count == 1 else more or f"{one}s"


def many(count: int, one: str, more: str = "") -> str:
    """``12 480 articles``."""
    return f"{counted(count)} {plural(count, one, more)}"


def stage_text(stages: Mapping[str, str], stage: str, by: str) -> str:
    """``Re-encoding for e5``, ``Checking texts``. ``by``: as in ``Progress``."""
    return f"{stages[stage]} {'for ' if stage == 'encoding' else ''}{by}" if by else stages[stage]


def moved_aside_text(moved: MovedAside) -> str:
    """What became of a library of a development version, and what to do."""
    named = shlex.join(moved.folders) or "PATH"
    return (
        "This archive was made by a development version of newsreader. Add its articles again: newsreader add"
        f" {named} (bookmarks, read marks and corrections are taken over; the old library is kept as"
        f" {moved.file})"
    )


def cut_short_parts(cut: CutShort) -> tuple[str, str]:
    """What became of an import that did not come to its end, and what to do."""
    named = shlex.join(cut.locations)
    if cut.reason is None:
        return (
            f"an import of {named} was cut short",
            "it goes on when the reader opens, or by `newsreader add`",
        )
    return f"an import of {named} ended ({cut.reason})", f"add it again: newsreader add {named}"


def cut_short_text(cut: CutShort) -> str:
    return "; ".join(cut_short_parts(cut))
