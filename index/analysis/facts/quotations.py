"""Quoted speech in French and English prose, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.model.articles import EntityId, EntityKind, Mention

FEWEST_WORDS = 4
"""Shorter quotations are words held at arm's length: « terroristes »."""
_LONGEST_ATTRIBUTION = 110
_CLOSING = {"«": "»", "“": "”", '"': '"', "‘": "’"}
_OPENING = re.compile(r"[«“]|(?<!\w)[\"‘](?=\w)|\"(?=[\w…])")
_END_OF_SINGLE = re.compile(r"(?<=[\w,.!?…])’(?![\w])")
_WORD = re.compile(r"[^\W_]+")
_PRONOUN = re.compile(r"\b(?:a-t-(?:il|elle)|dit-(?:il|elle)|t-(?:il|elle)|il|elle|he|she)\b", re.IGNORECASE)
_INSERTED = re.compile(
    r",\s(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on))?\s\w+[éit]s?|\w+(?:-t)?-(?:il|elle|on)"
    r"|dit|disent|assure|affirme|estime|explique|ajoute|souligne|juge|prévient|déplore|précise|répète)\b[^,»]*,"
)
_STOP = re.compile(r"[.!?…»”\"](?=\s)|\n")

_ROLES = """
mayor       maire | mayor
minister    ministre | minister
president   présidente? | president
spokesman   porte-parole | spokesman spokeswoman spokesperson
prosecutor  procureure? parquet | prosecutors?
resident    riveraine?s? habitante?s? | residents? villagers?
neighbour   voisine?s? | neighbou?rs?
management  direction | management
lawyer      avocate?s? | lawyers? attorney
witness     témoins? | witness(?:es)?
judge       juge tribunal | judge court
doctor      médecins? | doctors? medics?
director    directeur directrice patron patronne | director chief head boss
lawmaker    députée?s? sénateurs? | lawmakers? mp senator deputy
union       syndicats? syndicaliste | unions? unionist
police      police policiers | police officers?
army        armée | army military
analyst     analystes? | analysts?
expert      experts? | experts?
father      père | father
mother      mère | mother
coach       entraîneure? | coach manager
teacher     enseignante?s? professeure? | teachers?
survivor    survivante?s? rescapée?s? | survivors?
farmer      agriculteurs? agricultrice | farmers?
"""


def _roles() -> dict[str, re.Pattern[str]]:
    found = {}
    for line in _ROLES.strip().splitlines():
        name, _, forms = line.partition(" ")
        found[name] = re.compile(rf"\b(?:{'|'.join(forms.replace('|', ' ').split())})\b", re.IGNORECASE)
    return found


_ROLE_PATTERNS = _roles()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, its pieces before and after an inserted "he said" together."""

    paragraph: int
    """Position in the body."""
    start: int
    end: int
    text: str
    speaker: EntityId | None
    """The person or organisation that is named as speaking."""
    roles: frozenset[str]
    """What else the speaker is called: ``mayor``."""

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))


def quotations(
    paragraph: int, text: str, mentions: Sequence[Mention], *, last_named: EntityId | None = None
) -> tuple[Quotation, ...]:
    """Quotations of ``FEWEST_WORDS`` and more in one paragraph, in order.

    ``mentions``: those of this paragraph; ``last_named``: the person that a pronoun would mean at its start.
    """
    found: list[Quotation] = []
    spans = list(_merged(text, list(_quoted(text))))
    for n, (start, end) in enumerate(spans):
        if len(_WORD.findall(text, start, end)) < FEWEST_WORDS:
            continue
        after_last = spans[n - 1][1] + 1 if n else 0
        before_next = spans[n + 1][0] - 1 if n + 1 < len(spans) else len(text)
        contexts = _contexts(text, start, end, after_last, before_next)
        speaker = _speaker(text, start, contexts, mentions, last_named)
        said = " ".join(text[a:b] for a, b in contexts)
        roles = frozenset(name for name, pattern in _ROLE_PATTERNS.items() if pattern.search(said))
        if speaker is None and not roles and found:
            # « … », a-t-il dit. « … »: who speaks goes on speaking.
            speaker, roles = found[-1].speaker, found[-1].roles
        found.append(Quotation(paragraph, start, end, text[start:end], speaker, roles))
    return tuple(found)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks, marks left out; an open one runs to the end of the paragraph."""
    at = 0
    while opening := _OPENING.search(text, at):
        mark, start = opening.group(), opening.end()
        if mark == "‘":
            closed = _END_OF_SINGLE.search(text, start)
            end = closed.start() if closed else -1
        else:
            end = text.find(_CLOSING[mark], start)
        if end < 0:
            if mark != "‘":
                yield _trimmed(text, start, len(text))
                return
            at = start
            continue
        yield _trimmed(text, start, end)
        at = end + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip().rstrip(",.;"))


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """“The situation is serious,” he said, “and we …”: one quotation."""
    spans = list(spans)
    while spans:
        start, end = spans.pop(0)
        while spans:
            following = spans[0]
            gap = text[end : following[0]]
            goes_on = text[following[0] : following[0] + 1].islower() and not _STOP.search(
                gap.lstrip(',”»" \u00a0')
            )
            if len(gap) > _LONGEST_ATTRIBUTION or not goes_on or "," not in gap[:4]:
                break
            end = following[1]
            spans.pop(0)
        yield start, end


def _contexts(
    text: str, start: int, end: int, after_last: int, before_next: int
) -> tuple[tuple[int, int], ...]:
    """Where the speaker may be named: behind the quotation, inserted in it, before it."""
    behind = _STOP.search(text, min(end + 3, len(text)), before_next)
    inserted = _INSERTED.search(text, start, end)
    opening = max(
        (m.end() for m in _STOP.finditer(text, after_last, max(after_last, start - 2))), default=after_last
    )
    contexts = [(end, behind.start() if behind else before_next)]
    if _ends_sentence(text, end):
        # The quotation closes its sentence: what follows belongs to the next one.
        contexts = []
    if inserted:
        contexts.insert(0, inserted.span())
    contexts.append((opening, start))
    if text[start : start + 1].islower():
        # A piece of a sentence is said by whom that sentence began with: Michel said all “had to help”.
        contexts.reverse()
    return tuple(contexts)


def _ends_sentence(text: str, end: int) -> bool:
    closing = text[end : end + 3]
    return any(mark in closing for mark in ".!?") and "," not in closing


def _speaker(
    text: str,
    start: int,
    contexts: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    last_named: EntityId | None,
) -> EntityId | None:
    for kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
        for first, last in contexts:
            named = [m for m in mentions if m.kind == kind and m.entity and first <= m.start < last]
            if named:
                # Behind the quotation the speaker comes first; before it, last.
                return (named[0] if first >= start else named[-1]).entity
        if kind == EntityKind.PERSON and any(_PRONOUN.search(text, *context) for context in contexts):
            return only_person(m for m in mentions if m.start < start) or last_named
    return None


def only_person(mentions: Iterable[Mention]) -> EntityId | None:
    """Whom a pronoun means: the person named, when there is just one."""
    persons = {m.entity for m in mentions if m.kind == EntityKind.PERSON and m.entity}
    return persons.pop() if len(persons) == 1 else None
