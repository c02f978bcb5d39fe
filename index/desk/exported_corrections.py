"""What was said of pairs elsewhere, read from an export: each is checked before any is taken over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from index.model.articles import READING_LANGUAGES, ArticleId
from index.model.desk import Correction, RefusedCorrection
from index.storage.desk.corrections import VERDICTS
from index.storage.library import Library
from index.storage.sqlite.documents import utc_now

LONGEST_ID = 64
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_TOLERANCE = timedelta(days=1)
"""By which the clocks of two machines may differ."""
_NAMES = {"fr": "French", "en": "English"}


class _Unfit(Exception):
    """Why a row is no correction that can be taken over."""


def read_corrections(
    library: Library, rows: Iterable[object]
) -> tuple[list[Correction], list[RefusedCorrection]]:
    """The corrections of an export, and those that cannot be one, both in their order.

    Of several on one pair only the newest is kept. A report that is in this library must be in the language
    that it is said to be; others may come later.
    """
    latest = _plain(datetime.strptime(utc_now(), "%Y-%m-%dT%H:%M:%S%z") + _TOLERANCE)
    found = [_read_or_refused(row, latest) for row in rows]
    named = {article for said in found if isinstance(said, Correction) for article in said.articles}
    languages = {id: hit.language for id, hit in library.lists.rows(sorted(named)).items()}
    read: dict[tuple[ArticleId, ArticleId], Correction] = {}
    refused: list[RefusedCorrection] = []
    for place, said in enumerate(found, 1):
        try:
            if isinstance(said, _Unfit):
                raise said
            _check_languages(said, languages)
            _keep_newest(read, said)
        except _Unfit as unfit:
            refused.append(RefusedCorrection(place, str(unfit)))
    return list(read.values()), refused


def _keep_newest(read: dict[tuple[ArticleId, ArticleId], Correction], said: Correction) -> None:
    before = read.get((said.fr, said.en))
    if before is None or before.created < said.created:
        read[said.fr, said.en] = said
    elif before.created == said.created and before.verdict != said.verdict:
        raise _Unfit("another one says the opposite of the same two reports, at the same time")


def _read_or_refused(row: object, latest: str) -> Correction | _Unfit:
    try:
        return _read(row, latest)
    except _Unfit as unfit:
        return unfit


def _read(row: object, latest: str) -> Correction:
    fields = _object(row, "it")
    fr, en = (_id(_object(fields.get(side), side).get("id"), side) for side in READING_LANGUAGES)
    if fr == en:
        raise _Unfit("it names one report twice")
    verdict, created = fields.get("verdict"), fields.get("created")
    if not isinstance(verdict, str) or verdict not in VERDICTS:
        raise _Unfit(f"its verdict must be {' or '.join(VERDICTS)}, not {_shown(verdict)}")
    if not isinstance(created, str) or not _is_time(created):
        raise _Unfit(f"its time must be like 2024-12-01T10:00:00Z, not {_shown(created)}")
    if created > latest:
        raise _Unfit(f"its time {created} is yet to come")
    return Correction(fr, en, verdict, created)


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Unfit(f"{name} must be an object, not {_shown(value)}")
    return value


def _id(value: object, side: str) -> ArticleId:
    """Surrogates and controls are not printable."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise _Unfit(f"the id of {side} must be that of an article, not {_shown(value)}")
    return value


def _is_time(text: str) -> bool:
    if not _CREATED.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return False
    return True


def _check_languages(said: Correction, here: Mapping[ArticleId, str]) -> None:
    """``here``: the languages of the reports that are in the library."""
    for language, article in zip(READING_LANGUAGES, said.articles, strict=True):
        if (found := here.get(article, language)) != language:
            is_found = _NAMES.get(found, "neither French nor English")
            raise _Unfit(f"{article} should be a report in {_NAMES[language]}, and is {is_found} here")


def _shown(value: object) -> str:
    """A value as a reason may have it: short, whatever it is."""
    match value:
        case None:
            return "nothing"
        case str():
            return ascii(value[:40]) + ("…" if len(value) > 40 else "")
        case bool() | float():
            return str(value).lower()
        case int():
            return str(value) if abs(value) < 10**18 else "a very large number"
        case list():
            return "a list"
        case _:
            return "an object"


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
