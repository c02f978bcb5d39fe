"""The names of query fields and of their values, in both languages."""

from __future__ import annotations

from difflib import get_close_matches

from index.words.folding import fold

_FIELDS = {
    "lang": "lang language langue",
    "source": "source",
    "title": "title titre",
    "place": "place lieu",
    "author": "author auteur",
    "entity": "entity entite",
    "tag": "tag etiquette",
    "is": "is est",
    "since": "since after depuis",
    "until": "until before avant jusque",
    "date": "date",
}
FIELDS = {alias: field for field, aliases in _FIELDS.items() for alias in aliases.split()}
TEXT_FIELDS = frozenset({"title", "source", "place", "author"})

_LANGUAGES = {
    "fr": "fr french francais francaise",
    "en": "en english anglais anglaise",
    "und": "und unknown inconnue inconnu",
}
LANGUAGES = {alias: language for language, aliases in _LANGUAGES.items() for alias in aliases.split()}

_STANDINGS = {
    "paired": "paired apparie apparies appariee appariees",
    "fr-only": "fr-only french-only fr-seul fr-seulement",
    "en-only": "en-only english-only en-seul en-seulement",
    "bookmarked": "bookmarked signet favori marque",
    "unread": "unread non-lu nonlu",
    "undated": "undated sans-date non-date",
}
STANDINGS = {alias: standing for standing, aliases in _STANDINGS.items() for alias in aliases.split()}

HINTS = {
    "lang": "fr or en",
    "is": ", ".join(_STANDINGS),
}


def look_up(name: str, names: dict[str, str]) -> str | None:
    """What ``name`` stands for, whatever its case and accents."""
    return names.get(fold(name).replace("_", "-"))


def closest(name: str, names: dict[str, str]) -> str | None:
    """The known name that ``name`` was probably meant to be."""
    found = get_close_matches(fold(name), names, n=1, cutoff=0.6)
    return found[0] if found else None
