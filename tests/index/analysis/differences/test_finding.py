from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.analysis.differences.finding import find_differences
from index.model.articles import Article, Block, DateMention, DateRange, Mention, Role
from index.model.pairs import DIFFERS, RESTATED, AlignedRow, Difference, SentenceLink, TextSpan


def report(language: str, *paragraphs: str, title: str = "", dates: Sequence[DateMention] = ()) -> Article:
    hidden = Block(0, Role.TEASER, "Read also: 99 others")
    blocks = (hidden, *(Block(n, Role.BODY, text) for n, text in enumerate(paragraphs, 1)))
    return Article(
        id=language,
        origin=language,
        sha256="",
        language=language,
        title=title,
        title_origin="given",
        blocks=blocks,
        dates=tuple(dates),
    )


def rows(*sides: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[AlignedRow, ...]:
    return tuple(AlignedRow(left, right, 0.6 if left and right else None) for left, right in sides)


def differences(left: Article, right: Article, *sides, ours=(), theirs=()) -> tuple[Difference, ...]:
    """What differs, without its places; those are checked to hold the text that they are said to hold."""
    found = find_differences(left, right, rows(*sides), ours, theirs)
    return tuple(unplaced(d, left, right) for d in found if d.value == DIFFERS)


def unplaced(difference: Difference, left: Article, right: Article) -> Difference:
    for article, text, span in (
        (left, difference.left, difference.left_span),
        (right, difference.right, difference.right_span),
    ):
        assert (text is None) == (span is None)
        if text is not None and span is not None:
            assert article.body[span.paragraph].text[span.start : span.end] == text
    return Difference(difference.kind, difference.left, difference.right, difference.row, difference.value)


def test_conflicting_numbers_of_one_kind_are_one_difference():
    left = report("fr", "L'attentat a fait quarante et un morts et douze blessés.")
    right = report("en", "The attack killed 38 people and left twelve injured.")
    assert differences(left, right, ((0,), (0,))) == (Difference("number", "quarante et un", "38", 0),)


def test_a_number_in_other_words_is_no_difference():
    left = report("fr", "Le plan coûte 1,5 milliard d'euros, soit 12,5 % du budget, a-t-il dit à 14 h 30.")
    right = report("en", "The plan costs €1.5 billion, or 12.5 percent of the budget, he said at 2.30 p.m.")
    assert differences(left, right, ((0,), (0,))) == ()


def test_a_number_that_stands_elsewhere_in_the_other_report_is_not_missing():
    left = report("fr", "Les 320 combattants sont partis.", "La ville est calme.")
    elsewhere = report("en", "The fighters left.", "The city is calm after the fight with 320 men.")
    absent = report("en", "The fighters left.", "The city is calm.")
    both = (((0,), (0,)), ((1,), (1,)))
    assert differences(left, elsewhere, *both) == ()
    assert differences(left, absent, *both) == (Difference("number", "320", None, 0),)
    assert differences(left, report("en", "They left.", "Calm.", title="320 leave"), *both) == ()


def test_unlike_counts_are_told_apart():
    left = report("fr", "Le cortège comptait 45 camions.")
    right = report("en", "The convoy drove past 9000 spectators.")
    assert differences(left, right, ((0,), (0,))) == (
        Difference("number", "45", None, 0),
        Difference("number", None, "9000", 0),
    )


def test_a_name_is_missing_when_neither_entity_nor_spelling_occurs():
    left = report("fr", "Poutine a parlé à Lavrov et à Choïgou des Russes.")
    right = report("en", "Putin spoke with Lavrov about Russians.")
    ours = (
        Mention(1, 0, 7, "Poutine", "person", "person/putin"),
        Mention(1, 18, 24, "Lavrov", "person", "person/lavrov-fr"),
        Mention(1, 30, 37, "Choïgou", "person", "person/shoigu"),
        Mention(1, 42, 48, "Russes", "demonym", "place:ru"),
    )
    theirs = (Mention(1, 0, 5, "Putin", "person", "person/putin"),)
    assert differences(left, right, ((0,), (0,)), ours=ours, theirs=theirs) == (
        Difference("name", "Choïgou", None, 0),
    )


def test_a_country_that_the_other_side_names_by_its_people_is_not_missing():
    left = report("fr", "La France proteste.")
    right = report("en", "The French protest.")
    ours = (Mention(1, 3, 9, "France", "place", "place:fr"),)
    theirs = (Mention(1, 4, 10, "French", "demonym", "place:fr"),)
    assert differences(left, right, ((0,), (0,)), ours=ours, theirs=theirs) == ()


def test_a_capital_that_stands_for_its_country_is_not_missing():
    left, right = report("fr", "Téhéran accuse Riyad."), report("en", "Iran accused others.")
    ours = (
        Mention(1, 0, 7, "Téhéran", "place", "place:geo:1"),
        Mention(1, 15, 20, "Riyad", "place", "place:geo:2"),
    )
    theirs = (Mention(1, 0, 4, "Iran", "place", "place:IR"),)
    assert differences(left, right, ((0,), (0,)), ours=ours, theirs=theirs) == (
        Difference("name", "Riyad", None, 0),
    )


def test_a_name_is_told_once_and_unresolved_names_never():
    left = report("fr", "Choïgou part.", "Choïgou revient, dit Machin.")
    ours = (
        Mention(1, 0, 7, "Choïgou", "person", "person/shoigu"),
        Mention(2, 0, 7, "Choïgou", "person", "person/shoigu"),
        Mention(2, 21, 27, "Machin", "person"),
    )
    right = report("en", "He leaves.", "He is back.")
    assert differences(left, right, ((0,), (0,)), ((1,), (1,)), ours=ours) == (
        Difference("name", "Choïgou", None, 0),
    )


def test_days_differ_only_when_both_sides_name_one():
    ours = [DateMention("le 30 novembre", 1, 9, 23, "2024-11-30", "event")]
    theirs = [DateMention("on December 1", 1, 9, 22, "2024-12-01", "event")]
    left, right = (
        report("fr", "Il parle le 30 novembre.", dates=ours),
        report("en", "He spoke on December 1.", dates=theirs),
    )
    assert differences(left, right, ((0,), (0,))) == (
        Difference("date", "le 30 novembre", "on December 1", 0),
    )
    assert differences(left, report("en", "He spoke on Saturday."), ((0,), (0,))) == ()
    month = [DateMention("in December", 1, 9, 20, "2024-12", "event")]
    assert differences(left, report("en", "He spoke in December.", dates=month), ((0,), (0,))) == ()


def test_passages_are_the_unmatched_rows_without_anything_near():
    left, right = report("fr", "Un texte.", "Un autre."), report("en", "A text.", "Only here.")
    alone = (AlignedRow((0,), (0,), 0.7), AlignedRow((), (1,), None), AlignedRow((1,), (), 0.31))
    assert find_differences(left, right, alone, (), ()) == (
        Difference("passage", None, "Only here.", 1, right_span=TextSpan(1, 0, 10)),
    )


def test_numbers_and_names_of_unmatched_rows_are_left_to_the_passage():
    left, right = report("fr", "Le 45e rang pour 77 pays."), report("en", "A text.")
    assert differences(left, right, ((0,), ()), ((), (0,)))[0] == Difference(
        "passage", "Le 45e rang pour 77 pays.", None, 0
    )


def test_a_number_in_other_words_is_told_as_such_with_its_places():
    left = report("fr", "Un pont de trois kilomètres.", "Il y avait quarante et un navires.")
    right = report("en", "There were 41 ships near the bridge of 3 km.")
    assert find_differences(left, right, rows(((1,), (0,))), (), ()) == (
        Difference("number", "quarante et un", "41", 0, RESTATED, TextSpan(1, 11, 25), TextSpan(0, 11, 13)),
    )


def test_numbers_of_a_row_that_the_reports_share_elsewhere_do_not_contradict_each_other():
    left = report("fr", "Le taux est de 12 %.", "Il était de 15 %.")
    right = report("en", "The rate is 12 percent.", "It was 15 percent.")
    assert differences(left, right, ((0,), (1,))) == ()


def test_another_currency_may_be_the_same_sum():
    left, right = report("fr", "Une amende de 10 millions d'euros."), report("en", "A fine of $11 million.")
    assert differences(left, right, ((0,), (0,))) == ()


def test_differences_are_sorted_by_news_value_and_then_by_place():
    left = report("fr", "Choïgou est venu.", "Il y a 320 soldats.", "« Nous sommes prêts à tout », dit-on.")
    right = report("en", "He came.", "There are soldiers.", "They are ready, it is said.")
    ours = (Mention(1, 0, 7, "Choïgou", "person", "person/shoigu"),)
    found = differences(left, right, ((2,), (2,)), ((0,), (0,)), ((1,), (1,)), ours=ours)
    assert [(d.kind, d.row) for d in found] == [("number", 2), ("name", 1), ("quotation", 0)]


def test_a_quotation_is_told_with_both_wordings_and_its_speaker():
    left = report("fr", "« Nous irons en justice », a dit Lavrov.")
    right = report("en", "“We will go to court,” Lavrov said.")
    ours = (Mention(1, 33, 39, "Lavrov", "person", "person:lavrov"),)
    theirs = (Mention(1, 23, 29, "Lavrov", "person", "person:lavrov"),)
    assert find_differences(left, right, rows(((0,), (0,))), ours, theirs) == (
        Difference(
            "quotation",
            "Nous irons en justice",
            "We will go to court",
            0,
            RESTATED,
            TextSpan(0, 2, 23),
            TextSpan(0, 1, 20),
            "person:lavrov",
        ),
    )


def test_a_quotation_of_somebody_else_is_not_the_other_wording():
    left = report("fr", "« Je serai là au printemps », a dit Lavrov.")
    right = report("en", "“We expect him in the spring,” Choigu said.")
    ours = (Mention(1, 36, 42, "Lavrov", "person", "person:lavrov"),)
    theirs = (Mention(1, 31, 37, "Choigu", "person", "person:shoigu"),)
    found = differences(left, right, ((0,), (0,)), ours=ours, theirs=theirs)
    assert [(d.left, d.right) for d in found if d.kind == "quotation"] == [
        (None, "We expect him in the spring"),
        ("Je serai là au printemps", None),
    ]


def test_linked_sentences_decide_which_quotation_is_which():
    left = report("fr", "« Ils ont tout perdu hier », dit-on. « Il faut partir demain », dit-on.")
    right = report("en", "“One must go away tomorrow,” they say.")
    both = rows(((0,), (0,)))
    links = (SentenceLink(TextSpan(0, 37, 71), TextSpan(0, 0, 38), 0.8),)
    found = find_differences(left, right, both, (), (), links)
    assert [(d.left, d.right) for d in found] == [
        ("Ils ont tout perdu hier", None),
        ("Il faut partir demain", "One must go away tomorrow"),
    ]


def test_each_report_may_speak_of_the_day_on_which_it_appeared():
    ours = [DateMention("lundi", 1, 7, 12, "2024-12-02", "event")]
    theirs = [DateMention("Tuesday", 1, 9, 16, "2024-12-03", "event")]
    left = replace(report("fr", "Il est lundi.", dates=ours), published=day("2024-12-02"))
    right = replace(report("en", "They met Tuesday.", dates=theirs), published=day("2024-12-03"))
    assert differences(left, right, ((0,), (0,))) == ()
    later = replace(right, published=day("2024-12-04"))
    assert differences(left, later, ((0,), (0,))) == (Difference("date", "lundi", "Tuesday", 0),)


def day(iso: str) -> DateRange:
    return DateRange(iso, iso, "day", "field")


def test_a_weekday_may_be_the_last_or_the_next():
    ours = [DateMention("lundi 2 décembre", 1, 9, 25, "2024-12-02", "event")]
    theirs = [DateMention("on Monday", 1, 9, 18, "2024-11-25", "event")]
    left = report("fr", "Il parle lundi 2 décembre.", dates=ours)
    assert differences(left, report("en", "He votes on Monday.", dates=theirs), ((0,), (0,))) == ()


def test_numbers_of_one_row_contradict_each_other_only_where_their_sentences_say_the_same():
    left = report("fr", "Rhéal Cormier, 74 ans, raconte. Le pont est fermé.")
    right = report("en", "A 66-year-old nurse was there. The bridge is closed.")
    row = rows(((0,), (0,)))
    bridge = SentenceLink(TextSpan(0, 32, 50), TextSpan(0, 31, 52), 0.8)
    told = SentenceLink(TextSpan(0, 0, 31), TextSpan(0, 0, 30), 0.8)
    assert [(d.left, d.right) for d in find_differences(left, right, row, (), (), [told])] == [
        ("74 ans", "66-year")
    ]
    assert not any(d.left and d.right for d in find_differences(left, right, row, (), (), [bridge]))


def test_numbers_contradict_each_other_across_rows_where_sentences_are_linked():
    left = report("fr", "Il y a quatorze morts.", "La ville est calme.")
    right = report("en", "The city is calm.", "The flood killed 17 people.")
    sides = rows(((0,), (0,)), ((1,), (1,)))
    link = SentenceLink(TextSpan(0, 0, 22), TextSpan(1, 0, 27), 0.6)
    assert [(d.left, d.right, d.row) for d in find_differences(left, right, sides, (), (), [link])] == [
        ("quatorze", "17", 0)
    ]
    alone = (AlignedRow((0,), (), 0.4), AlignedRow((1,), (0,), 0.6), AlignedRow((), (1,), 0.4))
    found = find_differences(left, right, alone, (), (), [link])
    assert [(d.left, d.right, d.row) for d in found] == [("quatorze", "17", 0)]
    assert find_differences(left, right, alone, (), (), ()) == ()


def test_a_day_that_the_title_names_is_named():
    ours = [DateMention("le 30 novembre", 1, 9, 23, "2024-11-30", "event")]
    theirs = [
        DateMention("30 November", 0, 0, 11, "2024-11-30", "event"),
        DateMention("on December 1", 1, 9, 22, "2024-12-01", "event"),
    ]
    left = report("fr", "Il parle le 30 novembre.", dates=ours)
    right = report("en", "He spoke on December 1.", dates=theirs)
    titled = replace(right, blocks=(Block(0, Role.TITLE, "30 November"), *right.blocks[1:]))
    assert [d.kind for d in find_differences(left, right, rows(((0,), (0,))), (), ())] == ["date"]
    assert find_differences(left, titled, rows(((0,), (0,))), (), ()) == ()
