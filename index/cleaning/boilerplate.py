"""What a page leaves around an article: teasers, headings, relative times, author boxes, credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.cleaning.prose import ends_sentence, is_cut, is_prose, words
from index.model.articles import Role
from index.words.closed_classes import phrases
from index.words.folding import unaccented

# Whole blocks, compared without case, accents and closing punctuation.
_HEADINGS = phrases(
    """
    recent posts|latest posts|popular posts|related posts|related articles|related stories|related news|
    related|related content|related topics|more stories|more news|more from this section|
    more on this story|more on this topic|latest news|latest stories|top stories|most read|most popular|
    trending|trending now|you may also like|you might also like|you may be interested in|recommended|
    recommended for you|recommended stories|editors picks|read more|read next|read also|also read|
    see also|up next|don't miss|around the web|from around the web|share this|share this article|
    leave a comment|leave a reply|comments|post a comment|tags|topics|newsletter|follow us|
    previous article|next article|about the author|lire aussi|a lire aussi|a lire egalement|a lire|
    lire egalement|lire la suite|voir aussi|a voir aussi|sur le meme sujet|sur le meme theme|
    dans la meme rubrique|du meme auteur|articles similaires|articles lies|articles recents|
    articles recommandes|derniers articles|dernieres actualites|dernieres infos|dernieres nouvelles|
    les plus lus|les plus partages|le plus lu|les plus populaires|l'actualite en continu|
    actualites similaires|a la une|a ne pas manquer|nos articles|notre selection|plus d'articles|
    plus d'actualites|vous aimerez aussi|vous pourriez aussi aimer|cela pourrait vous interesser|
    ces articles peuvent vous interesser|recommande pour vous|contenus sponsorises|partager|
    partager cet article|laisser un commentaire|commentaires|reagir|mots cles|article precedent|
    article suivant|a propos de l'auteur|suivez nous
    """
)
# The reader has hit a wall here: what stood before is the article, cut short.
_PAYWALL = re.compile(
    r"deja abonne|vous etes abonne|(cet article|contenu|article|la suite)( est)? reserve aux? abonne"
    r"|il vous reste .{0,20}a (lire|decouvrir)|abonnez-vous (pour|et|a partir)|pour lire la suite"
    r"|already a subscriber|this (article|content|story) is for subscribers"
    r"|subscribe (now )?to (read|continue)|to continue reading|subscribers only|create a free account to"
)
_ABOUT_AUTHOR = frozenset(("about the author", "a propos de l'auteur"))
_TIME_UNIT = (
    r"(?:s|sec|secondes?|seconds?|min|mn|mins|minutes?|h|hrs?|heures?|hours?|j|jours?|days?|semaines?|weeks?"
    r"|mois|months?|ans?|annees?|years?)"
)
_RELATIVE_TIME = re.compile(
    r"(?:(?:published|posted|updated|publie|mis a jour|modifie)\s*:?\s*)?"
    rf"(?:(?:about |over |almost )?(?:\d{{1,3}}|an?|few|a few) ?{_TIME_UNIT} ago|just now|a l'instant"
    rf"|il y a (?:environ |plus de |pres de )?(?:\d{{1,3}}|une?|quelques) ?{_TIME_UNIT}\.?)"
)
_RELATED = re.compile(
    r"(?:(?:a )?lire (?:aussi|egalement)|(?:a )?voir aussi|a lire|notre dossier|read (?:also|more)|also read"
    r"|see also|related(?: articles?)?|more on this)\s*[:>»|–—-]\s*\S"
    r"|>+ ?(?:a )?(?:lire|voir|read)\b"
    r"|suivez (?:toutes? )?(?:les|l'|nos|notre)\b.{0,60}\b(?:infos?|actualites?|direct|fil|compte)"
    r"|follow us on|like us on|sign up (?:for|to)|subscribe to our|abonnez-vous a|inscrivez-vous a"
    r"|retrouvez-nous sur|rejoignez-nous sur|telechargez (?:notre|l')"
)
_CREDIT = re.compile(
    r"©|\(c\) ?\d{4}|copyright\b|credits? ?(?:photo|image)?s? ?[:/©-]|(?:photo|image) credits?"
    r"|tous droits reserves|all rights reserved|(?:le \w+ )?avec (?:afp|reuters|ap)\.?$|source ?: "
)
_CAPTION = re.compile(
    r"\(?(?:photo|illustration|legende|image|file photo|image d'illustration|caption)s? ?[:/]"
    r"|\(?(?:file )?photo\)?$"
)
_LONGEST_TEASER = 260
_LONGEST_LINE = 220
"""Characters; a longer block that starts like a credit or a link is prose that happens to."""


class Tail(NamedTuple):
    """What follows the article: where it starts, and what its blocks are."""

    start: int
    roles: tuple[Role, ...]
    author: str | None
    truncated: bool
    """A paywall cut the article short just before."""


def plain_phrase(text: str) -> str:
    """Lower case, no accents, straight apostrophes, plain spaces: for comparing with a list of phrases."""
    return unaccented(text.replace("’", "'").lower()).replace("\u00a0", " ")


def is_heading(text: str) -> bool:
    plain = plain_phrase(text[:61])
    return len(text) < 60 and (
        plain.strip(" :?!.>»|…-") in _HEADINGS or plain.startswith("sur le meme sujet ")
    )


def is_relative_time(text: str) -> bool:
    return len(text) < 60 and bool(_RELATIVE_TIME.fullmatch(plain_phrase(text)))


def is_paywall(text: str) -> bool:
    return len(text) < _LONGEST_TEASER and bool(_PAYWALL.search(plain_phrase(text)))


def is_teaser(text: str) -> bool:
    return is_cut(text) and len(text) < _LONGEST_TEASER


def line_role(text: str) -> Role | None:
    """The role of a block that betrays itself by how it starts, or None."""
    if len(text) > _LONGEST_LINE:
        return None
    plain = plain_phrase(text)
    if _RELATIVE_TIME.fullmatch(plain):
        return Role.RELATIVE_TIME
    if _CREDIT.match(plain):
        return Role.CREDIT
    if _CAPTION.match(plain):
        return Role.CAPTION
    return Role.RELATED_LINK if _RELATED.match(plain) else None


def find_tail(blocks: Sequence[str]) -> Tail | None:
    """The tail of a page, cut at the first evidence of one after two paragraphs of prose.

    Only taken for a tail when at least half of what follows is not prose and no three paragraphs of prose
    stand together in it; an author box right before it belongs to it.
    """
    prose = [is_prose(block) for block in blocks]
    loose = _loose_from(prose)
    seen = 0
    for n, block in enumerate(blocks):
        # A wall is certain enough after one paragraph; it often stands there.
        enough = seen >= 2 or (n >= 1 and is_paywall(block))
        if enough and _is_evidence(blocks, n) and loose[n]:
            return _tail_from(blocks, n)
        seen += prose[n]
    return None


def _is_evidence(blocks: Sequence[str], n: int) -> bool:
    block = blocks[n]
    if is_relative_time(block) or is_heading(block) or is_paywall(block):
        return True
    # A paragraph that breaks off is a teaser among its like, but the end of a story in front of a wall.
    return (
        is_teaser(block)
        and any(
            is_relative_time(other) or is_heading(other) or is_teaser(other)
            for other in blocks[n + 1 : n + 4]
        )
        and not any(is_paywall(other) for other in blocks[n + 1 : n + 3])
    )


def _loose_from(prose: Sequence[bool]) -> list[bool]:
    """For each block whether it and what follows is at most half prose, with no three paragraphs together."""
    loose = [False] * len(prose)
    together = count = 0
    for n in reversed(range(len(prose))):
        together = together + 1 if prose[n] else 0
        count += prose[n]
        if together == 3:
            break
        loose[n] = 2 * count <= len(prose) - n
    return loose


def _tail_from(blocks: Sequence[str], cut: int) -> Tail:
    roles = _tail_roles(blocks[cut:])
    truncated = is_cut(blocks[cut - 1]) and any(is_paywall(block) for block in blocks[cut : cut + 3])
    # The title of the first teaser stands before the evidence that gave it away.
    start, author = cut, None
    if cut >= 3 and _is_author_box(blocks[cut - 2], blocks[cut - 1]):
        start, author = cut - 2, blocks[cut - 2]
        roles = [Role.AUTHOR_BOX, Role.AUTHOR_BOX, *roles]
    elif (
        cut >= 3
        and not is_heading(blocks[cut])
        and not is_paywall(blocks[cut])
        and _is_label(blocks[cut - 1])
    ):
        start = cut - 1
        roles = [Role.TEASER, *roles]
    return Tail(start, tuple(roles), author, truncated)


def _is_label(block: str) -> bool:
    return not is_prose(block) and not ends_sentence(block) and not is_cut(block)


def _tail_roles(blocks: Sequence[str]) -> list[Role]:
    roles: list[Role] = []
    in_author_box = 0
    for block in blocks:
        role = line_role(block)
        if role is None and is_heading(block):
            role = Role.RELATED_LINK
            in_author_box = 2 if plain_phrase(block).strip(" :") in _ABOUT_AUTHOR else 0
            role = Role.AUTHOR_BOX if in_author_box else role
        elif role is None and in_author_box and not is_cut(block):
            role, in_author_box = Role.AUTHOR_BOX, in_author_box - 1
        roles.append(role or Role.TEASER)
    return roles


def _is_author_box(heading: str, paragraph: str) -> bool:
    """A name on a line of its own, and a paragraph that repeats it."""
    names = words(heading)
    if not 2 <= len(names) <= 6 or heading.endswith((".", "?", "!", ":", "…")):
        return False
    return (
        all(name[0].isupper() or len(name) <= 3 for name in names)
        and heading.casefold() in paragraph.casefold()
    )
