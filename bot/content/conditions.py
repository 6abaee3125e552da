"""When does a branch, a guard or a rule hold?

Rasa's predicate language (facts: `slots.x > 3 and not slots.y is null`) read by a parser of our own into a Python
expression that is compiled once. Null-safe: a comparison with an unset or unknown slot is false. `and` and `or`
mixed without parentheses are refused, because Rasa's own reader gives them equal precedence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.content.answers import UNKNOWN

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)(?![\w.])|(?P<text>'[^']*'|"[^"]*")|(?P<name>[A-Za-z_][\w.]*)"""
    r"""|(?P<sign><=|>=|!=|==|=|<|>|\(|\)))"""
)
_CONSTANTS: Mapping[str, object] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "unknown": UNKNOWN,
}
_WORDS = frozenset({"and", "or", "not", "is", "contains", *_CONSTANTS})
_COMPARISONS = {
    "=": "equal",
    "==": "equal",
    "!=": "differs",
    "<": "below",
    "<=": "at_most",
    ">": "above",
    ">=": "at_least",
}


class ConditionInvalid(Exception):
    """The condition cannot be read; the message says what and where, in Portuguese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A compiled predicate over slots."""

    text: str
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
    reader = _Reader(text)
    body = reader.whole()
    lambda_ = ast.Expression(
        ast.Lambda(
            args=ast.arguments(
                posonlyargs=[],
                args=[ast.arg("slots")],
                kwonlyargs=[],
                kw_defaults=[],
                defaults=[],
                vararg=None,
            ),
            body=body,
        )
    )
    code = compile(ast.fix_missing_locations(lambda_), "<condition>", "eval")
    holds = eval(code, {"__builtins__": {}, **_COMPARERS})  # ruff: ignore[suspicious-eval-usage] - an AST made here from a closed grammar
    return Condition(text=text, slots=frozenset(reader.slots), compared=tuple(reader.compared), _holds=holds)


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.slots: set[str] = set()
        self.compared: list[tuple[str, object]] = []

    def whole(self) -> ast.expr:
        if not self.tokens:
            raise ConditionInvalid("a condição está vazia")
        body = self.either()
        if self.at < len(self.tokens):
            self.refuse(f'não esperava "{self.tokens[self.at]}"')
        return body

    def either(self) -> ast.expr:
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
        return ast.BoolOp(op=ast.And() if joined_by == "and" else ast.Or(), values=terms)

    def term(self) -> ast.expr:
        if self.peek() == "not":
            self.take()
            return ast.UnaryOp(op=ast.Not(), operand=self.term())
        if self.peek() == "(":
            self.take()
            inner = self.either()
            if self.peek() != ")":
                self.refuse('falta fechar um parêntese ")"')
            self.take()
            return inner
        return self.comparison()

    def comparison(self) -> ast.expr:
        slot = self.slot()
        word = self.peek()
        if word in _COMPARISONS:
            self.take()
            return self.call(_COMPARISONS[word], slot, self.constant(slot))
        if word == "contains":
            self.take()
            return self.call("contains", slot, self.constant(slot))
        if word == "is":
            self.take()
            negated = self.peek() == "not"
            if negated:
                self.take()
            return self.call("differs" if negated else "equal", slot, self.constant(slot))
        return self.call("truthy", slot)

    def slot(self) -> str:
        token = self.take()
        if not token.startswith("slots."):
            self.refuse(f'esperava um slot, como "slots.idade", e veio "{token}"')
        name = token.removeprefix("slots.")
        self.slots.add(name)
        return name

    def constant(self, slot: str) -> object:
        token = self.take()
        if token in _CONSTANTS:
            return _CONSTANTS[token]
        if token[0] in "'\"":
            self.compared.append((slot, token[1:-1]))
            return token[1:-1]
        if token[0].isdigit() or token[0] == "-":
            return float(token) if "." in token else int(token)
        return self.refuse(f'esperava um valor e veio "{token}"; textos vão entre aspas')

    @staticmethod
    def call(comparer: str, slot: str, *constants: object) -> ast.expr:
        value = ast.Call(
            func=ast.Attribute(value=ast.Name("slots", ast.Load()), attr="get", ctx=ast.Load()),
            args=[ast.Constant(slot)],
            keywords=[],
        )
        return ast.Call(
            func=ast.Name(comparer, ast.Load()),
            args=[value, *(ast.Constant(constant) for constant in constants)],  # type: ignore[arg-type]
            keywords=[],
        )

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


def _numbers(left: object, right: object) -> bool:
    """Whether both can be compared by size; booleans, texts, null and unknown cannot."""
    return (
        isinstance(left, (int, float))
        and isinstance(right, (int, float))
        and not isinstance(left, bool)
        and not isinstance(right, bool)
    )


def _equal(left: object, right: object) -> bool:
    # Python says True == 1; people who write rules do not.
    return left == right and isinstance(left, bool) == isinstance(right, bool)


_COMPARERS: Mapping[str, Callable[..., bool]] = {
    "equal": _equal,
    "differs": lambda left, right: not _equal(left, right),
    "below": lambda left, right: _numbers(left, right) and left < right,
    "at_most": lambda left, right: _numbers(left, right) and left <= right,
    "above": lambda left, right: _numbers(left, right) and left > right,
    "at_least": lambda left, right: _numbers(left, right) and left >= right,
    "contains": lambda left, right: isinstance(left, (list, str)) and right in left,
    "truthy": lambda left: bool(left) and left != UNKNOWN,
}


def always() -> Condition:
    """The condition written as `true`."""
    return Condition(text="true", slots=frozenset(), compared=(), _holds=lambda _: True)


def never() -> Condition:
    """The condition written as `false`."""
    return Condition(text="false", slots=frozenset(), compared=(), _holds=lambda _: False)
