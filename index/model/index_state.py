"""What the full-text index is good for at this moment, and who can do something about it."""

from __future__ import annotations

from enum import StrEnum


class IndexState(StrEnum):
    """Of an index that is missing, damaged, older or incomplete: what becomes of it."""

    SOUND = "sound"
    """It can be asked, and has every article."""
    BEING_MADE = "being made"
    """A process writes to the archive: it will be whole when that is done."""
    TO_BE_MADE = "to be made"
    """Nobody makes it; whoever finishes what is pending does."""
    READ_ONLY = "read-only"
    """It cannot be made, for nothing can be written here."""
