"""What the fake archive answers beside searches and articles: pairs, verdicts, occurrences, counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from canned_reports import DIFFERENCES, ENGLISH, EVIDENCE, FRENCH, RESTATED, ROWS, STORY, WORDS

if TYPE_CHECKING:
    from fake_archive import FakeArchive

Json = dict[str, Any]
REPORT_KEYS = ("id", "language", "title", "published", "source", "origin", "counterpart")
CONTEXT = 40


class Findings:
    """Verdicts change which articles are counterparts, and are kept with the archive's state."""

    def __init__(self, archive: FakeArchive) -> None:
        self.archive = archive
        self.verdicts: dict[str, str] = archive.kept.setdefault("verdicts", {})
        """``fr en`` to ``same`` or ``different``."""
        self.unaligned = 0
        """Pairs that nobody has put side by side yet: a verdict may leave one."""
        self.settle()

    def settle(self) -> None:
        """One counterpart each: what the reader said goes before what is canned."""
        pairs = {} if self.verdicts.get(f"{FRENCH} {ENGLISH}") == "different" else {FRENCH: ENGLISH}
        for key, verdict in self.verdicts.items():
            if verdict == "same":
                fr, en = key.split()
                pairs = {**{f: e for f, e in pairs.items() if e != en}, fr: en}
        both = {**pairs, **{en: fr for fr, en in pairs.items()}}
        for id, article in self.archive.articles.items():
            other = both.get(id)
            sure = other and (not self.archive.options.possible or self.said_same(id, other))
            article["counterpart"], article["possible"] = (other, None) if sure else (None, other)

    def said_same(self, one: str, other: str) -> bool:
        return self.verdicts.get(" ".join(self.ordered(one, other))) == "same"

    def ordered(self, one: str, other: str) -> tuple[str, str]:
        return (one, other) if self.archive.articles[one]["language"] == "fr" else (other, one)

    def pair(self, id: str, query: str) -> Json | None:
        if "unencoded" in query:
            raise LookupError("EncoderError", "/models/e5: there is no such folder", None)
        article = self.archive.articles[id]
        other = article["counterpart"] or article["possible"]
        if other is None:
            return None
        fr, en = self.ordered(id, other)
        canned = (fr, en) == (FRENCH, ENGLISH)
        verdict = self.verdicts.get(f"{fr} {en}")
        return {
            "left": self.archive.articles.get(fr, query),
            "right": self.archive.articles.get(en, query),
            "score": 0.97,
            "status": "counterpart" if article["counterpart"] else "possible",
            "origin": "reader" if verdict == "same" else "program",
            "aligned": canned,
            "differences": [self.placed(found) for found in DIFFERENCES] if canned else [],
            "restated": [self.placed(found) for found in RESTATED] if canned else [],
            "evidence": EVIDENCE,
            "evidence_words": WORDS,
            "rows": [{"left": [*left], "right": [*right], "score": score} for left, right, score in ROWS]
            if canned
            else [],
        }

    def placed(self, found: Json) -> Json:
        """A difference with the places of its values."""
        left, right, _ = ROWS[found["row"]]
        return {
            **found,
            "left_span": self.place(FRENCH, left, found["left"]),
            "right_span": self.place(ENGLISH, right, found["right"]),
        }

    def place(self, id: str, paragraphs: tuple[int, ...], value: str | None) -> Json | None:
        body = [b["text"] for b in self.archive.articles[id]["blocks"] if b["role"] == "body"]
        for paragraph in paragraphs if value else ():
            if (start := body[paragraph].find(value or "")) >= 0:
                return {"paragraph": paragraph, "start": start, "end": start + len(value or "")}
        return None

    def report(self, id: str) -> Json:
        return {key: self.archive.articles[id][key] for key in REPORT_KEYS}

    def evidence(self, id: str) -> Json | None:
        pair = self.pair(id, "")
        lost = {"en": "It has fewer names in common (1 against 3).", "fr": "Il a moins de noms en commun."}
        return pair and {"evidence_words": {code: [*said, lost[code]] for code, said in WORDS.items()}}

    def taken_apart(self, id: str) -> list[Json]:
        pairs = [key.split() for key, verdict in self.verdicts.items() if verdict == "different"]
        return [self.report(en if fr == id else fr) for fr, en in pairs if id in (fr, en)]

    def candidates(self, id: str, limit: int = 5) -> Json:
        article = self.archive.articles[id]
        apart = self.taken_apart(id)
        others = [a["id"] for a in self.archive.articles.values() if a["language"] != article["language"]]
        others = [other for other in others if other not in {report["id"] for report in apart}]
        said = []
        for key, verdict in self.verdicts.items():
            fr, en = key.split()
            if id in (fr, en):
                names = {"fr": self.report(fr), "en": self.report(en)}
                said.append({**names, "verdict": verdict, "created": "2026-01-01T00:00:00Z"})
        other = article["counterpart"] or article["possible"]
        fr, en = self.ordered(id, other) if other else ("", "")
        status = "counterpart" if article["counterpart"] else "possible"
        return {
            "article": self.report(id),
            "pair": {"fr": fr, "en": en, "status": status} if other else None,
            "candidates": [
                {
                    **self.report(found),
                    "score": 0.97 if found == other else 0.2,
                    "log_odds": 1.0,
                    "status": status if found == other else "unlikely",
                    "evidence": EVIDENCE,
                }
                for found in sorted(others, key=lambda found: found != other)[:limit]
            ],
            "taken_apart": apart,
            "corrections": said,
        }

    def correct(self, id: str, other: str, verdict: str) -> Json:
        self.verdicts[" ".join(self.ordered(id, other))] = verdict
        self.unaligned = 1
        self.settle()
        return self.candidates(id)

    def withdraw_correction(self, id: str, other: str) -> Json:
        self.verdicts.pop(" ".join(self.ordered(id, other)), None)
        self.settle()
        return self.candidates(id)

    def story(self, id: str) -> Json:
        if id not in STORY:
            return {"story": None}
        members = [self.report(member) for member in STORY]
        days = {"from": "2024-11-30", "to": "2024-12-03"}
        languages = dict(Counter(member["language"] for member in members))
        return {"story": {"id": "s1", "days": days, "languages": languages, "members": members}}

    def similar(self, id: str, limit: int) -> Json:
        others = [article for article in self.archive.articles.values() if article["id"] != id]
        return {"rows": [self.archive.row(article, "") for article in others[:limit]]}

    def concordance(self, **request: Any) -> Json:
        """One article at a time."""
        found = self.archive.matching(request)
        place = request["offset"]
        lines = []
        for article in found[place : place + 1]:
            for block in article["blocks"]:
                text = block["text"]
                for start, end in self.archive.spans(request["query"], text):
                    lines.append(
                        {
                            "article": article["id"],
                            **{key: article[key] for key in ("language", "published", "title")},
                            "block": block["n"],
                            "start": start,
                            "end": end,
                            "left": text[max(0, start - CONTEXT) : start],
                            "match": text[start:end],
                            "right": text[end : end + CONTEXT],
                        }
                    )
        return {"lines": lines, "next": place + 1 if place + 1 < len(found) else None}

    def facet_counts(self, limit: int, **request: Any) -> Json:
        found = self.archive.matching(request)
        sources = Counter(a["source"] for a in found if a["source"])
        months = Counter(a["published"]["from"][:7] for a in found if a["published"])
        return {
            "sources": sources.most_common(limit),
            "languages": Counter(a["language"] for a in found).most_common(),
            "months": sorted(months.items(), reverse=True)[:limit],
            "undated": sum(a["published"] is None for a in found),
        }
