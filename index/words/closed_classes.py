"""Closed classes of French and English words: months, days, function words."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list written with bars between them."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


MONTHS: dict[str, int] = {
    **dict.fromkeys(("janvier", "janv", "january", "jan"), 1),
    **dict.fromkeys(("février", "fevrier", "févr", "fév", "february", "feb"), 2),
    **dict.fromkeys(("mars", "march", "mar"), 3),
    **dict.fromkeys(("avril", "avr", "april", "apr"), 4),
    **dict.fromkeys(("mai", "may"), 5),
    **dict.fromkeys(("juin", "june", "jun"), 6),
    **dict.fromkeys(("juillet", "juil", "july", "jul"), 7),
    **dict.fromkeys(("août", "aout", "august", "aug"), 8),
    **dict.fromkeys(("septembre", "september", "sept", "sep"), 9),
    **dict.fromkeys(("octobre", "october", "oct"), 10),
    **dict.fromkeys(("novembre", "november", "nov"), 11),
    **dict.fromkeys(("décembre", "decembre", "déc", "december", "dec"), 12),
}
"""Lower-case name or abbreviation (without its point) to 1..12."""

WEEKDAYS: dict[str, int] = {
    **dict.fromkeys(("lundi", "monday", "mon"), 0),
    **dict.fromkeys(("mardi", "tuesday", "tues", "tue"), 1),
    **dict.fromkeys(("mercredi", "wednesday", "wed"), 2),
    **dict.fromkeys(("jeudi", "thursday", "thurs", "thu"), 3),
    **dict.fromkeys(("vendredi", "friday", "fri"), 4),
    **dict.fromkeys(("samedi", "saturday", "sat"), 5),
    **dict.fromkeys(("dimanche", "sunday", "sun"), 6),
}
"""Lower-case name or abbreviation to 0 (Monday) .. 6."""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "fr": words_of(
        """
        le la les un une des du de d l au aux et ou où mais donc que qu qui quoi dont ce cet cette ces c
        se s sa son ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous je j tu
        lui y en ne n pas plus pour par avec sans sous sur dans entre vers chez depuis pendant lors
        après avant contre comme si très tout tous toute toutes même aussi ainsi alors est sont était
        étaient être été a ont avait avaient avoir fait selon afin
        """
    ),
    "en": words_of(
        """
        the a an of to in on at by for with from into over under between against during after before and
        or but nor so as than that this these those which who whom whose what when where while if it its
        he she they we you i him her them us his their our your my is are was were be been being has
        have had do does did not no will would can could should may might also more most other some such
        there about
        """
    ),
}
"""Words that carry grammar, lower-case, elided forms without their apostrophe."""

ALL_FUNCTION_WORDS: frozenset[str] = frozenset().union(*FUNCTION_WORDS.values())
