"""A flow of any shape becomes a readable picture."""

from __future__ import annotations

import time
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import command_line
from bot.content import loading
from bot.drawing import describing, drawing, layout
from bot.drawing.picture import Arrow, Box, BoxKind, Picture
from tests.talk import DEMO, demo_flows

_SVG = "{http://www.w3.org/2000/svg}"

PACK = """
pack: {id: p, title: P, language: pt-BR, version: "1"}
slots:
  risco: {type: text, label: Classe}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
responses:
  utter_ask_febre: [{text: "Você tem <febre> & tosse?"}]
  utter_grave: [{text: Ligue já.}]
  utter_leve: [{text: Descanse.}]
flows:
  f:
    name: Um fluxo
    description: d
    steps:
      - id: febre
        collect: febre
      - id: decide
        action: action_classify
        next:
          - if: slots.risco = 'grave'
            then: pessoa
          - if: slots.risco = 'leve'
            then: volta
          - else: END
      - id: pessoa
        action: action_hand_off
      - id: volta
        noop: true
        next: febre
protocol:
  id: p
  version: "1"
  title: P
  signed_by: null
  sources: {}
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_grave}
    - {id: leve, label: Leve, advice: utter_leve}
  default: leve
  red_flags: []
  rules: []
"""


@pytest.fixture
def content(tmp_path):
    (tmp_path / "pack.yml").write_text(PACK, encoding="utf-8")
    found = loading.survey(tmp_path).content
    assert found is not None
    return found


def boxes(content):
    return {box.note or box.text: box for box in describing.describe(content, content.flows["f"]).boxes}


def test_each_step_and_each_branch_has_its_box(content):
    """Steps by their words, branches by their conditions in plain Portuguese."""
    found = boxes(content)
    assert found["febre"].kind is BoxKind.question
    assert found["febre"].text == "Você tem <febre> & tosse?"
    assert {"se Classe é grave", "se Classe é leve", "senão"} <= found.keys()


def test_risk_colours_what_lies_behind_its_branch(content):
    """Behind a branch that asks for a class the steps have its colour; where any class may come, none."""
    found = boxes(content)
    assert (found["pessoa"].severity, found["volta"].severity, found["febre"].severity) == (0, 1, None)


def test_a_hand_off_is_marked(content):
    """Whoever looks sees where a person takes over."""
    assert boxes(content)["pessoa"].kind is BoxKind.hand_off
    assert 'class="box hand_off s0"' in drawing.draw(content, ["f"])


def test_traffic_is_told_and_shown(content):
    """With counts the question says how often it was answered."""
    drawn = drawing.draw(content, ["f"], traffic={"febre": 1234})
    assert "febre · 1234×" in drawn
    assert 'class="heat"' in drawn
    assert 'class="heat"' not in drawing.draw(content, ["f"])


def test_texts_cannot_break_the_picture(content):
    """What a text says stays a text, in both forms."""
    ET.fromstring(drawing.draw(content, ["f"]))
    assert "<febre>" not in drawing.draw(content, ["f"], form=drawing.Form.mermaid)


def test_the_same_flow_is_drawn_the_same(content):
    """A drawing changes only when the flow does."""
    assert drawing.draw(content, ["f"]) == drawing.draw(content, ["f"])


def picture(count, pairs):
    named = tuple(Box(id=n, kind=BoxKind.text, text=f"passo {n}", note=f"p{n}") for n in range(count))
    arrows = tuple(Arrow(source=a % count, target=b % count) for a, b in pairs)
    return Picture(title="x", boxes=named, arrows=arrows)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=90))
def test_any_shape_of_flow_is_laid_out(count, pairs):
    """Circles, steps that lead to themselves, doubled ways, steps that nothing leads to: all have a place of their own."""
    laid = layout.lay_out(picture(count, pairs))
    assert len(laid.placed) == count
    places = [(one.x, one.y) for one in laid.placed]
    assert len(set(places)) == count
    for one in laid.placed:
        assert one.x - one.width / 2 >= 0
        assert one.x + one.width / 2 <= laid.width
        assert one.y + one.height / 2 <= laid.height
    for number, one in enumerate(laid.placed):
        for other in laid.placed[number + 1 :]:
            beside = abs(one.x - other.x) >= (one.width + other.width) / 2 - 1
            beneath = abs(one.y - other.y) >= (one.height + other.height) / 2 - 1
            assert beside or beneath, "two boxes lie on each other"


def test_a_flow_of_sixty_steps_is_drawn_at_once():
    """With a branch at every third step it takes less than a second, and is no wider than a wall."""
    pairs = [(n, n + 1) for n in range(59)] + [(n, n + 4) for n in range(0, 56, 3)]
    before = time.process_time()
    laid = layout.lay_out(picture(60, pairs))
    assert time.process_time() - before < 1
    assert laid.width < 1500


def test_the_whole_pack_is_one_picture():
    """Every flow of the pack is on it, by name."""
    content = demo_flows().content
    drawn = ET.fromstring(drawing.draw(content, list(content.flows)))
    titles = {text.text for text in drawn.iter(f"{_SVG}text") if text.get("class") == "title"}
    assert titles == {flow.name for flow in content.flows.values()}


def test_the_command_writes_a_file_and_helps_with_names(tmp_path):
    """An admin gets a file, and a misspelt flow gets the right one named."""
    out = tmp_path / "triagem.svg"
    run = CliRunner().invoke
    command = ["--deployment", str(DEMO), "flows", "draw"]
    made = run(command_line.main, [*command, "triagem", "--out", str(out)])
    assert made.exit_code == 0, made.output
    assert out.read_text(encoding="utf-8").startswith("<svg")
    wrong = run(command_line.main, [*command, "triagen"])
    assert wrong.exit_code == 1
    assert 'O fluxo "triagen" não existe no rascunho; você quis dizer "triagem"?' in wrong.output


def test_what_the_pack_did_not_write_is_drawn_only_when_asked_for():
    """Patterns that come with Bela are no part of a pack's picture, nor of the draft's page."""
    content = demo_flows().content
    own, everything = drawing.whole(content), drawing.whole(content, built_in=True)
    assert "triagem" in own
    assert "pattern_internal_error" in set(everything) - set(own)
    assert everything == list(content.flows)


def test_the_legend_stands_inside_the_picture():
    """However narrow the flow and long the names of its classes, the last sign can be read."""
    content = demo_flows().content
    for flow in ("pattern_red_flag", "pattern_correction"):
        root = ET.fromstring(drawing.draw(content, [flow]))
        last = next(text for text in root.iter(f"{_SVG}text") if text.text == "vai para uma pessoa")
        assert float(last.attrib["x"]) + 7 * len("vai para uma pessoa") <= float(root.attrib["width"])
