"""What kind of name a capitalised sequence is, from its words and its neighbours."""

from __future__ import annotations

from index.analysis.mentions.tokens import Passage
from index.analysis.names.gazetteer import Gazetteer, given_names
from index.analysis.names.name_words import (
    EVENT_WORDS,
    LEADING_HEADS,
    NOT_ACRONYMS,
    ORGANISATION_HEADS,
    PERSON_TITLES,
    PLACE_CUES,
    PLACE_HEADS_AFTER,
    PLACE_HEADS_BEFORE,
    SPEECH_VERBS,
    STRIPPED_TITLES,
)
from index.model.articles import EntityKind, Language

_MOST_PERSON_WORDS = 6


def is_acronym(word: str) -> bool:
    """Two to six capitals that abbreviate a body; digits may follow."""
    letters = word.rstrip("0123456789+").replace(".", "").replace("&", "").replace("-", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and word not in NOT_ACRONYMS


def guess_kind(
    passage: Passage, gazetteer: Gazetteer, language: Language, first: int, last: int
) -> str | None:
    """Kind of a trimmed capitalised sequence; None when nothing tells."""
    words = passage.words[first : last + 1]
    folded = [word.casefold() for word in words]
    if folded[0] in EVENT_WORDS or folded[-1] in EVENT_WORDS:
        return None
    if len(words) > 1 and (folded[0] in LEADING_HEADS or any(w in ORGANISATION_HEADS for w in folded)):
        return EntityKind.ORGANISATION
    if len(words) > 1 and (folded[0] in PLACE_HEADS_BEFORE or folded[-1] in PLACE_HEADS_AFTER):
        return EntityKind.PLACE
    if after_title(passage, first) or words[0] in given_names():
        fits = len(words) <= _MOST_PERSON_WORDS and (len(words) > 1 or after_title(passage, first))
        return EntityKind.PERSON if fits else None
    if len(words) == 1 and is_acronym(words[0]) and not passage.headline:
        return EntityKind.ORGANISATION
    if (
        language == "fr"
        and first
        and gazetteer.demonym(passage.words[first - 1], language)
        and passage.joined(first - 1)
    ):
        return EntityKind.PERSON
    if _among_capitals(passage, first, last):
        return None
    if after_place_cue(passage, language, first):
        return EntityKind.PLACE
    if before_speech(passage, last) and (len(words) > 1 or not passage.opens[first]):
        return EntityKind.PERSON
    if len(words) > 1:
        return _guess_sequence(passage, gazetteer, language, first, last)
    return None


def _guess_sequence(
    passage: Passage, gazetteer: Gazetteer, language: Language, first: int, last: int
) -> str | None:
    words = passage.words[first : last + 1]
    if "-sur-" in words[0] or "-sous-" in words[0] or "-en-" in words[0] or "-lès-" in words[0]:
        return EntityKind.PLACE
    if all(word.isupper() and len(word) > 3 for word in words):
        return None
    if any(word[0].isdigit() for word in words) or any(word.isupper() and len(word) > 2 for word in words):
        return EntityKind.ORGANISATION
    known = [word in gazetteer.names[language].exact for word in words]
    if all(known):
        return None
    if known[-1] and words[0].lower() in _PLACE_ADJECTIVES:
        return EntityKind.PLACE
    if any(known):
        return EntityKind.ORGANISATION
    return EntityKind.PERSON if len(words) <= 4 else None


_PLACE_ADJECTIVES = frozenset(
    {"greater", "new", "old", "grand", "eastern", "western", "northern", "southern"}
)
_CROWD = 3


def _among_capitals(passage: Passage, first: int, last: int) -> bool:
    """Whether the words around run on in capitals, as in a headline that lost its line break."""
    capitals = 0
    for step, i in ((-1, first), (1, last)):
        while 0 <= i + step < len(passage.words) and passage.joined(min(i, i + step)):
            i += step
            word = passage.words[i]
            if len(word) <= 3:
                continue
            if not passage.capital[i]:
                break
            capitals += 1
            if capitals >= _CROWD:
                return True
    return False


def after_title(passage: Passage, first: int) -> bool:
    """Whether a personal title stands right before the word."""
    if not first or not passage.joined(first - 1):
        return False
    before = passage.words[first - 1]
    return before.lower() in PERSON_TITLES or before in STRIPPED_TITLES


def after_place_cue(passage: Passage, language: Language, first: int) -> bool:
    """Whether the words before speak of a place: ``à``, ``ville de``, ``in``, ``province of``."""
    cues = PLACE_CUES.get(language, frozenset())
    i = first - 1
    if i < 0 or not passage.joined(i):
        return False
    if passage.words[i].lower() in cues:
        return True
    if passage.words[i].lower() in _OF and i and passage.joined(i - 1):
        return passage.words[i - 1].lower() in cues - _BARE_CUES
    return False


_OF = frozenset({"de", "d'", "of", "du"})
_BARE_CUES = frozenset({"à", "vers", "in", "at", "près", "en"}) - {"près"}


def before_speech(passage: Passage, last: int) -> bool:
    """Whether a verb of saying follows, directly or as ``a déclaré``."""
    i = last + 1
    if i >= len(passage.words) or not passage.joined(last):
        return False
    word = passage.words[i]
    if word in ("a", "has", "had", "avait"):
        return i + 1 < len(passage.words) and passage.joined(i) and passage.words[i + 1] in SPEECH_VERBS
    return word in SPEECH_VERBS
