"""The same articles and questions in other engines: textbook Whoosh, tantivy and SQLite FTS5."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.engines.interface import IndexedArticle
from index.words.folding import fold
from tests.benchmarks.search_corpus import Question
from tests.benchmarks.search_peers import ROWS


class TextbookWhoosh:
    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh import fields, index, qparser, query
            from whoosh.analysis import LanguageAnalyzer

        self._query = query
        folder.mkdir(parents=True, exist_ok=True)
        texts = {f"text_{code}": fields.TEXT(LanguageAnalyzer(code)) for code in ("fr", "en")}
        schema = fields.Schema(
            id=fields.ID(unique=True, stored=True),
            language=fields.ID(),
            title=fields.TEXT(stored=True, field_boost=2.0),
            day=fields.NUMERIC(sortable=True),
            **texts,
        )
        here = index.exists_in(str(folder))
        self.index = index.open_dir(str(folder)) if here else index.create_in(str(folder), schema)
        self.parser = qparser.MultifieldParser(["title", *texts], self.index.schema)
        self.parser.add_plugin(qparser.FuzzyTermPlugin())
        self.searcher = self.index.searcher()

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        writer = self.index.writer(limitmb=512)
        for article in articles:
            text = {f"text_{article.language}": article.body}
            writer.update_document(
                id=article.id, language=article.language, title=article.title, day=article.first, **text
            )
        writer.commit()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> list[str]:
        if question.kind.startswith("facets"):
            raise KeyError("entities")
        if question.kind.startswith("everything"):
            hits = self.searcher.search(self._query.Every(), limit=ROWS, sortedby="day", reverse=True)
            return [hit["title"] for hit in hits]
        words = [f"{word}~" if question.kind == "fuzzy" else word for word in question.words]
        text = f'"{" ".join(words)}"' if question.kind.startswith("phrase") else " ".join(words)
        tree = self.parser.parse(f"{text} {question.prefix}*" if question.prefix else text)
        if question.language and question.days:
            query = self._query
            tree &= query.Term("language", question.language) & query.NumericRange("day", *question.days)
        return [hit["title"] for hit in self.searcher.search(tree, limit=ROWS)]

    def close(self) -> None:
        self.searcher.close()


class Tantivy:
    """Folded and stemmed by language as ours; a field of unstemmed words for prefixes and misspellings."""

    name = "tantivy"
    FIELDS = ("title_fr", "text_fr", "title_en", "text_en")

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._t = tantivy
        folder.mkdir(parents=True, exist_ok=True)
        schema = tantivy.SchemaBuilder()
        for code in ("fr", "en"):
            schema.add_text_field(f"title_{code}", stored=True, tokenizer_name=code)
            schema.add_text_field(f"text_{code}", stored=True, tokenizer_name=code)
        schema.add_text_field("words", tokenizer_name="plain", index_option="freq")
        schema.add_text_field("id", tokenizer_name="raw", stored=True)
        schema.add_text_field("language", tokenizer_name="raw")
        schema.add_text_field("entities", tokenizer_name="raw", fast=True)
        schema.add_integer_field("day", indexed=True, fast=True)
        self.schema = schema.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        for name, stemmer in {"fr": "french", "en": "english", "plain": None}.items():
            builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
            if stemmer:
                builder = builder.filter(tantivy.Filter.stemmer(stemmer))
            self.index.register_tokenizer(name, builder.build())
        self.writer: Any = None
        self.searcher = self.index.searcher()

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        self.writer = self.writer or self.index.writer(heap_size=256_000_000, num_threads=1)
        for article in articles:
            document = self._t.Document()
            document.add_text(f"title_{article.language}", article.title)
            document.add_text(f"text_{article.language}", article.body)
            document.add_text("words", f"{article.title} {article.body}")
            document.add_text("id", article.id)
            document.add_text("language", article.language)
            for entity in article.entities:
                document.add_text("entities", entity)
            document.add_integer("day", article.first or 0)
            self.writer.add_document(document)
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> list[str]:
        t, must = self._t, self._t.Occur.Must
        if question.kind.startswith("everything"):
            found = self.searcher.search(t.Query.all_query(), ROWS, order_by_field="day")
            return self._titles(found)
        parts = []
        if question.kind == "fuzzy":
            parts = [t.Query.fuzzy_term_query(self.schema, "words", fold(word)) for word in question.words]
        elif question.words:
            text = " ".join(question.words)
            text = f'"{text}"' if question.kind.startswith("phrase") else text
            boosts = {"title_fr": 2.0, "title_en": 2.0}
            parts = [self.index.parse_query(text, list(self.FIELDS), boosts, conjunction_by_default=True)]
        if question.prefix:
            parts.append(t.Query.regex_query(self.schema, "words", f"{fold(question.prefix)}.*"))
        if question.language and question.days:
            parts.append(t.Query.term_query(self.schema, "language", question.language))
            parts.append(t.Query.range_query(self.schema, "day", t.FieldType.Integer, *question.days))
        query = t.Query.boolean_query([(must, part) for part in parts])
        if question.kind.startswith("facets"):
            wanted = {"entities": {"terms": {"field": "entities", "size": 200}}}
            return [bucket["key"] for bucket in self.searcher.aggregate(query, wanted)["entities"]["buckets"]]
        return self._titles(self.searcher.search(query, ROWS))

    def _titles(self, found: Any) -> list[str]:
        documents = [self.searcher.doc(address) for _, address in found.hits]
        return [
            str(document.get_first("title_fr") or document.get_first("title_en")) for document in documents
        ]

    def close(self) -> None:
        if self.writer is not None:
            self.writer.wait_merging_threads()


class Fts5:
    """No stemmer: SQLite has one for English only. Misspellings are not to be had."""

    name = "FTS5"
    SCHEMA = """
        CREATE TABLE IF NOT EXISTS articles
            (n INTEGER PRIMARY KEY, id TEXT UNIQUE, language TEXT, title TEXT, body TEXT, day INTEGER);
        CREATE INDEX IF NOT EXISTS by_day ON articles (day DESC);
        CREATE TABLE IF NOT EXISTS entities (article INTEGER, entity TEXT, PRIMARY KEY (article, entity))
            WITHOUT ROWID;
        CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5
            (title, body, content=articles, content_rowid=n, prefix='2 3',
             tokenize='unicode61 remove_diacritics 2');
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / "fts5.sqlite3")
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = NORMAL")
        self.database.executescript(self.SCHEMA)

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        run = self.database.execute
        with self.database:
            for a in articles:
                values = (a.id, a.language, a.title, a.body, a.first)
                n = run("INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?)", values).lastrowid
                run("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (n, a.title, a.body))
                self.database.executemany("INSERT INTO entities VALUES (?, ?)", [(n, e) for e in a.entities])

    def ask(self, question: Question) -> list[str]:
        if question.kind == "fuzzy":
            raise KeyError("misspellings")
        if question.kind.startswith("everything"):
            return self._first("SELECT title FROM articles ORDER BY day DESC LIMIT ?", ROWS)
        match = " ".join(f'"{word}"' for word in question.words)
        if question.kind.startswith("phrase"):
            match = f'"{" ".join(question.words)}"'
        if question.prefix:
            match += f' "{question.prefix}"*'
        if question.kind.startswith("facets"):
            counted = """SELECT entity FROM words JOIN entities ON article = words.rowid WHERE words MATCH ?
                GROUP BY entity ORDER BY count(*) DESC LIMIT 200"""
            return self._first(counted, match)
        where, values = "", []
        if question.language and question.days:
            where, values = "AND language = ? AND day BETWEEN ? AND ?", [question.language, *question.days]
        return self._first(
            f"""SELECT articles.title FROM words JOIN articles ON n = words.rowid
                WHERE words MATCH ? {where} ORDER BY bm25(words, 3.0, 1.0) LIMIT {ROWS}""",
            match,
            *values,
        )

    def _first(self, sql: str, *values: Any) -> list[str]:
        return [row[0] for row in self.database.execute(sql, values)]

    def close(self) -> None:
        self.database.close()
