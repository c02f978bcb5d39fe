"""An import that nobody stopped and that still did not end: the next run goes through its folders again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import ArchiveError, SourceError
from index.failures import in_words
from index.model.progress import CutShort
from index.sources.registry import open_source
from index.stopping import Stopping
from index.storage.articles.finished import IMPORT, IMPORT_ENDED
from index.storage.library import Library


def left_over(library: Library) -> list[str]:
    """Locations that were being taken in when the process was killed or the machine went off."""
    state = library.finished.state(IMPORT)
    return list(json.loads(state)) if state else []


def cut_short(library: Library) -> CutShort | None:
    """What is to be told of an import that did not come to its end; one that goes on goes first."""
    if locations := left_over(library):
        return CutShort(tuple(locations))
    return _ended(library)


def _ended(library: Library) -> CutShort | None:
    state = library.finished.state(IMPORT_ENDED)
    if not state:
        return None
    told = json.loads(state)
    return CutShort(tuple(told["locations"]), told["reason"])


def forget(library: Library) -> None:
    """Whoever stops an import does not want it to begin again by itself."""
    if left_over(library):
        _put(library, (), ended=_ended(library))


@contextmanager
def remembered(
    library: Library, before: Sequence[str], named: Sequence[str], stopping: Stopping
) -> Iterator[None]:
    """Remember what was left over ``before`` and what is ``named`` now, until the work on it has ended.

    It stays remembered when the process is killed or told to end, and when nobody asks for the next step. An
    error ends it too, or each start would meet it again, and its reason is kept to be told until all of it
    is added again; a location that is no source goes alone.
    """
    if not before and not named and not left_over(library):
        yield
        return
    _put(library, [*before, *named], ended=_still_ended(library, [*before, *named]))
    try:
        yield
    except GeneratorExit:
        raise
    except SourceError:
        _put(library, before, ended=_ended(library))
        raise
    except Exception as error:
        # On a full disk this may fail as well; then the next run goes on, and says the same.
        with suppress(ArchiveError):
            _put(library, (), ended=_by(error, library, [*before, *named]))
        raise
    except BaseException:
        _put(library, (), ended=_ended(library))
        raise
    if not stopping():
        _put(library, (), ended=_ended(library))


def _still_ended(library: Library, locations: Sequence[str]) -> CutShort | None:
    """What was told until now, unless it is being added again."""
    ended = _ended(library)
    return None if ended is None or {*ended.locations} <= {*locations} else ended


def _by(error: Exception, library: Library, locations: Sequence[str]) -> CutShort:
    reason = str(in_words(error, library.database.file))
    return CutShort(tuple(locations), reason)


def absolute(location: str | Path) -> str:
    """The next run may begin in another folder."""
    path = Path(location)
    if "://" in str(location):
        return str(location)
    with suppress(RuntimeError):  # ~name, and nobody here is called so
        path = path.expanduser()
    return str(path.absolute())


def why_gone(location: str) -> str | None:
    """Why there is nothing to go on with, as what follows its name; None when there is something."""
    try:
        if "://" not in location and not Path(location).exists():
            return "is not there any more"
        open_source(location)
    except SourceError as error:
        return f"cannot be taken in any more ({str(error).removeprefix(f'{location}: ')})"
    except OSError as error:
        return f"cannot be looked at any more ({error.strerror or error})"
    return None


def _put(library: Library, locations: Sequence[str], ended: CutShort | None = None) -> None:
    told = {"locations": ended.locations, "reason": ended.reason} if ended else None
    with library.database.transaction(durable=True, aside=True):  # a power cut is what it is for
        library.finished.put(IMPORT, json.dumps(list(locations)) if locations else "")
        library.finished.put(IMPORT_ENDED, json.dumps(told) if told else "")
