"""What the fake archive says of the five seeds, written by hand."""

FRENCH, ENGLISH = "5458c2e2e07d06f8", "57eb5a726759c593"
CARDS = {
    FRENCH: ("fr", "Seyyed Abbas Araghchi a discuté des questions régionales", "derived", "2024-12", None),
    "c8246056efe8aecc": (
        "fr",
        "Pezeshkian et Poutine ont souligné leur soutien inconditionnel",
        "derived",
        "2024-12-03",
        "IRNA",
    ),
    "fa7c14f6d6833020": (
        "fr",
        "Le président iranien a assuré que Téhéran était prêt",
        "derived",
        "2024-12",
        None,
    ),
    "8248eb8c80891244": (
        "fr",
        "Les présidents iranien et russe ont réitéré le lancement des négociations",
        "derived",
        None,
        None,
    ),
    ENGLISH: (
        "en",
        "Iran, Russia FMs voice support for Syria in fighting terrorists",
        "given",
        "2024-11-30",
        "IFP",
    ),
}
ROWS = [
    ((0,), (1,), 0.71),
    ((1,), (0,), 0.66),
    ((2,), (2,), 0.74),
    ((3,), (3,), 0.69),
    ((4, 5), (4,), 0.63),
    ((6,), (5,), 0.77),
    ((), (6,), None),
]
DIFFERENCES = [
    {"kind": "name", "left": "Damas", "right": None, "row": 1},
    {"kind": "passage", "left": None, "right": "The Syrian army said on Saturday", "row": 6},
]
RESTATED = [{"kind": "number", "left": "trois", "right": "three", "row": 2, "value": "same in other words"}]
EVIDENCE = {
    "similarity": 0.61,
    "shared_entities": ["Araghchi", "Lavrov", "Syrie"],
    "days_apart": 1,
    "aligned": [6, 7],
    "shared_numbers": [],
    "margin": 6.2,
    "runner_up": "c8246056efe8aecc",
}
WORDS = {
    "en": ["Almost certainly the same event: of 100 pairs like this one, about 97 are.", "Both name Lavrov."],
    "fr": ["Presque certainement le même événement.", "Les deux nomment Lavrov."],
}
STORY = (ENGLISH, FRENCH, "c8246056efe8aecc")
CORRECTIONS = {"kremln": "kremlin"}
COPIES = {"c8246056efe8aecc": 2}
EXPANSION = {"syrie": "Syria", "alep": "Aleppo", "russie": "Russia", "syria": "Syrie", "turquie": "Turkey"}
ENTITIES = [
    ("e1", "person", "Abbas Araghchi", ("araghchi",)),
    ("e2", "person", "Lavrov", ("lavrov",)),
    ("e3", "person", "Vladimir Poutine = Vladimir Putin", ("poutine", "putin")),
    ("e4", "place", "Syrie = Syria", ("syrie", "syria")),
    ("e5", "place", "Alep = Aleppo", ("alep", "aleppo")),
    ("e6", "organisation", "Kremlin", ("kremlin",)),
]
