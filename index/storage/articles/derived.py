"""What is worked out from an article's text, and has to go when the text changes."""

from __future__ import annotations

from index.model.articles import ArticleId
from index.storage.articles import copies
from index.storage.pairs import counterparts, events, outlines, pending, stated_facts, ties
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import to_json
from index.storage.sqlite.packing import unpack


def drop(database: Database, number: int, article: ArticleId) -> None:
    """Forget names, profile, pairs and copies of one article, inside the caller's transaction."""
    _drop_names(database, number)
    copies.drop(database, number)
    outlines.drop(database, number, article)
    touched = counterparts.drop(database, number, article)
    pending.mark_unfinished(database, pending.NAMES)
    pending.wait_for_pairing(database, touched)
    stated_facts.drop(database, number)
    around = events.drop(database, article) | ties.drop(database, article)
    pending.leave_undecided(database, sorted(around))


def _drop_names(database: Database, number: int) -> None:
    packed = database.value("SELECT entities FROM article_entities WHERE article = ?", (number,))
    if packed is not None:
        database.execute(
            "DELETE FROM entity_articles WHERE article = ?1 AND entity IN (SELECT value FROM json_each(?2))",
            (number, to_json(unpack(packed).tolist())),
        )
    database.execute("DELETE FROM article_entities WHERE article = ?", (number,))
    database.execute("DELETE FROM mentions WHERE article = ?", (number,))
