"""Where the last backup of a library is: kept beside the library, to be there when that is lost."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from index.durable import sync, write_durably
from index.model.condition import LastBackup

RECORD_FILE = "last-backup.json"


def last_backup(folder: Path) -> LastBackup | None:
    """The last backup of the library in ``folder``, wherever that is now; None when none is known."""
    try:
        told = json.loads((folder / RECORD_FILE).read_text("utf-8"))
        return LastBackup(str(told["file"]), str(told["made"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def record_backup(folder: Path, backup: LastBackup) -> None:
    """Nothing where it cannot be written: the backup is made all the same."""
    with suppress(OSError):
        told = json.dumps({"file": backup.file, "made": backup.made})
        write_durably(folder / RECORD_FILE, told.encode())
        sync(folder)
