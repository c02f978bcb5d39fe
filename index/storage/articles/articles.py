"""The articles: every text that was taken in, its raw bytes, and all its revisions."""

# ruff: noqa: S608
# Clauses are constants of this file; values are always bound.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from index.errors import AmbiguousIdError, NotFoundError
from index.model.articles import Article, ArticleId, Language, RawDocument
from index.storage.articles import derived
from index.storage.articles.bookmark_places import move_bookmarks
from index.storage.articles.texts import STORED, Texts
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import SUM_DIGITS, folded, storable, to_json

_CHUNK = 256
"""Articles read at once, so that no read stays open while the caller writes."""
_COLUMNS = (
    "origin, revision, sha256, intake, change, language, title, title_origin, source, published_first,"
    " published_last, published_precision, published_origin, sort_day, sort_title, words"
)


class Articles:
    """Articles by id. A text that changed under the same id is a new revision; the bytes of each are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.texts = Texts(database)

    def put(
        self, article: Article, raw: bytes, *, hints: Mapping[str, str] | None = None, intake_version: int = 1
    ) -> str:
        """Store an article and the bytes it was made from: ``added``, ``changed`` or ``unchanged``.

        What was made from the same bytes by the same rules (``intake_version``) is left alone, unless it is
        damaged. Names, profile and pairs of a changed article go with its old text; its bookmarks move to
        where their paragraphs are.
        """
        db = self._database
        with db.transaction():
            known = db.row("SELECT n, revision, sha256, intake FROM articles WHERE id = ?", (article.id,))
            if known is None:
                self._write_row(self._next_number(), article, 1, intake_version)
                self.texts.write_raw(article, raw, hints)
                self.texts.write(article)
                move_bookmarks(db, article)
                return "added"
            number, revision, sha256, intake = known
            same_bytes = sha256 == article.sha256
            before = self.texts.stored(article.id) if same_bytes else None
            sourced = same_bytes and self.texts.is_sourced(article.id)
            if sourced and before is not None and (intake == intake_version or before == article):
                db.execute(
                    "UPDATE articles SET intake = ? WHERE n = ? AND intake <> ?1", (intake_version, number)
                )
                return "unchanged"
            derived.drop(db, number, article.id)
            self._write_row(number, article, revision if same_bytes else revision + 1, intake_version)
            if not sourced:
                self.texts.write_raw(article, raw, hints)
            self.texts.write(article)
            move_bookmarks(db, article)
            return "changed"

    def get(self, article: ArticleId) -> Article:
        """Also what is known of one whose text is lost (``Article.damaged``). Raises NotFoundError."""
        found = self._database.row(f"SELECT {STORED} WHERE a.id = ?", (article,))
        if found is None:
            raise _not_found(article)
        return self.texts.read(*found)

    def find(self, prefix: str) -> ArticleId:
        """The one id that starts with ``prefix``. Raises NotFoundError, or AmbiguousIdError naming a few."""
        # A range of ids, because LIKE knows wildcards and no index.
        found = self._database.rows(
            "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 6",
            (prefix, prefix + "\U0010ffff"),
        )
        ids = [id for (id,) in found]
        if prefix in ids or len(ids) == 1:
            return prefix if prefix in ids else str(ids[0])
        if not ids or not prefix:
            raise _not_found(prefix)
        raise AmbiguousIdError(
            f"{prefix!r} fits several articles: {', '.join(ids[:5])}{' …' if len(ids) > 5 else ''}",
            "Give more characters of the id.",
        )

    def ids(self, language: Language | None = None) -> list[ArticleId]:
        """All ids, newest first; undated ones last."""
        where, values = ("WHERE language = ?", (language,)) if language else ("", ())
        order = "ORDER BY sort_day DESC, sort_title, id"
        return [id for (id,) in self._database.rows(f"SELECT id FROM articles {where} {order}", values)]

    def count(self) -> dict[Language, int]:
        """Articles per language."""
        return dict(self._database.rows("SELECT language, count(*) FROM articles GROUP BY language"))

    def iterate(
        self, ids: Sequence[ArticleId] | None = None, after: ArticleId | None = None
    ) -> Iterator[Article]:
        """The articles ``ids`` in that order (unknown ones left out), or all in the order of their arrival,
        from the one behind ``after``."""
        if ids is not None:
            for start in range(0, len(ids), _CHUNK):
                yield from self._some(ids[start : start + _CHUNK])
            return
        number = -1 if after is None else self._number(after)
        while True:
            chunk = self._database.rows(
                f"SELECT a.n, {STORED} WHERE a.n > ? ORDER BY a.n LIMIT ?",
                (number, _CHUNK),
            )
            if not chunk:
                return
            number = chunk[-1][0]
            for _, *stored in chunk:
                yield self.texts.read(*stored)

    def seen(self, origin: str) -> tuple[str, int] | None:
        """Hash of the bytes and version of the rules that the article from ``origin`` was made with.

        None also for one whose text is seen at a glance to be damaged: it is to be made again.
        """
        return self._database.row(
            "SELECT a.sha256, a.intake FROM articles a JOIN texts t ON t.article = a.n"
            " WHERE a.origin = ? AND typeof(t.document) = 'text'"
            f" AND json_valid(iif(t.version = 1, t.document, substr(t.document, {SUM_DIGITS + 1})))"
            " ORDER BY a.n DESC LIMIT 1",
            (storable(origin),),
        )

    def raw(self, article: ArticleId, revision: int | None = None) -> bytes:
        """The bytes that an article was made from. Raises NotFoundError."""
        return self.document(article, revision).raw

    def document(self, article: ArticleId, revision: int | None = None) -> RawDocument:
        """What an article was made from, for other rules to clean it anew; by default its newest revision."""
        return self.texts.document(article, revision)

    def expect_source(self, article: ArticleId) -> None:
        """Have its document read again when it is met the next time; a part of the caller's transaction."""
        self._database.execute("UPDATE articles SET intake = 0 WHERE id = ?", (article,))

    def put_row(self, article: Article) -> None:
        """Have the lists say what the text of an article says; a part of the caller's transaction."""
        found = self._database.row("SELECT n, revision, intake FROM articles WHERE id = ?", (article.id,))
        if found is not None:
            number, revision, intake = found
            self._write_row(number, article, revision, intake)

    def revisions(self, article: ArticleId) -> list[tuple[int, str, str]]:
        """Number, hash and time of each revision, oldest first."""
        return self._database.rows(
            "SELECT r.revision, r.sha256, r.taken FROM revisions r JOIN articles a ON a.n = r.article"
            " WHERE a.id = ? ORDER BY r.revision",
            (article,),
        )

    def outdated(self, intake_version: int) -> list[ArticleId]:
        """Articles that were made by other rules than these, newest first."""
        found = self._database.rows(
            "SELECT id FROM articles WHERE intake <> ? ORDER BY sort_day DESC, sort_title, id",
            (intake_version,),
        )
        return [id for (id,) in found]

    def latest_change(self) -> int:
        """A number that grows with every stored change of a text; 0 when empty."""
        return self._database.value("SELECT max(change) FROM articles") or 0

    def changes(self, language: Language) -> dict[ArticleId, int]:
        """Every article of a language, newest first, with a number that changes with its text."""
        return dict(
            self._database.rows(
                "SELECT id, change FROM articles WHERE language = ? ORDER BY sort_day DESC, sort_title, id",
                (language,),
            )
        )

    def changed_since(self, change: int) -> list[ArticleId]:
        """Articles whose text changed after ``change``: what an index made then lacks."""
        found = self._database.rows("SELECT id FROM articles WHERE change > ? ORDER BY change, n", (change,))
        return [id for (id,) in found]

    def _some(self, ids: Sequence[ArticleId]) -> Iterator[Article]:
        found = self._database.rows(
            f"SELECT {STORED} WHERE a.id IN (SELECT value FROM json_each(?))", (to_json(list(ids)),)
        )
        documents = {id: (document, version) for id, document, version in found}
        for id in ids:
            if id in documents:
                yield self.texts.read(id, *documents[id])

    def _number(self, article: ArticleId) -> int:
        number = self._database.value("SELECT n FROM articles WHERE id = ?", (article,))
        if number is None:
            raise _not_found(article)
        return int(number)

    def _next_number(self) -> int:
        return int(self._database.value("SELECT coalesce(max(n), 0) + 1 FROM articles"))

    def _write_row(self, number: int, article: Article, revision: int, intake_version: int) -> None:
        day = article.published
        values = (
            storable(article.origin),
            revision,
            article.sha256,
            intake_version,
            self.latest_change() + 1,
            article.language,
            storable(article.title),
            article.title_origin,
            None if article.source is None else storable(article.source),
            *((day.first, day.last, day.precision, day.origin) if day else (None, None, None, None)),
            date.fromisoformat(day.first).toordinal() if day else 0,
            folded(storable(article.title)),
            sum(len(block.text.split()) for block in article.body),
        )
        names = [name.strip() for name in _COLUMNS.split(",")]
        self._database.execute(
            f"INSERT INTO articles (n, id, {_COLUMNS}) VALUES ({', '.join('?' * (len(values) + 2))})"
            f" ON CONFLICT (n) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}",
            (number, article.id, *values),
        )


def _not_found(article: str) -> NotFoundError:
    return NotFoundError(f"no article {article!r}", "`newsreader search` lists articles with their ids.")
