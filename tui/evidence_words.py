"""Why two reports were paired, in sentences of English or French that a reader can judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.model.articles import Language
from index.model.pairs import DAY, ORDINAL, WEEKDAY, Conflict, Evidence
from tui.wording import counted

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
    "score": "{certainty}: of 100 pairs like this one, about {of_100}.",
    "estimated": "That is an estimate: it was measured with the built-in sentence encoder, not with yours.",
    "possible": "It is shown as possible only: too little speaks for it to be sure.",
    "unlikely": "Too little speaks for it: of 100 pairs like this one, about {of_100} the same event.",
    "one is": "1 is",
    "many are": "{count} are",
    "names": "Both name {items}.",
    "no names": "They share no name.",
    "numbers": "Both give the same figures: {items}.",
    "no numbers": "They share no telling figure.",
    "same day": "Published on the same day.",
    "one day": "Published one day apart.",
    "days": "Published {days} days apart.",
    "undated": "At least one of them has no exact date, so time says little here.",
    "against": "Against it (French / English): {items}.",
    "aligned": "{aligned} of the {of} paragraphs of the shorter report have a matching one in the other.",
    "one aligned": "One of the {of} paragraphs of the shorter report has a matching one in the other.",
    "only one aligned": "The only paragraph of the shorter report has a matching one in the other.",
    "none aligned": "No paragraph of one matches a paragraph of the other closely.",
    "alone": "No report of another event came into question.",
    "far": "{rival} came second, far behind.",
    "clear": "{rival} came second, clearly behind.",
    "close": "{rival} came second, close behind.",
    "ahead": "{rival} fits better by these signs.",
    "care": "Read both with care.",
    "unnamed rival": "Another report",
    "lost": "It has {reasons}.",
    "fewer names": "fewer names in common ({theirs} against {ours})",
    "fewer numbers": "fewer figures in common ({theirs} against {ours})",
    "farther": "a date farther off ({theirs} against {ours})",
    "day": "{days} day",
    "many days": "{days} days",
    "fewer paragraphs": "fewer matching paragraphs ({theirs} against {ours})",
    "unlike": "paragraphs that are less alike",
    "contradicting": "what contradicts ({items})",
    "and": " and ",
    "more": "{count} more",
}
_FRENCH = {
    "score": "{certainty} : sur 100 paires comme celle-ci, environ {of_100}.",
    "estimated": "C’est une estimation, mesurée avec l’encodeur de phrases intégré, et non avec le vôtre.",
    "possible": "Elle n’est donnée que comme possible : trop peu de signes pour en être sûr.",
    "unlikely": "Trop peu de signes d’un même fait : sur 100 paires comme celle-ci, environ {of_100}.",
    "one is": "1 l’est",
    "many are": "{count} le sont",
    "names": "Les deux nomment {items}.",
    "no names": "Ils n’ont aucun nom en commun.",
    "numbers": "Les deux donnent les mêmes chiffres : {items}.",
    "no numbers": "Ils n’ont aucun chiffre parlant en commun.",
    "same day": "Parus le même jour.",
    "one day": "Parus à un jour d’écart.",
    "days": "Parus à {days} jours d’écart.",
    "undated": "L’un au moins n’a pas de date exacte : le temps ne dit pas grand-chose ici.",
    "against": "Contre cela (français / anglais) : {items}.",
    "aligned": "{aligned} des {of} paragraphes du plus court ont leur équivalent dans l’autre.",
    "one aligned": "Un des {of} paragraphes du plus court a son équivalent dans l’autre.",
    "only one aligned": "Le seul paragraphe du plus court a son équivalent dans l’autre.",
    "none aligned": "Aucun paragraphe de l’un ne correspond de près à un paragraphe de l’autre.",
    "alone": "Aucun article d’un autre événement n’entrait en ligne de compte.",
    "far": "{rival} vient ensuite, loin derrière.",
    "clear": "{rival} vient ensuite, nettement derrière.",
    "close": "{rival} vient ensuite, de près.",
    "ahead": "{rival} convient mieux d’après ces signes.",
    "care": "À lire tous deux avec prudence.",
    "unnamed rival": "Un autre article",
    "lost": "Il a {reasons}.",
    "fewer names": "moins de noms en commun ({theirs} contre {ours})",
    "fewer numbers": "moins de chiffres en commun ({theirs} contre {ours})",
    "farther": "une date plus éloignée ({theirs} contre {ours})",
    "day": "{days} jour",
    "many days": "{days} jours",
    "fewer paragraphs": "moins de paragraphes équivalents ({theirs} contre {ours})",
    "unlike": "des paragraphes moins ressemblants",
    "contradicting": "de quoi se contredire ({items})",
    "and": " et ",
    "more": "{count} autres",
}
_CONTRADICTING: Mapping[str, tuple[str, str]] = {
    WEEKDAY: ("weekdays", "jours de la semaine"),
    DAY: ("days of the event", "jours du fait"),
    ORDINAL: ("ordinals", "rangs"),
    "percent": ("percentages", "pourcentages"),
    "point": ("percentage points", "points de pourcentage"),
    "magnitude": ("magnitudes", "magnitudes"),
    "m": ("lengths", "longueurs"),
    "m²": ("areas", "surfaces"),
    "kg": ("weights", "poids"),
    "km/h": ("speeds", "vitesses"),
    "celsius": ("temperatures", "températures"),
}
"""What two reports may contradict each other in; all else is counted."""
_COUNTED_IN_FRENCH = """
dead=morts injured=blessés missing=disparus arrest=interpellations person=personnes soldier=soldats
officer=policiers resident=habitants protester=manifestants voter=électeurs vote=voix seat=sièges
lawmaker=élus minister=ministres country=pays passenger=passagers sailor=marins migrant=migrants
refugee=réfugiés hostage=otages prisoner=prisonniers child=enfants woman=femmes man=hommes student=étudiants
worker=salariés job=emplois firefighter=pompiers rescuer=secouristes ship=navires plane=avions
vehicle=véhicules truck=camions drone=drones missile=missiles rocket=roquettes house=logements school=écoles
case=cas goal=buts match=matchs spectator=spectateurs tourist=touristes company=entreprises
candidate=candidats member=membres town=communes station=gares euro=euros dollar=dollars pound=livres
lira=liras yen=yens yuan=yuans rouble=roubles rupee=roupies shekel=shekels dirham=dirhams dinar=dinars
rial=rials peso=pesos zloty=zlotys hryvnia=hryvnias swiss_franc=francs_suisses cfa_franc=francs_CFA
"""
_UNLIKE_OTHERS = """
dead=dead injured=injured missing=missing person=people child=children woman=women man=men country=countries
company=companies match=matches yuan=yuan yen=yen
"""
"""Where the English plural is not made by an s."""


def _plurals(words: str) -> Mapping[str, str]:
    return dict(pair.replace("_", " ").split("=") for pair in words.split())


_IN_FRENCH, _IN_ENGLISH = _plurals(_COUNTED_IN_FRENCH), _plurals(_UNLIKE_OTHERS)
_WEEKDAYS = (
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_QUOTED = {"en": "“{}”", "fr": "« {} »"}
_CLEARLY, _FAR = 1.5, 4.0
"""Log-odds. No "times less likely" is made of them: how often a pair is one was counted, and log-odds alone
would promise many times more."""
TAKEN = "what is likely enough fits other reports better, or is of an event that does not fit as a whole"
"""Why an article has no counterpart although something near it would be one by itself."""
CERTAIN = 1.0
"""The probability of what the reader said; the program's own ends below it."""


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

    ``labels``: names of the shared entities by id; ``score``: probability, 0 to 1; ``status`` may be
    ``unlikely``, of a candidate that is no pair; ``runner_up``: title of the report of that name in the
    evidence, ``rival`` its own evidence, from which is told why it lost; ``measured``: the probability was
    counted with the encoder that it comes from.
    """
    words = _FRENCH if language == "fr" else _ENGLISH
    lines = [*_verdict(score, status, words, measured=measured)]
    names = list(dict.fromkeys(labels.get(entity, entity) for entity in evidence.shared_entities))
    lines.append(_listed(names, "names", words))
    lines.append(_listed(evidence.shared_numbers, "numbers", words))
    lines.append(_dates(evidence.days_apart, words))
    if evidence.conflicts:
        lines.append(words["against"].format(items=_contradictions(evidence.conflicts, words)))
    lines += _paragraphs(evidence.aligned, words)
    lines.append(str(next(row[_column(words)] for row in _LIKENESS if evidence.similarity >= row[0])))
    title = _QUOTED["fr" if language == "fr" else "en"].format(runner_up) if runner_up else None
    lines.append(" ".join(_runner_up(evidence, title, words, believed=status != "unlikely")))
    lost = rival is not None and evidence.margin is not None and evidence.margin >= 0
    if rival is not None and lost and (reasons := list(_reasons(evidence, rival, words))):
        lines.append(words["lost"].format(reasons=_enumerated(reasons, words)))
    return lines


def conflict_text(conflict: Conflict, language: Language = "en") -> str:
    """``numbers of dead: 12 / 17``: what the French report says, then the English one."""
    french = language == "fr"
    if conflict.kind in _CONTRADICTING:
        named = _CONTRADICTING[conflict.kind][french]
    elif french:
        named = _IN_FRENCH.get(conflict.kind, conflict.kind)
    else:
        named = f"numbers of {_IN_ENGLISH.get(conflict.kind, f'{conflict.kind}s')}"
    left, right = (
        ", ".join(_said(conflict.kind, value, french=french) for value in side.split(", "))
        for side in (conflict.left, conflict.right)
    )
    return f"{named}{' ' if french else ''}: {left} / {right}"


def _said(kind: str, value: str, *, french: bool) -> str:
    """One value of a conflict; a day stays ISO."""
    if kind == DAY:
        return value
    if kind == WEEKDAY:
        return _WEEKDAYS[french][int(value)]
    if kind == ORDINAL:
        return _ordinal(int(value), french=french)
    number = float(value)
    if number.is_integer():
        return counted(int(number))
    return value.replace(".", ",") if french else value


def _ordinal(number: int, *, french: bool) -> str:
    if french:
        return f"{number}er" if number == 1 else f"{number}e"
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def contradictions_text(conflicts: Sequence[Conflict], language: Language = "en") -> str:
    """``numbers of dead: 12 / 17; weekdays: Saturday / Sunday``."""
    told = (conflict_text(conflict, language) for conflict in conflicts)
    return (" ; " if language == "fr" else "; ").join(told)


def _contradictions(conflicts: Sequence[Conflict], words: Mapping[str, str]) -> str:
    return contradictions_text(conflicts, "fr" if words is _FRENCH else "en")


def of_100(score: float) -> int:
    """How many of 100 pairs; never 0 or 100, for nothing here is certain."""
    return min(99, max(1, round(100 * score)))


def _column(words: Mapping[str, str]) -> int:
    return 2 if words is _FRENCH else 1


def _verdict(score: float | None, status: str, words: Mapping[str, str], *, measured: bool) -> Iterator[str]:
    """Nothing of the probability of a pair that the reader made: who said so knows."""
    if score is not None and score < CERTAIN:
        certainty = next(row[_column(words)] for row in _CERTAINTY if score >= row[0])
        kind = "unlikely" if status == "unlikely" else "score"
        count = of_100(score)
        are = words["one is" if count == 1 else "many are"].format(count=count)
        yield words[kind].format(certainty=certainty, of_100=are)
        if not measured:
            yield words["estimated"]
    if status == "possible":
        yield words["possible"]


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


def _paragraphs(aligned: tuple[int, int], words: Mapping[str, str]) -> Iterator[str]:
    """Nothing while nobody has put the paragraphs side by side."""
    count, of = aligned
    kind = "none aligned" if count == 0 else "one aligned" if count == 1 else "aligned"
    if of:
        yield words["only one aligned" if count == of == 1 else kind].format(aligned=count, of=of)


def _runner_up(
    evidence: Evidence, title: str | None, words: Mapping[str, str], *, believed: bool
) -> Iterator[str]:
    margin = evidence.margin
    if margin is None or evidence.runner_up is None:
        yield words["alone"]
        return
    kind = "ahead" if margin < 0 else "close" if margin < _CLEARLY else "clear" if margin < _FAR else "far"
    yield words[kind].format(rival=title or words["unnamed rival"])
    if believed and kind in ("ahead", "close"):
        yield words["care"]


def _reasons(ours: Evidence, theirs: Evidence, words: Mapping[str, str]) -> Iterator[str]:
    """In what the runner-up is behind, the plainest first."""
    compared = [
        ("fewer names", len(ours.shared_entities), len(theirs.shared_entities)),
        ("fewer numbers", len(ours.shared_numbers), len(theirs.shared_numbers)),
    ]
    if ours.aligned[1] and theirs.aligned[1]:
        compared.append(("fewer paragraphs", ours.aligned[0], theirs.aligned[0]))
    for kind, one, other in compared:
        if other < one:
            yield words[kind].format(ours=one, theirs=other)
    if ours.days_apart is not None and theirs.days_apart is not None and theirs.days_apart > ours.days_apart:
        here, there = (_days(found.days_apart or 0, words) for found in (ours, theirs))
        yield words["farther"].format(ours=here, theirs=there)
    if theirs.similarity < ours.similarity:
        yield words["unlike"]
    if theirs.conflicts:
        yield words["contradicting"].format(items=_contradictions(theirs.conflicts, words))


def _days(days: int, words: Mapping[str, str]) -> str:
    """French counts none in the singular."""
    single = days == 1 or (days == 0 and words is _FRENCH)
    return words["day" if single else "many days"].format(days=days)
