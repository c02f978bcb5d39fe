"""Finds the paragraph of a bookmark again when the text around it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from index.model.articles import Article
from index.storage.sqlite.database import Database
from index.storage.sqlite.documents import folded

_ALIKE = 0.6
"""Share of words in common from which a rewritten paragraph is still the same one."""


def anchor_of(article: Article | None, block: int | None) -> str | None:
    """What a paragraph is recognised by: its words. None for a whole article, or a paragraph not there."""
    if article is None or block is None or not 0 <= block < len(article.body):
        return None
    return folded(article.body[block].text)


def find_paragraph(anchor: str, paragraphs: Sequence[str], near: int | None) -> int | None:
    """Position of the paragraph that ``anchor`` was taken from: the same words, nearest to ``near``; else the
    most alike, if it is alike enough; else None."""
    words = [folded(text) for text in paragraphs]
    same = [position for position, text in enumerate(words) if text == anchor]
    if same:
        return min(same, key=lambda position: abs(position - (near or 0)))
    wanted = anchor.split()
    best, best_ratio = None, _ALIKE
    for position, text in enumerate(words):
        matcher = SequenceMatcher(None, wanted, text.split(), autojunk=False)
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            ratio = matcher.ratio()
            if ratio >= best_ratio:
                best, best_ratio = position, ratio
    return best


def move_bookmarks(database: Database, article: Article) -> None:
    """Point the article's bookmarks at where their paragraphs are now, or at the whole article.

    The anchor stays, so that a paragraph which comes back in a later revision is found again.
    """
    marked = database.rows(
        "SELECT id, block, anchor FROM bookmarks WHERE article = ? AND anchor IS NOT NULL", (article.id,)
    )
    if not marked:
        return
    paragraphs = [block.text for block in article.body]
    for id, block, anchor in marked:
        found = find_paragraph(anchor, paragraphs, block)
        database.execute("UPDATE bookmarks SET block = ? WHERE id = ?", (found, id))
