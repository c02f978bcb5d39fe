"""Answers about an article: its text, what the query finds in it, and its counterpart beside it."""

from __future__ import annotations

from index.archive import Archive
from index.model.articles import Article, ArticleId
from index.protocol.answers import ArticleView, Greeting, PairView
from index.protocol.questions import Hello, ReadArticle, ReadPair
from index.service.answering import Stop, answers
from index.service.pair_answers import taken_apart, why


@answers(Hello)
def greeting(archive: Archive, asked: Hello, stop: Stop) -> Greeting:
    moved_aside, archive.moved_aside = archive.moved_aside, None  # told once
    return Greeting(
        archive=str(archive.folder),
        sample=archive.sample,
        articles=archive.articles.counts(),
        pairs=archive.pairs.count(),
        pending=_pending(archive),
        uncompared=archive.uncompared(),
        state=archive.desk.reading_state(),
        moved_aside=moved_aside,
        cut_short=archive.cut_short(),
        index=archive.index_state(hasty=True),
    )


def _pending(archive: Archive) -> int:
    """Where nothing can be written nothing is to be begun."""
    if archive.read_only:
        return 0
    return archive.pending(hasty=True) or int(archive.reencoding() is not None)


@answers(ReadArticle)
def article(archive: Archive, asked: ReadArticle, stop: Stop) -> ArticleView:
    found = archive.articles.get(asked.article)
    pair = archive.pairs.of(found.id)
    other = None if pair is None else pair.other(found.id)
    mentioned = (mention.entity for mention in archive.names.mentions(found.id))
    labels = archive.names.labels(list(dict.fromkeys(entity for entity in mentioned if entity)))
    return _view(
        archive,
        found,
        other,
        asked.query,
        names=tuple(labels.values()),
        beside=tuple(archive.pairs.beside(found.id)),
    )


@answers(ReadPair)
def pair(archive: Archive, asked: ReadPair, stop: Stop) -> PairView | None:
    """As they are, without rows, while the encoder that would align them is missing."""
    article = archive.articles.find(asked.article)
    found = archive.pairs.side_by_side(article, asked.beside, must_align=False)
    if found is None:
        return None
    left, right = found.left, found.right
    return PairView(
        left=_view(archive, left, right.id, asked.query),
        right=_view(archive, right, left.id, asked.query),
        pair=found.pair,
        differences=found.differences,
        restated=found.restated,
        why=why(archive, found.pair),
    )


def _view(
    archive: Archive,
    article: Article,
    counterpart: ArticleId | None,
    query: str,
    names: tuple[str, ...] = (),
    beside: tuple[ArticleId, ...] = (),
) -> ArticleView:
    places = archive.search.highlights(article, query) if query.strip() else {}
    spans = {place: tuple(found) for place, found in places.items()}
    return ArticleView(
        article=article,
        counterpart=counterpart,
        title_highlights=spans.pop("title", ()),
        highlights={int(block): found for block, found in spans.items()},
        bookmarks=tuple(archive.desk.bookmarks_of(article.id)),
        taken_apart=taken_apart(archive, article.id),
        names=names,
        beside=beside,
    )
