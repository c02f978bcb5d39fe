"""One raw document read into an article: decoded, cleaned, its language and dates found."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.analysis import language
from index.analysis.facts import dates
from index.cleaning.decode import decode
from index.cleaning.document import CleanDocument, clean_document
from index.cleaning.sanitise import sanitise
from index.errors import SourceError
from index.model.articles import BODY_ROLES, Article, ArticleId, DateRange, RawDocument, Role

INTAKE_VERSION = 1
"""Goes up when a rule here, in cleaning, or in language and dates changes what an article looks like."""

_ID_LENGTH = 16
_URL = re.compile(r"https?://", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|xtor|at_\w+", re.IGNORECASE)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_DATED_ROLES = BODY_ROLES | {Role.TITLE}


def read_article(document: RawDocument) -> Article:
    """The article in ``document``.

    Raises SourceError with the reason when it is not text, or a text without a word.
    """
    decoded = decode(document.raw)
    text = sanitise(decoded.text)
    if not any(character.isalpha() for character in text):
        raise SourceError(
            "there is no word in it", "Leave it out, or see whether the file was saved properly."
        )
    hints = {name: sanitise(value) for name, value in document.hints.items()}
    clean = clean_document(text, hints)
    body = [block.text for block in clean.blocks if block.role in BODY_ROLES]
    spoken = language.detect(body, hints.get("language"))
    published = _published(document, hints, clean)
    return Article(
        id=article_id(document.origin),
        origin=document.origin,
        sha256=document.sha256 or hashlib.sha256(document.raw).hexdigest(),
        language=spoken.language,
        title=clean.title,
        title_origin=clean.title_origin,
        blocks=clean.blocks,
        languages=spoken.shares,
        language_uncertain=spoken.uncertain,
        section=clean.section,
        source=clean.source,
        agency=clean.agency,
        place=clean.place,
        author=clean.author,
        published=published,
        dates=tuple(
            mention
            for block in clean.blocks
            if block.role in _DATED_ROLES
            for mention in dates.find_mentions(block.text, block.n, published)
        ),
        truncated=clean.truncated,
        replaced_characters=decoded.replaced,
    )


def article_id(origin: str) -> ArticleId:
    """16 hexadecimal digits that stay the same for the same path or URL, however it is written."""
    canonical = _canonical_url(origin) if _URL.match(origin) else origin
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()[:_ID_LENGTH]


def _canonical_url(url: str) -> str:
    """Without fragment, tracking parameters and default port; scheme and host in lower case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    host = host.removesuffix(_DEFAULT_PORTS[scheme])
    return urlunsplit((scheme, host, parts.path or "/", urlencode(query), ""))


def _published(document: RawDocument, hints: dict[str, str], clean: CleanDocument) -> DateRange | None:
    url = hints.get("url") or (document.origin if _URL.match(document.origin) else None)
    return dates.find_published(
        field=hints.get("published"),
        prefix=clean.date_prefix,
        url=url,
        dateline=clean.dateline_day,
        imported=date.today(),
    )
