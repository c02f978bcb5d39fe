"""What the desk's tests are about: four reports, and all that is the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.desk.desk import Desk
from index.model.articles import Article, Block, Role
from index.model.desk import Correction
from index.storage.library import Library
from tests.index.storage.looks import read_ids

FRENCH, ENGLISH = ("fr1", "fr2"), ("en1", "en2")
PARAGRAPHS = ("Le port est bloqué.", "Douze navires attendent.", "Les négociations reprennent.")


def put_report(library: Library, id: str, paragraphs: Sequence[str] = PARAGRAPHS, sha256: str = "") -> None:
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs))
    library.articles.put(Article(id, f"/{id}", sha256, id[:2], f"Titre {id}", "given", blocks), b"")


def put_reports(library: Library) -> None:
    for id in (*FRENCH, *ENGLISH):
        put_report(library, id)


def remove_reports(library: Library) -> None:
    """As if they had never been taken in."""
    with library.database.transaction():
        for table in ("texts", "revisions", "pairs", "articles"):
            library.database.execute(f"DELETE FROM {table}")


@dataclass(frozen=True)
class Own:
    """All that can be undone, as it stands; by what each is known by."""

    bookmarks: dict[Any, Any]
    read: dict[Any, Any]
    corrections: dict[Any, Any]


def own(library: Library) -> Own:
    desk = Desk(library)
    return Own(
        {mark.id: mark for mark in desk.bookmarks()},
        dict.fromkeys(read_ids(library.database), True),
        {(said.fr, said.en): said for said in desk.corrections()},
    )


def exported(said: Correction) -> dict[str, Any]:
    return {
        "fr": {"id": said.fr, "origin": "x"},
        "en": {"id": said.en, "origin": "y"},
        "verdict": said.verdict,
        "created": said.created,
    }
