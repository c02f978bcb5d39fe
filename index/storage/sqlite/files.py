"""Files that must be there to stay, under the right name, whatever happens to the machine."""

from __future__ import annotations

import os
from pathlib import Path

from index.durable import sync


def second_name(file: Path, other: Path) -> None:
    """Have ``file`` be called ``other`` as well, so that its own name can be given away at once."""
    try:
        other.hardlink_to(file)
    except OSError:  # a file system without links: for a moment the name is nobody's
        file.rename(other)


def name_finished(unfinished: Path, file: Path) -> None:
    """Give a finished file its name. Raises FileExistsError, and never takes another's name away."""
    try:
        file.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if file.exists():
            raise FileExistsError(17, os.strerror(17), str(file)) from None
        unfinished.rename(file)
    else:
        unfinished.unlink()
    sync(file.parent)
