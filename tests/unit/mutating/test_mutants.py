from __future__ import annotations

from collections import Counter

import pytest

from bot.content import conditions, loading
from bot.mutating import mistakes, mutants, trees
from bot.mutating.definitions import Operator
from config import marked_yaml
from tests.talk import ROOT

PACKS = ("covid19", "dengue")


def files(pack):
    return loading.survey(ROOT / "flows" / pack).parts.files


def read(text, file="protocol.yml"):
    node, faults = marked_yaml.read_bytes(text.encode(), file=file)
    assert not faults
    return {file: node}


def wrong(condition, decimal=()):
    """The wrong conditions, by operator and name."""
    return {
        (mistake.operator, mistake.name): conditions.of(mistake.wrong).text
        for mistake in mistakes.of(conditions.parse(condition).says, decimal=decimal)
    }


def test_a_comparison_is_flipped_and_its_threshold_moved():
    """The boundary moves by the smallest step in either direction, and the comparison looks the other way."""
    assert wrong("slots.idade >= 60") == {
        (Operator.flip_comparison, "0.above"): "slots.idade > 60",
        (Operator.flip_comparison, "0.at_most"): "slots.idade <= 60",
        (Operator.move_threshold, "0.down"): "slots.idade >= 59",
        (Operator.move_threshold, "0.up"): "slots.idade >= 61",
    }


def test_a_threshold_of_a_decimal_moves_by_a_tenth():
    """A temperature of 37.8 becomes 37.7 and 37.9, not 36.8."""
    moved = wrong("slots.temperatura < 39", decimal=["temperatura"])
    assert moved[Operator.move_threshold, "0.down"] == "slots.temperatura < 38.9"
    assert moved[Operator.move_threshold, "0.up"] == "slots.temperatura < 39.1"


def test_terms_are_dropped_denied_and_joined_otherwise():
    """Every term of `and` and `or` can be missing or say the contrary, and `and` can be `or`."""
    assert wrong("slots.tosse and (slots.febre or not slots.vacina)") == {
        (Operator.swap_and_or, "0.or"): "slots.tosse or (slots.febre or not slots.vacina)",
        (Operator.negate_term, "1.negated"): "not slots.tosse and (slots.febre or not slots.vacina)",
        (Operator.drop_term, "1.dropped"): "slots.febre or not slots.vacina",
        (Operator.swap_and_or, "2.and"): "slots.tosse and (slots.febre and not slots.vacina)",
        (Operator.drop_term, "2.dropped"): "slots.tosse",
        (Operator.negate_term, "3.negated"): "slots.tosse and (not slots.febre or not slots.vacina)",
        (Operator.drop_term, "3.dropped"): "slots.tosse and not slots.vacina",
        (Operator.negate_term, "4.negated"): "slots.tosse and (slots.febre or slots.vacina)",
        (Operator.drop_term, "4.dropped"): "slots.tosse and slots.febre",
    }


STEPS = """
flows:
  um:
    if: slots.pode
    steps:
      - {id: pergunta, collect: febre, ask_before_filling: true, retries: {max: 2, then: skip}, next: [{if: slots.febre, then: [{id: dentro, action: utter_a, next: fim}]}, {else: fim}]}
      - {id: guarda, set_slots: [{aqui: true}, {ali: x}]}
      - {id: fim, action: utter_fim}
  dois:
    steps: [{id: leva, link: um}]
"""


def test_every_kind_of_mistake_in_a_flow_is_made():
    """Paths that lead elsewhere, arms and steps that are gone, guards, slots and questions; those of nested steps, too."""
    found = {mutant.id for mutant in mutants.of(read(STEPS, "flows.yml"))}
    assert {
        "drop-guard/um",
        "negate-term/um/0.negated",
        "drop-step/um.pergunta",
        "drop-step/um.dentro",
        "redirect-step/um.dentro.0/END",
        "redirect-step/um.pergunta.1/END",
        "redirect-step/dois.leva/link",
        "drop-branch/um.pergunta.0",
        "negate-term/um.pergunta.0/0.negated",
        "change-slot/um.guarda.aqui/false",
        "change-slot/um.guarda.ali/dropped",
        "change-question/um.pergunta/ask_before_filling",
        "change-question/um.pergunta/retries.down",
        "drop-step/um.fim",
    } <= found


def test_a_mutant_changes_only_its_place():
    """The rest of the file stays as it was read, and what differs is shown in the lines of YAML."""
    file = read(STEPS, "flows.yml")
    mutant = next(one for one in mutants.of(file) if one.id == "redirect-step/um.pergunta.1/END")
    after = trees.plain(mutant.applied(file["flows.yml"]))
    before = trees.plain(file["flows.yml"])
    assert after["flows"]["um"]["steps"][0]["next"][1] == {"else": "END"}
    after["flows"]["um"]["steps"][0]["next"][1] = {"else": "fim"}
    assert after == before
    assert mutant.difference(file["flows.yml"]).endswith("-- else: fim\n+- else: END")


@pytest.mark.parametrize("pack", PACKS)
def test_ids_are_unique_and_the_same_in_every_run(pack):
    """A mutant can be asked for by its id, tomorrow as well."""
    first = [mutant.id for mutant in mutants.of(files(pack))]
    assert max(Counter(first).values()) == 1
    assert first == [mutant.id for mutant in mutants.of(files(pack))]


@pytest.mark.parametrize("pack", PACKS)
def test_every_kind_of_mistake_is_made_in_a_delivered_pack(pack):
    """No operator is left out; each mutant differs from the pack, and names its line in both languages."""
    read_files = files(pack)
    found = mutants.of(read_files)
    assert {mutant.operator for mutant in found} == set(Operator)
    for mutant in found:
        assert trees.plain(mutant.applied(read_files[mutant.file])) != trees.plain(
            read_files[mutant.file]
        ) or (mutant.operator is Operator.swap_classes)
        assert mutant.mark.line > 0
        assert mutant.sentence.pt
        assert mutant.sentence.en


def test_points_and_thresholds_move():
    """A protocol that scores has mutants of its points, and of the class that they reach."""
    protocol = """
    protocol:
      classes: [{id: grave}, {id: leve}]
      score:
        rules: [{id: febre, add: 2, if: slots.febre}]
        thresholds: [{from: 2, class: grave}]
    """
    found = {mutant.id for mutant in mutants.of(read(protocol))}
    assert {
        "move-threshold/rules.febre/add.down",
        "move-threshold/thresholds.grave/from.up",
        "change-class/thresholds.grave/leve",
        "drop-rule/rules.febre",
    } <= found
