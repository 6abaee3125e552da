"""A change of content is told as what it does, in plain sentences, the clinical ones first."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from bot.content import answers, definitions, loading
from bot.differences import comparing, flows, packs, slots, steps, telling, texts
from bot.differences.changes import PieceKind, Weight
from bot.told import Language

PACK = """
pack: {id: gripe, title: Gripe, language: pt-BR, version: "1"}
slots:
  idade: {type: float, label: Idade, answer: {type: age}}
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
  cor:
    type: text
    label: Cor da urina
    answer:
      type: choice
      options:
        - {id: clara, label: Clara}
        - {id: escura, label: Escura, synonyms: [preta]}
responses:
  utter_ask_idade: [{text: "Quantos anos você tem?"}]
  utter_ask_febre: [{text: "Você está com febre agora?"}]
  utter_ask_cor: [{text: "De que cor está a urina?"}]
  utter_tchau: [{text: "Até logo."}]
  utter_grave: [{text: "Ligue 192."}]
  utter_leve: [{text: "Descanse em casa e beba água."}]
flows:
  triagem:
    name: Triagem
    description: Pergunta.
    steps:
      - id: idade
        collect: idade
        next:
          - if: slots.idade >= 60
            then: febre
          - else: cor
      - id: febre
        collect: febre
      - id: cor
        collect: cor
      - id: tchau
        action: utter_tchau
protocol:
  id: gripe
  version: "1"
  title: Gripe
  signed_by: null
  sources: {ms: {title: Manual, organisation: MS, edition: "1", date: "2026-01"}}
  classes:
    - {id: grave, label: Grave, department: urgencia, advice: utter_grave}
    - {id: leve, label: Leve, advice: utter_leve}
  default: leve
  red_flags:
    - id: sem_ar
      label: Falta de ar
      class: grave
      phrases: [falta de ar, sem ar]
      source: {ref: ms, where: "p. 1"}
  rules:
    - id: idoso_com_febre
      class: grave
      if: slots.idade >= 60 and slots.febre
      because: é uma pessoa idosa com febre
      source: {ref: ms, where: "p. 2"}
