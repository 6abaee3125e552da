"""A version may let conversations under way come over; whoever has no place there stays where they began."""

from __future__ import annotations

import pytest

from bot.content import loading
from bot.engine import conversation, fitting, moving
from bot.engine.conversation import Assessment, Frame, Given, Offer

OLD = """
pack: {id: p, title: P, language: pt-BR, version: "1"}
slots:
  idade: {type: float, label: Idade, answer: {type: age}}
  anos: {type: float, label: Anos, answer: {type: age}}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_idade: [{text: Idade?}]
  utter_ask_anos: [{text: Anos?}]
  utter_ask_febre: [{text: Febre?}]
  utter_grave: [{text: Ligue.}]
flows:
  f:
    description: d
    steps:
      - id: pergunta_idade
        collect: idade
      - id: pergunta_febre
        collect: febre
protocol:
  id: p
  version: "1"
  title: P
  signed_by: null
  sources: {}
  classes: [{id: grave, label: Grave, department: urgencia, advice: utter_grave}]
  default: grave
  red_flags: []
  rules: []
"""
NEW = OLD.replace("id: pergunta_idade\n        collect: idade", "id: anos\n        collect: anos")


@pytest.fixture
def survey(tmp_path):
    def read(text):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "pack.yml").write_text(text, encoding="utf-8")
        return loading.survey(folder)

    return read


def standing(step: str, asking: str) -> conversation.Conversation:
    return conversation.Conversation(
        seed="sala",
        phase=conversation.Phase.talking,
        slots={"febre": True, "idade": 40, "sumido": "x"},
        stack=(Frame(flow="f", step=step),),
        asking=asking,
        offered=(Offer(title="Sim", payload="/SetSlots(febre=true)"),),
        given=(Given(slot="febre", flow="f", step="pergunta_febre"),),
        flags=("dor",),
        assessment=Assessment(risk_class="leve", because=(), rules=()),
    )


def test_a_renamed_step_takes_the_conversation_along(survey):
    """The step is found under its new id, and the question that stands there is the one that is pending."""
    content = survey(NEW + "migrate: {from: 1, flows: {f: {pergunta_idade: anos}}}\n").content
    moved = moving.moved(standing("pergunta_idade", "idade"), content.moves, content)
    assert moved is not None
    assert moved.stack == (Frame(flow="f", step="anos"),)
    assert moved.asking == "anos"
    assert moved.offered


def test_without_a_place_it_stays(survey):
    """A conversation at a step that is gone and not named is not moved."""
    content = survey(NEW + "migrate: {from: 1, all: true}\n").content
    assert moving.moved(standing("pergunta_idade", "idade"), content.moves, content) is None
    assert moving.moved(standing("pergunta_febre", "febre"), content.moves, content) is not None


def test_only_the_named_versions_move(survey):
    """A number, a list of numbers, or every older version."""
    for written, covered in (("2", {2}), ("[2, 3]", {2, 3}), ("all", {1, 2, 3})):
        moves = survey(f"{OLD}migrate: {{from: {written}, all: true}}\n").content.moves
        assert {number for number in (1, 2, 3) if moves.covers(number)} == covered


def test_what_a_change_forgot_is_found_before_it_goes_live(survey):
    """Steps without a place, and steps that never were, are named."""
    old = survey(OLD).content
    new = survey(NEW + "migrate: {from: 1, flows: {f: {pergunta_nome: anos}}}\n").content
    assert moving.lost_steps(old, new, new.moves) == [("f", "pergunta_idade")]
    assert moving.unknown_steps(old, new.moves) == [("f", "pergunta_nome")]


@pytest.mark.parametrize(
    ("written", "rule", "part"),
    [
        ("{from: 1, flows: {f: {pergunta_idade: anoss}}}", "unknown-step", 'você quis dizer "anos"?'),
        ("{from: 1, flows: {g: {a: b}}}", "unknown-flow", 'o fluxo "g" não existe'),
        ("{from: 1}", "empty-migrate", "all: true"),
        ("{from: ontem, all: true}", "wrong-kind", "um número, uma lista"),
        ("{all: true}", "wrong-kind", "um número, uma lista"),
        ("{from: 0, all: true}", "wrong-kind", "um número, uma lista"),
        ("{from: 1, all: true, tudo: 1}", "unknown-key", "tudo"),
        ("{from: 1, flows: {f: [a]}}", "wrong-kind", "passo antigo: passo novo"),
    ],
)
def test_a_mistake_in_migrate_has_its_place(survey, written, rule, part):
    """What cannot be meant is a fault with file, line and column."""
    faults = [fault for fault in survey(f"{NEW}migrate: {written}\n").faults if fault.rule == rule]
    assert faults
    assert part in faults[0].sentence
    assert faults[0].mark.file == "pack.yml"


def test_a_lost_version_keeps_what_fits(survey):
    """Whatever the new content does not know is left behind; red flags and known answers stay."""
    content = survey(NEW.replace("idade:", "idade_nova:", 1)).content
    fitted = fitting.fitted(standing("pergunta_idade", "idade"), content)
    assert fitted.stack == ()
    assert fitted.asking is None
    assert fitted.offered == ()
    assert fitted.slots == {"febre": True}
    assert fitted.given == (Given(slot="febre", flow="f", step="pergunta_febre"),)
    assert fitted.flags == ("dor",)
    assert fitted.assessment is None


RENAMED = OLD.replace("  f:\n", "  triagem:\n")


def test_a_renamed_flow_takes_the_conversation_along(survey):
    """The flow is found under its new name, its steps under theirs, and so are the answers given in it."""
    new = survey(RENAMED + "migrate: {from: 1, renamed: {f: triagem}}\n").content
    moved = moving.moved(standing("pergunta_idade", "idade"), new.moves, new)
    assert moved is not None
    assert moved.stack == (Frame(flow="triagem", step="pergunta_idade"),)
    assert moved.given == (Given(slot="febre", flow="triagem", step="pergunta_febre"),)
    assert moving.lost_steps(survey(OLD).content, new, new.moves) == []


def test_a_flow_and_its_steps_may_both_have_new_names(survey):
    """Steps are named below the flow's new name."""
    new = survey(
        NEW.replace("  f:\n", "  triagem:\n")
        + "migrate: {from: 1, renamed: {f: triagem}, flows: {triagem: {pergunta_idade: anos}}}\n"
    ).content
    moved = moving.moved(standing("pergunta_idade", "idade"), new.moves, new)
    assert moved is not None
    assert moved.stack == (Frame(flow="triagem", step="anos"),)
    old = survey(OLD).content
    assert moving.lost_steps(old, new, new.moves) == []
    assert moving.unknown_steps(old, new.moves) == []


def test_a_flow_that_never_was_is_named(survey):
    """Renaming what an older version does not have is a mistake, and so is a new name that does not exist."""
    new = survey(RENAMED + "migrate: {from: 1, renamed: {g: triagem}}\n").content
    assert moving.unknown_flows(survey(OLD).content, new.moves) == ["g"]
    assert moving.lost_steps(survey(OLD).content, new, new.moves)
    faults = survey(RENAMED + "migrate: {from: 1, renamed: {f: triagen}}\n").faults
    faults = [fault for fault in faults if fault.rule == "unknown-flow"]
    assert 'você quis dizer "triagem"?' in faults[0].sentence
