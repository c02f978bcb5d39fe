"""An import that nobody stopped and that still did not end: the next run goes through its folders again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import SourceError
from index.stopping import Stopping
from index.storage.articles.finished import IMPORT
from index.storage.library import Library


def left_over(library: Library) -> list[str]:
    """Locations that were being taken in when the process was killed or the machine went off."""
    state = library.finished.state(IMPORT)
    return list(json.loads(state)) if state else []


def forget(library: Library) -> None:
    """Whoever stops an import does not want it to begin again by itself."""
    if left_over(library):
        _put(library, ())


@contextmanager
def remembered(
    library: Library, before: Sequence[str], named: Sequence[str], stopping: Stopping
) -> Iterator[None]:
    """Remember what was left over ``before`` and what is ``named`` now, until the work on it has ended.

    It stays remembered when the process is killed or told to end, and when nobody asks for the next step. An
    error ends it too, or each start would meet it again; a location that is no source goes alone.
    """
    if not before and not named and not left_over(library):
        yield
        return
    _put(library, [*before, *named])
    try:
        yield
    except GeneratorExit:
        raise
    except SourceError:
        _put(library, before)
        raise
    except BaseException:
        _put(library, ())
        raise
    if not stopping():
        _put(library, ())


def absolute(location: str | Path) -> str:
    """The next run may begin in another folder."""
    path = Path(location)
    if "://" in str(location):
        return str(location)
    with suppress(RuntimeError):  # ~name, and nobody here is called so
        path = path.expanduser()
    return str(path.absolute())


def is_there(location: str) -> bool:
    """Whether there is anything to go on with; what may not be looked at is not there."""
    try:
        return "://" in location or Path(location).exists()
    except OSError:
        return False


def _put(library: Library, locations: Sequence[str]) -> None:
    with library.database.transaction(durable=True, aside=True):  # a power cut is what it is for
        library.finished.put(IMPORT, json.dumps(list(locations)) if locations else "")
