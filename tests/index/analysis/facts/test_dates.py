"""When an article was published, and which dates it speaks of."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.facts.dates import find_mentions, find_published
from index.model.articles import DateRange

TODAY = date(2026, 11, 21)
DECEMBER = DateRange("2024-12-01", "2024-12-31", "month", "prefix")
TUESDAY = DateRange("2024-12-03", "2024-12-03", "day", "field")
YEAR = DateRange("2024-01-01", "2024-12-31", "year", "field")


def published(**sources: str) -> DateRange | None:
    known: dict[str, str | None] = {"field": None, "prefix": None, "url": None, "dateline": None}
    return find_published(**{**known, **sources}, imported=TODAY)


def resolved(text: str, anchor: DateRange | None = None) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.resolved) for mention in find_mentions(text, 0, anchor)]


@pytest.mark.parametrize(
    ("field", "first", "last", "precision"),
    [
        ("2024-11-30", "2024-11-30", "2024-11-30", "day"),
        ("2024-11-30T23:15:00+01:00", "2024-11-30", "2024-11-30", "day"),
        ("Sat, 30 Nov 2024 10:00:00 GMT", "2024-11-30", "2024-11-30", "day"),
        ("samedi 30 novembre 2024", "2024-11-30", "2024-11-30", "day"),
        ("November 30th, 2024", "2024-11-30", "2024-11-30", "day"),
        ("30/11/2024", "2024-11-30", "2024-11-30", "day"),
        ("11/30/2024", "2024-11-30", "2024-11-30", "day"),
        ("05.02.2015", "2015-02-05", "2015-02-05", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("décembre 2024", "2024-12-01", "2024-12-31", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
    ],
)
def test_a_given_date_in_any_form(field: str, first: str, last: str, precision: str) -> None:
    assert published(field=field) == DateRange(first, last, precision, "field")


def test_the_best_source_wins() -> None:
    every = {
        "field": "2024-12-04",
        "prefix": "date 2024-12-03",
        "url": "https://example.org/2024/12/02/a",
        "dateline": "1 décembre 2024",
    }
    for origin in ("field", "prefix", "url", "dateline"):
        found = published(**every)
        assert found is not None
        assert found.origin == origin
        every[origin] = ""
    assert published(**every) is None


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://example.org/2024/12/02/title", "2024-12-02"),
        ("https://example.org/news/2024-12-02-title.html", "2024-12-02"),
        ("https://example.org/2024/12/title", "2024-12-01"),
        ("https://example.org/2024/99/title", None),
        ("https://example.org/article/20241202", None),
        ("https://example.org/12024/12/02/", None),
    ],
)
def test_a_date_in_the_url(url: str, first: str | None) -> None:
    found = published(url=url)
    assert (found.first if found else None) == first


@pytest.mark.parametrize(
    "field", ["2026-11-24", "1599-12-31", "2024-02-30", "soon", "54 minutes ago", "samedi", "30 novembre"]
)
def test_what_is_not_believed_falls_to_the_next_source(field: str) -> None:
    assert published(field=field) is None
    assert published(field=field, prefix="date 2024-12") == DECEMBER


def test_a_clock_that_is_ahead_by_a_day_is_believed() -> None:
    assert published(field="2026-11-23") is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il a parlé ce samedi après-midi 30 novembre avec lui.",
            [("ce samedi après-midi 30 novembre", "2024-11-30")],
        ),
        ("Il a parlé lundi avec lui.", [("lundi", "2024-12-02")]),
        ("Le 27 novembre, ils ont attaqué.", [("Le 27 novembre", "2024-11-27")]),
        ("La guerre a éclaté en 2011.", [("en 2011", "2011")]),
        ("L’accord de décembre 2015 tient.", [("décembre 2015", "2015-12")]),
        ("Le mois dernier, puis l’an dernier.", [("Le mois dernier", "2024-11"), ("l’an dernier", "2023")]),
        ("C’était hier.", [("hier", None)]),
        ("On Saturday afternoon he left.", [("On Saturday afternoon", "2024-12-07")]),
    ],
)
def test_a_month_anchors_what_it_can(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert resolved(text, DECEMBER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hier", "2024-12-02"),
        ("avant-hier soir", "2024-12-01"),
        ("aujourd’hui", "2024-12-03"),
        ("tomorrow", "2024-12-04"),
        ("mardi", "2024-12-03"),
        ("mardi dernier", "2024-11-26"),
        ("mardi prochain", "2024-12-10"),
        ("last Tuesday", "2024-11-26"),
        ("next Monday", "2024-12-09"),
        ("on Friday", "2024-11-29"),
        ("le 10 janvier", "2025-01-10"),
        ("le 3 mars", "2024-03-03"),
        ("samedi 28 décembre", "2024-12-28"),
        ("Thursday, Nov. 28", "2024-11-28"),
        ("the 5th of May 2011", "2011-05-05"),
        ("le 1er janvier 1970", "1970-01-01"),
        ("last month", "2024-11"),
        ("last week", None),
        ("le 31 novembre", None),
        ("le 30 février 2020", None),
    ],
)
def test_a_day_anchors_the_rest(text: str, expected: str | None) -> None:
    ((_, found),) = resolved(text, TUESDAY)
    assert found == expected


def test_the_weekday_chooses_the_year() -> None:
    january = DateRange("2025-01-05", "2025-01-05", "day", "field")
    assert resolved("mardi 31 décembre", january) == [("mardi 31 décembre", "2024-12-31")]
    assert resolved("dimanche 31 décembre", january) == [("dimanche 31 décembre", "2023-12-31")]


@pytest.mark.parametrize("anchor", [None, YEAR])
def test_without_an_anchor_nothing_is_guessed(anchor: DateRange | None) -> None:
    text = "Lundi, hier, le 27 novembre, samedi 30 novembre et la semaine dernière."
    assert [day for _, day in resolved(text, anchor)] == [None] * 5


def test_a_year_in_the_sentence_dates_an_undated_article() -> None:
    text = "Ils ont parlé le 23 octobre, en marge du sommet des BRICS 2024 à Kazan. Le 3 mars, rien."
    assert resolved(text) == [("le 23 octobre", "2024-10-23"), ("Le 3 mars", None)]
    assert resolved("On 12 July, before the 2016 Olympics.") == [("On 12 July", "2016-07-12")]
    assert resolved("Le 3 mars et le 5 avril 2018.")[0] == ("Le 3 mars", "2018-03-03")
    assert resolved("Le 3 mars, la guerre, éclatée en 2011.")[0] == ("Le 3 mars", None)
    assert resolved("Le 3 mars, entre Mondial 2014 et Mondial 2018.")[0] == ("Le 3 mars", None)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "The sun set.",
        "320 morts",
        "Sa voiture",
        "le 45 mars",
        "12 % en 2000 %",
        "54 minutes ago",
        "1.5.2",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert resolved(text, TUESDAY) == []


def test_a_weekday_names_an_event_and_a_far_date_the_background() -> None:
    def roles(text: str, anchor: DateRange | None) -> list[str]:
        return [mention.role for mention in find_mentions(text, 0, anchor)]

    text = "Lundi, après l’attaque du 27 novembre, six ans après 2018, en 2011, et hier."
    assert roles(text, DECEMBER) == ["event", "background", "background", "event"]
    assert roles("Le 2 décembre et le 2 mars.", TUESDAY) == ["event", "background"]
    assert roles("lundi 4 mars 2019", TUESDAY) == ["background"]


def test_positions_count_characters_of_the_block() -> None:
    text = "« Assez »\u00a0: il l’a dit lundi\u00a02\u00a0décembre à Paris, puis en 2011."
    for mention in find_mentions(text, 7, DECEMBER):
        assert text[mention.start : mention.end] == mention.text
        assert mention.block == 7
    assert resolved(text, DECEMBER)[0] == ("lundi\u00a02\u00a0décembre", "2024-12-02")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("lundi 30/.-novembreMayMars2024le enlasthier’ "), max_size=60))
def test_spans_never_overlap_and_never_raise(text: str) -> None:
    end = 0
    for mention in find_mentions(text, 0, TUESDAY):
        assert end <= mention.start < mention.end
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    ["le ", "lundi ", "1 ", "1/1/", "Mon, ", "en ", "2024 ", "lundi 1 mars 2024 ", ". ", "le 3 mars "],
)
def test_a_long_block_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    list(find_mentions(piece * (60_000 // len(piece)), 0, None))
    assert time.process_time() - started < 3
