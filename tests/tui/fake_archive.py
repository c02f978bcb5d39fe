"""An archive process without an archive: the server's protocol over the five seeds, answers prepared by hand.

    python fake_archive.py [--state FILE] [--copies N] [--empty] [--sample] [--slow-articles] [--locked FILE]
                           [--possible] [--uncompared N]

Words of a query that do something, and find everything: ``crash`` ends the process, ``slow`` makes it think
for 0.3 s. With ``unencoded`` no counterpart can be had; ``the`` is too common a word.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import select
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

from canned_reports import CARDS, COPIES, CORRECTIONS, ENTITIES, EXPANSION
from fake_findings import Findings

from index.settings import seeds_folder

Json = dict[str, Any]
MAGIC = ("crash", "slow", "unencoded", "the")
STANDINGS = ("fr", "en", "paired", "fr-only", "en-only")


def fold(text: str) -> str:
    """Same length as ``text``: lower case, without accents."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower() for character in text)


def blocks_of(language: str, text: str) -> list[Json]:
    texts = [part.strip() for part in re.split(r"\n+", re.sub(r"^ date \S+ ", "", text)) if part.strip()]
    roles = ["body"] * len(texts)
    if language == "en":
        roles = ["section", "title", *["body"] * 7, *["teaser"] * (len(texts) - 9)]
    return [
        {"n": n, "role": role, "text": part} for n, (role, part) in enumerate(zip(roles, texts, strict=True))
    ]


def dated(stamp: str | None) -> Json | None:
    if stamp is None:
        return None
    day = len(stamp) == 10
    first, last = (stamp, stamp) if day else (stamp + "-01", stamp + "-31")
    return {"from": first, "to": last, "precision": "day" if day else "month", "origin": "prefix"}


