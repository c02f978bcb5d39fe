"""Stories: which reports belong together over days, and the same-language links that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from index.model.articles import ArticleId, Language
from index.model.events import Event
from index.model.pairs import Story
from index.storage.pairs.events import Events
from index.storage.sqlite.database import Database, Row
from index.storage.sqlite.documents import to_json

_MEMBERS = (
    "SELECT s.story, a.id, a.language, a.published_first, a.published_last FROM stories s"
    " JOIN articles a ON a.id = s.article"
)
_BY_DAY = " ORDER BY a.sort_day = 0, a.sort_day, a.id"


class Stories:
    """Every method that writes is a part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace_links(
        self, links: Iterable[tuple[ArticleId, ArticleId]], of: Set[ArticleId] | None = None
    ) -> None:
        """Put these links in the place of all others (that one of ``of`` is in)."""
        if of is None:
            self._database.execute("DELETE FROM story_links")
        else:
            self._database.execute(
                "DELETE FROM story_links WHERE one IN (SELECT value FROM json_each(?1))"
                " OR other IN (SELECT value FROM json_each(?1))",
                (to_json(sorted(of)),),
            )
        self._database.execute_many("INSERT OR IGNORE INTO story_links (one, other) VALUES (?, ?)", links)

    def links(self, of: Iterable[ArticleId] | None = None) -> list[tuple[ArticleId, ArticleId]]:
        """All links, or those that one of ``of`` is in."""
        if of is None:
            return self._database.rows("SELECT one, other FROM story_links")
        return self._database.rows(
            "SELECT one, other FROM story_links WHERE one IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1))",
            (to_json(sorted(of)),),
        )

    def days(self, articles: Iterable[ArticleId]) -> dict[ArticleId, int]:
        """First day of each, an ordinal; 0 when it is undated."""
        return dict(
            self._database.rows(
                "SELECT id, sort_day FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                (to_json(sorted(articles)),),
            )
        )

    def replace(
        self, stories: Mapping[ArticleId, Iterable[ArticleId]], of: Set[ArticleId] | None = None
    ) -> None:
        """Put these stories (id → members) in the place of all others (that one of ``of`` is in)."""
        if of is None:
            self._database.execute("DELETE FROM stories")
        else:
            self._database.execute(
                "DELETE FROM stories WHERE article IN (SELECT value FROM json_each(?))",
                (to_json(sorted(of)),),
            )
        self._database.execute_many(
            "INSERT INTO stories (article, story) VALUES (?, ?)",
            ((article, story) for story, members in stories.items() for article in members),
        )

    def of(self, article: ArticleId) -> Story | None:
        """The story that an article belongs to."""
        story = self._database.value("SELECT story FROM stories WHERE article = ?", (article,))
        return None if story is None else self._story(story)

    def newest(self, limit: int) -> list[Story]:
        """Stories of three reports and more, the newest first."""
        found = self._database.rows(
            "SELECT s.story FROM stories s JOIN articles a ON a.id = s.article"
            " GROUP BY s.story HAVING count(*) > 2"
            " ORDER BY max(a.sort_day) DESC, count(*) DESC, s.story LIMIT ?",
            (limit,),
        )
        return [self._story(story) for (story,) in found]

    def _story(self, story: str) -> Story:
        rows = self._database.rows(f"{_MEMBERS} WHERE s.story = ?{_BY_DAY}", (story,))
        return _from_rows(story, rows, Events(self._database).among(id for _, id, *_ in rows))


def _from_rows(story: str, rows: Sequence[Row], events: Sequence[Event]) -> Story:
    languages: dict[Language, int] = {}
    for _, _, language, _, _ in rows:
        languages[language] = languages.get(language, 0) + 1
    firsts = [first for *_, first, _ in rows if first]
    lasts = [last for *_, last in rows if last]
    days = (min(firsts), max(lasts)) if firsts else ()
    return Story(story, tuple(id for _, id, *_ in rows), days, languages, tuple(events))
