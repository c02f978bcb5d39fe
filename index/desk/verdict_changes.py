"""What was said of pairs: one by one, and taken over from elsewhere many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from index.desk.interface import Json
from index.model.desk import Correction, VerdictChange, VerdictImport
from index.storage.library import Library

# What applies a verdict loads numpy, which a start can do without: it is imported where it is needed.


class VerdictChanges:
    """A document has what a correction has."""

    name = "verdict"
    version = 1
    noun = VerdictChange

    def documents(self, library: Library, change: VerdictChange) -> tuple[Json, Json]:
        return _document(change.before), _document(change.after)

    def read(self, before: Json, after: Json) -> VerdictChange:
        said = before or after
        return VerdictChange(said["fr"], said["en"], _correction(before), _correction(after))

    def put(self, library: Library, wanted: Json, instead_of: Json) -> None:
        from index.counterparts.corrections import put_verdict

        said = wanted or instead_of
        put_verdict(library, said["fr"], said["en"], _correction(wanted))

    def follow(self, library: Library, change: VerdictChange) -> None:
        _pair_around(library, [change])


class VerdictImports:
    """A document is a list: of each pair what a correction has, or null."""

    name = "verdict import"
    version = 1
    noun = VerdictImport

    def documents(self, library: Library, change: VerdictImport) -> tuple[Json, Json]:
        said = [ONE.documents(library, verdict) for verdict in change.verdicts]
        return [before for before, _ in said], [after for _, after in said]

    def read(self, before: Json, after: Json) -> VerdictImport:
        return VerdictImport(tuple(map(ONE.read, before, after)))

    def put(self, library: Library, wanted: Json, instead_of: Json) -> None:
        for one, other in zip(wanted, instead_of, strict=True):
            ONE.put(library, one, other)

    def follow(self, library: Library, change: VerdictImport) -> None:
        _pair_around(library, change.verdicts)


ONE = VerdictChanges()


def _pair_around(library: Library, verdicts: Iterable[VerdictChange]) -> None:
    from index.counterparts.corrections import pair_around

    pair_around(library, {article for verdict in verdicts for article in (verdict.fr, verdict.en)})


def _document(said: Correction | None) -> Json:
    return None if said is None else asdict(said)


def _correction(document: Json) -> Correction | None:
    return None if document is None else Correction(**document)
