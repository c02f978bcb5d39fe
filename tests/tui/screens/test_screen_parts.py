"""The parts of the screen that need no terminal: layout, session, labels, documents, evidence."""

from dataclasses import replace

import pytest

from index.model.articles import Article, Block, DateRange, Role
from index.model.events import Event
from index.model.pairs import (
    OF_ONE_EVENT,
    RESTATED,
    AlignedRow,
    Candidate,
    Conflict,
    Difference,
    Evidence,
    Pair,
    RunnerUp,
    SentenceLink,
    TextSpan,
)
from index.model.results import Filters, Hit, Snippet
from index.protocol.answers import ArticleView, CandidateRow, Nearest, PairView, ReportName, Why
from tui.dialogs import evidence
from tui.panes import labels, page
from tui.panes.layout import arrange
from tui.session import Session

HOSTILE = "a\x1b]0;owned\x07[/b] [@click=app.bell]x\u202e"


def article(language="fr", texts=("Un.", "Deux."), roles=None, **more):
    roles = roles or [Role.BODY] * len(texts)
    blocks = tuple(Block(n, role, text) for n, (role, text) in enumerate(zip(roles, texts, strict=True)))
    more = {"title": "Titre", "title_origin": "given", **more}
    return Article(
        id=language, origin=f"/news/{language}.txt", sha256="", language=language, blocks=blocks, **more
    )


def pair(rows, differences=(), status="counterpart", left=None, right=None):
    proof = Evidence(0.6, ("Alep",), 0, (1, 2), ("38",), 0.4, "third")
    left = left or ArticleView(article("fr"), "en")
    right = right or ArticleView(article("en", ("One.", "Two.")), "fr")
    told = Pair("fr", "en", 0.81, proof, rows, status)
    return PairView(left, right, told, tuple(differences), (), Why({}, "Third", None, measured=True))


class TestLayout:
    @pytest.mark.parametrize(
        ("size", "pane", "split", "shown"),
        [
            ((80, 24), "list", True, "results reading"),
            ((80, 24), "text", True, "reading"),
            ((80, 24), "text", False, "reading"),
            ((80, 24), "entities", False, "sidebar results reading"),
            ((120, 40), "list", True, "sidebar results reading"),
            ((120, 40), "text", True, "reading"),
            ((120, 40), "text", False, "sidebar results reading"),
            ((102, 40), "list", True, "results reading"),
            ((200, 50), "text", True, "sidebar results reading"),
            ((40, 10), "list", False, "results"),
        ],
    )
    def test_what_there_is_room_for(self, size, pane, split, shown):
        layout = arrange(*size, pane=pane, split=split)
        assert " ".join(name for name in ("sidebar", "results", "reading") if getattr(layout, name)) == shown

    def test_zen_leaves_the_text_alone(self):
        layout = arrange(200, 50, pane="text", split=True, zen=True)
        assert not layout.header and not layout.search and not layout.results

    def test_heights(self):
        assert arrange(80, 24, pane="list", split=False).list_rows == 7
        assert arrange(120, 40, pane="list", split=False).list_rows == 13


class TestSession:
    def test_it_comes_back_as_it_went(self):
        session = Session(
            "alep", "fr", "paired", "e1", "Alep", "IFP", "2024-12", False, True, False, "events", 7, "x",
            "y", 3, 2, "peek", True, 60, True, False,
        )  # fmt: skip
        assert Session.from_state(session.as_state()) == session

    @pytest.mark.parametrize(
        "state",
        [
            {},
            {"query": 3},
            {"period": "2024-13"},
            {"mode": "hologram"},
            {"language": "tlh"},
            {"cursor": True},
            {"cursor": 2**63, "top": 10**30, "row": -5},
            {"width": 10**6},
            {"width": -3},
            {"period": "0000"},
            {"period": "٢٠٢٤"},
            {"query": "\ud800", "article": "x" * 100_000},
            {"theme": None},
            {"rows": "columns"},
        ],
    )
    def test_what_another_version_wrote_is_left_at_its_default(self, state):
        assert Session.from_state(state) == Session()

    def test_spaces_of_a_french_query_are_kept(self):
        query = "«\xa0grève\u202f»"
        assert Session.from_state({"query": query}).query == query

    def test_filters_in_words(self):
        session = Session(language="fr", standing="unread", entity="e", entity_label="Alep = Aleppo")
        assert session.filters_label() == "French · unread · Alep = Aleppo"
        assert session.without_filters() == Session()

    def test_a_source_and_a_month_narrow_what_is_asked(self):
        asked = Session("alep OR hama", source="IFP", period="2024-02").request()
        assert (asked.query, asked.filters.source) == ("alep OR hama", "IFP")
        assert (asked.filters.since, asked.filters.until) == ("2024-02-01", "2024-02-29")
        assert Session(period="2024").request().filters.until == "2024-12-31"
        assert Session(period="undated").request().filters == Filters(undated=True)


