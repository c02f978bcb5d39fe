"""What two reports state alike, and what contradicts: on facts made from text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.analysis.pairing.agreement import Agreement, Weighed, agreement, contradictions
from index.analysis.pairing.stated import Facts, facts
from index.model.articles import Article, Block, DateRange, Role
from index.model.pairs import DAY, ORDINAL, WEEKDAY


def report(language: str, paragraphs: Sequence[str], day: str | None = None, title: str = "") -> Facts:
    published = DateRange(day, day, "day", "field") if day else None
    blocks = tuple(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs))
    return facts(Article("a", "a", "", language, title, "given", blocks, published=published))


def compared(one: Facts, other: Facts, days: tuple[int | None, int | None] = (None, None)) -> Agreement:
    def weighed(stated: Facts) -> Weighed:
        names, words = (dict.fromkeys(found, 1.0) for found in (stated.names, stated.words))
        return Weighed(stated, [1.0] * len(stated.numbers), names, words)

    return agreement(weighed(one), weighed(other), days)


def test_stored_facts_are_the_same():
    stated = report(
        "fr", ["Samedi, l'acte IV a réuni 5 000 manifestants à Paris, vu de Paris."], "2024-12-02", "Acte IV"
    )
    assert (stated.weekdays, stated.ordinals) == ((5,), {4})
    assert Facts.from_json("a", stated.to_json()) == stated or (
        Facts.from_json("a", stated.to_json()).to_json() == stated.to_json()
    )


def test_a_number_counts_with_what_it_counts():
    fr = report("fr", ["Le séisme a fait 14 morts.", "Quelque 300 maisons sont détruites."])
    same = compared(fr, report("en", ["The quake left 14 dead."]))
    other = compared(fr, report("en", ["The quake destroyed 14 schools."]))
    assert same.lead_numbers > 0 == other.lead_numbers
    assert same.number_conflicts == other.number_conflicts == 0


def test_numbers_of_one_kind_that_exclude_each_other():
    fr = report("fr", ["Le taux est fixé à 7,50 %.", "L'inflation recule à 6,4 %."])
    en = report("en", ["The rate stays at 8.00 percent.", "Inflation stood at 6.9 percent."])
    assert compared(fr, en).number_conflicts == 2
    assert [(c.kind, c.left, c.right) for c in contradictions(fr, en)] == [("percent", "7.5, 6.4", "8, 6.9")]
    later = report(
        "en", ["The rate stays at 8.00 percent.", *["No number."] * 4, "It was 7.5 percent before."]
    )
    assert compared(fr, later).number_conflicts == 0


def test_a_number_beside_another_year_and_a_duration_say_little():
    fr = report("fr", ["Le port a perdu 340 emplois en trois jours."])
    recalled = compared(fr, report("en", ["The port lost 340 jobs in 2019."]))
    plain = compared(fr, report("en", ["The port lost 340 jobs."]))
    lasting = compared(fr, report("en", ["The strike lasted 3 days."]))
    assert 0 < recalled.numbers < plain.numbers
    assert lasting.numbers < recalled.numbers


@pytest.mark.parametrize(("en", "agree"), [("on Saturday", True), ("on Friday", False)])
def test_weekdays(en: str, agree: bool):
    fr = report("fr", ["Le match a été joué samedi."])
    found = compared(fr, report("en", [f"The match was played {en}."]))
    assert (found.weekdays_agree, found.weekdays_differ) == (float(agree), float(not agree))
    told = contradictions(fr, report("en", [f"The match was played {en}."]))
    assert [(c.kind, c.left, c.right) for c in told] == ([] if agree else [(WEEKDAY, "5", "4")])


def test_days_are_told_from_the_day_of_publication():
    fr = report("fr", ["L'explosion s'est produite samedi."], "2024-12-02")
    en = report("en", ["The blast happened on Saturday."], "2024-11-30")
    other = report("en", ["The blast happened on Saturday."], "2024-11-24")
    assert compared(fr, en).days_shared == 1
    assert compared(fr, other).event_days_differ == 1
    assert (DAY, "2024-11-30", "2024-11-23") in [(c.kind, c.left, c.right) for c in contradictions(fr, other)]


def test_ordinals_in_figures_letters_and_words():
    fr = report("fr", ["L'acte IV des manifestants a commencé."])
    assert compared(fr, report("en", ["The fourth Saturday of protests began."])).ordinals_agree == 1
    other = report("en", ["The 5th Saturday of protests began."])
    assert compared(fr, other).ordinals_differ == 1
    assert (ORDINAL, "4", "5") in [(c.kind, c.left, c.right) for c in contradictions(fr, other)]


def test_names_of_a_title_count_where_the_body_has_them():
    stated = report("en", ["The port of Odessa is closed, Odessa says."], title="Storm Closes Port Of Odessa")
    assert set(stated.names) == {"odes"}


def test_nothing_stated_is_nothing_to_agree_in():
    assert compared(Facts("a"), Facts("b")) == Agreement()
