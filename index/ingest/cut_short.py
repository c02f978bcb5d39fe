"""An import that nobody stopped and that still did not end: the next run goes through its folders again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.stopping import Stopping
from index.storage.finished import IMPORT
from index.storage.library import Library


def left_over(library: Library) -> list[str]:
    """Locations that were being taken in when the process was killed or the machine went off."""
    state = library.finished.state(IMPORT)
    return list(json.loads(state)) if state else []


@contextmanager
def remembered(library: Library, locations: Sequence[str], stopping: Stopping) -> Iterator[None]:
    """Remember ``locations`` until the work on them has ended, in whatever way the process can still notice.

    Whoever stops an import does not want it to begin again by itself: that counts as an end too.
    """
    if not locations and not left_over(library):
        yield
        return
    _put(library, locations)
    try:
        yield
    except GeneratorExit:  # nobody goes on asking for the next step: as if killed, unless it was stopped
        if stopping():
            _put(library, ())
        raise
    except BaseException:
        _put(library, ())
        raise
    _put(library, ())


def absolute(location: str | Path) -> str:
    """The next run may begin in another folder."""
    text = str(location)
    return text if "://" in text else str(Path(text).expanduser().absolute())


def _put(library: Library, locations: Sequence[str]) -> None:
    with library.database.transaction():
        library.finished.put(IMPORT, json.dumps(list(locations)) if locations else "")
