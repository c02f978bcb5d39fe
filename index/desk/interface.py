"""What every kind of change offers: how it is kept, and how either side of it is put in place."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from index.model.desk import Change
from index.storage.library import Library

C = TypeVar("C", bound=Change)
Json = Any
"""What ``json`` reads and writes; None where there is nothing."""


class Kind(Protocol[C]):
    """One kind of change. It is kept as two documents, of the time before and after it."""

    name: str
    """By which it is kept."""
    version: int
    """Of its documents."""
    noun: type[C]

    def documents(self, library: Library, change: C) -> tuple[Json, Json]:
        """Both documents, within the transaction that makes the change; equal when it changes nothing."""
        ...

    def read(self, before: Json, after: Json) -> C:
        """The change of two documents."""
        ...

    def put(self, library: Library, wanted: Json, instead_of: Json) -> None:
        """Put one side in the place of the other, whatever is there; a part of a durable transaction.

        The articles may be gone.
        """
        ...

    def follow(self, library: Library, change: C) -> None:
        """What follows from it, after the transaction; the next import makes good what is not done here."""
        ...