class TestLabels:
    @pytest.mark.parametrize(
        ("published", "language", "said"),
        [
            (DateRange("2024-12-01", "2024-12-31", "month", "prefix"), "fr", "déc. 2024"),
            (DateRange("2024-11-30", "2024-11-30", "day", "url"), "en", "30 Nov 2024"),
            (DateRange("2011-01-01", "2011-12-31", "year", "field"), "fr", "2011"),
            (None, "fr", "undated"),
        ],
    )
    def test_dates_in_the_language_of_the_article(self, published, language, said):
        assert labels.date_label(published, language) == said

    @pytest.mark.parametrize(
        ("articles", "said"),
        [
            ({"fr": 6902, "en": 5578}, ("12 480 articles", "FR 6 902 · EN 5 578")),
            ({"fr": 42, "en": 54, "de": 1, "und": 2}, ("99 articles", "FR 42 · EN 54 · other 3")),
            ({"und": 1}, ("1 article", "FR 0 · EN 0 · other 1")),
            ({}, ("0 articles", "")),
        ],
    )
    def test_the_languages_of_an_archive_add_up(self, articles, said):
        assert labels.archive_size(articles) == said

    def test_the_words_that_were_found_are_marked_in_the_title(self):
        from datetime import date

        hit = Hit("x", "fr", "Alep : la bataille d'Alep", "given", None, None, "o", None,
                  snippet=Snippet("près d'Alep hier", ((7, 11),)))  # fmt: skip
        assert labels.article_row(hit, date(2026, 1, 1)).highlights == ((0, 4), (21, 25))

    def test_what_found_a_row_stands_beside_it(self):
        from datetime import date

        hit = Hit("x", "fr", "Alep", "given", None, None, "o", None, via=("Syria", "Hama", "Homs"))
        assert labels.article_row(hit, date(2026, 1, 1)).via == "Syria, Hama"
        by_meaning = replace(hit, via=(), by_meaning=True)
        assert labels.article_row(by_meaning, date(2026, 1, 1)).via == "≈"


