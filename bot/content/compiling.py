"""How does a tree become a function? Through a Python expression made here, from a closed set of parts."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from bot.content import safe_patterns
from bot.content.comparing import COMPARERS, OPERATORS, days_since
from bot.content.expressions import KINDS, Constant, ContextValue, DaysSince, Reckoned, SlotValue, Value
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Further, Not, Predicate, Test

_NAMES: dict[str, object] = {
    "__builtins__": {},
    "days_since": days_since,
    **{comparer.name: function for comparer, function in COMPARERS.items()},
    **{operator.name: function for operator, function in OPERATORS.items()},
}


def compiled(tree: Predicate | Value) -> Callable[..., Any]:
    """A function of (slots, context) that gives what the tree gives."""
    names = dict(_NAMES)
    body = _value(tree) if isinstance(tree, KINDS) else _Writer(names).write(tree)
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg("slots"), ast.arg("context")],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[],
        vararg=None,
    )
    whole = ast.fix_missing_locations(ast.Expression(ast.Lambda(args=arguments, body=body)))
    code = compile(whole, "<condition>", "eval")
    return eval(code, names)  # type: ignore[no-any-return]  # ruff: ignore[suspicious-eval-usage] - an AST made here from a closed grammar


class _Writer:
    """Writes a tree as Python; compiled patterns become names of their own."""

    def __init__(self, names: dict[str, object]) -> None:
        self._names = names

    def write(self, tree: Predicate) -> ast.expr:
        match tree:
            case Not(term=inner):
                return ast.UnaryOp(op=ast.Not(), operand=self.write(inner))
            case AllOf(terms=terms):
                return self._joined(ast.And(), terms, without=True)
            case AnyOf(terms=terms):
                return self._joined(ast.Or(), terms, without=False)
            case Comparison(slot=slot, comparer=comparer, constant=constant):
                compared = [] if comparer is Comparer.truthy else [ast.Constant(constant)]
                return _called(comparer.name, _got("slots", slot), *compared)
            case Test():
                return self._test(tree)

    def _joined(self, word: ast.boolop, terms: Sequence[Predicate], *, without: bool) -> ast.expr:
        if len(terms) < 2:  # ruff: ignore[magic-value-comparison] - Python joins two terms or more
            return self.write(terms[0]) if terms else ast.Constant(without)
        return ast.BoolOp(op=word, values=[self.write(term) for term in terms])

    def _test(self, test: Test) -> ast.expr:
        left = _value(test.left)
        if test.right is None:
            return _called(test.comparer.name, left)
        if test.comparer is Further.matches and isinstance(test.right, Constant):
            name = f"pattern_{len(self._names)}"
            self._names[name] = safe_patterns.compiled(str(test.right.value))
            return _called(test.comparer.name, left, ast.Name(name, ast.Load()))
        return _called(test.comparer.name, left, _value(test.right))


def _value(value: Value) -> ast.expr:
    match value:
        case Constant(value=constant):
            return ast.Constant(constant)
        case SlotValue(name=name):
            return _got("slots", name)
        case ContextValue(name=name):
            return _got("context", name)
        case DaysSince(of=inner):
            return _called("days_since", _value(inner), _got("context", "today"))
        case Reckoned(operator=operator, left=left, right=right):
            return _called(operator.name, _value(left), _value(right))


def _got(mapping: str, name: str) -> ast.expr:
    return ast.Call(
        func=ast.Attribute(value=ast.Name(mapping, ast.Load()), attr="get", ctx=ast.Load()),
        args=[ast.Constant(name)],
        keywords=[],
    )


def _called(function: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(func=ast.Name(function, ast.Load()), args=list(arguments), keywords=[])
