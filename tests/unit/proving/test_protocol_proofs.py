from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.answers import UNKNOWN
from bot.content.protocols import Worse
from bot.engine import classification
from bot.proving import class_formula, directions, protocol_proofs
from bot.proving.findings import Law
from tests.talk import demo_flows
from tests.unit.proving.small_protocols import DOMAIN, PROTOCOL, bent, content, pack


def laws(protocol):
    return {finding.law for finding in protocol_proofs.prove(protocol)}


def test_the_good_pack_keeps_every_law(tmp_path):
    """Nothing is found where nothing is wrong."""
    assert not list(protocol_proofs.prove(pack(tmp_path).protocol))


def test_the_covid_protocol_keeps_every_law():
    """No answers to the COVID-19 protocol lead to a class below what its own statements promise."""
    assert not list(protocol_proofs.prove(demo_flows().protocol))


RULE = (
    "\n    - {{id: nova, class: {}, if: {}, because: x, source: {{ref: ms, where: p. 3}}}}\n  default: leve"
)
BROKEN = [
    (Law.monotone, bent(PROTOCOL, "slots.tosse = true", "slots.tosse != true"), "tosse"),
    (Law.monotone, bent(PROTOCOL, "slots.idade >= 10", "slots.idade >= 10 and slots.idade < 12"), "idade"),
    (Law.monotone, bent(PROTOCOL, "contains 'febre' and slots.tosse", "contains 'febre' and not slots.sinais contains 'dor' and slots.tosse"), "sinais"),
    (Law.monotone, bent(PROTOCOL, "slots.ar = 'mau',", "slots.ar = 'meio',").replace("if: slots.ar = 'mau' and", "if: slots.ar = 'meio' and"), "ar"),
    (Law.unknown_not_better, bent(PROTOCOL, "slots.ar is unknown", "slots.ar = 'bom'").replace("worse: [bom, meio, mau]", "worse: [[bom, meio, mau]]"), "ar"),
    (Law.rule_reachable, bent(PROTOCOL, "\n  default: leve", RULE.format("medio", "slots.idade > 12")), "nova"),
    (Law.rule_reachable, bent(PROTOCOL, "\n  default: leve", RULE.format("medio", "slots.tosse = true and slots.tosse is unknown")), "nova"),
    (Law.rule_decides, bent(PROTOCOL, "\n  default: leve", RULE.format("medio", "slots.ar = 'mau' and slots.tosse")), "nova"),
    (Law.class_reachable, bent(PROTOCOL, "    - {id: leve,", "    - {id: nunca, label: Nunca, advice: utter_leve}\n    - {id: leve,"), "nunca"),
    (Law.direction, bent(PROTOCOL, "    tosse: {worse: true}\n", ""), "tosse"),
    (Law.red_flag_alone, bent(PROTOCOL, "label: Desmaio, class: grave", "label: Desmaio, class: leve"), "caiu"),
    (Law.invariant, bent(PROTOCOL, "at_least: grave}", "at_least: grave}\n    - {id: dor, label: Dor é média, if: slots.sinais contains 'dor', at_least: medio}"), "Dor é média"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "protocol", "named"), BROKEN)
def test_a_broken_protocol_is_caught_at_just_this_law(tmp_path, law, protocol, named):
    """Each small pack breaks one law, and the finding names what breaks it."""
    found = list(protocol_proofs.prove(pack(tmp_path, protocol=protocol).protocol))
    assert {finding.law for finding in found} == {law}
    assert any(named in finding.sentence.pt for finding in found)
    assert all(finding.places for finding in found)


def test_a_formula_that_decides_otherwise_than_the_engine_is_found(tmp_path):
    """Were the proof about another protocol than the one that runs, it would say so, with the answers."""
    runs = pack(tmp_path).protocol
    other = class_formula.of(dataclasses.replace(runs, default="medio"))
    found = list(protocol_proofs.LAWS["total"](dataclasses.replace(other, protocol=runs)))
    assert {finding.law for finding in found} == {Law.total}
    assert found[0].sentence.pt == 'a prova diz "medio" e o programa decide "leve"'
    assert all(finding.cases and finding.places for finding in found)


