"""When does a branch, a guard or a rule hold?

Rasa's predicate language (facts: `slots.x > 3 and not slots.y is null`) read by a parser of our own into a tree
that is compiled once. Null-safe: a comparison with an unset or unknown slot is false. `and` and `or` mixed without
parentheses are refused, because Rasa's own reader gives them equal precedence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.content import predicates
from bot.content.answers import UNKNOWN
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Not, Predicate

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)(?![\w.])|(?P<text>'[^']*'|"[^"]*")|(?P<name>[A-Za-z_][\w.]*)"""
    r"""|(?P<sign><=|>=|!=|==|=|<|>|\(|\)))"""
)
_CONSTANTS: Mapping[str, str | bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "unknown": UNKNOWN,
}
_WORDS = frozenset({"and", "or", "not", "is", "contains", *_CONSTANTS})
_COMPARISONS = {
    "=": Comparer.equal,
    "==": Comparer.equal,
    "!=": Comparer.differs,
    "<": Comparer.below,
    "<=": Comparer.at_most,
    ">": Comparer.above,
    ">=": Comparer.at_least,
    "contains": Comparer.contains,
}


class ConditionInvalid(Exception):
    """The condition cannot be read; the message says what and where, in Portuguese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A compiled predicate over slots."""

    text: str
    #: What it says, as a tree.
    says: Predicate
    #: The slots it looks at, without the `slots.` prefix.
    slots: frozenset[str]
    #: (slot, constant) for each comparison with a text constant, so that misspelt options can be found.
    compared: tuple[tuple[str, object], ...]
    _holds: Callable[[Mapping[str, Any]], bool] = field(repr=False, compare=False)

    def holds(self, slots: Mapping[str, Any]) -> bool:
        """Whether it is true of these slot values; never raises."""
        return self._holds(slots)


def parse(text: str) -> Condition:
    """Read a condition; raises ConditionInvalid with one plain sentence."""
    return of(_Reader(text).whole(), text=text)


def of(predicate: Predicate, *, text: str | None = None) -> Condition:
    """The condition that says this; `text` is how it was written, where somebody wrote it."""
    compared = list(predicates.comparisons(predicate))
    return Condition(
        text=predicates.written(predicate) if text is None else text,
        says=predicate,
        slots=frozenset(comparison.slot for comparison in compared),
        compared=tuple(
            (comparison.slot, comparison.constant)
            for comparison in compared
            if isinstance(comparison.constant, str) and comparison.constant != UNKNOWN
        ),
        _holds=predicates.compiled(predicate),
    )


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0

    def whole(self) -> Predicate:
        if not self.tokens:
            raise ConditionInvalid("a condição está vazia")
        body = self.either()
        if self.at < len(self.tokens):
            self.refuse(f'não esperava "{self.tokens[self.at]}"')
        return body

    def either(self) -> Predicate:
        """Terms joined by one of `and`, `or`; a mix needs parentheses."""
        terms = [self.term()]
        joined_by = None
        while self.peek() in {"and", "or"}:
            word = self.take()
            if joined_by not in {None, word}:
                self.refuse('"and" e "or" misturados; ponha parênteses')
            joined_by = word
            terms.append(self.term())
        if joined_by is None:
            return terms[0]
        return AllOf(terms=tuple(terms)) if joined_by == "and" else AnyOf(terms=tuple(terms))

    def term(self) -> Predicate:
        if self.peek() == "not":
            self.take()
            return Not(term=self.term())
        if self.peek() == "(":
            self.take()
            inner = self.either()
            if self.peek() != ")":
                self.refuse('falta fechar um parêntese ")"')
            self.take()
            return inner
        return self.comparison()

    def comparison(self) -> Predicate:
        slot = self.slot()
        word = self.peek()
        if word in _COMPARISONS:
            self.take()
            return Comparison(slot=slot, comparer=_COMPARISONS[word], constant=self.constant())
        if word == "is":
            self.take()
            negated = self.peek() == "not"
            if negated:
                self.take()
            comparer = Comparer.differs if negated else Comparer.equal
            return Comparison(slot=slot, comparer=comparer, constant=self.constant())
        return Comparison(slot=slot, comparer=Comparer.truthy)

    def slot(self) -> str:
        token = self.take()
        if not token.startswith("slots."):
            self.refuse(f'esperava um slot, como "slots.idade", e veio "{token}"')
        return token.removeprefix("slots.")

    def constant(self) -> str | bool | int | float | None:
        token = self.take()
        if token in _CONSTANTS:
            return _CONSTANTS[token]
        if token[0] in "'\"":
            return token[1:-1]
        if token[0].isdigit() or token[0] == "-":
            return float(token) if "." in token else int(token)
        return self.refuse(f'esperava um valor e veio "{token}"; textos vão entre aspas')

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        if self.at >= len(self.tokens):
            self.refuse("a condição acaba antes da hora")
        self.at += 1
        return self.tokens[self.at - 1]

    def refuse(self, what: str) -> NoReturn:
        raise ConditionInvalid(f"condição «{self.text.strip()}»: {what}")


def _tokens(text: str) -> list[str]:
    tokens = []
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found:
            raise ConditionInvalid(f"condição «{text.strip()}»: não entendo «{text[at:].strip()[:20]}»")
        token = found.group().strip()
        tokens.append(token.lower() if token.lower() in _WORDS else token)
        at = found.end()
    return tokens


def always() -> Condition:
    """The condition written as `true`."""
    return of(predicates.ALWAYS)


def never() -> Condition:
    """The condition written as `false`."""
    return of(predicates.NEVER)
