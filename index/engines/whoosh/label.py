"""What says whose an index is, whether it may be used, and which of its states is the newest."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4
from zlib import crc32

from index.durable import DamagedFile, sync, write_durably
from index.engines.interface import SearchCancelled, UnresolvedNode
from index.engines.whoosh.files import newest_commit
from index.engines.whoosh.library import distribution
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.errors import ArchiveError, EngineError

NAME = "whoosh"
LABEL = "engine.json"
"""Says whose index the folder holds, and of which schema. Written last: without it there is no index."""
CONDEMNED = "damaged.txt"
"""Says why the index is not to be used any more."""
RACES_LOST = 10
"""So often in a row others may commit while we read a state of the index."""
_REBUILD = "It is rebuilt from the library: newsreader rebuild."
Found = TypeVar("Found")


def write_label(folder: Path) -> None:
    """Raises OSError."""
    label = {
        "engine": NAME,
        "schema": SCHEMA_VERSION,
        "distribution": distribution(),
        "made": uuid4().hex,
    }
    write_durably(folder / LABEL, _with_sum(label))
    sync(folder)


def read_label(folder: Path) -> str:
    """What tells this index from any other. Raises EngineError when it is not one that we can use."""
    with contextlib.suppress(OSError):
        reason = (folder / CONDEMNED).read_text("utf-8", "replace")
        raise damaged(folder, DamagedFile(reason or "it was found to be so"))
    try:
        engine, schema, made, is_whole = _parsed((folder / LABEL).read_bytes())
    except FileNotFoundError as error:
        what = "is not one of ours" if folder.exists() else "is missing"
        raise EngineError(f"The search index in {folder} {what}", _REBUILD) from error
    except OSError as error:
        raise damaged(folder, error) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged(folder, DamagedFile(f"{LABEL}: {error!r}")) from error
    if engine != NAME or schema != SCHEMA_VERSION:
        wanted = f"{NAME} schema {SCHEMA_VERSION}"
        raise EngineError(f"The search index in {folder} is {engine} schema {schema}, not {wanted}", _REBUILD)
    if not is_whole:
        raise damaged(folder, DamagedFile(f"{LABEL} is not as it was written"))
    return made


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> tuple[object, object, str, bool]:
    """Engine, schema, made, and whether it is as we wrote it; asked for ahead of every search."""
    label: Any = json.loads(content)
    engine, schema, made = label["engine"], label["schema"], str(label["made"])
    is_whole = _with_sum({name: value for name, value in label.items() if name != "sum"}) == content
    return engine, schema, made, is_whole


def _with_sum(label: dict[str, Any]) -> bytes:
    return json.dumps(label | {"sum": crc32(json.dumps(label).encode())}, indent=1).encode()


def condemn(folder: Path, reason: str) -> None:
    """Let ``read_label`` refuse the index from now on; nothing happens where nothing can be written."""
    reason = reason.removeprefix(_damaged_in(folder))
    with contextlib.suppress(OSError):
        if (folder / LABEL).exists():
            (folder / CONDEMNED).write_text(reason, "utf-8", "backslashreplace")


def state(folder: Path) -> str:
    """Differs after every commit and from index to index. Raises EngineError when there is none for us."""
    made = read_label(folder)
    try:
        newest = newest_commit(folder)
    except OSError as error:
        raise damaged(folder, error) from error
    if newest is None:
        raise damaged(folder, DamagedFile("its table of contents is missing"))
    return f"{made}-{newest}"


def settled(folder: Path, work: Callable[[str], Found]) -> Found:
    """What ``work`` makes of the newest state of the index.

    What goes wrong while others commit is tried again: files that were merged away are no damage. All else
    that goes wrong is an EngineError.
    """
    for _ in range(RACES_LOST):
        now = state(folder)
        try:
            return work(now)
        except (SearchCancelled, UnresolvedNode, ArchiveError, MemoryError):
            raise
        except Exception as error:
            if state(folder) == now:
                raise damaged(folder, error) from error
    raise EngineError(
        f"The search index in {folder} changes faster than it can be read",
        "Try again when the import that is running is done.",
    )


def damaged(folder: Path, error: Exception) -> EngineError:
    """Whoosh answers damage with whatever pickle, struct or an assertion says."""
    if isinstance(error, OSError):
        return EngineError(f"The search index in {folder} cannot be read: {error}", _REBUILD)
    what = error if isinstance(error, DamagedFile) else repr(error)
    return EngineError(f"{_damaged_in(folder)}{what}", _REBUILD)


def _damaged_in(folder: Path) -> str:
    return f"The search index in {folder} is damaged: "
