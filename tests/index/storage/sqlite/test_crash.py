"""Killed in the middle of an import, nothing that was acknowledged is lost and nothing is there by halves."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.storage.articles.articles import Articles
from index.storage.desk.bookmarks import Bookmarks
from index.storage.sqlite.opening import open_database

BATCH = 16
# Tells of an article or bookmark only when it is committed; revises every article again and again.
_IMPORT = """
import sys
from pathlib import Path
from index.model.articles import Article, Block, Mention, Role
from index.storage.articles.articles import Articles
from index.storage.desk.bookmarks import Bookmarks
from index.storage.sqlite.opening import open_database
from index.storage.names.entities import Entities

database = open_database(Path(sys.argv[1]))
articles, bookmarks, entities = Articles(database), Bookmarks(database), Entities(database)
for turn in range(10_000):
    with database.transaction():
        for n in range(BATCH):
            id, text = f"{turn % 40:03}-{n:02}", f"paragraphe du tour {turn} " * 40
            blocks = (Block(0, Role.BODY, text), Block(1, Role.BODY, f"fin {id}"))
            articles.put(Article(id, "/" + id, f"{turn}", "fr", id, "given", blocks), text.encode())
            entities.put_mentions(id, "x", [Mention(0, 0, 3, "par", "place")])
    print("batch", turn, flush=True)
    print("bookmark", bookmarks.add(f"{turn % 40:03}-00", None, 1, f"tour {turn}").id, flush=True)
""".replace("BATCH", str(BATCH))


@pytest.mark.parametrize("seed", range(6))
def test_kill_during_an_import(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told: list[list[str]] = []
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _IMPORT, tmp_path], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(chance.randint(1, 120)):
            told.append(process.stdout.readline().split())
        process.send_signal(signal.SIGKILL)
        told += [line.split() for line in process.stdout.read().splitlines() if line.strip()]
    assert process.returncode == -signal.SIGKILL

    with open_database(tmp_path) as database:
        assert database.check() == []
        acknowledged = {words[1] for words in told if len(words) == 2 and words[0] == "bookmark"}
        kept = {bookmark.id: bookmark for bookmark in Bookmarks(database).all()}
        assert acknowledged <= kept.keys()
        assert all(bookmark.block == 1 for bookmark in kept.values())

        last = max(int(words[1]) for words in told if len(words) == 2 and words[0] == "batch")
        articles = Articles(database)
        turns = {article.id: int(article.sha256) for article in articles.iterate()}
        for place in range(min(last + 1, 40)):
            # Each batch is there whole, in its last acknowledged turn or the one that was being written.
            batch = {turns[f"{place:03}-{n:02}"] for n in range(BATCH)}
            assert len(batch) == 1
            expected = place + (last - place) // 40 * 40
            assert batch <= {expected, expected + 40}
        assert all(f"tour {turn} ".encode() in articles.raw(id) for id, turn in turns.items())
