"""The reader's words read as a tree: one language for search line, command line and saved searches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.errors import QuerySyntaxError
from index.query.clauses import field_clause
from index.query.filters import FIELDS, TEXT_FIELDS, closest
from index.query.lexer import Token, lex
from index.query.syntax import (
    And,
    Everything,
    FieldText,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
)
from index.words.folding import WORD, tokens

MAX_DEPTH = 40
"""How deep parentheses may nest; beyond that nobody can read them."""

LONGEST = 2000
"""Characters of a query: some hundred words, far more than anybody types; each costs its part of a second."""

_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Halves of characters, as undecodable bytes of a command line become: nothing stored has them."""
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?!//)\S")
_JOINS_NOTHING_BEFORE = frozenset({"open", "and", "or", "not", "field"})
_JOINS_NOTHING_AFTER = frozenset({"close", "and", "or", "end"})


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    tree: Node
    warning: str | None = None
    """What was left out or may surprise, in one sentence."""


def parse(text: str, *, lenient: bool = False, today: date | None = None) -> ParsedQuery:
    """The tree of ``text``. Relative dates ("last week", "2w") count from ``today``, by default the real one.

    Raises QuerySyntaxError with the position of the mistake, unless ``lenient``: then the text is read as far
    as it goes, ``warning`` says what was dropped, and a last word without a space after it is also a prefix.
    """
    return _Parser(text, lenient, today or date.today()).parse()


