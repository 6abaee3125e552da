from __future__ import annotations

import shutil
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.errors import ContentInvalid
from bot.vignettes import counting, playing, reading, showing, trying
from tests.talk import ROOT, demo_flows

COVID = ROOT / "flows" / "covid19"
#: Somebody with a cold and nothing else.
COLD: dict[str, Any] = {
    "id": "resfriado", "who": "Alguém com coriza", "class": "leve", "because": "só coriza",
    "answers": {"consentimento": "sim", "nome": "Ana", "idade": "30", "municipio": "Sobral", "sintomas": "coriza", "dias_sintomas": "ontem",
                "respiracao": "normal", "temperatura": "36,5", "condicoes": "nenhum", "gestante": "não", "exposicao": "não"},
    "source": {"ref": "ms-aps", "where": "Seção 3.6"},
}  # fmt: skip


@pytest.fixture
def pack(tmp_path):
    """A copy of the COVID-19 pack whose vignettes and protocol can be changed."""
    folder = tmp_path / "covid19"
    shutil.copytree(COVID, folder)
    return folder


def _read(folder, *vignettes, **more):
    (folder / "vignettes.yml").write_text(yaml.safe_dump({"vignettes": list(vignettes), **more}))
    return reading.read(folder, demo_flows().content)


def _play(folder, **changed):
    (vignette,) = _read(folder, {**COLD, **changed})
    return playing.play(demo_flows(), vignette)


def _table(folder):
    table = trying.try_out(demo_flows(folder), folder)
    assert table is not None
    return table


def test_answers_are_given_to_whatever_is_asked(pack):
    """The person of a vignette answers by question, not by order."""
    played = _play(pack)
    assert played.decided == "leve"
    assert played.department is None
    assert [line.text for line in played.lines if not line.by_bela][:3] == ["oi", "sim", "Ana"]


def test_asides_come_before_the_answer(pack):
    """What is said in the middle of a question is said once, and then the question is answered."""
    played = _play(pack, says={"temperatura": "preciso usar máscara?"})
    written = [line.text for line in played.lines if not line.by_bela]
    assert written.index("preciso usar máscara?") == written.index("36,5") - 1
    assert played.decided == "leve"


def test_answers_may_change_when_asked_again(pack):
    """A list is answered one by one: the first age is taken back."""
    played = _play(
        pack, answers={**COLD["answers"], "idade": ["30", "70"], "municipio": ["voltar", "Sobral"]}
    )
    assert played.decided == "moderado"
    assert played.department == "atendimento"


def test_a_question_without_an_answer_is_told(pack):
    """A vignette that does not say what the person answers gives no class, and the question is named."""
    answers = {slot: words for slot, words in COLD["answers"].items() if slot != "temperatura"}
    played = _play(pack, answers=answers)
    assert played.decided is None
    assert played.unanswered == "temperatura"
    table = counting.count(demo_flows().content, [played])
    assert table.under.count == 1
    assert 'a Bela perguntou "temperatura"' in showing.table(table)


def test_a_rule_left_out_is_seen_as_severe_under_triage(pack):
    """When the protocol forgets pregnancy, its cases fall, and the table says so."""
    protocol = pack / "protocol.yml"
    text = protocol.read_text(encoding="utf-8")
    start = text.index("    - id: gestante_com_cansaco")
    protocol.write_text(text[:start] + text[text.index("    # ----", start) :], encoding="utf-8")
    table = _table(pack)
    assert not table.good
    assert table.severe_under.count == 2
    assert {played.vignette.id for played in table.wrong} >= {"gravida_cansa_ao_andar", "puerpera_cansada"}
    assert "NÃO é seguro o bastante" in showing.table(table)


