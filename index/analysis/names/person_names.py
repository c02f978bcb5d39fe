"""Whether two spellings name one person: Sergueï and Sergei Lavrov, Bachar Assad and Bashar al-Assad."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from index.analysis.names.spelling import edit_distance, jaro_winkler, plain_name, skeleton, sound_key
from index.words.closed_classes import words_of

THRESHOLD = 0.86
COMPLETE_LINK = 0.80
_MOST_COMPARED = 40
"""Members of a cluster, and clusters of a block, that a new spelling is compared with."""

_HONORIFICS = words_of(
    """
    mr mrs ms m mme mlle dr sir lord dame seyyed seyed sayyed sayed syed hajj hadj haj cheikh sheikh
    shaikh ayatollah imam mollah mullah hodjatoleslam hojatoleslam president general pape pope
    """
)
_PARTICLES = words_of(
    """
    al el as ar an at ad ash es ez ul ben bin ibn bint abu abou ould de du des d da das do dos di del
    della von van der den ter la le y e i
    """
)
_MARKERS = words_of(
    """
    jr sr junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii
    """
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in comparable parts, the family name last (or the last syllable, where it stands first)."""

    tokens: tuple[str, ...]
    markers: frozenset[str]
    """Initials, numbers and Jr: these must agree."""

    @property
    def key(self) -> str:
        """The same for most transliterations; readable enough to be an id."""
        return "-".join([*(sound_key(token).lower() for token in self.tokens), *sorted(self.markers)])


@lru_cache(maxsize=65536)
def read_name(surface: str) -> PersonName:
    """The parts of a name without honorifics and particles; a name of nothing else keeps them."""
    words = plain_name(surface.replace(".", ". ")).split()
    markers = frozenset(
        w for n, w in enumerate(words) if n and (w in _MARKERS or (len(w) == 1 and w not in _PARTICLES))
    )
    rest = [w for w in words if w not in markers]
    kept = [
        w for n, w in enumerate(rest) if w not in _PARTICLES and not (w in _HONORIFICS and n < len(rest) - 1)
    ]
    return PersonName(tuple(kept or rest or words), markers)


@lru_cache(maxsize=262144)
def token_similarity(left: str, right: str) -> float:
    """How likely two folded name tokens are one name written twice, 0 to 1."""
    if left == right:
        return 1.0
    if min(len(left), len(right)) <= 3 or _gender_pair(left, right):
        return 0.0
    key_left, key_right = sound_key(left), sound_key(right)
    if key_left == key_right:
        return 0.97
    shortest = min(len(key_left), len(key_right))
    same_bones = skeleton(left) == skeleton(right)
    if same_bones and key_left.replace("gh", "k") == key_right.replace("gh", "k"):
        return 0.93
    if _gender_pair(key_left, key_right):
        return 0.0
    distance = edit_distance(key_left, key_right, 2)
    if same_bones and shortest >= 5 and distance <= 2 and jaro_winkler(key_left, key_right) >= 0.78:
        return 0.93
    if distance == 1 and shortest >= 5 and _same_start(key_left[0], key_right[0]):
        return 0.88
    if distance == 2 and shortest >= 8:
        return 0.86
    return 0.0


def _same_start(left: str, right: str) -> bool:
    """Arabic and Persian vowels are written o or u, e or i."""
    return left == right or {left, right} in ({"o", "u"}, {"e", "i"})


def _gender_pair(left: str, right: str) -> bool:
    """``Kadyrov`` and ``Kadyrova``, ``Mario`` and ``Maria``: never one person."""
    shorter, longer = sorted((left, right), key=len)
    if longer == shorter + "a":
        return True
    return left[:-1] == right[:-1] and {left[-1], right[-1]} == {"a", "o"}


def similarity(left: PersonName, right: PersonName) -> float:
    """How likely two full names are one person, 0 to 1: the least similar pair of tokens decides."""
    if left.markers != right.markers:
        return 0.0
    if len(left.tokens) != len(right.tokens):
        return 0.95 if "".join(left.tokens) == "".join(right.tokens) else 0.0
    least = 1.0
    for a, b in zip(reversed(left.tokens), reversed(right.tokens), strict=True):
        least = min(least, token_similarity(a, b))
        if least < COMPLETE_LINK:
            return 0.0
    return least


@dataclass(slots=True, eq=False)
class Person:
    """Spellings of one person; the first one leads."""

    names: list[PersonName] = field(default_factory=list)


def cluster(frequency: Mapping[PersonName, int]) -> dict[PersonName, Person]:
    """Every full name's person: greedy from the most frequent, complete link, blocked on the last token."""
    blocks: defaultdict[str, dict[Person, None]] = defaultdict(dict)
    found: dict[PersonName, Person] = {}
    for name in sorted(frequency, key=lambda n: (-frequency[n], n.tokens, sorted(n.markers))):
        person = _closest(name, blocks)
        if person is None:
            person = Person()
        person.names.append(name)
        found[name] = person
        for key in _block_keys(name):
            blocks[key][person] = None
    return found


def _block_keys(name: PersonName) -> Iterable[str]:
    initial = skeleton(name.tokens[0])[:1].translate(_ALIKE_INITIALS)
    last = name.tokens[-1]
    return {f"{initial} {sound_key(last)}", f"{initial} /{skeleton(last)}", "=" + "".join(name.tokens)}


_ALIKE_INITIALS = str.maketrans("uiy", "oee")


def _closest(name: PersonName, blocks: Mapping[str, dict[Person, None]]) -> Person | None:
    best, closest = 0.0, None
    for key in sorted(_block_keys(name)):
        for person in islice(blocks.get(key, ()), _MOST_COMPARED):
            score = similarity(name, person.names[0])
            if score < THRESHOLD or score <= best:
                continue
            if all(similarity(name, other) >= COMPLETE_LINK for other in person.names[1:_MOST_COMPARED]):
                best, closest = score, person
    return closest
