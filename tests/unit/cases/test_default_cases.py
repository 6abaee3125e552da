from __future__ import annotations

import shutil

from bot.cases import defaults, filling, playing, reading
from tests.talk import ROOT, demo_flows

COVID = ROOT / "flows" / "covid19"


def broken(folder, file, *changes):
    """What the default cases say of the COVID-19 pack with a file changed."""
    pack = folder / "pack"
    shutil.copytree(COVID, pack)
    path = pack / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return {case.broken for case in defaults.play(demo_flows(pack)) if case.broken}


def test_an_emergency_without_a_number_is_found(tmp_path):
    """Words of danger answered without 192 or 188 break the default case of the red flag."""
    found = broken(
        tmp_path,
        "domain/responses_advice.yml",
        ("{samu}", "o médico"),
        ("{cvv}", "um amigo"),
    )
    assert any("não trouxe logo um número de emergência" in one for one in found)


def test_a_person_who_is_never_called_is_found(tmp_path):
    """Who asks for a person and hears only words breaks the default case of the person."""
    found = broken(
        tmp_path,
        "flows/patterns.yml",
        (
            "        action: utter_chamando_pessoa\n      - id: pessoa\n        action: action_hand_off\n        next: END",
            "        action: utter_chamando_pessoa",
        ),
    )
    assert "quem pediu uma pessoa não foi encaminhado" in found


def test_a_flow_that_says_nothing_is_found(tmp_path):
    """A command whose flow has no word in it leaves a fault of the content, and that is told."""
    found = broken(
        tmp_path,
        "flows/patterns.yml",
        (
            "        action: utter_parar\n      - id: fecha\n        action: action_close\n        next: END",
            "        set_slots: [{em_triagem: false}]",
        ),
    )
    assert any(one.startswith("erro do conteúdo: silent-turn") for one in found)


def test_questions_that_nobody_tried_get_a_case_that_holds(tmp_path):
    """A flow that only answers is recorded by its keyword, and the new case holds."""
    flows = demo_flows()
    marks = {step.mark for step in flows.content.flows["faq_animais"].steps.values()}
    assert filling.add(flows, tmp_path, marks) == ["Animais: pela palavra-chave"]
    (case,) = reading.read(reading.find(tmp_path), root=tmp_path, zone=flows.time_zone)
    assert playing.play(flows, case).holds
    assert case.turns[-1].expectations[0].text == "utter_faq_animais"