def test_the_right_class_without_its_department_is_not_good(pack):
    """A severe case that reaches nobody is wrong although its class is right."""
    triage = pack / "flows" / "triage.yml"
    text = triage.read_text(encoding="utf-8")
    told = "      - id: moderado_pessoa\n        action: action_hand_off\n"
    triage.write_text(text.replace(told, told.replace("action_hand_off", "utter_certo")), encoding="utf-8")
    table = _table(pack)
    assert table.under.count == 0
    assert not table.good
    assert "a conversa foi para: ninguém" in showing.table(table)


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_interval_holds_the_share(count, more):
    """Wilson's interval lies within 0 and 1, around the share."""
    share = counting.Share(count=count, of=count + more)
    low, high = share.interval
    assert 0 <= low <= share.value <= high <= 1


def test_the_interval_is_wilsons():
    """10 of 20 gives 0.299 to 0.701, as reckoned by hand from the formula."""
    assert [round(bound, 3) for bound in counting.Share(count=10, of=20).interval] == [0.299, 0.701]


def test_every_mistake_of_the_file_is_told_at_once(pack):
    """Unknown slots, classes and sources, a missing reason, the same id twice: all with their lines."""
    wrong = {
        **COLD,
        "class": "levee",
        "answers": {"idadee": "3"},
        "source": {"ref": "ms-ap", "where": "x"},
        "opnes": ["oi"],
    }
    del wrong["because"]
    with pytest.raises(ContentInvalid) as raised:
        _read(pack, wrong, COLD, COLD)
    assert {fault.rule for fault in raised.value.faults} == {
        "unknown-slot",
        "unknown-class",
        "unknown-source",
        "unknown-key",
        "missing-key",
        "duplicate-name",
    }
    assert 'você quis dizer "idade"?' in str(raised.value)


def test_a_pack_without_vignettes_has_no_table(pack):
    """Nothing is counted where nothing was written."""
    (pack / "vignettes.yml").unlink()
    assert trying.try_out(demo_flows(), pack) is None


def test_written_cases_are_no_content(pack):
    """Another vignette changes no digest: what runs stays what it is."""
    (pack / "cases").mkdir(exist_ok=True)
    (pack / "cases" / "um.yml").write_text("test_cases: []\n")
    _read(pack, COLD)
    assert demo_flows(pack).content.digest == demo_flows().content.digest


def test_the_example_of_the_page_reads(tmp_path):
    """What docs/flow-language.md shows can be copied into a vignettes.yml."""
    page = (ROOT / "docs" / "flow-language.md").read_text(encoding="utf-8")
    example = page.split("```yaml file=vignettes\n")[1].split("```")[0]
    (tmp_path / "vignettes.yml").write_text(example, encoding="utf-8")
    (vignette,) = reading.read(tmp_path, demo_flows().content)
    assert vignette.answers["respiracao"] == ("voltar", "2")


def test_the_right_class_without_its_advice_is_not_good(pack):
    """Somebody who is judged rightly and is not told what to do is wrong, and the table names what they did not hear."""
    protocol = pack / "protocol.yml"
    text = protocol.read_text(encoding="utf-8")
    swapped = text.replace("advice: utter_orientacao_leve", "advice: utter_orientacao_moderado")
    protocol.write_text(swapped, encoding="utf-8")
    table = _table(pack)
    assert table.under.count == 0
    assert not table.good
    assert "não ouviu o que tem de fazer: utter_orientacao_moderado" in showing.table(table)


def test_a_case_may_name_what_the_person_must_hear_instead(pack):
    """Who speaks of dying hears the words for them, and not the advice for severe illness."""
    dying = {**COLD, "class": "grave", "opens": ["oi", "quero morrer"]}
    assert not counting.advised(_play(pack, **dying))
    assert counting.advised(_play(pack, **{**dying, "hears": "utter_emergencia_vida"}))


def test_what_a_case_names_must_be_a_response(pack):
    """A response that does not exist would never be heard."""
    with pytest.raises(ContentInvalid, match="utter_emergencia_vidas"):
        _read(pack, {**COLD, "hears": "utter_emergencia_vidas"})
