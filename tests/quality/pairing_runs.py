"""What pairing finds in a set, whole or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.analysis.events.joins import Happening, Partners, happenings, status
from index.analysis.events.ties import Said, Ties
from index.analysis.pairing.comparison import compare_languages, compare_sisters
from index.analysis.pairing.scores import probability
from index.analysis.pairing.verdicts import Verdicts
from index.model.articles import ArticleId
from tests.quality.pairing_sets import Pair, Set


def found(each: Set, said: Verdicts | None = None) -> list[Happening]:
    """What its reports tell."""
    fr, en, reports = each.side("fr"), each.side("en"), each.reports()
    across, sisters = Ties(), Ties()
    for ties, compared in (
        (across, compare_languages(fr, en, reports)),
        (sisters, compare_sisters(fr, reports)),
        (sisters, compare_sisters(en, reports)),
    ):
        for (one, other), logit in zip(compared.pairs(), compared.logits.tolist(), strict=True):
            ties.add(one, other, logit)
    return happenings(fr.articles, en.articles, across, sisters, Said(said or {}))


def partners(happened: Iterable[Happening], least: str = "possible") -> list[Partners]:
    """The pairs that are shown; ``least``: ``possible`` or ``counterpart``."""
    wanted = ("counterpart",) if least == "counterpart" else ("counterpart", "possible")
    return [
        each
        for happening in happened
        for each in happening.partners
        if status(each.log_odds, said=each.said) in wanted
    ]


def counterparts(happened: Iterable[Happening]) -> set[Pair]:
    return {each.articles for each in partners(happened, "counterpart")}


def best(shown: Iterable[Partners]) -> dict[ArticleId, Partners]:
    """Of each report the pair that it is shown with."""
    chosen: dict[ArticleId, Partners] = {}
    for each in sorted(shown, key=lambda pair: (-pair.log_odds, pair.articles)):
        for article in each.articles:
            chosen.setdefault(article, each)
    return chosen


def said_and_right(each: Set) -> Iterator[tuple[float, bool, bool]]:
    """Of the best pair of each report its probability, whether it is right, and whether it is dated.

    Pairs of which nobody knows are left out.
    """
    days = {profile.article: profile.first_day for profile in each.profiles}
    shown = [pair for happening in found(each) for pair in happening.partners]
    for pair in {pair.articles: pair for pair in best(shown).values()}.values():
        if each.complete or pair.en in each.happening:
            dated = all(days[article] is not None for article in pair.articles)
            yield probability(pair.log_odds, dated=dated), each.is_one(pair.articles), dated


def b_cubed(each: Set, happened: Iterable[Happening]) -> tuple[float, float, float]:
    """Precision, recall and F1 of who is told to be of one happening with whom, by report."""
    told = {article: set(happening.articles) for happening in happened for article in happening.articles}
    gold: dict[str, set[ArticleId]] = {}
    for profile in each.profiles:
        gold.setdefault(each.happening.get(profile.article, profile.article), set()).add(profile.article)
    precision = recall = 0.0
    for profile in each.profiles:
        article = profile.article
        own = told.get(article, {article})
        true = gold[each.happening.get(article, article)]
        precision += len(own & true) / len(own)
        recall += len(own & true) / len(true)
    precision, recall = precision / len(each.profiles), recall / len(each.profiles)
    return precision, recall, 2 * precision * recall / (precision + recall)
