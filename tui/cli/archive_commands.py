"""What each command of the command line does: ask the archive, hand the answer to the console."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import chain

from index.errors import ArchiveError, SourceError
from index.model import DocumentTaken
from tui.cli import findings, json_shapes, text
from tui.cli.archive import existing_archive, own_archive
from tui.cli.bookmarks import bookmarks
from tui.cli.console import Console
from tui.cli.corrections import corrections
from tui.cli.keys import keys
from tui.cli.pairs import pairs, show_pair, stories
from tui.cli.progress import Interrupt, Narrator
from tui.cli.search import concordance, search, similar
from tui.wording import many

DONE, SOME_FAILED = 0, 1


def add(options: Namespace, console: Console) -> int:
    """Into the archive that was named or the reader's own; never into the sample."""
    present, missing = _sorted_by_presence(options.paths)
    if not present:
        raise SourceError(f"{missing[0].origin}: {missing[0].reason}", "Nothing was added.")
    outcomes: Counter[str] = Counter()
    narrator = Narrator(console)
    with own_archive(console) as archive, Interrupt(console) as interrupt:
        try:
            for step in chain(missing, archive.add(present, interrupt.asked)):
                narrator.tell(step)
                if isinstance(step, DocumentTaken):
                    outcomes[step.outcome] += 1
                    _tell_document(step, console, options)
        finally:
            if interrupt.asked():
                archive.forget_import()
    summary = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "changed", "unchanged", "skipped"))
    if options.json:
        console.say(summary)
    else:
        console.result(summary)
    if interrupt.asked():
        raise KeyboardInterrupt
    return SOME_FAILED if outcomes["skipped"] else DONE


def _sorted_by_presence(locations: Sequence[str]) -> tuple[list[str], list[DocumentTaken]]:
    """Those that are there (a URL may be), and the others as skipped documents."""
    present = [location for location in locations if "://" in location or os.path.lexists(location)]
    missing = [location for location in locations if location not in present]
    return present, [DocumentTaken(path, "skipped", reason="no such file or folder") for path in missing]


def _tell_document(taken: DocumentTaken, console: Console, options: Namespace) -> None:
    if options.json:
        console.record(asdict(taken), indent=None)
    if taken.outcome == "skipped":
        console.complain(f"skipped {taken.origin}: {taken.reason}")
    elif options.verbose:
        console.say(f"{taken.outcome} {taken.origin}")


def show(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        article = archive.articles.get(archive.articles.find(options.id))
        if options.pair:
            return show_pair(archive, article.id, options, console)
        pair = archive.pairs.of(article.id)
        counterpart = pair.other(article.id) if pair else None
        if options.json:
            console.record(json_shapes.article_json(article, archive.names.mentions(article.id), counterpart))
            return DONE
    console.text(text.article_lines(article, counterpart, all_blocks=options.all_blocks))
    return DONE


def entities(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        found = archive.names.all(options.kind, options.limit)
    if options.json:
        console.record(json_shapes.entities_json(found))
    else:
        console.text(text.entities_lines(found))
    return DONE


def status(options: Namespace, console: Console) -> int:
    with existing_archive(console) as archive:
        found = archive.status()
    if options.json:
        console.record(json_shapes.status_json(found))
    else:
        console.text(text.status_lines(found))
    return DONE


def doctor(options: Namespace, console: Console) -> int:
    """Works most where other commands refuse: what cannot be opened is a finding, not an error."""
    from tui.settings import read_reader_settings

    _, faults = read_reader_settings()
    checks = [findings.settings_check(faults)]
    code = SOME_FAILED if faults else DONE
    try:
        with existing_archive(console) as archive:
            checks += map(findings.check, archive.doctor())
    except ArchiveError as error:
        told = any(str(error) in fault for fault in faults)
        checks.append(findings.unopened(error, told=told))
        code = error.exit_code
    if options.json:
        console.record(findings.checks_json(checks))
    else:
        console.text(findings.checks_lines(checks))
    return code or (DONE if all(check.passed for check in checks) else SOME_FAILED)


def rebuild(options: Namespace, console: Console) -> int:
    narrator = Narrator(console)
    with existing_archive(console) as archive, Interrupt(console) as interrupt:
        for step in archive.rebuild(interrupt.asked):
            narrator.tell(step)
        found = archive.status()
    if interrupt.asked():
        raise KeyboardInterrupt
    if options.json:
        console.record(json_shapes.status_json(found))
    else:
        articles, pairs = many(found.documents, "article"), many(found.pairs, "pair")
        console.result(f"{articles} indexed anew, {pairs}")
    return DONE


HANDLERS: Mapping[str, Callable[[Namespace, Console], int]] = {
    "add": add,
    "search": search,
    "concordance": concordance,
    "similar": similar,
    "show": show,
    "pairs": pairs,
    "stories": stories,
    "corrections": corrections,
    "entities": entities,
    "bookmarks": bookmarks,
    "status": status,
    "doctor": doctor,
    "rebuild": rebuild,
    "keys": keys,
}
