from __future__ import annotations

import pytest

from bot.content.protocols import InputType, Worse
from bot.engine import classification
from tests.unit.content.test_faults import GOOD, faults, load

INPUTS = """\
  inputs:
    idade: {type: whole, range: {min: 0, max: 120}, worse: higher, from: 10, because: crianças à parte, benign: 30}
    febre: {worse: [baixa, alta]}
"""
SCORED = """\
  score:
    rules:
      - {id: idosa, add: 2, if: slots.idade >= 60, because: idade, source: {ref: ms, where: p. 3}}
      - {id: febril, add: 1, if: slots.febre is not null, because: febre, source: {ref: ms, where: p. 3}}
    thresholds: [{from: 3, class: grave}]
"""
PLANS = """\
  consent: {slot: febre, not_in: [pattern_red_flag], because: vida}
  questions_before_danger: 2
  invariants: [{id: alta, label: Febre alta é grave, if: slots.febre = 'alta', at_least: grave}]
  monitoring: [{class: leve, every_hours: 48, until_day: 14, source: {ref: ms, where: p. 4}}]
"""


def protocol(more):
    """The mini pack's protocol with more keys."""
    return {"protocol.yml": GOOD["protocol.yml"] + more}


def test_inputs_take_their_type_and_range_from_the_answer_and_their_direction_from_the_protocol(tmp_path):
    """What is worse is declared; what an answer can be follows from how it is read."""
    inputs = load(tmp_path, **protocol(INPUTS)).protocol.inputs
    age, fever = inputs["idade"], inputs["febre"]
    assert (age.type, age.minimum, age.maximum, age.worse) == (InputType.whole, 0, 120, Worse.higher)
    assert (age.holds_from, age.holds_to, age.benign) == (10, None, 30)
    assert (fever.type, fever.ranks) == (InputType.choice, (("baixa",), ("alta",)))


def test_an_input_that_a_rule_looks_at_is_known_although_nobody_declared_it(tmp_path):
    """Its direction stays open, so that the proof can ask for it."""
    assert load(tmp_path).protocol.inputs["febre"].worse is None


def test_plans_invariants_and_consent_are_data(tmp_path):
    """The rest of a protocol is read whole."""
    read = load(tmp_path, **protocol(PLANS)).protocol
    assert read.consent is not None
    assert read.consent.not_in == ("pattern_red_flag",)
    assert (read.invariants[0].at_least, read.monitoring[0].every_hours) == ("grave", 48)
    assert read.questions_before_danger == 2
    assert [risk_class.priority for risk_class in read.classes] == [1, 2]


@pytest.mark.parametrize(
    ("slots", "expected", "reasons"),
    [
        ({"idade": 70, "febre": "baixa"}, "grave", ["idosa", "febril"]),
        ({"idade": 70}, "leve", []),
        ({"idade": 20, "febre": "baixa"}, "leve", []),
        ({"febre": "alta"}, "grave", ["r1"]),
    ],
)
def test_points_reach_a_class_beside_the_rules(tmp_path, slots, expected, reasons):
    """The worst of rules and score counts, and every rule that gave points is a reason."""
    result = classification.classify(load(tmp_path, **protocol(SCORED)).protocol, slots, ())
    assert (result.risk_class, [reason.id for reason in result.reasons]) == (expected, reasons)


def test_an_implausible_number_counts_as_said_and_as_unknown(tmp_path):
    """An age of 400 is no way to a lower class than an unknown age."""
    rules = GOOD["protocol.yml"].replace("if: slots.febre = 'alta'", "if: slots.idade is unknown")
    read = load(tmp_path, **{"protocol.yml": rules + INPUTS}).protocol
    assert classification.classify(read, {"idade": 400}, ()).risk_class == "grave"
    assert classification.classify(read, {"idade": 40}, ()).risk_class == "leve"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (INPUTS.replace("max: 120", "max: 99"), "protocol.yml:15:33: a faixa diz max 99, e a pergunta aceita max 120"),
        (INPUTS.replace("type: whole", "type: choice"), 'aqui está "choice", e a resposta do slot é lida como "whole"'),
        (INPUTS.replace("worse: higher", "worse: more"), '"worse" de um "whole" é higher, lower, neither'),
        (INPUTS.replace("[baixa, alta]", "[baixa]"), '"worse" deve ter cada opção uma vez'),
        (INPUTS.replace("because: crianças à parte, ", ""), 'precisa dizer por quê, em "because"'),
        (INPUTS.replace("idade:", "idadee:"), 'a entrada "idadee" não é um slot do pacote'),
        (SCORED.replace("add: 2", "add: -2"), "pontos nunca baixam o risco"),
        (SCORED.replace("class: grave", "class: gravee"), 'a classe "gravee" não existe'),
        (SCORED.replace("id: febril", "id: r1"), 'a regra "r1" já existe em'),
        (PLANS.replace("at_least: grave", "at_least: pior"), 'a classe "pior" não existe'),
        (PLANS.replace("slots.febre = 'alta'", "slots.febre = 'altta'"), 'a opção de "febre" "altta" não existe'),
        (PLANS.replace(", because: vida", ""), "quem dispensa o consentimento precisa dizer por quê"),
        (PLANS.replace("every_hours: 48", "every_hours: 0"), 'o acompanhamento precisa de "every_hours"'),
        (PLANS.replace("slot: febre", "slot: febree"), 'o slot "febree" não existe'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_protocol_names_its_place(tmp_path, more, expected):
    """Each mistake is one sentence with file, line and column."""
    found = faults(tmp_path, **protocol(more))
    assert any(expected in fault and fault.startswith("protocol.yml:") for fault in found), found


def test_a_red_flag_takes_over_the_words_that_bela_knows(tmp_path):
    """The shared phrases come first, without those left out, then the pack's own; figures of speech go along."""
    ours = "phrases_of: [falta_de_ar], without: [falta de ar], phrases: [canseira no fôlego]"
    protocol = GOOD["protocol.yml"].replace("phrases: [falta de ar]", ours)
    content = load(tmp_path, **{"protocol.yml": protocol})
    (flag,) = content.protocol.red_flags
    assert "falta de ar" not in flag.phrases
    assert {"sem fôlego", "canseira no fôlego"} <= set(flag.phrases)
    assert "afogado em trabalho" in flag.harmless
