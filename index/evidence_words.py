"""Why two reports were paired, in sentences of English or French that a reader can judge."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from index.model import Evidence, Language

MOST_LISTED = 6
"""Names and numbers beyond are counted, not listed."""

_CERTAINTY = (
    (0.97, "Almost certainly the same event", "Presque certainement le même événement"),
    (0.90, "Very probably the same event", "Très probablement le même événement"),
    (0.75, "Probably the same event", "Probablement le même événement"),
    (0.50, "More likely the same event than not", "Plutôt le même événement"),
    (0.00, "Perhaps the same event, perhaps not", "Peut-être le même événement, peut-être pas"),
)
_LIKENESS = (
    (0.75, "They read like translations of each other.", "On dirait une traduction l’un de l’autre."),
    (0.55, "They tell much the same.", "Ils racontent à peu près la même chose."),
    (0.35, "They tell it each in their own way.", "Chacun raconte à sa façon."),
    (-1.0, "Little of what they say is alike.", "Peu de ce qu’ils disent se ressemble."),
)

_ENGLISH = {
    "score": "{certainty}: of 100 pairs like this one, about {of_100} are.",
    "estimated": "That is an estimate: it was measured with the built-in sentence encoder, not with yours.",
    "possible": "It is shown as possible only: too little speaks for it to be sure.",
    "names": "Both name {items}.",
    "no names": "They share no name.",
    "numbers": "Both give the same figures: {items}.",
    "no numbers": "They share no telling figure.",
    "same day": "Published on the same day.",
    "one day": "Published one day apart.",
    "days": "Published {days} days apart.",
    "undated": "At least one of them has no date: time says nothing here, so more was asked of the rest.",
    "aligned": "{aligned} of the {of} paragraphs of the shorter report have a matching one in the other.",
    "one aligned": "One of the {of} paragraphs of the shorter report has a matching one in the other.",
    "none aligned": "No paragraph of one matches a paragraph of the other closely.",
    "alone": "No other report came into question.",
    "behind": "{rival} came second: {odds}.",
    "ahead": "{rival} fits better by these signs; read both with care.",
    "unnamed rival": "Another report",
    "far": "more than a thousand times less likely",
    "times": "about {times} times less likely",
    "close": "only a little less likely, so read both with care",
    "lost": "It has {reasons}.",
    "fewer names": "fewer names in common ({theirs} against {ours})",
    "fewer numbers": "fewer figures in common ({theirs} against {ours})",
    "farther": "a date farther off ({theirs} days against {ours})",
    "fewer paragraphs": "fewer matching paragraphs ({theirs} against {ours})",
    "unlike": "paragraphs that are less alike",
    "and": " and ",
    "more": "{count} more",
}
_FRENCH = {
    "score": "{certainty} : sur 100 paires comme celle-ci, environ {of_100} le sont.",
    "estimated": "C’est une estimation, mesurée avec l’encodeur de phrases intégré, et non avec le vôtre.",
    "possible": "Elle n’est donnée que comme possible : trop peu de signes pour en être sûr.",
    "names": "Les deux nomment {items}.",
    "no names": "Ils n’ont aucun nom en commun.",
    "numbers": "Les deux donnent les mêmes chiffres : {items}.",
    "no numbers": "Ils n’ont aucun chiffre parlant en commun.",
    "same day": "Parus le même jour.",
    "one day": "Parus à un jour d’écart.",
    "days": "Parus à {days} jours d’écart.",
    "undated": "L’un au moins n’est pas daté : le temps ne dit rien ici, on a donc exigé plus du reste.",
    "aligned": "{aligned} des {of} paragraphes du plus court ont leur équivalent dans l’autre.",
    "one aligned": "Un des {of} paragraphes du plus court a son équivalent dans l’autre.",
    "none aligned": "Aucun paragraphe de l’un ne correspond de près à un paragraphe de l’autre.",
    "alone": "Aucun autre article n’entrait en ligne de compte.",
    "behind": "{rival} vient ensuite : {odds}.",
    "ahead": "{rival} convient mieux d’après ces signes ; à lire avec prudence.",
    "unnamed rival": "Un autre article",
    "far": "plus de mille fois moins probable",
    "times": "environ {times} fois moins probable",
    "close": "à peine moins probable, à lire donc avec prudence",
    "lost": "Il a {reasons}.",
    "fewer names": "moins de noms en commun ({theirs} contre {ours})",
    "fewer numbers": "moins de chiffres en commun ({theirs} contre {ours})",
    "farther": "une date plus éloignée ({theirs} jours contre {ours})",
    "fewer paragraphs": "moins de paragraphes équivalents ({theirs} contre {ours})",
    "unlike": "des paragraphes moins ressemblants",
    "and": " et ",
    "more": "{count} autres",
}
_QUOTED = {"en": "“{}”", "fr": "« {} »"}
_TWICE, _THOUSAND = 2, 1000


def evidence_sentences(
    evidence: Evidence,
    labels: Mapping[str, str],
    language: Language = "en",
    *,
    score: float | None = None,
    status: str = "counterpart",
    runner_up: str | None = None,
    rival: Evidence | None = None,
    measured: bool = True,
) -> list[str]:
    """One sentence a sign, the verdict first; French for ``fr``, English for any other ``language``.

    ``labels``: names of the shared entities by id; ``score``: probability, 0 to 1; ``runner_up``: title of
    the next best candidate, ``rival`` its own evidence, from which is told why it lost; ``measured``: the
    probability was counted with the encoder that it comes from.
    """
    words = _FRENCH if language == "fr" else _ENGLISH
    column = 2 if language == "fr" else 1
    lines = []
    if score is not None:
        certainty = str(next(row[column] for row in _CERTAINTY if score >= row[0]))
        lines.append(words["score"].format(certainty=certainty, of_100=_of_100(score)))
        if not measured:
            lines.append(words["estimated"])
    if status != "counterpart":
        lines.append(words["possible"])
    names = list(dict.fromkeys(labels.get(entity, entity) for entity in evidence.shared_entities))
    lines.append(_listed(names, "names", words))
    lines.append(_listed(evidence.shared_numbers, "numbers", words))
    lines.append(_dates(evidence.days_apart, words))
    lines.append(_paragraphs(evidence.aligned, words))
    lines.append(str(next(row[column] for row in _LIKENESS if evidence.similarity >= row[0])))
    title = _QUOTED["fr" if language == "fr" else "en"].format(runner_up) if runner_up else None
    lines += _runner_up(evidence, title, rival, words)
    return lines


def _of_100(score: float) -> int:
    """Never 0 or 100: nothing here is certain."""
    return min(99, max(1, round(100 * score)))


def _listed(items: Sequence[str], kind: str, words: Mapping[str, str]) -> str:
    if not items:
        return words[f"no {kind}"]
    listed = list(items[:MOST_LISTED])
    if len(items) > MOST_LISTED + 1:
        listed.append(words["more"].format(count=len(items) - MOST_LISTED))
    else:
        listed = list(items)
    return words[kind].format(items=_enumerated(listed, words))


def _enumerated(items: Sequence[str], words: Mapping[str, str]) -> str:
    *first, last = items
    return ", ".join(first) + words["and"] + last if first else last


def _dates(days: int | None, words: Mapping[str, str]) -> str:
    if days is None:
        return words["undated"]
    kind = "same day" if days == 0 else "one day" if days == 1 else "days"
    return words[kind].format(days=days)


def _paragraphs(aligned: tuple[int, int], words: Mapping[str, str]) -> str:
    count, of = aligned
    kind = "none aligned" if count == 0 else "one aligned" if count == 1 else "aligned"
    return words[kind].format(aligned=count, of=of)


def _runner_up(
    evidence: Evidence, title: str | None, rival: Evidence | None, words: Mapping[str, str]
) -> Iterator[str]:
    margin = evidence.margin
    if margin is None or evidence.runner_up is None:
        yield words["alone"]
        return
    title = title or words["unnamed rival"]
    if margin < 0:
        yield words["ahead"].format(rival=title)
        return
    times = math.exp(min(margin, 20.0))
    if times >= _THOUSAND:
        odds = words["far"]
    elif times >= _TWICE:
        odds = words["times"].format(times=round(times) if times < 20 else int(round(times, -1)))
    else:
        odds = words["close"]
    yield words["behind"].format(rival=title, odds=odds)
    if rival is not None and (reasons := list(_reasons(evidence, rival, words))):
        yield words["lost"].format(reasons=_enumerated(reasons, words))


def _reasons(ours: Evidence, theirs: Evidence, words: Mapping[str, str]) -> Iterator[str]:
    """In what the runner-up is behind, the plainest first."""
    for kind, one, other in (
        ("fewer names", len(ours.shared_entities), len(theirs.shared_entities)),
        ("fewer numbers", len(ours.shared_numbers), len(theirs.shared_numbers)),
        ("fewer paragraphs", ours.aligned[0], theirs.aligned[0]),
    ):
        if other < one:
            yield words[kind].format(ours=one, theirs=other)
    if ours.days_apart is not None and theirs.days_apart is not None and theirs.days_apart > ours.days_apart:
        yield words["farther"].format(ours=ours.days_apart, theirs=theirs.days_apart)
    if theirs.similarity < ours.similarity:
        yield words["unlike"]