"""


@pytest.fixture
def content(tmp_path):
    def read(text):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "pack.yml").write_text(text, encoding="utf-8")
        found = loading.survey(folder)
        assert found.content is not None
        assert not found.faults, found.faults
        return found.content

    return read


@pytest.fixture
def compared(content):
    """The groups of changes after replacing the first text by the second, again and again."""

    def compare(*edits):
        new = PACK
        for before, after in edits:
            assert new.count(before) == 1, f"{before!r} stands once in the pack"
            new = new.replace(before, after)
        return comparing.compare(content(PACK), content(new))

    return compare


def sentences(groups):
    return [f"{group.title.pt}: {change.sentence.pt}" for group in groups for change in group.changes]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "if: slots.idade >= 60 and slots.febre",
            "if: slots.idade >= 65 and slots.febre",
            "Protocolo: a regra «é uma pessoa idosa com febre»: o limite de Idade passou de 60 para 65",
        ),
        (
            "if: slots.idade >= 60 and slots.febre",
            "if: slots.idade >= 60 or slots.febre",
            (
                "Protocolo: a regra «é uma pessoa idosa com febre»: "
                'antes "Idade a partir de 60 e Febre", agora "Idade a partir de 60 ou Febre"'
            ),
        ),
        (
            "[falta de ar, sem ar]",
            "[falta de ar, sem ar, sem fôlego]",
            "Protocolo: o sinal de alerta «Falta de ar»: é ouvido também em «sem fôlego»",
        ),
        (
            "[falta de ar, sem ar]",
            "[falta de ar]",
            "Protocolo: o sinal de alerta «Falta de ar»: não é mais ouvido em «sem ar»",
        ),
        (
            "department: urgencia",
            "department: atendimento",
            "Protocolo: a classe «Grave»: o setor que recebe passou de «urgencia» para «atendimento»",
        ),
        (
            "default: leve",
            "default: grave",
            "Protocolo: sem sinal nem regra, a classe passou de «leve» para «grave»",
        ),
        (
            "signed_by: null",
            "signed_by: Dra. Inês",
            "Protocolo: a assinatura do protocolo é agora: Dra. Inês",
        ),
        (
            "- if: slots.idade >= 60\n",
            "- if: slots.idade >= 65\n",
            "Triagem: no ramo depois de a pergunta «Idade», o limite de Idade passou de 60 para 65",
        ),
        (
            "then: febre",
            "then: tchau",
            (
                'Triagem: depois de a pergunta «Idade» vai-se "se Idade a partir de 60" para o texto «utter_tchau» '
                "(antes: a pergunta «Febre»)"
            ),
        ),
        (
            "- else: cor",
            "- else: END",
            "Triagem: depois de a pergunta «Idade» vai-se para o fim (antes: a pergunta «Cor da urina»)",
        ),
        (
            "      - id: tchau\n        action: utter_tchau\n",
            "",
            "Triagem: saiu o texto «utter_tchau»",
        ),
        (
            "      - id: cor\n        collect: cor\n",
            "      - id: adeus\n        action: utter_leve\n      - id: cor\n        collect: cor\n",
            "Triagem: entrou o texto «utter_leve», depois de a pergunta «Febre»",
        ),
        (
            "name: Triagem",
            "name: Avaliação",
            "Avaliação: o nome do fluxo passou de «Triagem» para «Avaliação»",
        ),
        (
            "{id: escura, label: Escura, synonyms: [preta]}",
            "{id: escura, label: Escura}",
            "Triagem: na resposta «Cor da urina», mudaram as palavras que valem «Escura»",
        ),
        (
            "        - {id: clara, label: Clara}\n",
            "        - {id: clara, label: Clara}\n        - {id: rosa, label: Rosada}\n",
            "Triagem: na resposta «Cor da urina», entrou a opção «Rosada»",
        ),
    ],
)
def test_one_edit_is_one_sentence(compared, before, after, told):
    """Each kind of change is told by what it does, under the flow it belongs to, and nothing else is."""
    assert sentences(compared((before, after))) == [told]


def test_changes_are_told_in_english_with_the_contents_own_names(compared):
    """Whoever asked for it reads what the change does in English; what the pack calls something stays."""
    groups = compared(
        ("if: slots.idade >= 60 and slots.febre", "if: slots.idade >= 65 or slots.febre"),
        ("then: febre", "then: tchau"),
        ("- else: cor", "- else: END"),
        ("{id: escura, label: Escura, synonyms: [preta]}", "{id: escura, label: Escura}"),
        ("answer: {type: age}", "answer: {type: age, max: 99}"),
        ("Você está com febre agora?", "Você teve febre hoje?"),
    )
    assert list(telling.lines(groups, language=Language.en)) == [
        "\x1b[1mProtocol\x1b[0m",
        (
            "  ! the rule «é uma pessoa idosa com febre»: "
            'before "Idade from 60 and Febre", now "Idade from 65 or Febre"'
        ),
        "  ! changed: what is known of the answers (ranges, and what is worse)",
        "",
        "\x1b[1mTriagem\x1b[0m",
        (
            '  - after the question «Idade» the way leads "if Idade from 60" to the text «utter_tchau» '
            "(before: the question «Febre»)"
        ),
        "  - after the question «Idade» the way leads to the end (before: the question «Cor da urina»)",
        "  - in the answer «Idade», the greatest value that is taken went from 120 to 99",
        "  - in the answer «Cor da urina», the words that mean «Escura» changed",
        "  - the text «utter_ask_febre» changed",
        (
            "      Você \x1b[31m[-está com-]\x1b[0m\x1b[32m{+teve+}\x1b[0m febre "
            "\x1b[31m[-agora?-]\x1b[0m\x1b[32m{+hoje?+}\x1b[0m"
        ),
    ]


def test_a_changed_text_shows_its_words(compared):
    """Of a text the old and the new words are shown, in place."""
    ((change,),) = [
        group.changes for group in compared(("Você está com febre agora?", "Você teve febre hoje?"))
    ]
    assert change.weight is Weight.words
    gone = " ".join(piece.text for piece in change.words if piece.kind is PieceKind.gone)
    new = " ".join(piece.text for piece in change.words if piece.kind is PieceKind.new)
    assert (gone, new) == ("está com agora?", "teve hoje?")


def test_advice_is_clinical(compared):
    """The words of a class's advice weigh as much as a rule."""
    ((change,),) = [group.changes for group in compared(("Descanse em casa e beba água.", "Descanse."))]
    assert change.weight is Weight.clinical