class TestDocuments:
    def test_an_article_alone_has_its_title_and_every_block_hidden_ones_marked(self):
        roles = [Role.TITLE, Role.BODY, Role.TEASER, Role.BODY]
        view = ArticleView(article(texts=("Titre", "Un.", "Lire aussi", "Deux."), roles=roles), None)
        document = page.document(view, None, marked={"fr": (1,)})
        assert [[p.text for p in row.left] for row in document.rows] == [
            ["Titre"],
            ["Un.", "Lire aussi"],
            ["Deux."],
        ]
        assert [p.hidden for p in document.rows[1].left] == [False, True]
        assert document.rows[2].left[0].marker == "*"

    def test_what_stands_before_the_body_is_kept_with_the_title(self):
        view = ArticleView(article(texts=("Exclusif", "Un."), roles=[Role.SECTION, Role.BODY]), None)
        assert [p.text for p in page.document(view, None).rows[0].left] == ["Titre", "Exclusif"]

    def test_a_pair_stands_row_by_row_with_what_only_one_side_says(self):
        rows = (AlignedRow((0,), (1,)), AlignedRow((1,), ()), AlignedRow((), (0,)))
        only = [Difference("passage", "Deux.", None, 1), Difference("passage", None, "One.", 2)]
        document = page.document(ArticleView(article("fr"), "en"), pair(rows, only))
        cells = [([p.text for p in row.left], [p.text for p in row.right]) for row in document.rows]
        assert cells == [(["Titre"], ["Titre"]), (["Un."], ["Two."]), (["Deux."], []), ([], ["One."])]
        assert [document.rows[2].left[0].marker, document.rows[3].right[0].marker] == ["+", "+"]
        assert document.right is not None and "no matching passage" in document.right.absent

    def test_a_side_of_which_nobody_claims_that_it_is_silent_stays_empty(self):
        document = page.document(ArticleView(article("fr"), "en"), pair((AlignedRow((1,), ()),)))
        assert document.rows[1].unsure
        assert document.rows[1].left[0].marker == ""

    def test_where_a_report_tells_it_in_another_row_an_empty_side_says_so(self):
        link = SentenceLink(TextSpan(1, 0, 5), TextSpan(0, 0, 4), 0.6)
        rows = (AlignedRow((0,), (0,), 0.7), AlignedRow((1,), (), 0.4, (link,)), AlignedRow((), (1,), 0.3))
        document = page.document(ArticleView(article("fr"), "en"), pair(rows))
        assert [row.elsewhere for row in document.rows] == ["", "", "see “One.”", ""]
        assert [row.sentences for row in document.rows] == [0, 0, 0, 0]
        assert document.rows[1].right[0].linked == ()

    def test_reports_that_are_not_put_side_by_side_yet_are_shown_whole(self):
        found = pair(())
        found = replace(found, pair=replace(found.pair, aligned=False))
        document = page.document(found.left, found)
        assert [p.text for p in document.rows[1].left] == ["Un.", "Deux."]
        assert [p.text for p in document.rows[1].right] == ["One.", "Two."]
        assert page.coverage(found.left, found) == "paragraphs not put side by side yet"

    def test_what_differs_and_what_is_said_in_other_words_are_marked_where_they_stand(self):
        left = ArticleView(article("fr", ("Il y a 41 navires depuis dix jours.", "Fin.")), "en")
        differs = [
            Difference("number", "41", "99", 0, left_span=TextSpan(0, 7, 9), right_span=TextSpan(9, 0, 2))
        ]
        restated = Difference("number", "dix", "10", 0, RESTATED, TextSpan(0, 25, 28))
        found = replace(pair((AlignedRow((0,), (0,)),), differs, left=left), restated=(restated, *differs))
        document = page.document(left, found)
        assert document.rows[1].left[0].differs == ((7, 9),)
        assert document.rows[1].left[0].restates == ((25, 28),)
        assert document.rows[1].right[0].differs == ()
        assert page.differences_said(found, 1) == "number differs: FR 41 | EN 99"

    def test_what_only_one_report_has_in_a_row_is_said_once_for_each_side(self):
        names = [Difference("name", "Bachar Assad", None, 0), Difference("name", None, "Sergei Lavrov", 0)]
        more = [Difference("name", "Poutine", None, 0), Difference("number", "41", "38", 0)]
        said = page.differences_said(pair((AlignedRow((0,), (0,)),), [*names, *more]), 1)
        assert said == (
            "names on one side: FR Bachar Assad, Poutine | EN Sergei Lavrov · number differs: FR 41 | EN 38"
        )

    def test_rows_that_point_outside_do_no_harm(self):
        document = page.document(ArticleView(article("fr"), "en"), pair((AlignedRow((9,), (0,)),)))
        assert document.rows[1].left == ()

    def test_coverage_is_honest(self):
        rows = (AlignedRow((0,), (0,)), AlignedRow((1,), ()), AlignedRow((), (1,)))
        only = [Difference("passage", "Deux.", None, 1), Difference("passage", None, "Two.", 2)]
        found = pair(rows, [Difference("number", "41", "38", 0), *only])
        assert page.coverage(found.left, found) == "1 of 2 ¶ aligned · 1 figure differs · +1 FR · +1 EN"
        assert page.coverage(found.left, pair((), status="possible")).startswith("possible counterpart")
        assert page.alone(ArticleView(article("en"), None)).startswith("no French report")
        assert "not recognised" in page.alone(ArticleView(article("und"), None))
        assert "neither French nor English (de)" in page.alone(ArticleView(article("de"), None))

    def test_a_citation_drives_no_terminal(self):
        cited = page.citation(ArticleView(article(title=HOSTILE), None), HOSTILE)
        assert "\x1b" not in cited and "\x07" not in cited and "/news/fr.txt" in cited


def test_evidence_says_what_speaks_for_the_pair_and_what_does_not():
    found = pair((), [Difference("number", "41", None, 0)])
    found = replace(found, pair=replace(found.pair, origin="reader"))
    said = "\n".join(label + text for label, text in evidence.evidence_lines(found.left, found))
    for part in (
        "Probably the same event",
        "Both name Alep",
        "“Third” came second",
        "FR 41",
        "EN —",
        "Paired by you",
    ):
        assert part in said
    assert "Paired by you" in said


EVENT = Event("e", ("a", "b", "c"), (), {"en": 1, "fr": 2}, 0.9, "counterpart")


def nearest(id: str, *conflicts: Conflict, score: float = 0.04, of: Event | None = None) -> CandidateRow:
    against = Evidence(0.5, ("Alep",), 3, (0, 0), conflicts=conflicts)
    told = Candidate(id, score, -3.0, "unlikely", against, {}, of)
    return CandidateRow(ReportName(id, "en", id.upper(), None, "IFP"), told)