class _Parser:
    """Recursive descent; a method returns None where nothing is asked (a common word, a dropped mistake)."""

    def __init__(self, text: str, lenient: bool, today: date) -> None:
        self.text, self.lenient, self.today = (
            _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST]),
            lenient,
            today,
        )
        self.tokens = list(lex(self.text))
        self.at = 0
        self.depth = 0
        self.warning: str | None = None
        if len(text) > LONGEST:
            self.problem(f"A query has {LONGEST} characters at most", LONGEST, "Leave some words out.")
        self.common: list[str] = []

    def parse(self) -> ParsedQuery:
        found = [self.disjunction()]
        while self.next.kind == "close":
            self.problem(
                "This ) closes nothing", self.take().start, "Leave it out, or open it with ( before."
            )
            found.append(self.disjunction())
        nodes = [node for node in found if node is not None]
        if not nodes and self.common and not self.lenient:
            words = ", ".join(f"“{word}”" for word in dict.fromkeys(self.common))
            self.warning = f"Too common to be searched for: {words}"
        elif not nodes and not self.common and self.text.strip():
            self.problem("There is no word to search for", 0, "Write a word, or * for everything.")
        return ParsedQuery(all_of(nodes), self.warning)

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.next
        self.at += token.kind != "end"
        return token

    def problem(self, message: str, position: int, hint: str) -> None:
        """Raises QuerySyntaxError; when lenient, keeps the first message as the warning instead."""
        if not self.lenient:
            raise QuerySyntaxError(message, position, hint)
        self.warning = self.warning or f"{message}. {hint}"

    def operator(self) -> None:
        """Takes AND or OR, which must stand between two operands."""
        before = self.tokens[self.at - 1].kind if self.at else "open"
        token = self.take()
        if before in _JOINS_NOTHING_BEFORE or self.next.kind in _JOINS_NOTHING_AFTER:
            hint = f"To search for the word itself, write “{token.text.lower()}”."
            self.problem(f"{token.text} needs a word on both sides", token.start, hint)

    def disjunction(self) -> Node | None:
        branches = [self.conjunction()]
        while self.next.kind == "or":
            self.operator()
            branches.append(self.conjunction())
        nodes = [branch for branch in branches if branch is not None]
        return any_of(dict.fromkeys(nodes)) if nodes else None

    def conjunction(self) -> Node | None:
        nodes: list[Node] = []
        while self.next.kind not in ("end", "close", "or"):
            if self.next.kind == "and":
                self.operator()
            elif (node := self.negation()) is not None:
                nodes.append(node)
        return all_of(dict.fromkeys(nodes)) if nodes else None  # a word said again asks nothing new

    def negation(self) -> Node | None:
        first, negated = self.next, False
        while self.next.kind == "not":
            self.take()
            negated = not negated
        if first.kind == "not" and self.next.kind in _JOINS_NOTHING_AFTER:
            self.problem(f"{first.text} needs something to leave out", first.start, "For example: -football")
            return None
        node = self.operand(negated)
        return Not(node) if negated and node is not None else node

    def operand(self, negated: bool) -> Node | None:
        token = self.take()
        match token.kind:
            case "open":
                return self.group(token, negated)
            case "phrase" | "unclosed":
                return self.phrase(token, negated)
            case "field":
                return self.field(token, negated)
            case _:
                return self.word(token, negated)

    def group(self, opening: Token, negated: bool) -> Node | None:
        if self.depth >= MAX_DEPTH:
            self.problem(
                "The parentheses are nested too deeply", opening.start, "Split it into several searches."
            )
            return None
        empty = self.next.kind == "close"
        self.depth += 1
        node = self.disjunction()
        self.depth -= 1
        if self.next.kind != "close":
            self.problem("This ( is never closed", opening.start, "Add ) where the group ends.")
        else:
            self.take()
            if empty:
                hint = "Write a word there, or leave both out."
                self.problem("There is nothing between ( and )", opening.start, hint)
        return node

    def phrase(self, token: Token, negated: bool) -> Node | None:
        if token.kind == "unclosed":
            self.problem("This quotation mark is never closed", token.start, 'Add " where the phrase ends.')
            # Half written: its words in any order, until the closing mark says which phrase it is.
            return self.words(token, token.text, negated, together=False)
        words = tuple(token.text[start:end] for start, end, _ in tokens(token.text))
        if words:
            return Phrase(words)
        if WORD.search(token.text):
            self.common.append(token.text.strip())
        else:
            hint = "Write a phrase there, or leave both out."
            self.problem("There is nothing between the quotation marks", token.start, hint)
        return None

    def word(self, token: Token, negated: bool) -> Node | None:
        text = token.text
        if text == "*":
            return Everything()
        if unknown := _UNKNOWN_FIELD.match(text):
            meant = closest(unknown[1], FIELDS)
            hint = f"Did you mean {meant}: ?" if meant else f'To search for the text itself, write "{text}".'
            self.problem(f"There is no field {unknown[1]}:", token.start, hint)
        body = text.rstrip("*")
        if "*" in body:
            position = token.start + text.index("*")
            self.problem("* stands only at the end of a word", position, "For example: gouvern*")
            body = body.replace("*", " ")
        if body != text and WORD.search(body):
            return self.marked(body, Prefix)
        if body.endswith("~") and WORD.search(body):
            return self.marked(body, Fuzzy)
        return self.words(token, body, negated, together=True)

    def marked(self, body: str, kind: type[Prefix] | type[Fuzzy]) -> Node:
        """``etats-un*``: the mark belongs to the last word, however short; those before it are plain."""
        last = list(WORD.finditer(body))[-1]
        before = body[: last.start()]
        return all_of([*(Word(before[start:end]) for start, end, _ in tokens(before)), kind(last[0])])

    def words(self, token: Token, text: str, negated: bool, together: bool) -> Node | None:
        """The words of ``text``; several of them ``together`` (``Etats-Unis``) are one phrase."""
        found = list(tokens(text))
        if not found:
            self.common += [text] if WORD.search(text) else []
            return None
        written = [text[start:end] for start, end, _ in found]
        still_typing = self.lenient and token.end == len(self.text) and found[-1][1] == len(text)
        if still_typing and not negated:
            last = written.pop()
            return all_of([*map(Word, written), Or((Word(last), Prefix(last)))])
        if together and len(written) > 1:
            return Phrase(tuple(written), quoted=False)
        return all_of(map(Word, written))

    def field(self, token: Token, negated: bool) -> Node | None:
        name, value = token.text, self.next
        takes_text = name in TEXT_FIELDS
        if value.kind not in ("word", "phrase", "unclosed") and not (takes_text and value.kind == "open"):
            self.problem(f"{name}: needs a value", token.start, "Write it right after the colon.")
            return None
        if takes_text:
            node = self.operand(negated)
            if node is not None and not _is_about_words(node):
                self.problem(
                    f"{name}: takes words only", value.start, "Close the parenthesis before other fields."
                )
                return None
            return FieldText(name, node) if node is not None else None
        self.take()
        if value.kind == "unclosed":
            self.problem("This quotation mark is never closed", value.start, 'Add " where the value ends.')
        try:
            return field_clause(name, value.text, value.start, self.today)
        except QuerySyntaxError as error:
            self.problem(str(error), error.position, error.hint)
            return None


def _is_about_words(node: Node) -> bool:
    match node:
        case And(nodes) | Or(nodes):
            return all(map(_is_about_words, nodes))
        case Not(child):
            return _is_about_words(child)
        case _:
            return isinstance(node, Word | Phrase | Prefix | Fuzzy)
