"""Where a report was filed and by which agency: ``Moscou - IRNA -``, ``PARIS, 12 mars (AFP) –``."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.cleaning.boilerplate import plain_phrase
from index.words.closed_classes import phrases, words_of

AGENCIES = words_of(
    """
    AFP AP Reuters IRNA SANA TASS ATS Belga DPA EFE ANSA Xinhua UPI PTI ANI KUNA WAM SPA MENA MAP APS
    TAP QNA NNA Tasnim Fars ISNA Mehr Anadolu AA RIA Interfax Sputnik Ukrinform PAP APA ANP STT NTB
    Ritzau TT Lusa Kyodo Yonhap Bernama ANSAmed ACI PA
    """
)
_AGENCY_NAMES = {name.casefold(): name for name in AGENCIES}

# Cities that reports are filed from, French and English, without accents; others need an agency beside them.
_CITIES = phrases(
    """
    abidjan|abou dhabi|abu dhabi|abuja|accra|addis abeba|addis ababa|aden|alep|aleppo|alger|algiers|
    amman|amsterdam|ankara|antananarivo|astana|athenes|athens|bagdad|baghdad|bakou|baku|bali|bamako|
    bangkok|bangui|barcelone|barcelona|belgrade|berlin|berne|bern|beyrouth|beirut|bogota|bordeaux|boston|
    bratislava|brasilia|brazzaville|bruxelles|brussels|bucarest|bucharest|budapest|buenos aires|
    bujumbura|canberra|caracas|casablanca|chicago|copenhague|copenhagen|conakry|dacca|dhaka|dakar|damas|
    damascus|deraa|djakarta|jakarta|doha|dubai|dublin|edimbourg|edinburgh|erbil|francfort|frankfurt|gaza|
    geneve|geneva|hanoi|harare|helsinki|homs|hong kong|houston|idlib|islamabad|istanbul|jerusalem|
    johannesburg|juba|kaboul|kabul|kampala|katmandou|kathmandu|khartoum|kiev|kyiv|kigali|kinshasa|
    kuala lumpur|la havane|havana|la haye|the hague|lagos|latakia|lausanne|lattaquie|le caire|cairo|
    le cap|cape town|libreville|lille|lima|lisbonne|lisbon|ljubljana|lome|londres|london|los angeles|
    luanda|luxembourg|lyon|madrid|manille|manila|marseille|mascate|muscat|melbourne|mexico|mexico city|
    miami|milan|minsk|mogadiscio|mogadishu|montreal|montpellier|moscou|moscow|mossoul|mosul|munich|
    mumbai|n'djamena|nairobi|nantes|naples|new delhi|new york|niamey|nice|nicosie|nicosia|nouakchott|
    nur-sultan|oslo|ottawa|ouagadougou|panama|paris|pekin|beijing|perth|phnom penh|podgorica|
    port-au-prince|prague|pristina|pyongyang|qamishli|quebec|quito|rabat|ramallah|raqqa|rennes|reykjavik|
    riga|rio de janeiro|riyad|riyadh|rome|saint-petersbourg|st petersburg|san francisco|sanaa|santiago|
    sao paulo|sarajevo|seoul|shanghai|singapour|singapore|skopje|sofia|stockholm|strasbourg|sydney|
    tachkent|tashkent|taipei|tallinn|tbilissi|tbilisi|teheran|tehran|tel-aviv|tel aviv|tirana|tokyo|
    toronto|toulouse|tripoli|tunis|turin|vancouver|varsovie|warsaw|vatican|vienne|vienna|vilnius|
    washington|wellington|yaounde|zagreb|zurich
    """
)
# Rubrics that newspapers put where a place would stand.
_RUBRICS = phrases(
    """
    video|videos|en video|reportage|interview|entretien|exclusif|exclusive|focus|tribune|infographie|
    infographies|carte|cartes|analyse|analysis|decryptage|portrait|portraits|enquete|edito|editorial|
    chronique|opinion|opinions|point de vue|recit|temoignage|temoignages|document|documentaire|direct|
    en direct|live|live updates|en images|photos|diaporama|audio|podcast|sondage|fact check|verification|
    vrai ou faux|grand format|breaking|breaking news|update|urgent|alerte|flash|explainer|explained|
    factbox|feature|profile|review|watch|commentary|debat|bilan|replay|a savoir
    """
)

_CAPITALISED = r"[^\W\d_a-zà-ÿ][\w'’.-]*"
_PLACE = (
    rf"{_CAPITALISED}(?: (?:(?:de|du|des|la|le|les|sur|al|el|ez|of|the)[ -]){{0,2}}{_CAPITALISED}){{0,3}}"
)
_REGION = r"(?:, ?[^\W\d_a-zà-ÿ](?:[^\W\d_]|['’. -]){2,24})?"
_DAY = r"(?:[,.]? (?:le |on )?[^\W_][\w.]{0,11},? [\w.]{1,10}(?:,? \d{4})?)?"
_AGENCY = r"(?:[A-Z][\w.]{1,11}(?: ?[/-] ?[A-Z]\w{1,9})?)"
_DASH = r"(?:[-–—]{1,2})"
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?P<day>{_DAY})[,.]? ?"
    rf"(?: {_DASH} (?P<a>{_AGENCY}) ?{_DASH}|\((?P<b>{_AGENCY})\)\s?(?:{_DASH}|:)?"
    rf"|/(?P<c>{_AGENCY})/\.?\s?{_DASH}?)(?= )"
)
_AGENCY_ALONE = re.compile(rf"(?:\((?P<b>{_AGENCY})\)\s?{_DASH}?|(?P<a>{_AGENCY}) ?[–—-](?= ))(?= )")
_WITHOUT_AGENCY = re.compile(rf"(?P<place>{_PLACE}){_REGION}(?P<day>{_DAY}) ?(?: {_DASH}|[–—:]| :)(?= )")
_RUBRIC = re.compile(r"(?P<name>[^\W\d_][\w ]{2,24}) ?[-–—:](?= )")
_LONGEST = 80
_CAPITALS = re.compile(r"[A-Z]{2,6}")


class Dateline(NamedTuple):
    text: str
    """As it stood, closing dash included."""
    rest: str
    place: str | None
    agency: str | None
    day: str | None
    section: str | None
    """Set, and the others None, when what looked like a place is the name of a rubric."""


def split_dateline(paragraph: str) -> Dateline | None:
    """A leading dateline taken off ``paragraph``, or None.

    A place is believed when an agency stands beside it or it is a city that reports are often filed from; in
    French "VIDÉO - …" looks just the same, which is a section.
    """
    head = paragraph[: _LONGEST + 1]
    if found := _WITH_AGENCY.match(head):
        agency = _agency(found["a"] or found["b"] or found["c"])
        if agency and _is_believed(found):
            return _dateline(paragraph, found, place=found["place"], agency=agency, day=found["day"])
    if found := _AGENCY_ALONE.match(head):
        agency = _known(found["a"] or found["b"])
        if agency:
            return _dateline(paragraph, found, agency=agency)
    if (found := _WITHOUT_AGENCY.match(head)) and plain_phrase(found["place"]) in _CITIES:
        return _dateline(paragraph, found, place=found["place"], day=found["day"])
    if (found := _RUBRIC.match(head)) and plain_phrase(found["name"]).strip() in _RUBRICS:
        return _dateline(paragraph, found, section=found["name"].strip())
    return None


def agency_in(line: str) -> str | None:
    """The agency that a short closing line credits: ``(AFP)``, ``avec Reuters``, ``AP``."""
    last = line.strip(" .()[]–—-").rsplit(None, 1)[-1:] if len(line) < 40 else []
    return _known(last[0]) if last else None


def _dateline(
    paragraph: str,
    found: re.Match[str],
    place: str | None = None,
    agency: str | None = None,
    day: str | None = None,
    section: str | None = None,
) -> Dateline | None:
    rest = paragraph[found.end() :].strip()
    if not rest:
        return None
    place = place.title() if place and place.isupper() else place
    return Dateline(
        found.group().strip(), rest, place or None, agency, (day or "").strip(" ,.") or None, section
    )


def _agency(name: str) -> str | None:
    """A known agency, or capitals in the slot where one stands."""
    first = re.split(r"[/ -]", name, maxsplit=1)[0]
    return _known(first) or (first if _CAPITALS.fullmatch(first) else None)


def _known(name: str) -> str | None:
    """An agency written as it writes itself or in capitals; "map" and "spa" are words."""
    return name if name in AGENCIES else _AGENCY_NAMES.get(name.casefold()) if name.isupper() else None


def _is_believed(found: re.Match[str]) -> bool:
    """False for a rubric, an agency's own name, and an organisation that announces its initials.

    "The Free Software Foundation (FSF) said" starts like "Deir ez-Zor (SANA) –": only the dash tells.
    """
    name = found["place"]
    if plain_phrase(name) in _RUBRICS or name.casefold() in _AGENCY_NAMES:
        return False
    closed = found.group().endswith(("-", "–", "—", ":", "/", "."))
    return closed or name.isupper() or plain_phrase(name) in _CITIES
