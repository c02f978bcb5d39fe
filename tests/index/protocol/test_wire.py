"""What crosses the pipe comes out as it went in, and what has another shape is refused by its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.articles import Block, DateRange, Role
from index.model.pairs import TextSpan
from index.model.progress import Committed
from index.model.results import SearchRequest
from index.protocol.answers import BookmarkRow, Greeting, PairView
from index.protocol.events import Event, Failed
from index.protocol.questions import QUESTIONS, MarkRead, PutPlace, ReadArticle, Search
from index.protocol.wire import WireError, codec

# Halves of a surrogate pair that meet become one character in JSON; any other text can cross.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12).filter(
    lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text)
)
NUMBERS = st.floats(allow_nan=False)
PLAIN = {str: TEXTS, int: st.integers(), float: NUMBERS, bool: st.booleans(), type(None): st.none()}
JSON = st.recursive(
    st.one_of(PLAIN.values()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
SHAPES = {f"asked {name}": kind for name, kind in QUESTIONS.items()} | {
    f"answer to {name}": kind.answer_type() for name, kind in QUESTIONS.items()
}
SHAPES["event"] = Event


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that may cross; every field is given, those that have defaults too."""
    if hint is Any:
        return JSON
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: values(hints[field.name]) for field in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return st.lists(values(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*map(values, arguments))
    if get_origin(hint) is Mapping:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=2)
    return st.one_of(map(values, arguments))