@pytest.mark.parametrize("forgotten", ["ar_mau", "ar_unknown", "febre_e_tosse", "velho"])
def test_a_formula_that_forgets_a_rule_is_found(tmp_path, forgotten):
    """It gives a milder class than the engine only to those of whom this rule alone holds."""
    protocol = pack(tmp_path).protocol
    others = tuple(rule for rule in protocol.rules if rule.id != forgotten)
    forgetful = class_formula.of(dataclasses.replace(protocol, rules=others)).severity
    formula = dataclasses.replace(class_formula.of(protocol), severity=forgetful)
    found = list(protocol_proofs.LAWS["total"](formula))
    assert {finding.law for finding in found} == {Law.total}
    assert 'a prova diz "leve"' in found[-1].sentence.pt


NUMBERS = [
    ("lower", "90", "slots.idade < 90 and slots.idade > 80", "um valor menor"),
    ("higher", "90", "slots.idade > 90 and slots.idade <= 95.5", "um valor maior"),
]


@pytest.mark.parametrize(("worse", "benign", "condition", "told"), NUMBERS)
def test_a_number_that_grows_worse_never_lowers_the_class(tmp_path, worse, benign, condition, told):
    """A lower saturation, a higher temperature and a further day are held to their direction, decimals too."""
    domain = bent(DOMAIN, "answer: {type: age, max: 12}", "answer: {type: number, min: 50, max: 100}")
    protocol = bent(PROTOCOL, "{worse: higher, from: 2, because: bebês à parte, benign: 3}", f"{{worse: {worse}, benign: {benign}}}")  # fmt: skip
    broken = bent(protocol, "slots.idade >= 10", condition)
    found = list(protocol_proofs.prove(pack(tmp_path, protocol=broken, domain=domain).protocol))
    assert {finding.law for finding in found} == {Law.monotone}
    assert told in found[0].sentence.pt


def test_a_broken_protocol_shows_the_two_answers(tmp_path):
    """A counterexample is the simplest one: the better and the worse answer, alike in all else and in nothing strange."""
    broken = bent(PROTOCOL, "slots.tosse = true", "slots.tosse != true")
    (found,) = protocol_proofs.prove(pack(tmp_path, protocol=broken).protocol)
    better, worse = found.cases
    assert better.answers == {"idade": 3, "tosse": False, "ar": "bom", "sinais": ["febre"]}
    assert worse.answers == {**better.answers, "tosse": True}
    assert (better.risk_class, worse.risk_class) == ("medio", "leve")
    assert any("febre_e_tosse" in place.what.pt for place in found.places)