def said_of_nearest(told: Nearest) -> str:
    lines = evidence.evidence_lines(ArticleView(article(), None), None, told)
    return "\n".join(label + text for label, text in lines)


def test_of_an_article_alone_is_said_what_came_nearest_and_which_event_that_is_of():
    why = Why({"Alep": "Aleppo"}, "Third", RunnerUp(nearest("third").candidate, 2.0), True, None)
    said = said_of_nearest(Nearest(nearest("near", of=EVENT), None, why))
    assert "Nearest came “NEAR” (IFP · undated):" in said and "but for what contradicts" not in said
    assert "of 100 pairs like this one, about 4 are the same event" in said
    assert "Both name Aleppo" in said and "“Third” came second, clearly behind." in said
    assert "· It is of another event: FR 2 · EN 1." in said
    own = said_of_nearest(Nearest(nearest("near", of=EVENT), None, replace(why, event=EVENT)))
    assert "of another event" not in own, "both are of that one"


def test_what_came_nearest_is_not_called_too_far_off_where_it_is_likely():
    near, why = nearest("near", score=0.99, of=EVENT), Why({}, None, None, measured=True)
    unlikely = said_of_nearest(Nearest(near, None, why))
    assert "none was close enough to be sure" in unlikely
    near = replace(near, candidate=replace(near.candidate, status="counterpart"))
    said = said_of_nearest(Nearest(near, None, why))
    assert "none was close enough" not in said and "of an event that does not fit as a whole." in said


def test_what_would_be_likely_but_for_what_contradicts_is_named_with_it():
    dead, why = Conflict("dead", "12", "17"), Why({}, None, None, measured=True)
    alike = nearest("alike", dead)
    said = said_of_nearest(Nearest(alike, alike, why))
    assert "“ALIKE” (IFP · undated); it would be likely enough, but for what contradicts:" in said
    assert "Against it (French / English): numbers of dead: 12 / 17." in said
    other = said_of_nearest(Nearest(nearest("near"), alike, why))
    assert "Nearest came “NEAR” (IFP · undated):" in other
    assert "“ALIKE” (IFP · undated) would be likely enough, but for what contradicts:" in other
    assert "· numbers of dead: 12 / 17 (French / English)." in other


def test_of_a_pair_is_said_of_how_many_reports_the_event_is_and_which_event_came_second():
    found = pair((), [])
    why = replace(
        found.why, event=EVENT, rival=RunnerUp(nearest("x", of=replace(EVENT, id="o")).candidate, 5.0)
    )
    said = "\n".join(label + text for label, text in evidence.evidence_lines(found.left, found, why))
    assert "They are two of 3 reports of one event: FR 2 · EN 1." in said
    assert "“Third” came second, far behind." in said
    assert "· The second is of another event: FR 2 · EN 1." in said
    beside = replace(found, pair=replace(found.pair, status=OF_ONE_EVENT))
    said = "\n".join(label + text for label, text in evidence.evidence_lines(found.left, beside))
    assert "Two reports of one event, but no pair" in said and "of 100 pairs" not in said


def test_an_article_of_another_language_is_not_said_to_have_been_compared():
    said = {
        language: " ".join(
            text for _, text in evidence.evidence_lines(ArticleView(article(language), None), None)
        )
        for language in ("fr", "de", "und")
    }
    assert "was compared" in said["fr"]
    assert "was compared" not in said["de"] + said["und"]


def test_a_reason_and_its_advice_are_two_sentences():
    assert labels.sentences("it is locked", "Wait for it.") == "it is locked. Wait for it."
    assert labels.sentences("Really?", "Yes.") == "Really? Yes."
    assert labels.sentences("it is locked", "") == "it is locked"


def test_names_that_look_alike_stand_once():
    for label, shown in (
        ("Seyyed Abbas Araghchi = Seyed Abbas Araghchi", "Seyyed Abbas Araghchi"),
        ("Port de Marseille = Marseille harbour", "Port de Marseille = harbour"),
        ("Alep = Aleppo", "Alep = Aleppo"),
        ("Hama", "Hama"),
    ):
        assert labels.entity_label(label) == shown


async def test_what_stands_is_not_looked_through_for_garbage_while_somebody_types(sitting, monkeypatch):
    frozen = []
    monkeypatch.setattr("tui.app.SETTLED_SECONDS", 0.05)
    monkeypatch.setattr("tui.app.gc.freeze", lambda: frozen.append(True))
    async with sitting() as reader:
        await reader.until(lambda: frozen)