@pytest.mark.parametrize("hint", SHAPES.values(), ids=SHAPES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_sent_is_what_arrives(hint: Any, data: st.DataObject) -> None:
    sent = data.draw(values(hint))
    shape = codec(hint)
    arrived = shape.decode(json.loads(json.dumps(shape.encode(sent))))
    assert arrived == sent and repr(arrived) == repr(sent), "1 is not 1.0, and a tuple is no list"


def altered(draw: Callable[..., Any], came: Any) -> Any:
    """Something else in the place of one value, however deep it lies."""
    inner = list(
        came.items() if isinstance(came, dict) else enumerate(came) if isinstance(came, list) else ()
    )
    if not inner or draw(st.integers(0, 3)) == 0:
        return draw(JSON)
    key, value = draw(st.sampled_from(inner))
    changed = came.copy()
    changed[key] = altered(draw, value)
    return changed


@pytest.mark.parametrize("hint", SHAPES.values(), ids=SHAPES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_comes_is_read_or_refused(hint: Any, data: st.DataObject) -> None:
    shape = codec(hint)
    came = altered(data.draw, json.loads(json.dumps(shape.encode(data.draw(values(hint))))))
    with suppress(WireError):
        assert shape.decode(json.loads(json.dumps(shape.encode(shape.decode(came))))) == shape.decode(came)


BOOKMARK = {
    "id": "b1", "article": "a", "counterpart": None, "block": 2, "note": "", "tags": [], "created": "2026",
}  # fmt: skip
VIEW = {"article": {"id": "a"}, "counterpart": None}
ROW = {"bookmark": BOOKMARK, "title": None, "language": None, "counterpart_title": None}


@pytest.mark.parametrize(
    ("hint", "came", "said"),
    [
        (MarkRead, {"article": "a"}, "MarkRead: missing or unknown: read"),
        (MarkRead, {"article": "a", "read": True, "colour": 1}, "MarkRead: missing or unknown: colour"),
        (MarkRead, {"article": "a", "read": 1}, "MarkRead.read: 1 is no bool"),
        (MarkRead, {"article": None, "read": True}, "MarkRead.article: None is no str"),
        (MarkRead, [], "MarkRead: [] is no object"),
        (Search, {"request": {"limit": True}}, "Search.request: SearchRequest.limit: True is no int"),
        (Search, {"request": {"limit": 2.0}}, "Search.request: SearchRequest.limit: 2.0 is no int"),
        (TextSpan, {"paragraph": 0, "start": "0", "end": 1}, "TextSpan.start: '0' is no int"),
        (Block, {"n": 0, "role": "hero", "text": ""}, "Block.role: 'hero' is not a valid Role"),
        (Block, {"n": 0, "role": ["body"], "text": ""}, "Block.role: ['body'] is not a valid Role"),
        (BookmarkRow, {**ROW, "title": 3}, "BookmarkRow.title: 3 is no str"),
        (
            BookmarkRow,
            {**ROW, "bookmark": {**BOOKMARK, "tags": "ab"}},
            "BookmarkRow.bookmark: Bookmark.tags: 'ab' is no list",
        ),
        (
            PairView | None,
            {**dict.fromkeys(field.name for field in fields(PairView)), "left": VIEW},
            "PairView.left: ArticleView.article: Article: missing or unknown:"
            " blocks, language, origin, sha256, title, title_origin",
        ),
        (PutPlace, {"state": None}, "PutPlace.state: None is no dict"),
        (tuple[int, int], [1], "2 values are wanted, not 1"),
        (tuple[int, int], [1, 2, 3], "2 values are wanted, not 3"),
        (tuple[int, ...], [1, None], "None is no int"),
        (tuple[int, ...], {"0": 1}, "{'0': 1} is no list"),
        (Mapping[int, str], {"one": ""}, "invalid literal for int() with base 10: 'one'"),
        (Event, {"is": "Failed"}, "Failed: missing or unknown: message"),
        (Committed | Failed, {"articles": 1}, "{'articles': 1} is none of Committed, Failed"),
        (Committed | Failed, {"is": ["Failed"]}, "{'is': ['Failed']} is none of Committed, Failed"),
        (Committed | Failed, [], "[] is none of Committed, Failed"),
        (float | None, "0.5", "'0.5' is no float"),
        (float, False, "False is no float"),
    ],
)
def test_another_shape_is_refused_and_its_place_is_named(hint: Any, came: object, said: str) -> None:
    with pytest.raises(WireError, match=f"^{re.escape(said)}$"):
        codec(hint).decode(came)


def test_a_field_with_a_default_may_be_left_out() -> None:
    assert codec(ReadArticle).decode({"article": "a"}) == ReadArticle("a", query="")
    assert codec(SearchRequest).decode({}) == SearchRequest()


def test_numbers_of_blocks_are_numbers_again_when_they_arrive() -> None:
    shape = codec(Mapping[int, tuple[tuple[int, int], ...]])
    written = shape.encode({3: ((0, 4), (7, 9)), 12: ()})
    assert written == {"3": [[0, 4], [7, 9]], "12": []}
    assert shape.decode(written) == {3: ((0, 4), (7, 9)), 12: ()}


@dataclass
class Unsendable:
    days: list[DateRange]


@pytest.mark.parametrize(
    "hint",
    [
        object,
        bytes,
        list[int],
        set[str],
        tuple,
        dict,
        int | str,
        int | str | None,
        Mapping[float, str],
        Mapping[Role, str],
        Mapping[tuple[int, int], str],
        Unsendable,
    ],
)
def test_what_cannot_cross_is_told_when_it_is_first_looked_at(hint: Any) -> None:
    with pytest.raises(TypeError, match=r"cannot cross the pipe|could not be told apart"):
        codec(hint)


def test_one_of_several_says_which_it_is() -> None:
    assert codec(Event).encode(Failed("locked")) == {"is": "Failed", "message": "locked", "hint": ""}


def test_a_greeting_on_the_pipe() -> None:
    """The shape itself: names of fields, whatever lies around them."""
    greeting = Greeting("/news", False, {"fr": 4}, 1, 0, 0, {"query": "alep", "cursor": 3}, None)
    assert codec(Greeting).encode(greeting) == {
        "archive": "/news", "sample": False, "articles": {"fr": 4}, "pairs": 1, "pending": 0, "uncompared": 0,
        "state": {"query": "alep", "cursor": 3}, "moved_aside": None, "cut_short": None, "index": "sound",
    }  # fmt: skip