class FakeArchive:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.articles: dict[str, Json] = {}
        self.kept: Json = {"state": {}, "bookmarks": [], "read": []}
        if options.state and options.state.exists():
            self.kept = json.loads(options.state.read_text("utf-8"))
        for path in sorted(seeds_folder().glob("*.txt")) if not options.empty else ():
            self.add(path.stem[4:], path.name, path.read_text("utf-8"))
        for n in range(options.copies):
            id, card = list(CARDS.items())[n % len(CARDS)]
            self.articles[f"{n:04x}{id[4:]}"] = {
                **self.articles[id],
                "id": f"{n:04x}{id[4:]}",
                "title": f"{n + 1}. {card[1]}",
                "published": dated("2016-12-19"),
            }
        self.findings = Findings(self)

    @property
    def locked(self) -> bool:
        return bool(self.options.locked and self.options.locked.exists())

    def add(self, id: str, origin: str, text: str) -> None:
        language, title, title_origin, stamp, source = CARDS[id]
        self.articles[id] = {
            "id": id,
            "language": language,
            "languages": {language: 1.0},
            "title": title,
            "title_origin": title_origin,
            "section": None,
            "source": source,
            "agency": None,
            "place": None,
            "author": None,
            "truncated": False,
            "published": dated(stamp),
            "dates": [],
            "origin": f"seeds/{origin}",
            "blocks": blocks_of(language, text),
            "entities": [],
            "counterpart": None,
            "possible": None,
        }

    def words(self, query: str) -> list[str]:
        return [fold(word) for word in re.findall(r"\w+", query) if word not in MAGIC]

    def spans(self, query: str, text: str) -> list[list[int]]:
        wanted = [w for word in self.words(query) for w in (word, fold(EXPANSION.get(word, word)))]
        return sorted({(m.start(), m.end()) for w in wanted for m in re.finditer(rf"\b{w}\w*", fold(text))})  # type: ignore[arg-type]

    def text(self, article: Json) -> str:
        return fold(
            article["title"] + "\n" + "\n".join(b["text"] for b in article["blocks"] if b["role"] == "body")
        )

    def matching(self, request: Json, *, entity: bool = True) -> list[Json]:
        found = []
        for article in self.articles.values():
            text = self.text(article)
            words, narrowed = self.words(request["query"]), request["filters"]
            if not all(word in text or fold(EXPANSION.get(word, word)) in text for word in words):
                continue
            if narrowed["language"] not in (None, article["language"]) or not self.stands(
                article, narrowed["standing"]
            ):
                continue
            if not self.of_source_and_time(article, narrowed):
                continue
            if (
                entity
                and narrowed["entity"]
                and not any(w in text for w in self.surfaces(narrowed["entity"]))
            ):
                continue
            found.append(article)
        return sorted(found, key=lambda a: (a["published"] or {"to": ""})["to"], reverse=True)

    def of_source_and_time(self, article: Json, narrowed: Json) -> bool:
        published = article["published"]
        if narrowed["source"] not in (None, article["source"]):
            return False
        if narrowed["undated"]:
            return published is None
        since, until = narrowed["since"], narrowed["until"]
        return since is None or bool(published and published["to"] >= since and published["from"] <= until)

    def surfaces(self, entity: str) -> tuple[str, ...]:
        return next(surfaces for id, _, _, surfaces in ENTITIES if id == entity)

    def stands(self, article: Json, standing: str | None) -> bool:
        alone = article["counterpart"] is None
        return {
            None: True,
            "paired": not alone,
            "fr-only": alone and article["language"] == "fr",
            "en-only": alone and article["language"] == "en",
            "bookmarked": any(b["article"] == article["id"] for b in self.kept["bookmarks"]),
            "unread": article["id"] not in self.kept["read"],
        }[standing]

    def hello(self) -> Json:
        return {
            "version": "0.1.0",
            "archive": "/fake",
            "sample": self.options.sample,
            "pending": self.findings.unaligned or self.options.uncompared,
            "uncompared": self.options.uncompared,
            "message": None,
            "articles": {x: sum(a["language"] == x for a in self.articles.values()) for x in ("fr", "en")},
            "pairs": sum(a["counterpart"] is not None for a in self.articles.values()) // 2,
            "state": self.kept["state"],
        }

    def search(self, **request: Any) -> Json:
        if "crash" in request["query"]:
            print("Segmentation fault (not really)", file=sys.stderr, flush=True)
            os._exit(9)
        if "slow" in request["query"]:
            time.sleep(0.3)
        warning = None
        if request["query"].count('"') % 2:
            if not request["lenient"]:
                raise LookupError(
                    "QuerySyntaxError", "the phrase is not closed", request["query"].rindex('"')
                )
            warning = "the phrase is not closed"
        elif request["query"].strip() == "the" and not request["lenient"]:
            warning = "Too common to be searched for: “the”"
        found = self.matching(request)
        rows = [
            self.row(a, request["query"], folded=request["fold"])
            for a in found[request["offset"] :][: request["limit"]]
        ]
        expanded = [EXPANSION[w] for w in self.words(request["query"]) if w in EXPANSION]
        standings = {
            "fr": sum(a["language"] == "fr" for a in found),
            "en": sum(a["language"] == "en" for a in found),
        }
        standings |= {name: sum(self.stands(a, name) for a in found) for name in STANDINGS[2:]}
        return {
            "query": request["query"],
            "total": len(found),
            "took_ms": 1.4,
            "expanded": expanded,
            "corrected": None if found else CORRECTIONS.get(" ".join(self.words(request["query"]))),
            "warning": warning,
            "standings": standings,
            "rows": rows,
        }

    def row(self, article: Json, query: str, *, folded: bool = False) -> Json:
        keys = ("id", "language", "title", "title_origin", "published", "source", "origin", "counterpart")
        keys += ("possible",)
        found = next((b["text"] for b in article["blocks"] if query and self.spans(query, b["text"])), None)
        snippet = {"text": found[:200], "highlights": self.spans(query, found[:200])} if found else None
        return {
            **{key: article[key] for key in keys},
            "via": [],
            "score": 1.0,
            "copies": COPIES.get(article["id"], 0) if folded else 0,
            "snippet": snippet,
            "bookmarked": self.stands(article, "bookmarked"),
            "unread": self.stands(article, "unread"),
        }

    def facets(self, limit: int, **request: Any) -> Json:
        entities = []
        for id, kind, label, surfaces in ENTITIES:
            of = [
                a["language"]
                for a in self.matching(request, entity=False)
                if any(s in self.text(a) for s in surfaces)
            ]
            if of:
                entities.append(
                    {"id": id, "kind": kind, "label": label, "fr": of.count("fr"), "en": of.count("en")}
                )
        return {"entities": sorted(entities, key=lambda e: -e["fr"] - e["en"])[:limit]}

    def article(self, id: str, query: str) -> Json:
        if id not in self.articles:
            raise LookupError("NotFoundError", f"there is no article {id}", None)
        if self.options.slow_articles:
            time.sleep(0.1)
        article = self.articles[id]
        found = {str(b["n"]): self.spans(query, b["text"]) for b in article["blocks"]} if query else {}
        found["title"] = self.spans(query, article["title"]) if query else []
        marks = [b for b in self.kept["bookmarks"] if b["article"] == id]
        return {
            **article,
            "counterpart": article["counterpart"] or article["possible"],
            "highlights": {n: s for n, s in found.items() if s},
            "bookmarks": marks,
            "entity_labels": {},
            "taken_apart": self.findings.taken_apart(id),
        }

    def bookmarks(self) -> Json:
        return {
            "bookmarks": [
                {
                    **b,
                    "title": self.articles[b["article"]]["title"],
                    "language": self.articles[b["article"]]["language"],
                    "counterpart_title": b["counterpart"] and self.articles[b["counterpart"]]["title"],
                }
                for b in self.kept["bookmarks"]
            ]
        }

    def bookmark_add(self, **given: Any) -> Json:
        numbers = [int(b["id"][1:]) for b in self.kept["bookmarks"]]
        made = {
            **given,
            "id": f"b{max(numbers, default=0) + 1}",
            "tags": [],
            "created": "2026-01-01T00:00:00Z",
        }
        self.kept["bookmarks"].append(made)
        return made

    def bookmark_remove(self, id: str) -> Json:
        gone = next(b for b in self.kept["bookmarks"] if b["id"] == id)
        self.kept["bookmarks"].remove(gone)
        return gone

    def bookmark_restore(self, bookmark: Json) -> Json:
        self.kept["bookmarks"].append(bookmark)
        return bookmark

    def mark_read(self, id: str, read: bool) -> Json:
        self.kept["read"] = [*({*self.kept["read"]} - {id}), *([id] if read else [])]
        return {}

    def state_put(self, state: Json) -> Json:
        self.kept["state"] = state
        return {}

    def answer(self, asked: Json) -> Json:
        try:
            if self.locked and re.search("bookmark_|correct|mark_read", asked["method"]):
                raise LookupError("ReadOnlyError", "the archive can only be read", None)
            door = self if hasattr(self, asked["method"]) else self.findings
            result = getattr(door, asked["method"])(**asked["params"])
        except LookupError as error:
            kind, message, position = error.args
            return {
                "id": asked["id"],
                "error": {"kind": kind, "message": message, "hint": "", "position": position},
            }
        if re.search("bookmark|correct|state_put|mark_read", asked["method"]):
            self.keep()
        return {"id": asked["id"], "result": result}

    def keep(self) -> None:
        if self.options.state:
            self.options.state.write_text(json.dumps(self.kept), "utf-8")


def serve(archive: FakeArchive) -> None:
    rest, waiting, closed = b"", [], False
    while waiting or not closed:
        while not closed and (not waiting or select.select([0], [], [], 0)[0]):
            chunk = os.read(0, 1 << 16)
            closed = not chunk
            *lines, rest = (rest + chunk).split(b"\n")
            waiting += lines
        if not waiting:
            return
        asked = json.loads(waiting.pop(0))
        newer = any(b'"method":"search"' in line for line in waiting)
        reply = (
            {"id": asked["id"], "cancelled": True}
            if asked["method"] == "search" and newer
            else archive.answer(asked)
        )
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.write(json.dumps(reply) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--locked", type=Path, help="while this file exists nothing can be changed")
    parser.add_argument("--possible", action="store_true", help="the canned pair is only a possible one")
    parser.add_argument("--uncompared", type=int, default=0, help="articles that wait for a comparison")
    parser.add_argument("--slow-articles", action="store_true", help="0.1 s until an article comes")
    serve(FakeArchive(parser.parse_args()))
