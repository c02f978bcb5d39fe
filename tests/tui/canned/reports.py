"""What the fake archive says of the five seeds, written by hand; the text is their own."""

from __future__ import annotations

import re

from index.model.articles import Article, Block, DateRange, EntityKind, Role
from index.model.events import Event
from index.model.pairs import RESTATED, AlignedRow, Conflict, Difference, Evidence, Story, TextSpan
from index.settings import seeds_folder


def day(date: str) -> DateRange:
    return DateRange(date, date, "day", "prefix")


FRENCH, ENGLISH, RUNNER_UP = "5458c2e2e07d06f8", "57eb5a726759c593", "c8246056efe8aecc"
TITLES = {
    FRENCH: "Seyyed Abbas Araghchi a discuté des questions régionales",
    RUNNER_UP: "Pezeshkian et Poutine ont souligné leur soutien inconditionnel",
    "fa7c14f6d6833020": "Le président iranien a assuré que Téhéran était prêt",
    "8248eb8c80891244": "Les présidents iranien et russe ont réitéré le lancement des négociations",
    ENGLISH: "Iran, Russia FMs voice support for Syria in fighting terrorists",
}
DECEMBER = DateRange("2024-12-01", "2024-12-31", "month", "prefix")
PUBLISHED = {FRENCH: DECEMBER, "fa7c14f6d6833020": DECEMBER} | {
    RUNNER_UP: day("2024-12-03"),
    ENGLISH: day("2024-11-30"),
}
SOURCES = {RUNNER_UP: "IRNA", ENGLISH: "IFP"}
COPIES = {RUNNER_UP: 2}
ROWS = tuple(
    AlignedRow(left, right, score)
    for left, right, score in (
        ((0,), (1,), 0.71),
        ((1,), (0,), 0.66),
        ((2,), (2,), 0.74),
        ((3,), (3,), 0.69),
        ((4, 5), (4,), 0.63),
        ((6,), (5,), 0.77),
        ((), (6,), None),
    )
)
DIFFERENCES = (
    Difference("name", "Damas", None, 1, left_span=TextSpan(1, 327, 332)),
    Difference("passage", None, "The Syrian army said on Saturday", 6, right_span=TextSpan(6, 0, 32)),
)
IN_OTHER_WORDS = (
    Difference("number", "trois", "three", 2, RESTATED, TextSpan(2, 112, 117), TextSpan(2, 168, 173)),
)
EVIDENCE = Evidence(0.61, ("Lavrov", "Araghchi", "Syrie"), 1, (6, 7), margin=6.2, runner_up=RUNNER_UP)
OF_THE_RUNNER_UP = Evidence(0.61, ("Syrie",), 1, (0, 0))
CONTRADICTED = Evidence(0.5, ("Syrie",), 3, (0, 0), conflicts=(Conflict("dead", "12", "17"),))
STORY = Story("s1", (ENGLISH, FRENCH, RUNNER_UP), ("2024-11-30", "2024-12-03"), {"en": 1, "fr": 2})
EVENT = Event("e1", (ENGLISH, FRENCH, RUNNER_UP), ("2024-11-30", "2024-12-03"), {"en": 1, "fr": 2}, 0.98,
              "counterpart")  # fmt: skip
CORRECTIONS = {"kremln": "kremlin"}
EXPANSION = {"syrie": "Syria", "alep": "Aleppo", "russie": "Russia", "syria": "Syrie", "turquie": "Turkey"}
ENTITIES = (
    ("e1", EntityKind.PERSON, "Abbas Araghchi", ("araghchi",)),
    ("e2", EntityKind.PERSON, "Lavrov", ("lavrov",)),
    ("e3", EntityKind.PERSON, "Vladimir Poutine = Vladimir Putin", ("poutine", "putin")),
    ("e4", EntityKind.PLACE, "Syrie = Syria", ("syrie", "syria")),
    ("e5", EntityKind.PLACE, "Alep = Aleppo", ("alep", "aleppo")),
    ("e6", EntityKind.ORGANISATION, "Kremlin", ("kremlin",)),
)
"""Id, kind, label, and the words that name it."""


def seed_articles() -> list[Article]:
    """Paragraphs are lines; only the English report has more than its body."""
    articles = []
    for path in sorted(seeds_folder().glob("*.txt")):
        id, text = path.stem[4:], re.sub(r"^ date \S+ ", "", path.read_text("utf-8"))
        language, origin = ("en", "given") if id == ENGLISH else ("fr", "derived")
        texts = [line.strip() for line in text.splitlines() if line.strip()]
        roles = [Role.BODY] * len(texts)
        if id == ENGLISH:
            roles = [Role.SECTION, Role.TITLE, *roles[:7], *[Role.TEASER] * (len(texts) - 9)]
        blocks = tuple(Block(n, *block) for n, block in enumerate(zip(roles, texts, strict=True)))
        article = Article(id, f"seeds/{path.name}", "", language, TITLES[id], origin, blocks, {language: 1.0},
                          source=SOURCES.get(id), published=PUBLISHED.get(id))  # fmt: skip
        articles.append(article)
    return articles
