"""What every search engine must do. An engine's test class derives from ``SearchEngineContract``."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engines.highlights import Highlighter
from index.engines.interface import (
    Facet,
    Favoured,
    IndexedArticle,
    SearchCancelled,
    SearchEngine,
    UnresolvedNode,
)
from index.engines.snippets import make_snippet
from index.errors import EngineError
from index.model.articles import ArticleId
from index.model.results import Snippet
from index.query.expansion import expand
from index.query.parser import parse
from index.query.syntax import Fuzzy, IdIn, Node, Prefix, SourceIs, Standing, TagIs, Word
from index.words.folding import tokens
from tests.index.engines.small_archive import archives, scan, trees, word_leaves

ARCHIVE = [
    IndexedArticle(
        id="fr-strike",
        language="fr",
        title="Grève des ports : l’État cède",
        body="Les dockers du Havre reprennent.\n\nUn accord de l'aube, au cœur du conflit social.",
        source="Le Littoral",
        place="Le Havre",
        author="Anne Œuvrard",
        first=date(2024, 3, 14).toordinal(),
        last=date(2024, 3, 14).toordinal(),
        entities=("harbour",),
    ),
    IndexedArticle(
        id="en-strike",
        language="en",
        title="Dockers end strike",
        body="The national accord ends the striking workers' row.\n\nShips leave Le Havre, U.S. aides say.",
        source="Coast Herald",
        first=date(2024, 3, 1).toordinal(),
        last=date(2024, 3, 31).toordinal(),
        entities=("harbour",),
    ),
    IndexedArticle(
        id="fr-snow", language="fr", title="Neige", body="Un portrait de la neige à Téhéran. Grève."
    ),
    IndexedArticle(
        id="und-note",
        language="und",
        title="",
        body="strikes",
        first=date(2023, 1, 1).toordinal(),
        last=date(2023, 12, 31).toordinal(),
    ),
]


EVERY_ID = frozenset("abcdefgh") | {article.id for article in ARCHIVE} | {"gone"}


def marked(engine: SearchEngine, tree: Node, text: str, language: str, where: str = "text") -> list[str]:
    spans = Highlighter(tree, language, engine.words, where).spans(text)
    return [text[start:end] for start, end in spans]


def snippet(engine: SearchEngine, tree: Node, text: str, language: str) -> Snippet:
    return make_snippet(text, Highlighter(tree, language, engine.words).spans(text))


def other_spellings(name: str) -> list[str]:
    return {"grève": ["strike"], "havre": ["Tehran", "Téhéran"]}.get(name.lower(), [])


class SearchEngineContract:
    engine_class: type[SearchEngine]

    @pytest.fixture
    def place(self, tmp_path: Path) -> Path:
        """Where nothing is yet; an engine without folders takes it for a name."""
        return tmp_path / "index"

    @pytest.fixture
    def empty(self, place: Path) -> Iterator[SearchEngine]:
        engine = self.engine_class.open(place, create=True)
        yield engine
        engine.close()

    @pytest.fixture
    def engine(self, empty: SearchEngine) -> SearchEngine:
        empty.write(ARCHIVE)
        return empty

    def made(self, home: str) -> SearchEngine:
        return self.engine_class.open(Path(home) / "index", create=True)

    @staticmethod
    def found(engine: SearchEngine, query: str | Node) -> set[ArticleId]:
        tree = parse(query).tree if isinstance(query, str) else query
        result = engine.search(tree, limit=100)
        found = {hit.id for hit in result.hits}
        assert len(result.hits) == len(found) == result.total == sum(result.languages.values())
        assert engine.among(tree, EVERY_ID) == found & EVERY_ID
        return found

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", "fr-strike en-strike fr-snow und-note"),
            ("*", "fr-strike en-strike fr-snow und-note"),
            # each language by its own inflections
            ("grève", "fr-strike fr-snow"),
            ("grèves", "fr-strike fr-snow"),
            ("strikes", "en-strike und-note"),
            ("nationally", "en-strike"),
            ("strike", "en-strike"),
            # case, accents, ligatures, apostrophes, elisions, dots
            ("GREVE", "fr-strike fr-snow"),
            ("coeur", "fr-strike"),
            ("CŒUR", "fr-strike"),
            ("l'etat", "fr-strike"),
            ("d’État", "fr-strike"),
            ("US", "en-strike"),
            ("e\u0301tat", "fr-strike"),
            # operators
            ("grève neige", "fr-snow"),
            ("neige OR strike", "fr-snow en-strike"),
            ("grève -neige", "fr-strike"),
            ("grève SAUF (neige OR accord)", ""),
            ("-grève", "en-strike und-note"),
            ("accord (dockers OR neige)", "fr-strike en-strike"),
            ("la grève", "fr-strike fr-snow"),
            # phrases: inside one paragraph, common words not looked at
            ('"conflit social"', "fr-strike"),
            ('"social conflit"', ""),
            ('"accord de l\'aube"', "fr-strike"),
            ('"dockers du Havre"', "fr-strike"),
            ('"reprennent un accord"', ""),
            ('"cède les dockers"', ""),
            ("Le-Havre", "fr-strike en-strike"),
            # prefixes and misspellings
            ("por*", "fr-strike fr-snow"),
            ("stri*", "en-strike und-note"),
            ("acc*", "fr-strike en-strike"),
            ("zzz*", ""),
            ("Teheram~", "fr-snow"),
            ("grive~", "fr-strike fr-snow"),
            # fields
            ("lang:fr", "fr-strike fr-snow"),
            ("langue:anglais", "en-strike"),
            ("title:grève", "fr-strike"),
            ("title:dock*", "en-strike"),
            ("titre:(neige OU dockers)", "fr-snow en-strike"),
            ("source:littoral", "fr-strike"),
            ('source:"coast herald"', "en-strike"),
            ("source:coa*", "en-strike"),
            ("lieu:havre", "fr-strike"),
            ("auteur:oeuvrard", "fr-strike"),
            ("entity:harbour", "fr-strike en-strike"),
            # dates are ranges; what overlaps is found
            ("date:2024", "fr-strike en-strike"),
            ("date:2024-03-14", "fr-strike en-strike"),
            ("date:2024-03-20", "en-strike"),
            ("since:2024-03-15", "en-strike"),
            ("until:2024-03-13", "en-strike und-note"),
            ("until:2023", "und-note"),
            ("since:2023-06 until:2024-02", "und-note"),
            ("-date:2024", "fr-snow und-note"),
            ("is:undated", "fr-snow"),
        ],
    )
    def test_finds(self, engine: SearchEngine, query: str, expected: str) -> None:
        assert self.found(engine, query) == set(expected.split())

    def test_finds_a_source_by_its_whole_name(self, engine: SearchEngine) -> None:
        assert self.found(engine, SourceIs("Le Littoral")) == {"fr-strike"}
        assert (
            self.found(engine, SourceIs("Littoral")) == self.found(engine, SourceIs("le littoral")) == set()
        )

    def test_finds_ids(self, engine: SearchEngine) -> None:
        assert self.found(engine, IdIn(frozenset({"fr-snow", "gone"}))) == {"fr-snow"}
        assert self.found(engine, IdIn(frozenset())) == set()

    @pytest.mark.parametrize("node", [Standing("paired"), TagIs("urgent")])
    def test_what_only_the_library_knows_is_refused(self, engine: SearchEngine, node: Node) -> None:
        with pytest.raises(UnresolvedNode):
            engine.search(node)

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(archive=archives, tree=trees)
    def test_finds_what_reading_every_article_finds(self, archive: list[IndexedArticle], tree: Node) -> None:
        with tempfile.TemporaryDirectory() as home, closing(self.made(home)) as engine:
            # Two commits, so that more than one segment is searched.
            engine.write(archive[::2])
            engine.write(archive[1::2])
            assert self.found(engine, tree) == scan(tree, archive)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(archive=archives, leaf=word_leaves)
    def test_marks_exactly_where_it_finds(self, archive: list[IndexedArticle], leaf: Node) -> None:
        with tempfile.TemporaryDirectory() as home, closing(self.made(home)) as engine:
            engine.write(archive)
            where = {
                article.id
                for article in archive
                if any(
                    marked(engine, leaf, text, article.language)
                    for text in (article.title, *article.body.split("\n\n"))
                )
            }
            assert self.found(engine, leaf) == where

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        steps=st.lists(
            st.tuples(archives, st.sets(st.sampled_from("abcdefgh"), max_size=8), st.booleans()), max_size=8
        )
    )
    def test_any_history_of_commits_ends_in_the_same_index(
        self, steps: list[tuple[list[IndexedArticle], set[ArticleId], bool]]
    ) -> None:
        expected: dict[ArticleId, IndexedArticle] = {}
        with tempfile.TemporaryDirectory() as home, closing(self.made(home)) as engine:
            for articles, deleted, compacting in steps:
                engine.write(articles, deleted)
                expected = {id: article for id, article in expected.items() if id not in deleted}
                expected |= {article.id: article for article in articles}
                if compacting:
                    engine.compact()
            assert sorted(engine.ids()) == sorted(expected)
            for query in ("grève", '"port strike"', "titre:Iran", "-Téhéran", "is:undated", "lang:en"):
                tree = parse(query).tree
                assert self.found(engine, tree) == scan(tree, list(expected.values()))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=st.text(), language=st.sampled_from(["fr", "en", "und"]))
    def test_every_word_of_any_text_is_found_and_completed(self, text: str, language: str) -> None:
        words = [text[start:end] for start, end, _ in tokens(text)][:5]
        with tempfile.TemporaryDirectory() as home, closing(self.made(home)) as engine:
            engine.write([IndexedArticle("a", language, "", text)])
            for word in words:
                assert self.found(engine, Word(word)) == {"a"}
                assert self.found(engine, Prefix(word)) == {"a"}
                assert self.found(engine, Fuzzy(word)) == {"a"}

    def test_an_empty_index_finds_nothing(self, empty: SearchEngine) -> None:
        assert empty.documents() == 0
        for query in (
            "",
            "grève",
            "grè*",
            "-grève",
            '"a grève"',
            "since:2024",
            "lang:fr",
            "source:a*",
            "grive~",
        ):
            assert self.found(empty, query) == set()

    def test_adding_again_changes_nothing(self, engine: SearchEngine) -> None:
        engine.write(ARCHIVE)
        engine.write([*ARCHIVE, *ARCHIVE])
        assert engine.documents() == len(ARCHIVE)
        assert self.found(engine, "grève") == {"fr-strike", "fr-snow"}

    def test_an_update_replaces(self, engine: SearchEngine) -> None:
        engine.write([replace(ARCHIVE[0], title="Le calme", body="Rien.", first=None, last=None)])
        assert self.found(engine, "grève") == {"fr-snow"}
        assert self.found(engine, "calme") == {"fr-strike"}
        assert self.found(engine, "date:2024-03-14") == {"en-strike"}
        assert engine.documents() == len(ARCHIVE)

    def test_the_last_of_two_revisions_in_one_batch_counts(self, empty: SearchEngine) -> None:
        empty.write([ARCHIVE[0], replace(ARCHIVE[0], title="Le calme", body="")])
        assert self.found(empty, "grève") == set()
        assert self.found(empty, "calme") == {"fr-strike"}

    def test_a_deletion_removes(self, engine: SearchEngine) -> None:
        engine.write([], ["fr-strike", "never-there"])
        assert sorted(engine.ids()) == ["en-strike", "fr-snow", "und-note"]
        assert self.found(engine, "grève") == {"fr-snow"}
        assert self.found(engine, "-neige") == {"en-strike", "und-note"}
        assert self.found(engine, '"dockers du Havre"') == set()
        engine.write([], list(engine.ids()))
        assert engine.documents() == 0
        engine.write(ARCHIVE)
        assert self.found(engine, "grève") == {"fr-strike", "fr-snow"}

    def test_many_commits_and_housekeeping_lose_nothing(self, empty: SearchEngine) -> None:
        for number in range(40):
            empty.write(
                [
                    IndexedArticle(
                        f"{number:02}",
                        "fr",
                        f"Titre{number}",
                        "Des mots communs",
                        first=number + 1,
                        last=number + 1,
                    ),
                    replace(ARCHIVE[0], title=f"Révision {number}"),
                ]
            )
        for _ in range(100):
            if not empty.compact():
                break
        else:
            raise AssertionError("housekeeping never ends")
        assert empty.documents() == 41
        assert len(self.found(empty, "communs")) == 40
        assert self.found(empty, '"mots communs"') == self.found(empty, "communs")
        assert self.found(empty, "titre7") == {"07"}
        assert self.found(empty, "révision 38") == set()
        assert self.found(empty, "révision 39 source:littoral entity:harbour") == {"fr-strike"}
        hits = empty.search(parse("communs").tree, limit=3, order="newest").hits
        assert [hit.id for hit in hits] == ["39", "38", "37"]

    def test_a_misspelt_word_has_corrections(self, engine: SearchEngine) -> None:
        assert [*engine.words.corrections("neigg", 5)] == [("neige", 1)]
        assert [*engine.words.corrections("greve", 5)] == []
        assert [*engine.words.corrections("grevve", 1)] == [("greve", 2)]
        assert [*engine.words.corrections("", 5)] == [*engine.words.corrections("zzz", 5)] == []

    def test_counts_what_the_matches_have(self, engine: SearchEngine) -> None:
        def counted(query: str, what: Facet, limit: int = 9) -> list[tuple[str, int]]:
            return engine.count(parse(query).tree, what, limit)

        assert counted("", Facet.SOURCE) == [("Coast Herald", 1), ("Le Littoral", 1)]
        assert counted("grève", Facet.SOURCE) == [("Le Littoral", 1)]
        assert counted("", Facet.MONTH) == [("2024-03", 2), ("2023", 1)], "the undated is in none"
        assert counted("", Facet.MONTH, 1) == [("2024-03", 2)]
        assert counted("", Facet.ENTITY) == [("harbour", 2)]
        assert counted("neige", Facet.ENTITY) == []

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(archive=archives, tree=trees)
    def test_counts_what_reading_every_match_counts(self, archive: list[IndexedArticle], tree: Node) -> None:
        with tempfile.TemporaryDirectory() as home, closing(self.made(home)) as engine:
            engine.write(archive[::2])
            engine.write(archive[1::2], ["a"])
            found = self.found(engine, tree)
            matches = [article for article in archive if article.id in found]
            sources = Counter(article.source for article in matches if article.source)
            assert dict(engine.count(tree, Facet.SOURCE, 99)) == sources
            entities = Counter(entity for article in matches for entity in {*article.entities})
            assert (
                engine.count(tree, Facet.ENTITY, 1)
                == sorted(entities.items(), key=lambda counted: (-counted[1], counted[0]))[:1]
            )
            dated = sum(article.first is not None for article in matches)
            assert sum(count for _, count in engine.count(tree, Facet.MONTH, 99)) == dated

    def test_newest_first_and_undated_last(self, engine: SearchEngine) -> None:
        hits = engine.search(parse("").tree, order="newest").hits
        assert [hit.id for hit in hits] == ["en-strike", "fr-strike", "und-note", "fr-snow"]
        # A query that scores nothing has no better order.
        assert engine.search(parse("-zzz").tree, order="relevance").hits == hits

    def test_a_word_in_the_title_counts_more(self, engine: SearchEngine) -> None:
        hits = engine.search(parse("grève").tree).hits
        assert [hit.id for hit in hits] == ["fr-strike", "fr-snow"]
        assert hits[0].score > hits[1].score > 0

    def test_newer_and_favoured_articles_win_ties_and_no_more(self, empty: SearchEngine) -> None:
        days = {"older": 738_000, "newer": 738_900, "better": 730_000}
        empty.write(
            IndexedArticle(
                id, "fr", "Titre", "grève " + ("grève " if id == "better" else "mot "), first=day, last=day
            )
            for id, day in days.items()
        )

        def order(*favoured: str) -> list[ArticleId]:
            liked = Favoured(frozenset(favoured), favoured)
            hits = empty.search(parse("grève").tree, favoured=liked).hits
            assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
            return [hit.id for hit in hits]

        assert order() == ["better", "newer", "older"]
        empty.write([IndexedArticle("older", "fr", "Titre", "grève mot", first=738_899, last=738_899)])
        assert order("older") == ["better", "older", "newer"]
        assert order("newer") == ["better", "newer", "older"]

    def test_pages_join_without_gap_or_overlap(self, empty: SearchEngine) -> None:
        empty.write(IndexedArticle(f"{n:02}", "fr", "Un titre", "égal " * (n % 3)) for n in range(30))
        tree = parse("titre OR égal").tree
        for order in ("relevance", "newest"):
            whole = empty.search(tree, limit=100, order=order).hits
            paged = [
                hit
                for offset in range(0, 35, 7)
                for hit in empty.search(tree, limit=7, offset=offset, order=order).hits
            ]
            assert list(whole) == paged and len(paged) == 30
        result = empty.search(tree, limit=0)
        assert (result.hits, result.total, result.languages) == ((), 30, {"fr": 30})

    def test_expansions_rank_last_and_say_why(self, engine: SearchEngine) -> None:
        tree, _ = expand(parse("grève").tree, other_spellings)
        hits = engine.search(tree).hits
        assert [hit.id for hit in hits] == ["fr-strike", "fr-snow", "en-strike"]
        assert [hit.via for hit in hits] == [(), (), ("strike",)]
        tree, _ = expand(parse("havre neige").tree, other_spellings)
        assert [(hit.id, hit.via) for hit in engine.search(tree).hits] == [("fr-snow", ("Téhéran",))]

    def test_a_search_can_be_stopped(self, engine: SearchEngine) -> None:
        asked = 0

        def stop() -> bool:
            nonlocal asked
            asked += 1
            return asked > 2

        with pytest.raises(SearchCancelled):
            engine.search(parse("grève neige OR strike por*").tree, stop=stop)
        assert asked == 3
        assert self.found(engine, "grève") == {"fr-strike", "fr-snow"}

    def test_a_refused_article_leaves_everything_as_it_was(self, engine: SearchEngine) -> None:
        before = engine.generation()
        wrong = [
            replace(ARCHIVE[2], id=""),
            replace(ARCHIVE[2], body=None),  # type: ignore[arg-type]
            replace(ARCHIVE[2], first=3),
            replace(ARCHIVE[2], first=4, last=3),
            replace(ARCHIVE[2], language=""),
        ]
        for article in wrong:
            with pytest.raises(ValueError):
                engine.write([replace(ARCHIVE[0], title="Calme"), article])
        assert engine.generation() == before
        assert self.found(engine, "calme") == set()

    def test_says_how_many_of_each_language_are_favoured(self, engine: SearchEngine) -> None:
        tree = parse("grève OR strike OR strikes").tree
        liked = Favoured(frozenset({"fr-snow", "en-strike", "gone"}), 1)
        result = engine.search(tree, limit=1, favoured=liked)
        assert result.languages == {"fr": 2, "en": 1, "und": 1}
        assert {language: n for language, n in result.favoured.items() if n} == {"fr": 1, "en": 1}
        for version, ids in enumerate([frozenset[ArticleId](), frozenset({"und-note"})], 2):
            result = engine.search(tree, favoured=Favoured(ids, version))
            assert sum(result.favoured.values()) == len(ids)

    def test_sees_a_commit_of_another(self, engine: SearchEngine, place: Path) -> None:
        before = engine.generation()
        self.elsewhere(place)
        assert engine.generation() != before
        assert self.found(engine, "ailleurs") == {"new"}
        assert self.found(engine, "aill*") == {"new"}
        assert "fr-snow" not in set(engine.ids())

    def elsewhere(self, place: Path) -> None:
        """Commits by somebody else who has opened the same index."""
        _add_elsewhere(self.engine_class, place)

    def test_opens_again_as_it_was(self, engine: SearchEngine, place: Path) -> None:
        again = self.engine_class.open(place)
        assert again.generation() == engine.generation()
        assert sorted(again.ids()) == sorted(engine.ids())
        assert again.search(parse("grè*").tree) == engine.search(parse("grè*").tree)
        again.close()
        again.close()

    def test_a_missing_index_is_an_engine_error(self, place: Path) -> None:
        with pytest.raises(EngineError) as caught:
            self.engine_class.open(place)
        assert caught.value.hint

    def test_a_sound_index_is_found_sound(self, engine: SearchEngine, place: Path) -> None:
        engine.write([], ["fr-snow"])
        self.engine_class.examine(place)
        read = list(engine.verify())
        assert read and read == sorted(read) and read[0] > 0
        assert self.found(engine, "grève") == {"fr-strike"}

    def test_a_missing_index_is_not_found_sound_and_cannot_be_condemned(self, place: Path) -> None:
        self.engine_class.condemn(place, "a bad disk")
        for _ in range(2):
            with pytest.raises(EngineError) as caught:
                self.engine_class.examine(place)
            assert caught.value.hint
        self.engine_class.open(place, create=True).close()
        self.engine_class.examine(place)

    def test_a_condemned_index_is_used_by_nobody(self, engine: SearchEngine, place: Path) -> None:
        self.engine_class.condemn(place, "a bad disk \udcff")
        self.engine_class.condemn(place, "a bad disk")
        for refused in (
            lambda: self.engine_class.examine(place),
            lambda: self.engine_class.open(place),
            lambda: self.engine_class.open(place, create=True),
        ):
            with pytest.raises(EngineError, match=r"damaged: a bad disk$") as caught:
                refused()
            assert caught.value.hint

    @pytest.mark.parametrize(
        ("query", "text", "language", "expected"),
        [
            ("grève", "La Grève, les grèves, gréviste", "fr", ["Grève", "grèves"]),
            ("strike", "Strikes striking outstrike", "en", ["Strikes", "striking"]),
            ("nation", "The national nations", "en", ["national", "nations"]),
            ("coeur", "au cœur de l’État", "fr", ["cœur"]),
            ("l'etat", "au cœur de l’État", "fr", ["État"]),
            ('"dockers du Havre"', "Les dockers du Havre, Havre, dockers", "fr", ["dockers du Havre"]),
            ('"dockers Havre"', "dockers\n\nHavre", "fr", []),
            ("Etats-Unis", "aux États-Unis d'Amérique", "fr", ["États-Unis"]),
            ("por*", "un portrait du port, sport", "fr", ["portrait", "port"]),
            ("Teheram~", "À Téhéran", "fr", ["Téhéran"]),
            ("grève -neige", "neige et grève", "fr", ["grève"]),
            ("titre:grève", "grève", "fr", []),
            ("lang:fr since:2024", "fr 2024", "fr", []),
            ("us", "the U.S. is us", "en", ["U.S", "us"]),
        ],
    )
    def test_marks_what_the_query_finds(
        self, engine: SearchEngine, query: str, text: str, language: str, expected: list[str]
    ) -> None:
        assert marked(engine, parse(query).tree, text, language) == expected

    def test_marks_expansions_and_title_words(self, engine: SearchEngine) -> None:
        tree, _ = expand(parse("grève").tree, other_spellings)
        assert marked(engine, tree, "The strikes", "en") == ["strikes"]
        assert marked(engine, parse("titre:grève").tree, "La grève", "fr", "title") == ["grève"]

    def test_what_is_found_by_a_word_is_marked(self, engine: SearchEngine) -> None:
        by_id = {article.id: article for article in ARCHIVE}
        for query in ("grève", "strikes", "por*", "conf*", "Teheram~", '"Le Havre"', "nationally"):
            tree = parse(query).tree
            for hit in engine.search(tree).hits:
                article = by_id[hit.id]
                assert marked(engine, tree, f"{article.title}\n\n{article.body}", article.language), query

    def test_a_snippet_shows_the_densest_place(self, engine: SearchEngine) -> None:
        text = "grève " + "mot " * 200 + "\n\nLa neige et la grève au port. " + "mot " * 200
        shown = snippet(engine, parse("neige grève port").tree, text, "fr")
        assert 100 < len(shown.text) < 170
        assert [shown.text[start:end] for start, end in shown.highlights] == ["neige", "grève", "port"]
        assert shown.text.startswith("… ") and shown.text.endswith(" …")
        assert "\n" not in shown.text

    def test_a_snippet_without_a_match_is_the_beginning(self, engine: SearchEngine) -> None:
        shown = snippet(engine, parse("lang:fr").tree, "Un début. " * 40, "fr")
        assert shown.text.startswith("Un début.") and shown.highlights == ()
        assert snippet(engine, parse("grève").tree, "", "fr").text == ""


class FolderEngineContract(SearchEngineContract):
    """What an engine must do besides when its index is a folder that several processes open."""

    def elsewhere(self, place: Path) -> None:
        process = multiprocessing.get_context("spawn").Process(
            target=_add_elsewhere, args=(self.engine_class, place)
        )
        process.start()
        process.join(60)
        assert process.exitcode == 0

    def test_a_foreign_folder_is_an_engine_error(self, tmp_path: Path) -> None:
        (tmp_path / "something.txt").write_text("not an index")
        for create in (False, True):
            with pytest.raises(EngineError) as caught:
                self.engine_class.open(tmp_path, create=create)
            assert caught.value.hint
        assert [path.name for path in tmp_path.iterdir()] == ["something.txt"]


def _add_elsewhere(engine_class: type[SearchEngine], place: Path) -> None:
    engine = engine_class.open(place)
    engine.write([IndexedArticle("new", "fr", "Ailleurs", "Ailleurs")], ["fr-snow"])
    engine.close()