def test_the_clinical_is_told_first(compared):
    """Whatever else changed, what decides risk stands at the top."""
    groups = compared(
        ("Até logo.", "Tchau."), ("- else: cor", "- else: tchau"), ("[falta de ar, sem ar]", "[falta de ar]")
    )
    assert [group.title.pt for group in groups] == ["Protocolo", "Triagem"]
    assert [change.weight for change in groups[1].changes] == [Weight.path, Weight.words]


def test_a_moved_question_is_one_sentence(compared):
    """A question put elsewhere is told as moved, not as gone and come, and its neighbours are not blamed."""
    cor = "      - id: cor\n        collect: cor\n"
    groups = compared((cor, ""), ("    steps:\n      - id: idade\n", f"    steps:\n{cor}      - id: idade\n"))
    assert sentences(groups) == ["Triagem: a pergunta «Cor da urina» mudou de lugar, no começo"]


def test_steps_without_ids_keep_their_identity(compared):
    """A step put before others is one change, although the made-up ids behind it shift."""
    plain = (
        "      - id: febre\n        collect: febre\n",
        "      - id: febre\n        collect: febre\n      - collect: cor\n      - action: utter_leve\n",
    )
    old_sentences = sentences(compared(plain))
    assert old_sentences == [
        "Triagem: entrou a pergunta «Cor da urina», depois de a pergunta «Febre»",
        "Triagem: entrou o texto «utter_leve», depois de a pergunta «Cor da urina»",
    ]


def test_comments_and_places_are_no_change(compared):
    """What only moves lines is no difference, and is told so."""
    groups = compared(("flows:\n", "\n# um comentário\n\nflows:\n"))
    assert groups == ()
    assert list(telling.lines(groups, language=Language.pt)) == [
        "Nenhuma diferença no que a Bela diz, pergunta ou decide."
    ]


def test_a_new_flow_and_one_that_is_gone(compared):
    """Flows that come and go are told as such."""
    assert sentences(compared(("  triagem:\n", "  avaliacao:\n"))) == [
        "Triagem: o fluxo «Triagem» deixou de existir",
        "Triagem: fluxo novo, com 4 passo(s)",
    ]


def test_a_range_that_a_rule_looks_at_is_told_to_both_readers(compared):
    """The admin of the question and the reader of the protocol each find what changed for them."""
    assert sentences(compared(("answer: {type: age}", "answer: {type: age, max: 99}"))) == [
        "Protocolo: mudou o que se sabe das respostas (faixas e o que é pior)",
        "Triagem: na resposta «Idade», o maior valor aceito passou de 120 para 99",
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (definitions.Content, packs),
        (definitions.Slot, slots),
        (definitions.Flow, flows),
        (definitions.Variation, texts),
        *((kind, steps) for kind in get_args(definitions.Step)),
    ],
)
def test_whatever_may_differ_has_words(kind, told):
    """No name of the program's own reaches an admin."""
    known = {*told._FIELD_WORDS, *told._TOLD_ELSEWHERE, *getattr(told, "_SLOT_WORDS", ())}
    assert {field.name for field in dataclasses.fields(kind)} <= known


def test_every_kind_of_answer_has_words():
    """And what may differ in it."""
    kinds = get_args(answers.Answer)
    assert set(kinds) == set(slots._KINDS)
    named = {field.name for kind in kinds for field in dataclasses.fields(kind)}
    assert named <= {*slots._FIELD_WORDS, *slots._OPTIONS}
