"""Events: which reports tell one happening, and how sure it is that both languages do."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from index.model.articles import READING_LANGUAGES, ArticleId, Language
from index.model.events import Event
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import to_json

_IN_BOTH = " WHERE fr > 0 AND en > 0"


class Group(NamedTuple):
    """What is stored of an event."""

    articles: Sequence[ArticleId]
    score: float | None = None
    status: str | None = None


class Events:
    """Every method that writes is a part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, groups: Iterable[Group], of: Set[ArticleId] | None = None) -> None:
        """Put these in the place of all others (that one of ``of`` is in)."""
        if of is None:
            self._database.execute("DELETE FROM events")
            self._database.execute("DELETE FROM event_articles")
        else:
            gone = to_json(sorted(self._ids(of)))
            for table, column in (("events", "id"), ("event_articles", "event")):
                self._database.execute(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (gone,)
                )
        for group in groups:
            self._put(group)

    def members(self, articles: Iterable[ArticleId]) -> set[ArticleId]:
        """All reports of the events that these articles are in."""
        found = self._database.rows(
            "SELECT article FROM event_articles WHERE event IN (SELECT value FROM json_each(?))",
            (to_json(sorted(self._ids(articles))),),
        )
        return {article for (article,) in found}

    def links(self, of: Iterable[ArticleId] | None = None) -> list[tuple[ArticleId, ArticleId]]:
        """Of every event (that one of ``of`` is in) each report with its first one; of a possible join, which
        is no event of both languages yet, each with the first of its language."""
        where = "" if of is None else " WHERE e.article IN (SELECT value FROM json_each(?))"
        events = f"SELECT DISTINCT e.event FROM event_articles e{where}"
        return self._database.rows(
            "SELECT min(m.article) OVER (PARTITION BY m.event, CASE WHEN v.status = 'possible'"
            " THEN a.language ELSE '' END), m.article FROM event_articles m"
            " JOIN events v ON v.id = m.event JOIN articles a ON a.id = m.article"
            f" WHERE m.event IN ({events})",
            () if of is None else (to_json(sorted(of)),),
        )

    def of(self, article: ArticleId) -> Event | None:
        """The event that an article is in."""
        event = self._database.value("SELECT event FROM event_articles WHERE article = ?", (article,))
        return None if event is None else self._event(event)

    def in_the_other_language(self, article: ArticleId) -> list[ArticleId]:
        """The reports of its event that are not of its own language, by day, the undated last."""
        found = self._database.rows(
            "SELECT b.id FROM articles a JOIN event_articles e ON e.article = a.id"
            " JOIN event_articles f ON f.event = e.event JOIN articles b ON b.id = f.article"
            " WHERE a.id = ? AND b.language <> a.language ORDER BY b.sort_day = 0, b.sort_day, b.id",
            (article,),
        )
        return [other for (other,) in found]

    def ids_of(self, articles: Iterable[ArticleId]) -> dict[ArticleId, str]:
        """Of each article that is in an event, the id of that event."""
        found = self._database.rows(
            "SELECT article, event FROM event_articles WHERE article IN (SELECT value FROM json_each(?))",
            (to_json(sorted(articles)),),
        )
        return dict(found)

    def rows_of_lists(self) -> dict[ArticleId, str]:
        """Which articles stand in one row of a list of events: those of one event; of a possible join, which
        is no event of both languages yet, those of one language."""
        found = self._database.rows(
            "SELECT e.article, iif(v.status = 'possible', e.event || ' ' || a.language, e.event)"
            " FROM event_articles e JOIN events v ON v.id = e.event JOIN articles a ON a.id = e.article"
        )
        return dict(found)

    def newest(self, limit: int, offset: int = 0, *, in_both_languages: bool = False) -> list[Event]:
        """The newest first, the undated last."""
        found = self._database.rows(
            f"SELECT id FROM events{_IN_BOTH if in_both_languages else ''}"
            " ORDER BY day DESC, id LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [self._event(event) for (event,) in found]

    def count(self, *, in_both_languages: bool = False) -> int:
        where = _IN_BOTH if in_both_languages else ""
        return int(self._database.value(f"SELECT count(*) FROM events{where}"))

    def among(self, articles: Iterable[ArticleId]) -> list[Event]:
        """The events of these articles, by day, the undated last."""
        found = [self._event(event) for event in self._ids(articles)]
        return sorted(found, key=lambda event: (event.days or ("9999",), event.id))

    def _ids(self, articles: Iterable[ArticleId]) -> set[str]:
        return set(self.ids_of(articles).values())

    def _put(self, group: Group) -> None:
        rows = self._database.rows(
            "SELECT id, language, sort_day FROM articles WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY sort_day = 0, sort_day, language DESC, id",
            (to_json(sorted(group.articles)),),
        )
        if len(rows) < 2:
            return
        event = rows[0][0]
        languages = [language for _, language, _ in rows]
        counts = [languages.count(language) for language in READING_LANGUAGES]
        score, status = (group.score, group.status) if all(counts) else (None, None)
        self._database.execute(
            "INSERT INTO events (id, day, fr, en, score, status) VALUES (?, ?, ?, ?, ?, ?)",
            (event, max(day for *_, day in rows), *counts, score, status),
        )
        self._database.execute_many(
            "INSERT INTO event_articles (article, event) VALUES (?, ?)", ((id, event) for id, *_ in rows)
        )

    def _event(self, event: str) -> Event:
        score, status = self._database.row("SELECT score, status FROM events WHERE id = ?", (event,)) or (
            None,
            None,
        )
        rows = self._database.rows(
            "SELECT a.id, a.language, a.published_first, a.published_last FROM event_articles e"
            " JOIN articles a ON a.id = e.article WHERE e.event = ?"
            " ORDER BY a.sort_day = 0, a.sort_day, a.language DESC, a.id",
            (event,),
        )
        return _from_rows(event, rows, score, status)


def drop(database: Database, article: ArticleId) -> set[ArticleId]:
    """Forget the event that a report was of, inside the caller's transaction; who else was of it."""
    event = database.value("SELECT event FROM event_articles WHERE article = ?", (article,))
    if event is None:
        return set()
    others = database.rows(
        "SELECT article FROM event_articles WHERE event = ? AND article <> ?", (event, article)
    )
    database.execute("DELETE FROM event_articles WHERE event = ?", (event,))
    database.execute("DELETE FROM events WHERE id = ?", (event,))
    return {other for (other,) in others}


def _from_rows(event: str, rows: list[Row], score: float | None, status: str | None) -> Event:
    languages: dict[Language, int] = {}
    for _, language, _, _ in rows:
        languages[language] = languages.get(language, 0) + 1
    firsts = [first for *_, first, _ in rows if first]
    lasts = [last for *_, last in rows if last]
    days = (min(firsts), max(lasts)) if firsts else ()
    return Event(event, tuple(id for id, *_ in rows), days, languages, score, status)
