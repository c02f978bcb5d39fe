"""A text taken apart into blocks with roles; nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.cleaning.blocks import split_blocks, squeeze
from index.cleaning.boilerplate import find_tail, is_heading, line_role, plain_phrase
from index.cleaning.datelines import agency_in, split_dateline
from index.cleaning.prefixes import is_closed, split_prefix, split_run_on
from index.cleaning.prose import ends_sentence, is_cut, is_prose, is_quotation
from index.cleaning.titles import derive_title, find_title, head_length
from index.model.articles import BODY_ROLES, Block, Role

_BYLINE = re.compile(r"(?i:par|by|de notre correspondante?|propos recueillis par)\s*:?\s+(?=[^\W\d_a-zà-ÿ])")
_NAME_ENDS = re.compile(r"\s*(?:[,|•·(]|\s[-–—]\s|\s(?:et|and|avec|with|à|in|le|on|pour|for)\s).*$")
_ANNOUNCED_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'-]+ (?:(?:of|the|de|du|des|la|et|and) )*){1,7})\(([A-Z]{2,6})\)"
)
_LONGEST_BYLINE = 90
_HEAD_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """What a text says about itself before any language is known."""

    blocks: tuple[Block, ...]
    title: str
    title_origin: str
    """``given`` or ``derived``."""
    section: str | None = None
    source: str | None = None
    agency: str | None = None
    place: str | None = None
    author: str | None = None
    date_prefix: str | None = None
    """The date that stood before the text, as it stood."""
    dateline_day: str | None = None
    """The date inside the dateline, as it stood."""
    truncated: bool = False


@dataclass(slots=True, eq=False)
class _Piece:
    text: str
    role: Role | None = None


@dataclass(slots=True)
class _Draft:
    """The document while its pieces still get their roles."""

    pieces: list[_Piece]
    fields: dict[str, str] = field(default_factory=dict)
    truncated: bool = False
    is_chronology: bool = False
    """Every paragraph starts with a date of its own."""

    def note(self, name: str, value: str | None) -> None:
        """Keep the first value found for a field."""
        if value:
            self.fields.setdefault(name, value)

    def open_pieces(self) -> list[_Piece]:
        return [piece for piece in self.pieces if piece.role is None]

    def split(self, piece: _Piece, *parts: _Piece) -> None:
        at = next(n for n, other in enumerate(self.pieces) if other is piece)
        self.pieces[at : at + 1] = [part for part in parts if part.text]


def clean_document(text: str, hints: Mapping[str, str]) -> CleanDocument:
    """Blocks with roles and the fields found on the way, from sanitised ``text``.

    ``hints`` are fields that were given with the document (title, author, source, section) and win over found
    ones. Every character of ``text`` that is not white space is in the blocks, in order.
    """
    draft = _Draft([_Piece(block) for block in split_blocks(text)])
    _take_dates(draft)
    _take_tail(draft)
    _take_lines(draft)
    title = _take_title(draft, squeeze(hints.get("title", "")))
    _take_openings(draft, has_title=title is not None)
    _take_body(draft)
    return _finish(draft, title, hints)


def _take_dates(draft: _Draft) -> None:
    """A date before the text, or alone on one of its first lines."""
    found = [
        (piece, split) for piece in draft.pieces[: 2 * _HEAD_BLOCKS] if (split := split_prefix(piece.text))
    ]
    draft.is_chronology = len(found) > 1 and all(rest for _, (_, rest) in found)
    if not found or draft.is_chronology:
        return
    piece, (date, rest) = found[0]
    at = draft.pieces.index(piece)
    alone, closed = not rest, is_closed(date)
    if at == 0 or (alone and closed) or (at < _HEAD_BLOCKS and (alone or closed)):
        draft.split(piece, _Piece(date, Role.METADATA), _Piece(rest))
        draft.note("date_prefix", date)


def _take_tail(draft: _Draft) -> None:
    pieces = draft.open_pieces()
    tail = find_tail([piece.text for piece in pieces])
    if tail is None:
        return
    for piece, role in zip(pieces[tail.start :], tail.roles, strict=True):
        piece.role = role
    draft.note("author", tail.author)
    draft.truncated = tail.truncated
    box = [piece.text for piece in pieces if piece.role is Role.AUTHOR_BOX]
    draft.note("source", _announced_outlet(box))


def _announced_outlet(author_box: list[str]) -> str | None:
    """The acronym that an author box announces after the full name it stands for."""
    for text in author_box:
        for name, acronym in _ANNOUNCED_ACRONYM.findall(text):
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            if initials.endswith(acronym):
                return str(acronym)
    return None


def _take_lines(draft: _Draft) -> None:
    """Bylines, credits, captions and links, wherever they stand."""
    links = 0  # after a heading of links: how many stood under it
    under_heading = False
    for n, piece in enumerate(draft.pieces):
        if piece.role is not None:
            continue
        text = piece.text
        # The first line under it is its link; a later one might be the subheading of what goes on below.
        under_heading = under_heading and _is_label(text) and (links == 0 or len(text.split()) >= 5)
        byline = _BYLINE.match(text)
        if byline and n < _HEAD_BLOCKS and len(text) <= _LONGEST_BYLINE and not ends_sentence(text):
            piece.role = Role.METADATA
            draft.note("author", _NAME_ENDS.sub("", text[byline.end() :]).strip(" .,"))
        elif n and is_heading(text):
            piece.role, under_heading, links = Role.RELATED_LINK, True, 0
        elif under_heading:
            piece.role, links = Role.RELATED_LINK, links + 1
        else:
            piece.role = line_role(text)
    last = draft.open_pieces()[-1:]
    if len(draft.pieces) > 1 and last and (agency := agency_in(last[0].text)):
        last[0].role = Role.CREDIT
        draft.note("agency", agency)


def _is_label(text: str) -> bool:
    return not is_prose(text) and not ends_sentence(text) and not is_cut(text)


def _take_title(draft: _Draft, given: str) -> str | None:
    """Give the title block and those around it their roles; the title without its final stop."""
    pieces = draft.open_pieces()
    texts = [piece.text for piece in pieces]
    wanted = plain_phrase(given).rstrip(" .")
    repeats = [
        n
        for n, text in enumerate(texts[:_HEAD_BLOCKS])
        if given and plain_phrase(text).rstrip(" .") == wanted
    ]
    at = repeats[0] if repeats else find_title(texts)
    if at is None:
        _take_labels(draft, pieces[: head_length(texts)])
        return given or None
    for piece in pieces[:at]:
        piece.role = Role.SECTION
        draft.note("section", piece.text)
    pieces[at].role = Role.TITLE
    for piece in pieces[at + 1 : max(head_length(texts), at + 1)]:
        piece.role = Role.LEAD if len(piece.text.split()) >= 4 else Role.METADATA
    return given or pieces[at].text.rstrip(" .")


def _take_labels(draft: _Draft, pieces: list[_Piece]) -> None:
    """Short lines on top of a text without a title."""
    for piece in pieces:
        piece.role = Role.SECTION
        draft.note("section", piece.text)


def _take_openings(draft: _Draft, *, has_title: bool) -> None:
    """What stands before the first sentence of the first paragraph: a date, a headline run in, a dateline."""
    pieces = draft.open_pieces()
    if not pieces:
        return
    first = pieces[0]
    if "date_prefix" not in draft.fields and not draft.is_chronology:
        if found := split_prefix(first.text):
            draft.note("date_prefix", found[0])
            first = _split_off(draft, first, _Piece(found[0], Role.METADATA), rest=found[1])
        elif not has_title and (run_on := split_run_on(first.text)):
            draft.note("date_prefix", run_on.date)
            title = _Piece(run_on.title, Role.TITLE)
            first = _split_off(draft, first, title, _Piece(run_on.date, Role.METADATA), rest=run_on.text)
    if found_line := split_dateline(first.text):
        role = Role.SECTION if found_line.section else Role.DATELINE
        _split_off(draft, first, _Piece(found_line.text, role), rest=found_line.rest)
        draft.note("place", found_line.place)
        draft.note("agency", found_line.agency)
        draft.note("dateline_day", found_line.day)
        draft.note("section", found_line.section)


def _split_off(draft: _Draft, piece: _Piece, *taken: _Piece, rest: str) -> _Piece:
    remaining = _Piece(rest)
    draft.split(piece, *taken, remaining)
    return remaining


def _take_body(draft: _Draft) -> None:
    """Everything that is left is read; a document is never left without a paragraph."""
    body = draft.open_pieces()
    if not body and not any(piece.role in BODY_ROLES for piece in draft.pieces):
        body = [piece for piece in draft.pieces if piece.role is not Role.METADATA][-1:] or draft.pieces[-1:]
    for piece in body:
        piece.role = Role.QUOTE if is_quotation(piece.text) else Role.BODY
    if body and body[0].role is Role.BODY and not any(piece.role is Role.LEAD for piece in draft.pieces):
        body[0].role = Role.LEAD
    if body and body[-1].text.endswith(("[…]", "[...]", "(…)")):
        draft.truncated = True


def _finish(draft: _Draft, title: str | None, hints: Mapping[str, str]) -> CleanDocument:
    blocks = tuple(Block(n, piece.role or Role.BODY, piece.text) for n, piece in enumerate(draft.pieces))
    if title is None:
        title = next((block.text for block in blocks if block.role is Role.TITLE), None)
    body = [block.text for block in blocks if block.role in BODY_ROLES]
    opening = next((text for text in body if any(map(str.isalpha, text))), "")
    found = {
        **draft.fields,
        **{name: squeeze(hints[name]) for name in ("author", "source", "section") if hints.get(name)},
    }
    return CleanDocument(
        blocks=blocks,
        title=title or derive_title(opening),
        title_origin="given" if title else "derived",
        section=found.get("section"),
        source=found.get("source") or found.get("agency"),
        agency=found.get("agency"),
        place=found.get("place"),
        author=found.get("author"),
        date_prefix=found.get("date_prefix"),
        dateline_day=found.get("dateline_day"),
        truncated=draft.truncated,
    )
