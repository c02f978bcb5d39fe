"""Where the last backup of a library is: kept beside the library, to be there when that is lost."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

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
    file = folder / RECORD_FILE
    unfinished = file.with_suffix(".unfinished")
    with suppress(OSError):
        text = json.dumps({"file": backup.file, "made": backup.made})
        unfinished.write_text(text, "utf-8")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
