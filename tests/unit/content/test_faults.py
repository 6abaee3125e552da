from __future__ import annotations

import textwrap

import pytest

from bot.content import loading
from bot.content.errors import ContentInvalid

DEPARTMENTS = ("urgencia", "atendimento")

#: A small pack without faults, which each test bends a little.

GOOD = {
    "pack.yml": """
        pack: {id: mini, title: Mini, language: pt-BR, version: "1"}
        nlu:
          - intent: parar
            examples: |
              - parar
        """,
    "domain.yml": """
        slots:
          idade: {type: float, label: Idade, answer: {type: age}}
          febre: {type: categorical, answer: {type: choice, options: [{id: alta, label: Alta}, {id: baixa, label: Baixa}]}}
        responses:
          utter_ask_idade: [{text: "Quantos anos?"}]
          utter_ask_febre: [{text: "Como está a febre, {idade}?"}]
          utter_conselho: [{text: "Ligue {samu}."}]
          utter_correct_which: [{text: "Qual?"}]
          utter_internal_error: [{text: "Desculpe."}]
          utter_invalid_choice: [{text: "Escolha uma."}]
          utter_message_deleted: [{text: "Apagada."}]
          utter_message_edited: [{text: "Editada."}]
          utter_not_understood: [{text: "Não entendi."}]
          utter_nothing_to_correct: [{text: "Nada."}]
          utter_nothing_to_go_back: [{text: "Nada."}]
          utter_returned: [{text: "Voltei."}]
          utter_still_waiting: [{text: "Ainda não."}]
          utter_unreadable: [{text: "Não li."}]
        """,
    "flows.yml": """
        flows:
          pattern_session_start:
            description: começo
            steps:
              - collect: idade
              - collect: febre
                next:
                  - if: slots.febre = 'alta'
                    then: aviso
                  - else: END
              - id: aviso
                action: utter_conselho
          pattern_red_flag: {description: d, steps: [{action: action_hand_off}]}
          pattern_human_handoff: {description: d, steps: [{action: action_hand_off}]}
          pattern_handoff_failed: {description: d, steps: [{action: utter_conselho}]}
          pattern_too_many_attempts: {description: d, steps: [{link: pattern_human_handoff}]}
        """,
    "protocol.yml": """
        protocol:
          id: mini
          version: "1"
          title: Mini
          sources: {ms: {title: Protocolo}}
          classes:
            - {id: grave, label: Grave, department: urgencia, advice: utter_conselho}
            - {id: leve, label: Leve, advice: utter_conselho}
          red_flags:
            - {id: ar, label: Falta de ar, class: grave, phrases: [falta de ar], source: {ref: ms, where: p. 1}}
          rules:
            - {id: r1, class: grave, if: slots.febre = 'alta', because: febre alta, source: {ref: ms, where: p. 2}}
          default: leve
        """,
}


GOOD = {name: textwrap.dedent(text).lstrip() for name, text in GOOD.items()}


def load(folder, **changes):
    """Write the mini pack with some files changed, and read it."""
    for name, text in {**GOOD, **changes}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return loading.load(folder, departments=DEPARTMENTS)


def faults(folder, **changes):
    with pytest.raises(ContentInvalid) as caught:
        load(folder, **changes)
    return [str(fault) for fault in caught.value.faults]


def changed(name, old, new):
    assert old in GOOD[name], old
    return {name: GOOD[name].replace(old, new)}


def test_a_pack_without_faults_is_read_whole(tmp_path):
    """Slots, responses, flows and protocol of several files become one content."""
    content = load(tmp_path)
    assert content.flows["pattern_session_start"].first == "pattern_session_start_1_collect"
    assert list(content.slots)[:2] == ["idade", "febre"]
    assert content.protocol.rules[0].source.where == "p. 2"


