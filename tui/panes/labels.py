"""How articles, dates and counts are written for people; the text of an article keeps its own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from unicodedata import combining, normalize

from index.model.articles import READING_LANGUAGES, Article, DateRange, Language
from index.model.results import Hit
from tui.terminal.text import clean_line
from tui.widgets.article_row import ArticleRow, short_date
from tui.wording import UNDATED, counted, many

MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WORDS_A_MINUTE = 220
TITLE_CELLS = 44
"""Of a title that is named in a message."""
SHOWN_WORDS = 2
"""Of the words that found an article."""
BY_MEANING = "≈"
"""Stands for them where none did, but what the article says."""
ALIKE = 0.91
"""Names of a likeness above this are one name in two spellings: ``Téhéran = Tehran``."""


def date_label(published: DateRange | None, language: Language) -> str:
    """``30 nov. 2024`` for a French article, ``30 Nov 2024`` for another, ``Dec 2024`` without a day."""
    if published is None:
        return UNDATED
    year, month, day = published.first.split("-")
    if published.precision == "year":
        return year
    named = MONTHS.get(language, MONTHS["en"])[int(month) - 1]
    return f"{named} {year}" if published.precision == "month" else f"{int(day)} {named} {year}"


def archive_size(articles: Mapping[Language, int]) -> tuple[str, str]:
    """``97 articles`` and ``FR 42 · EN 54 · other 1``; the second is empty for an empty archive."""
    every = sum(articles.values())
    parts = [f"{code.upper()} {counted(articles.get(code, 0))}" for code in READING_LANGUAGES]
    if others := every - sum(articles.get(code, 0) for code in READING_LANGUAGES):
        parts.append(f"other {counted(others)}")
    return many(every, "article"), joined(parts) if every else ""


def report_counts(languages: Mapping[Language, int]) -> str:
    """``FR 3 · EN 2``, French first; a language without a report is left out."""
    others = sorted(code for code in languages if code not in READING_LANGUAGES)
    codes = (code for code in (*READING_LANGUAGES, *others) if languages.get(code))
    return joined(f"{code.upper()} {counted(languages[code])}" for code in codes)


def outlet(article: Article | Hit) -> str:
    """Who published it, as far as it is known."""
    agency = article.agency if isinstance(article, Article) else None
    return article.source or agency or ""


def report_label(article: Article) -> str:
    """``FR Le Littoral · 14 mars 2024``."""
    named = " ".join(filter(None, (article.language.upper(), clean_line(outlet(article)))))
    return f"{named} · {date_label(article.published, article.language)}"


def reading_minutes(article: Article) -> int:
    return max(1, round(sum(len(block.text.split()) for block in article.body) / WORDS_A_MINUTE))


def article_row(hit: Hit, today: date, *, under: bool = False) -> ArticleRow:
    """How a hit stands in a result list, ``under`` the row of its event or not.

    The words that the query found are marked in its title too.
    """
    published = hit.published
    return ArticleRow(
        language=hit.language,
        title=hit.title,
        date=short_date(published.first, published.precision, hit.language, today) if published else "",
        source=hit.source or "",
        highlights=_found_in_title(hit),
        derived=hit.title_origin != "given",
        bookmarked=hit.bookmarked,
        unread=hit.unread,
        counterparts=1 if hit.counterpart else 0,
        possible=1 if hit.possible else 0,
        via=BY_MEANING if hit.by_meaning else ", ".join(hit.via[:SHOWN_WORDS]),
        event=report_counts(hit.reports),
        under=under,
        copies=hit.copies,
    )


def _found_in_title(hit: Hit) -> tuple[tuple[int, int], ...]:
    if hit.snippet is None:
        return ()
    found = {hit.snippet.text[start:end] for start, end in hit.snippet.highlights}
    words = "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True) if word)
    places = re.finditer(rf"\b(?:{words})\b", hit.title, re.IGNORECASE) if words else ()
    return tuple(place.span() for place in places)


def sentences(*parts: str) -> str:
    """Parts that may each be a sentence without its full stop, as when a reason is followed by advice."""
    said = [part if part[-1] in ".!?…" else f"{part}." for part in parts if part]
    return " ".join(said) if len(said) > 1 else "".join(parts)


def joined(parts: Iterable[str]) -> str:
    """Parts of a line, the empty ones left out."""
    return " · ".join(part for part in parts if part)


def entity_label(label: str) -> str:
    """``Alep = Aleppo``; two spellings that look alike become one, and words that both share stand once."""
    from difflib import SequenceMatcher

    first, equals, second = label.partition(" = ")
    if not equals:
        return label
    if SequenceMatcher(None, _plain(first), _plain(second)).ratio() > ALIKE:
        return first
    shared = {_plain(word) for word in first.split()}
    rest = [word for word in second.split() if _plain(word) not in shared]
    return f"{first} = {' '.join(rest) or second}"


def _plain(text: str) -> str:
    return "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))
