"""What a piece of work was made from when it was last finished: plain text, the caller's own."""

from __future__ import annotations

from index.storage.sqlite.database import Database

ENCODER = "encoder"
"""The work whose state is the card of the sentence encoder in effect; none: the built-in one, always."""
IMPORT = "import"
"""The work whose state is what is being taken in, as a JSON list; empty when nothing is."""
IMPORT_ENDED = "import ended"
"""The work whose state is a JSON object of an import that an error ended: ``locations``, ``reason``."""
INDEX = "index"
"""The work whose state is the generation of the full-text index that was brought up to date last."""
ALIGNMENT = "alignment"
"""The work whose state is the version of alignment that the rows of the pairs are of, or are becoming."""
MOVED_ASIDE = "moved aside"
"""The work whose state is a JSON object of the library before this one: its ``file``, its ``folders``."""

BACKUP = "backup"
"""Of a backup alone: the work whose state says when it was ``made``, and has the text of the ``settings``."""


class Finished:
    """One state for each kind of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, work: str) -> str | None:
        """What ``put`` was told the last time."""
        state: str | None = self._database.value("SELECT state FROM finished WHERE work = ?", (work,))
        return state

    def put(self, work: str, state: str) -> None:
        """A part of the caller's transaction."""
        self._database.execute("INSERT OR REPLACE INTO finished VALUES (?, ?)", (work, state))