def test_nested_steps_are_reached_by_their_branch(tmp_path):
    """A list of steps under `then` is part of the flow; its last step says where to go."""
    steps = GOOD["flows.yml"].replace("then: aviso\n", "then: [{action: utter_conselho, next: aviso}]\n")
    flow = load(tmp_path, **{"flows.yml": steps}).flows["pattern_session_start"]
    assert len(flow.steps) == 4


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            changed("flows.yml", "collect: idade", "collect: idadee"),
            'flows.yml:5:9: o slot "idadee" não existe; você quis dizer "idade"? [unknown-slot]',
        ),
        (
            changed("flows.yml", "then: aviso", "then: avisso"),
            'flows.yml:8:17: o passo "avisso" não existe; você quis dizer "aviso"? [unknown-step]',
        ),
        (
            changed("flows.yml", "action: utter_conselho\n  ", "action: utter_conselo\n  "),
            'flows.yml:11:9: a resposta "utter_conselo" não existe; você quis dizer "utter_conselho"? [unknown-response]',
        ),
        (
            changed("flows.yml", "'alta'", "'altta'"),
            'flows.yml:8:17: a opção de "febre" "altta" não existe; você quis dizer "alta"? [unknown-option]',
        ),
        (
            changed("flows.yml", "- else: END", "- else: aviso2"),
            'passo "aviso2" não existe',
        ),
        (
            changed("flows.yml", "          - else: END\n", ""),
            'os ramos de "next" precisam terminar com "else" [missing-else]',
        ),
        (
            changed("flows.yml", "link: pattern_human_handoff", "link: pattern_human_handof"),
            'o fluxo "pattern_human_handof" não existe; você quis dizer "pattern_human_handoff"?',
        ),
        (
            changed("flows.yml", "{action: action_hand_off}]}\n  pattern_human", "{action: action_handoff}]}\n  pattern_human"),
            'a ação "action_handoff" não existe; você quis dizer "action_hand_off"?',
        ),
        (
            changed("flows.yml", "[{link: pattern_human_handoff}]", "[{call: pattern_human_handoff}]"),
            "um fluxo reservado (pattern_…) não chama nem é chamado; use link [not-supported]",
        ),
        (
            changed("domain.yml", "type: age", "type: agee"),
            'domain.yml:2:53: tipo de resposta desconhecido "agee"; você quis dizer "age"? [unknown-answer-type]',
        ),
        (
            changed("domain.yml", "{idade}?", "{idad}?"),
            'a variável "idad" não existe; você quis dizer "idade"?',
        ),
        (
            changed("protocol.yml", "department: urgencia", "department: urgencias"),
            'o departamento "urgencias" não existe; você quis dizer "urgencia"?',
        ),
        (
            changed("protocol.yml", ", source: {ref: ms, where: p. 2}", ""),
            'uma regra clínica precisa de "source: {ref, where}" [missing-source]',
        ),
        (
            changed("protocol.yml", "{ref: ms, where: p. 1}", "{ref: oms, where: p. 1}"),
            'a fonte "oms" não está em "sources" [unknown-source]',
        ),
        (
            changed("protocol.yml", "phrases: [falta de ar]", "phrases: [falta de ar], unless_asking: [febri]"),
            'o slot "febri" não existe; você quis dizer "febre"? [unknown-slot]',
        ),
        (
            changed("protocol.yml", "default: leve", "default: levíssimo"),
            'a classe "levíssimo" não existe; as classes são: grave, leve',
        ),
        (
            changed("protocol.yml", "slots.febre = 'alta', because", "slots.febre > , because"),
            "condição «slots.febre >»: a condição acaba antes da hora [condition]",
        ),
        (
            changed("protocol.yml", "slots.febre = 'alta', because", "slots.idade + 1 > 60, because"),
            "um protocolo compara um slot com um valor; a conta vai em um fluxo [condition]",
        ),
        (
            changed("protocol.yml", "slots.febre = 'alta'", "slots.idade < 0.5"),
            'condição «slots.idade < 0.5»: "idade" se compara com um número inteiro, e veio 0.5 [condition]',
        ),
        (
            changed("pack.yml", "version:", "versao:"),
            'chave desconhecida "versao"',
        ),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_and_what_to_do(tmp_path, change, expected):
    """Each mistake in content is one sentence with file, line and column, and a guess at what was meant."""
    assert any(expected in fault for fault in faults(tmp_path, **change)), faults(tmp_path, **change)


def test_all_faults_are_told_at_once_in_order(tmp_path):
    """An admin sees every mistake of every file in one go, sorted by place."""
    found = faults(
        tmp_path,
        **changed("domain.yml", "type: age", "type: agee"),
        **changed("protocol.yml", "default: leve", "default: nada"),
    )
    assert len(found) == 2
    assert found == sorted(found)


def test_the_same_name_in_two_files_names_both_places(tmp_path):
    """A response defined twice is refused, and both places are named."""
    found = faults(tmp_path, **{"more.yml": "responses:\n  utter_conselho: [{text: Outro.}]\n"})
    assert found == ['more.yml:2:3: "utter_conselho" já foi definido em domain.yml:7:3 [duplicate-name]']


def test_a_step_that_nothing_leads_to_is_a_fault(tmp_path):
    """An admin hears of words that nobody would ever read."""
    change = changed("flows.yml", "then: aviso", "then: END")
    assert faults(tmp_path, **change) == [
        'flows.yml:11:9: nenhum caminho chega ao passo "aviso" [unreachable-step]'
    ]


def test_an_empty_folder_is_a_fault_and_no_crash(tmp_path):
    """A wrong folder is told as such."""
    with pytest.raises(ContentInvalid, match="não tem arquivos"):
        loading.load(tmp_path, departments=DEPARTMENTS)


def test_written_conversations_are_no_content(tmp_path):
    """Cases and vignettes stand beside the content, and may hold what no content may."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "febre.yml").write_text("test_cases: []\n", encoding="utf-8")
    (tmp_path / "vignettes.yml").write_text("vignettes: []\n", encoding="utf-8")
    assert load(tmp_path).id == "mini"


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (
            "flows.yml",
            "description: começo",
            "description: começo\n    if: slots.idadee > 3",
            "flows.yml:4:9",
        ),
        ("protocol.yml", "if: slots.febre = 'alta'", "if: slots.febree = 'alta'", "protocol.yml:12:34"),
        ("flows.yml", "if: slots.febre = 'alta'", "if: slots.febree = 'alta'", "flows.yml:8:17"),
    ],
)
def test_a_name_in_a_condition_is_marked_at_the_condition(tmp_path, file, old, new, place):
    """Not at the flow or the rule that it stands in."""
    with pytest.raises(ContentInvalid) as caught:
        load(tmp_path, **{file: GOOD[file].replace(old, new)})
    assert [str(fault.mark) for fault in caught.value.faults if fault.rule == "unknown-slot"] == [place]
