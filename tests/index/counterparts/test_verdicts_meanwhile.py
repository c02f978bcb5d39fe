"""What the reader says holds, whatever is being compared, stopped or killed at that moment."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.counterparts import finding
from index.counterparts.comparing import Comparing
from index.counterparts.finding import find_pairs
from index.counterparts.profiles import put_profile
from index.model.progress import Committed
from index.storage.library import Library, open_library
from index.storage.pairs.counterparts import Counterparts
from tests.index.counterparts.archives import (
    again,
    assert_as_decided_at_once,
    correct,
    relatives,
    run,
    story,
    take_in,
    withdraw,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("moment", ["before ties are stored", "before pairs are stored"])
def test_a_verdict_said_while_pairs_are_found_is_honoured_by_the_same_run(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everything: bool, moment: str
):
    take_in(library, [p for n in range(30) for p in story(n, dated=False)])
    run(library)
    late = again(story(7)[0], "fr-late", 1)
    take_in(library, [late, *(p for n in range(30, 40) for p in story(n) if everything)])
    verdicts = [("fr-late", "en019", "same"), ("fr003", "en003", "different"), ("fr004", "en004", "same")]
    waiting = list(verdicts)

    def say(*_: object) -> None:
        saying, waiting[:] = list(waiting), []
        for verdict in saying:
            correct(server, *verdict)

    def saying_first(function):
        return lambda *given: (say(), function(*given))[1]

    with closing(open_library(tmp_path)) as server:
        if moment == "before pairs are stored":
            monkeypatch.setattr(finding, "as_pairs", saying_first(finding.as_pairs))
        else:
            monkeypatch.setattr(finding, "link_reports", saying_first(finding.link_reports))
        found = run(library)
    assert not waiting
    assert found["fr-late", "en019"] == found["fr004", "en004"] == ("counterpart", 1.0)
    assert ("fr003", "en003") not in found
    assert_as_decided_at_once(library)


@pytest.mark.parametrize("seed", range(4))
def test_a_run_that_is_stopped_after_it_has_compared_is_made_good_by_the_next(
    library: Library, monkeypatch: pytest.MonkeyPatch, seed: int
):
    dice = random.Random(seed)
    reports = [p for n in range(40) for p in relatives(n, dice)]
    take_in(library, reports)
    run(library)
    for n in range(6):
        changed, text = dice.sample(reports, 2)
        known = library.articles.get(changed.article)
        library.articles.put(replace(known, sha256=f"{n}"), b"")
        with library.database.transaction():
            put_profile(library, replace(text, article=known.id, language=known.language))
        stop_after_comparing(library, monkeypatch)
        assert library.counterparts.is_unfinished()
        run(library)
        assert_as_decided_at_once(library)


def stop_after_comparing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bool] = []
    bring_in = Comparing.bring_in
    with monkeypatch.context() as patched:
        patched.setattr(Comparing, "bring_in", lambda *given: (bring_in(*given), compared.append(True))[0])
        steps = list(find_pairs(library, lambda: bool(compared)))
        assert all(isinstance(step, Committed) for step in steps)  # what new texts state
    assert compared


def test_a_verdict_is_said_wholly_or_not_at_all(library: Library, monkeypatch: pytest.MonkeyPatch):
    take_in(library, [p for n in range(5) for p in story(n)])
    before = run(library)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Counterparts, "remove_pair", dies)
        for verdict in ("same", "different"):
            with pytest.raises(KeyboardInterrupt):
                correct(library, "fr001", "en001", verdict)
    assert library.corrections.all() == []
    correct(library, "fr001", "en001", "different")
    with monkeypatch.context() as patched:
        patched.setattr(Counterparts, "remove_pair", dies)
        with pytest.raises(KeyboardInterrupt):
            withdraw(library, "fr001", "en001")
    assert [said.verdict for said in library.corrections.all()] == ["different"]
    withdraw(library, "fr001", "en001")
    assert run(library) == before


def test_taking_a_verdict_back_leaves_no_trace(library: Library):
    take_in(library, [p for n in range(90) for p in story(n, dated=False)])
    pairs = run(library)

    before = sorted(library.ties.all()), library.events.newest(999)
    for n in (3, 14, 15, 2):
        for verdict in ("same", "different"):
            correct(library, f"fr{n:03}", f"en{n:03}", verdict)
            withdraw(library, f"fr{n:03}", f"en{n:03}")
        correct(library, f"fr{n:03}", f"en{n + 30:03}", "same")
        withdraw(library, f"fr{n:03}", f"en{n + 30:03}")
    assert (sorted(library.ties.all()), library.events.newest(999)) == before
    assert run(library) == pairs
