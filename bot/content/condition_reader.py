"""How does the text of a condition become a tree? Recursive descent over its tokens."""

from __future__ import annotations

from typing import Final, NoReturn, TypeVar

from bot.content import condition_tokens as tokens
from bot.content import safe_patterns
from bot.content.errors import ConditionInvalid
from bot.content.expressions import (
    KINDS,
    Constant,
    ContextValue,
    DaysSince,
    Operator,
    Reckoned,
    SlotValue,
    Value,
)
from bot.content.predicates import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Comparer,
    Comparison,
    Further,
    Not,
    Predicate,
    Test,
)

Read = TypeVar("Read")

#: Characters of one condition.
LENGTH: Final = 2_000
#: Parentheses and `not`s inside each other.
DEPTH: Final = 30

_SIGNS: Final = {
    "=": Comparer.equal,
    "==": Comparer.equal,
    "!=": Comparer.differs,
    "<": Comparer.below,
    "<=": Comparer.at_most,
    ">": Comparer.above,
    ">=": Comparer.at_least,
}
_SUMS: Final = {"+": Operator.plus, "-": Operator.minus}


class Reader:
    """Reads one condition or expression."""

    def __init__(self, text: str) -> None:
        """Split the text into tokens; raises ConditionInvalid where that is not possible."""
        self._text = text
        if len(text) > LENGTH:
            raise ConditionInvalid(f"a condição passa de {LENGTH} letras")
        self._tokens = tokens.split(text)
        self._at = 0
        self._depth = 0

    def condition(self) -> Predicate:
        """The whole text as something that is true or false."""
        return self._end(self._truth(self._joined()))

    def expression(self) -> Value:
        """The whole text as a value."""
        read = self._joined()
        self._end(read)
        if not isinstance(read, KINDS):
            self._refuse("esperava um valor, e isto é verdadeiro ou falso")
        return read

    def _end(self, read: Read) -> Read:
        if self._at < len(self._tokens):
            self._refuse(f'não esperava "{self._tokens[self._at].word}"')
        return read

    def _joined(self) -> Predicate | Value:
        """Terms joined by one of `and`, `or`; a mix needs parentheses."""
        if not self._tokens:
            raise ConditionInvalid("a condição está vazia")
        first = self._term()
        joined_by = self._peek()
        if joined_by not in {"and", "or"}:
            return first
        terms = [self._truth(first)]
        while self._peek() in {"and", "or"}:
            if self._take().word != joined_by:
                self._refuse('"and" e "or" misturados; ponha parênteses')
            terms.append(self._truth(self._term()))
        return AllOf(terms=tuple(terms)) if joined_by == "and" else AnyOf(terms=tuple(terms))

    def _term(self) -> Predicate | Value:
        if self._peek() == "not":
            self._deeper()
            self._take()
            inner = Not(term=self._truth(self._term()))
            self._depth -= 1
            return inner
        return self._comparison()

    def _comparison(self) -> Predicate | Value:
        left = self._sum()
        word = self._peek()
        if word not in {*_SIGNS, "contains", "matches", "is"}:
            return left
        if not isinstance(left, KINDS):
            self._refuse(f'não esperava "{word}"')
        self._take()
        comparer, right = self._comparer(str(word))
        match left, comparer, right:
            case SlotValue(name=name), Comparer(), Constant(value=constant):
                return Comparison(slot=name, comparer=comparer, constant=constant)
        return Test(left=left, comparer=comparer, right=right)

    def _comparer(self, word: str) -> tuple[Comparer | Further, Value | None]:
        if word == "matches":
            return Further.matches, self._pattern()
        if word in _SIGNS:
            return _SIGNS[word], self._right()
        if word == "contains":
            return Comparer.contains, self._right()
        negated = self._peek() == "not"
        if negated:
            self._take()
        if self._peek() == "empty":
            self._take()
            return (Further.not_empty if negated else Further.empty), None
        return (Comparer.differs if negated else Comparer.equal), self._right()

    def _pattern(self) -> Constant:
        token = self._take()
        if token.kind != "text":
            self._refuse('depois de "matches" vem a expressão regular entre aspas')
        safe_patterns.compiled(token.word[1:-1])
        return Constant(token.word[1:-1])

    def _right(self) -> Value:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token and token.kind == "name" and self._is_bare(token.word):
            self._refuse(f'esperava um valor e veio "{token.word}"; textos vão entre aspas')
        right = self._sum()
        if not isinstance(right, KINDS):
            self._refuse("à direita de uma comparação vem um valor")
        return right

    @staticmethod
    def _is_bare(word: str) -> bool:
        """A name that is neither a constant, nor marked as a slot, nor a function."""
        return word not in tokens.CONSTANTS and "." not in word and word != "days_since"

    def _sum(self) -> Predicate | Value:
        left = self._product()
        while (sign := self._peek()) in _SUMS:
            self._take()
            left = Reckoned(_SUMS[str(sign)], self._number(left), self._number(self._product()))
        return left

    def _product(self) -> Predicate | Value:
        left = self._single()
        while self._peek() == "*":
            self._take()
            left = Reckoned(Operator.times, self._number(left), self._number(self._single()))
        return left

    def _number(self, read: Predicate | Value) -> Value:
        if not isinstance(read, KINDS):
            self._refuse("só se faz conta com números")
        return read

    def _single(self) -> Predicate | Value:
        token = self._take()
        match token.kind:
            case "number":
                return Constant(float(token.word) if "." in token.word else int(token.word))
            case "text":
                return Constant(token.word[1:-1])
            case "name":
                return self._named(token.word)
        if token.word == "-" and self._at < len(self._tokens) and self._tokens[self._at].kind == "number":
            number = self._take().word
            return Constant(-float(number) if "." in number else -int(number))
        if token.word == "(":
            return self._in_parentheses()
        return self._refuse(f'esperava um slot, como "slots.idade", e veio "{token.word}"')

    def _in_parentheses(self) -> Predicate | Value:
        self._deeper()
        inner = self._joined()
        if self._peek() != ")":
            self._refuse('falta fechar um parêntese ")"')
        self._take()
        self._depth -= 1
        return inner

    def _named(self, word: str) -> Value:
        if word in tokens.CONSTANTS:
            return Constant(tokens.CONSTANTS[word])
        if word == "days_since" and self._peek() == "(":
            self._take()
            return DaysSince(self._number(self._in_parentheses()))
        if word.startswith("context."):
            return ContextValue(word.removeprefix("context."))
        name = word.removeprefix("slots.")
        if "." in name or name in {
            "and",
            "or",
            "not",
            "is",
            "contains",
            "matches",
            "empty",
            "slots",
            "context",
        }:
            self._refuse(f'esperava um slot, como "slots.idade", e veio "{word}"')
        return SlotValue(name)

    def _truth(self, read: Predicate | Value) -> Predicate:
        """A value alone is true when it is filled; `true` and `false` are themselves."""
        match read:
            case Constant(value=bool() as holds):
                return ALWAYS if holds else NEVER
            case SlotValue(name=name):
                return Comparison(slot=name, comparer=Comparer.truthy)
            case ContextValue():
                return Test(left=read, comparer=Comparer.truthy)
            case Constant() | Reckoned() | DaysSince():
                self._refuse("um valor sozinho não é verdadeiro nem falso; compare-o com outro")
        return read

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            self._refuse(f"mais de {DEPTH} níveis de parênteses")

    def _peek(self) -> str | None:
        return self._tokens[self._at].word if self._at < len(self._tokens) else None

    def _take(self) -> tokens.Token:
        if self._at >= len(self._tokens):
            self._refuse("a condição acaba antes da hora")
        self._at += 1
        return self._tokens[self._at - 1]

    def _refuse(self, what: str) -> NoReturn:
        shown = " ".join(self._text.split())
        raise ConditionInvalid(f"condição «{shown}»: {what}")
