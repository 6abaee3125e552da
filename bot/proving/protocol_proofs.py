"""Does the protocol, by itself, keep the laws? Each is a question to a solver: is there an answer for which it breaks?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import z3

from bot.content.answers import UNKNOWN
from bot.content.definitions import Value
from bot.content.protocols import Protocol
from bot.engine import classification
from bot.proving import class_formula, directions, symbols, where
from bot.proving.class_formula import ClassFormula
from bot.proving.findings import Case, Finding, Law, Place
from bot.proving.witnesses import least, possible, small, some
from bot.told import Told

_NOT_KNOWING = Told("não saber", "not knowing")


def _total(formula: ClassFormula) -> Iterator[Finding]:
    """By construction there is always one class; what can differ is the engine's from the formula's."""
    for place, risk_class in enumerate(formula.protocol.classes):
        for case in _of_class(formula, place):
            decided = classification.classify(formula.protocol, case.answers, case.flags).risk_class
            if decided != risk_class.id:
                yield Finding(
                    law=Law.total,
                    sentence=Told(
                        f'a prova diz "{risk_class.id}" e o programa decide "{decided}"',
                        f'the proof says "{risk_class.id}" and the program decides "{decided}"',
                    ),
                    places=(where.risk_class(risk_class),),
                    cases=(case,),
                )


def _of_class(formula: ClassFormula, place: int) -> Iterator[Case]:
    """Answers of this class: some, and for each rule and red flag that calls for it, some of which it holds.

    And some of which a rule or red flag of a worse class holds: there are none, unless the formula forgot it.
    """
    here = formula.severity == place
    yield from small(formula, here)
    for calls in _calling(formula, place):
        yield from some(formula, z3.And(calls, here))
    worse = [calls for other in range(place) for calls in _calling(formula, other)]
    yield from some(formula, z3.And(z3.Or(worse), here))


def _calling(formula: ClassFormula, place: int) -> Iterator[z3.BoolRef]:
    """Each rule and red flag that calls for this class."""
    risk_class = formula.protocol.classes[place].id
    yield from (formula.holds[rule.id] for rule in formula.protocol.rules if rule.risk_class == risk_class)
    yield from (
        formula.flags[flag.id] for flag in formula.protocol.red_flags if flag.risk_class == risk_class
    )


def _rules(formula: ClassFormula) -> Iterator[Finding]:
    for rule in formula.protocol.rules:
        place = where.rule(rule)
        if not possible(formula, formula.holds[rule.id]):
            yield Finding(
                law=Law.rule_reachable,
                sentence=Told(
                    f'a regra "{rule.id}" nunca vale, seja qual for a resposta',
                    f'the rule "{rule.id}" never holds, whatever is answered',
                ),
                places=(place,),
            )
            continue
        deciding = formula.severity == formula.protocol.severity(rule.risk_class)
        if not possible(formula, z3.And(formula.holds[rule.id], deciding)):
            yield Finding(
                law=Law.rule_decides,
                sentence=Told(
                    f'sempre que a regra "{rule.id}" vale, outra já dá uma classe pior: ela nunca decide nada',
                    f'whenever the rule "{rule.id}" holds, another gives a worse class already: it never decides anything',
                ),
                places=(place,),
            )


def _score_rules(formula: ClassFormula) -> Iterator[Finding]:
    for rule in formula.protocol.score.rules if formula.protocol.score else ():
        place = Place(
            mark=rule.mark,
            what=Told(
                f"a regra de pontos {rule.id} (+{rule.points})", f"the score rule {rule.id} (+{rule.points})"
            ),
        )
        if not possible(formula, formula.holds[rule.id]):
            sentence = Told(
                f'a regra de pontos "{rule.id}" nunca vale, seja qual for a resposta',
                f'the score rule "{rule.id}" never holds, whatever is answered',
            )
            yield Finding(law=Law.rule_reachable, sentence=sentence, places=(place,))
            continue
        without = class_formula.of(formula.protocol, without=rule.id)
        if not possible(formula, formula.severity != without.severity):
            sentence = Told(
                f'os pontos da regra "{rule.id}" nunca mudam a classe',
                f'the points of the rule "{rule.id}" never change the class',
            )
            yield Finding(law=Law.rule_decides, sentence=sentence, places=(place,))


def _classes(formula: ClassFormula) -> Iterator[Finding]:
    for place, risk_class in enumerate(formula.protocol.classes):
        if not possible(formula, formula.severity == place):
            yield Finding(
                law=Law.class_reachable,
                sentence=Told(
                    f'a classe "{risk_class.id}" nunca acontece',
                    f'the class "{risk_class.id}" never comes about',
                ),
                places=(where.risk_class(risk_class),),
            )


def _directions(formula: ClassFormula) -> Iterator[Finding]:
    for name in sorted(formula.protocol.looked_at & formula.inputs.keys()):
        declared = formula.inputs[name].declared
        if declared.worse is None:
            yield Finding(
                law=Law.direction,
                sentence=Told(
                    f'o protocolo olha para "{name}" e não diz, em "inputs", para que lado a resposta piora',
                    f'the protocol looks at "{name}" and does not say, in "inputs", which way the answer grows worse',
                ),
                places=(where.declared(declared),),
            )


def _monotone(formula: ClassFormula) -> Iterator[Finding]:
    for name in sorted(formula.protocol.looked_at & formula.inputs.keys()):
        one = formula.inputs[name]
        for change in directions.worsenings(one):
            worse = formula.with_input(name, change.worse)
            broken = z3.And(change.holds, worse > formula.severity)
            case = least(formula, broken)
            if case is not None:
                yield _milder(formula, Law.monotone, name, change.what, case, broken, change.worse)
                break


def _unknown(formula: ClassFormula) -> Iterator[Finding]:
    for name in sorted(formula.protocol.looked_at & formula.inputs.keys()):
        one = formula.inputs[name]
        benign = directions.benign(one.declared)
        if benign is None:
            continue
        unknown = symbols.symbol(one.declared, mark="'")
        severity = formula.with_input(name, unknown)
        broken = z3.And(
            symbols.equals(one, benign), unknown.unknown, z3.Not(unknown.null), severity > formula.severity
        )
        case = least(formula, broken)
        if case is not None:
            yield _milder(formula, Law.unknown_not_better, name, _NOT_KNOWING, case, broken, unknown)


def _milder(
    formula: ClassFormula,
    law: Law,
    name: str,
    what: Told,
    case: Case,
    broken: z3.BoolRef,
    worse: symbols.Symbol,
) -> Finding:
    """The better and the worse answer, where the worse one gets the milder class."""
    other = _worse_value(formula, case, broken, worse)
    answers = {**case.answers, name: other}
    after = classification.classify(formula.protocol, answers, case.flags)
    before = classification.classify(formula.protocol, case.answers, case.flags)
    fired = {reason.id for reason in before.reasons} - {reason.id for reason in after.reasons}
    rules = [rule for rule in formula.protocol.rules if rule.id in fired]
    return Finding(
        law=law,
        sentence=Told(
            f'em "{name}", {what.pt} baixa a classe de "{before.risk_class}" para "{after.risk_class}"',
            f'in "{name}", {what.en} lowers the class from "{before.risk_class}" to "{after.risk_class}"',
        ),
        places=(
            where.declared(formula.inputs[name].declared),
            *map(where.rule, rules),
        ),
        cases=(case, Case(answers=answers, flags=case.flags, risk_class=after.risk_class)),
    )


def _worse_value(formula: ClassFormula, case: Case, broken: z3.BoolRef, worse: symbols.Symbol) -> Value:
    """The worse answer that goes with just this case."""
    solver = z3.Solver()
    solver.add(formula.plausible, symbols.plausible({"": worse}), broken)
    solver.add([symbols.equals(one, case.answers[slot]) for slot, one in formula.inputs.items()])
    solver.add([seen == (flag in case.flags) for flag, seen in formula.flags.items()])
    if solver.check() != z3.sat:
        return UNKNOWN
    return symbols.value_in(solver.model(), worse)


def _red_flags(formula: ClassFormula) -> Iterator[Finding]:
    for flag in formula.protocol.red_flags:
        place = Place(
            mark=flag.mark,
            what=Told(
                f"o sinal de alerta {flag.id} ({flag.risk_class})",
                f"the danger sign {flag.id} ({flag.risk_class})",
            ),
        )
        case = least(
            formula,
            z3.And(formula.flags[flag.id], formula.severity > formula.protocol.severity(flag.risk_class)),
        )
        if case is not None:
            sentence = Told(
                f'o sinal "{flag.id}" pode ficar abaixo da classe dele',
                f'the sign "{flag.id}" may stay below its class',
            )
            yield Finding(law=Law.red_flag_alone, sentence=sentence, places=(place,), cases=(case,))
        if formula.protocol.risk_class(flag.risk_class).department is None:
            sentence = Told(
                f'a classe do sinal "{flag.id}" não chega a pessoa nenhuma: ela não tem departamento',
                f'the class of the sign "{flag.id}" reaches nobody: it has no department',
            )
            yield Finding(law=Law.red_flag_alone, sentence=sentence, places=(place,))


def _invariants(formula: ClassFormula) -> Iterator[Finding]:
    for invariant in formula.protocol.invariants:
        holds = symbols.formula(invariant.condition.says, formula.inputs)
        below = formula.severity > formula.protocol.severity(invariant.at_least)
        case = least(formula, z3.And(holds, below))
        if case is not None:
            yield Finding(
                law=Law.invariant,
                sentence=Told(
                    f'{invariant.label}: não vale, a classe pode ser "{case.risk_class}"',
                    f'{invariant.label}: does not hold, the class may be "{case.risk_class}"',
                ),
                places=(
                    Place(
                        mark=invariant.mark,
                        what=Told(f"o invariante {invariant.id}", f"the invariant {invariant.id}"),
                    ),
                ),
                cases=(case,),
            )


#: Law by law, in the order in which they are shown.
LAWS: Final[Mapping[str, Callable[[ClassFormula], Iterator[Finding]]]] = {
    "total": _total,
    "rules": _rules,
    "score": _score_rules,
    "classes": _classes,
    "directions": _directions,
    "monotone": _monotone,
    "unknown": _unknown,
    "red-flags": _red_flags,
    "invariants": _invariants,
}


def prove(protocol: Protocol, *, told: Callable[[str], Any] = lambda _: None) -> Iterator[Finding]:
    """Every law that the protocol breaks by itself; `told` hears which one is being looked at."""
    unreadable = list(_unreadable(protocol))
    yield from unreadable
    if unreadable:
        return
    formula = class_formula.of(protocol)
    for name, law in LAWS.items():
        told(name)
        yield from law(formula)


def _unreadable(protocol: Protocol) -> Iterator[Finding]:
    """Conditions that no formula can be made of; nothing is proved until they are written otherwise."""
    conditions = [(rule.condition, rule.mark) for rule in protocol.rules]
    conditions += [(rule.condition, rule.mark) for rule in (protocol.score.rules if protocol.score else ())]
    conditions += [(invariant.condition, invariant.mark) for invariant in protocol.invariants]
    conditions += [
        (omission.condition, omission.mark)
        for declared in protocol.inputs.values()
        for omission in declared.not_asked_when
    ]
    for condition, mark in conditions:
        if not symbols.readable(condition.says) or not condition.slots <= protocol.inputs.keys():
            yield Finding(
                law=Law.readable,
                sentence=Told(
                    f"a prova só lê entradas do protocolo comparadas com valores fixos: «{condition.text}»",
                    f"the proof reads only inputs of the protocol compared with fixed values: «{condition.text}»",
                ),
                places=(Place(mark=mark, what=Told("a condição", "the condition")),),
            )
