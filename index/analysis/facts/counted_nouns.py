"""What a number counts: the dead, the injured, and the nouns that news counts most, in both languages."""

from __future__ import annotations

import re

GENERIC = frozenset({"", "person"})
"""Counts of these may be counts of anything more precise on the other side."""

_NOUNS = """
person      personnes? individus? gens | people persons? individuals?
soldier     soldats? militaires? troupes combattants? | soldiers? troops? servicemen fighters?
officer     policiers? gendarmes? agents? | policemen officers? police
resident    habitants? riverains? résidents? | residents? inhabitants? villagers?
protester   manifestants? | protesters? demonstrators?
voter       électeurs? votants? | voters?
vote        voix votes? suffrages | votes?
seat        sièges? | seats?
lawmaker    députés? élus? sénateurs? parlementaires? | lawmakers? mps? deputies senators? legislators?
minister    ministres? | ministers?
country     pays états | countries country nations? states
passenger   passagers? voyageurs? | passengers? travell?ers?
sailor      marins? | sailors? crew crewmen
migrant     migrants? | migrants?
refugee     réfugiés? déplacés? | refugees? displaced
hostage     otages? | hostages?
prisoner    prisonniers? détenus? | prisoners? detainees? inmates?
child       enfants? | child children
woman       femmes? | woman women
man         hommes? | man men
student     étudiants? élèves? | students? pupils?
worker      salariés? employés? ouvriers? travailleurs? | workers? employees? staff
job         emplois? postes? | jobs?
firefighter pompiers? | firefighters?
rescuer     secouristes? sauveteurs? | rescuers?
ship        navires? bateaux? bâtiments? embarcations? | ships? boats? vessels?
plane       avions? appareils? | planes? aircraft jets?
vehicle     véhicules? voitures? | vehicles? cars?
truck       camions? poids lourds | trucks? lorries lorry
drone       drones? | drones?
missile     missiles? | missiles?
rocket      roquettes? | rockets?
house       maisons? logements? habitations? foyers? | houses? homes? households?
school      écoles? établissements? | schools?
case        cas | cases?
goal        buts? | goals?
match       matchs matches rencontres? | match matches games?
spectator   spectateurs? | spectators? fans?
tourist     touristes? visiteurs? | tourists? visitors?
company     entreprises? sociétés? | compan(?:y|ies) firms?
candidate   candidats? | candidates?
member      membres? adhérents? | members?
town        communes? villes? villages? | towns? cit(?:y|ies) villages?
station     gares? stations? | stations?
"""
_ENDING = r"(?![\w’'])"


def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for line in _NOUNS.strip().splitlines():
        name, _, forms = line.partition(" ")
        words = "|".join(forms.replace("|", " ").split())
        found[name] = re.compile(
            rf"[\s\u00a0\u202f-]+(?:d[e’']\s*|of\s)?(?:[^\s\d.,;:()«»“”\"]+\s){{0,2}}?(?:{words}){_ENDING}",
            re.IGNORECASE,
        )
    return found


_COUNTED = _patterns()
_VICTIMS = {
    "dead": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+"
        r"(?:morte?s?|tuée?s?|décès|victimes|péri|dead|killed|deaths?|died|fatalities)\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+(?:blessée?s?|injured|wounded|hurt)\b", re.IGNORECASE
    ),
    "arrest": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+(?:interpell|arrêt|arrest|detain)(?:ée?s?|ed|ations?|s)\b",
        re.IGNORECASE,
    ),
    "missing": re.compile(
        r"(?:[\s,]+(?!\d)[^\s\d.;:]+){0,4}?\s+(?:disparue?s?|missing|unaccounted)\b", re.IGNORECASE
    ),
}
_ABOUT = (
    r"(?:(?:at|least|up|more|than|to|some|about|around|nearly|over|au|moins|plus|près|environ|de)\s){0,3}"
)
_BEFORE = {
    "dead": re.compile(rf"\b(?:kill(?:ed|ing|s)?|tuant|tué)\s{_ABOUT}$", re.IGNORECASE),
    "injured": re.compile(rf"\b(?:wound|injur|bless)(?:ed|ing|ant|é)\s{_ABOUT}$", re.IGNORECASE),
    "arrest": re.compile(rf"\b(?:arrest|interpell|arrêt|detain)(?:ed|ing|ant|é)\s{_ABOUT}$", re.IGNORECASE),
    "magnitude": re.compile(r"\bmagnitude\s(?:de\s|of\s)?$", re.IGNORECASE),
}
_MAGNITUDE = re.compile(r"[\s-]magnitude\b", re.IGNORECASE)
STRONG = frozenset({"dead", "injured", "missing", "arrest", "magnitude"})
"""What is worth a number however small it is."""


def counted(text: str, before: str, end: int) -> str:
    """What the number that ends at ``end`` counts, "" when that is no noun of the list.

    Victims win over nouns: of "38 people were killed" the dead are counted.
    """
    for unit, pattern in _BEFORE.items():
        if pattern.search(before):
            return unit
    if _MAGNITUDE.match(text, end):
        return "magnitude"
    victims = min(
        ((match.end(), unit) for unit, pattern in _VICTIMS.items() if (match := pattern.match(text, end))),
        default=None,
    )
    if victims is not None:
        return victims[1]
    after = ((match.end(), unit) for unit, pattern in _COUNTED.items() if (match := pattern.match(text, end)))
    return min(after, default=(0, ""))[1]