SAID = {
    "idade": [None, UNKNOWN, *range(13)],
    "tosse": [None, UNKNOWN, False, True],
    "ar": [None, UNKNOWN, "bom", "meio", "mau"],
    "sinais": [None, UNKNOWN, [], ["febre"], ["dor"], ["febre", "dor"]],
}
EVERYTHING = [dict(zip(SAID, values, strict=True)) for values in itertools.product(*SAID.values())]
ATOMS = st.sampled_from(
    [
        "slots.ar = 'mau'",
        "slots.ar = 'meio'",
        "slots.ar is unknown",
        "slots.ar is null",
        "slots.idade >= 7",
        "slots.idade < 4",
        "slots.tosse",
        "slots.tosse is unknown",
        "slots.sinais",
        "slots.sinais contains 'dor'",
        "slots.sinais contains 'febre'",
    ]
)
TERMS = st.builds(lambda atom, negated: f"not {atom}" if negated else atom, ATOMS, st.booleans())
CONDITIONS = st.builds(lambda terms, word: word.join(terms), st.lists(TERMS, min_size=1, max_size=3), st.sampled_from([" and ", " or "]))  # fmt: skip
RULES = st.lists(st.tuples(st.sampled_from(["grave", "medio", "leve"]), CONDITIONS), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(rules=RULES, scored=st.booleans())
def test_the_prover_finds_just_what_trying_every_answer_finds(rules, scored):
    """For any small protocol, with rules or points, the solver and brute force agree on which laws are broken."""
    protocol = content(protocol=_written(rules, scored=scored)).protocol
    interesting = {Law.monotone, Law.unknown_not_better, Law.rule_reachable, Law.rule_decides, Law.class_reachable, Law.invariant}  # fmt: skip
    assert laws(protocol) & interesting == _by_trying(protocol)


def _written(rules, *, scored):
    head, rest = PROTOCOL[: PROTOCOL.index("  rules:")], PROTOCOL[PROTOCOL.index("  default:") :]
    end = "because: x, source: {ref: ms, where: p. 1}}"
    plain = rules[1:] if scored else rules
    lines = [
        f'    - {{id: r{number}, class: {name}, if: "{condition}", {end}'
        for number, (name, condition) in enumerate(plain)
    ]
    text = "  rules:\n" + "\n".join(lines) + "\n" if lines else ""
    if scored:
        points = [
            f'      - {{id: s{number}, add: {number + 1}, if: "{condition}", {end}'
            for number, (_, condition) in enumerate(rules)
        ]
        text += "  score:\n    rules:\n" + "\n".join(points)
        text += "\n    thresholds: [{from: 2, class: medio}, {from: 4, class: grave}]\n"
    return head + text + rest


def _by_trying(protocol):
    results = [classification.classify(protocol, answers, ()) for answers in EVERYTHING]
    severity = {_key(answers): protocol.severity(result.risk_class) for answers, result in zip(EVERYTHING, results, strict=True)}  # fmt: skip
    return {
        *_rules_by_trying(protocol, results),
        *_changes_by_trying(protocol, severity),
        *_invariants_by_trying(protocol, severity),
    }


def _rules_by_trying(protocol, results):
    if {result.risk_class for result in results} | {"grave"} != {one.id for one in protocol.classes}:
        yield Law.class_reachable
    for rule in protocol.rules:
        holding = [
            result
            for answers, result in zip(EVERYTHING, results, strict=True)
            if rule.condition.holds(answers)
        ]
        if not holding:
            yield Law.rule_reachable
        elif rule.risk_class != "grave" and all(result.risk_class != rule.risk_class for result in holding):
            yield Law.rule_decides
    for rule in protocol.score.rules if protocol.score else ():
        if not any(rule.condition.holds(answers) for answers in EVERYTHING):
            yield Law.rule_reachable
        elif not _points_decide(protocol, rule):
            yield Law.rule_decides


def _points_decide(protocol, rule):
    """Whether the class is another one, for some answers, when the rule's points are not given."""
    for answers in EVERYTHING:
        fired = [one for one in protocol.score.rules if one.condition.holds(answers)]
        others = [one for one in protocol.rules if one.condition.holds(answers)]
        if rule not in fired:
            continue
        points = sum(one.points for one in fired)
        if _decided(protocol, others, points) != _decided(protocol, others, points - rule.points):
            return True
    return False


def _decided(protocol, rules, points):
    called = [protocol.severity(rule.risk_class) for rule in rules]
    called += [protocol.severity(one.risk_class) for one in protocol.score.thresholds if points >= one.points]
    return min(called, default=protocol.severity(protocol.default))


def _changes_by_trying(protocol, severity):
    for answers in EVERYTHING:
        for slot, declared in protocol.inputs.items():
            if slot not in protocol.looked_at:
                continue
            before = severity[_key(answers)]
            for other in SAID[slot]:
                after = severity[_key({**answers, slot: other})]
                if _worse(declared, answers[slot], other) and after > before:
                    yield Law.monotone
            stated = directions.benign(declared)
            benign = list(stated) if isinstance(stated, tuple) else stated
            if answers[slot] == benign and answers[slot] is not None and severity[_key({**answers, slot: UNKNOWN})] > before:  # fmt: skip
                yield Law.unknown_not_better


def _invariants_by_trying(protocol, severity):
    for invariant in protocol.invariants:
        for answers in EVERYTHING:
            if invariant.condition.holds(answers) and severity[_key(answers)] > protocol.severity(invariant.at_least):  # fmt: skip
                yield Law.invariant


def _worse(declared, value, other):
    if value in {None, UNKNOWN} if not isinstance(value, list) else False:
        return False
    if other is None or other == UNKNOWN:
        return False
    match declared.worse:
        case Worse.higher:
            return declared.holds_from <= value < other
        case Worse.true:
            return value is False and other is True
        case Worse.more:
            return set(value) < set(other) and len(other) == len(value) + 1
        case _:
            ranks = [option for rank in declared.ranks for option in rank]
            return ranks.index(value) < ranks.index(other)


def _key(answers):
    return repr(sorted(answers.items()))
