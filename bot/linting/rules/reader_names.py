"""Does every name lead somewhere? The definitions, for the pages; the faults come from `bot.content`."""

from __future__ import annotations

from typing import Final

from bot.linting.rule import Example, Rule, Severity
from bot.linting.rules.reader_examples import error, flow, protocol, slot
from bot.told import Told

RULES: Final = (
    error(
        "unknown-option",
        ("Uma opção que não existe", "An option that does not exist"),
        (
            "A condição compara com algo que ninguém pode responder, e nunca é verdade. Use o id de uma das opções.",
            "The condition compares with what nobody can answer, and never holds. Use the id of one of the options.",
        ),
        flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'altaa', then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    error(
        "unknown-response",
        ("Um texto que não existe", "A text that does not exist"),
        (
            "O fluxo diz um texto que não foi escrito. Escreva-o ou corrija o nome.",
            "The flow says a text that was not written. Write it or mend the name.",
        ),
        flow("- action: utter_conselo", "- action: utter_conselho"),
    ),
    error(
        "unknown-variable",
        ("Um nome entre chaves que não existe", "A name in braces that does not exist"),
        (
            "Entre chaves vai um slot ou uma das variáveis do programa (docs/flow-language.md).",
            "In braces stands a slot or one of the program's variables (docs/flow-language.md).",
        ),
        Example(
            failing='responses:\n  utter_conselho: [{text: "Ligue {samuu}."}]\n',
            mended='responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n',
        ),
    ),
    error(
        "unknown-intent",
        ("Uma intenção sem exemplos", "An intent without examples"),
        (
            "O Rasa só reconhece o que tem exemplos em nlu. Escreva-os ou corrija o nome.",
            "Rasa recognises only what has examples under nlu. Write them or mend the name.",
        ),
        Example(
            failing="flows:\n  febre:\n    description: Fala da febre.\n    nlu_trigger: [{intent: febree}]\n    steps: [{action: utter_conselho}]\n",
            mended="flows:\n  febre:\n    description: Fala da febre.\n    nlu_trigger: [{intent: parar}]\n    steps: [{action: utter_conselho}]\n",
        ),
    ),
    error(
        "shared-intent",
        ("Uma intenção para dois fluxos", "One intent for two flows"),
        (
            "Só um dos dois poderia começar. Dê a cada fluxo a sua intenção.",
            "Only one of the two could start. Give each flow an intent of its own.",
        ),
        Example(
            failing="flows:\n  a: {description: A, nlu_trigger: [{intent: parar}], steps: [{action: utter_conselho}]}\n"
            "  b: {description: B, nlu_trigger: [{intent: parar}], steps: [{action: utter_conselho}]}\n",
            mended="flows:\n  a: {description: A, nlu_trigger: [{intent: parar}], steps: [{action: utter_conselho}]}\n"
            "  b: {description: B, keywords: [outra coisa], steps: [{action: utter_conselho}]}\n",
        ),
    ),
    error(
        "unknown-pattern",
        ("Um fluxo pattern_ desconhecido", "An unknown flow pattern_"),
        (
            "Nomes que começam com pattern_ são do programa, e ele não conhece este. Corrija o nome, ou escolha outro começo.",
            "Names that begin with pattern_ are the program's, and it does not know this one. Mend the name, or choose another beginning.",
        ),
        Example(
            failing="flows:\n  pattern_menuu: {description: Menu., steps: [{action: utter_conselho}]}\n",
            mended="flows:\n  pattern_menu: {description: Menu., keywords: [menu], steps: [{action: utter_conselho}]}\n",
        ),
    ),
    error(
        "unknown-context",
        ("Um dado do programa que não existe", "A name of the program's that does not exist"),
        (
            "Depois de context. vem um dos nomes da página do formato. Corrija o nome.",
            "Behind context. stands one of the names on the page of the format. Mend the name.",
        ),
        Example(
            failing="flows:\n  a: {description: A, keywords: [assunto a], if: context.canal = 'whatsapp', steps: [{action: utter_conselho}]}\n",
            mended="flows:\n  a: {description: A, keywords: [assunto a], if: context.channel = 'whatsapp', steps: [{action: utter_conselho}]}\n",
        ),
    ),
    error(
        "unknown-protocol",
        ("Um protocolo que não existe", "A protocol that does not exist"),
        (
            "classify diz o id do protocolo deste conteúdo. Corrija o nome.",
            "classify names the id of this content's protocol. Mend the name.",
        ),
        flow("- classify: minii", "- classify: mini"),
    ),
    error(
        "unknown-flow",
        ("Um fluxo que não existe", "A flow that does not exist"),
        (
            "O passo leva a um fluxo que não foi escrito. Escreva-o ou corrija o nome.",
            "The step leads to a flow that was not written. Write it or mend the name.",
        ),
        flow("- link: pattern_human_handof", "- link: pattern_human_handoff"),
    ),
    error(
        "unknown-step",
        ("Um passo que não existe", "A step that does not exist"),
        (
            "O ramo leva a um passo que este fluxo não tem. Corrija o id.",
            "The branch leads to a step that this flow does not have. Mend the id.",
        ),
        flow(
            "- {collect: febre, next: orienta}\n- {id: oriente, action: utter_conselho}",
            "- {collect: febre, next: oriente}\n- {id: oriente, action: utter_conselho}",
        ),
    ),
    error(
        "unknown-slot",
        ("Um slot que não existe", "A slot that does not exist"),
        ("Declare-o em slots, ou corrija o nome.", "Declare it under slots, or mend the name."),
        flow("- {collect: febree, utter: utter_ask_febre}", "- collect: febre"),
    ),
    error(
        "unknown-action",
        ("Uma ação que não existe", "An action that does not exist"),
        (
            "Uma ação é um texto (utter_…) ou uma das ações do programa (docs/flow-language.md).",
            "An action is a text (utter_…) or one of the program's own (docs/flow-language.md).",
        ),
        flow("- action: action_hand_of", "- action: action_hand_off"),
    ),
    error(
        "unknown-source",
        ("Uma fonte que não está na lista", "A source that is not listed"),
        (
            'A "ref" é uma das chaves de "sources" do protocolo.',
            "The `ref` is one of the keys of the protocol's `sources`.",
        ),
        protocol("{ref: ms, where: p. 2}", "{ref: mss, where: p. 2}"),
    ),
    error(
        "unknown-class",
        ("Uma classe de risco que não existe", "A risk class that does not exist"),
        (
            'Use uma das classes de "classes"; a frase as lista.',
            "Use one of `classes`; the sentence lists them.",
        ),
        protocol("id: r1, class: grave", "id: r1, class: gravee"),
    ),
    error(
        "unknown-danger-sign",
        ("Um sinal que a Bela não conhece", "A danger sign that Bela does not know"),
        (
            'A Bela não traz palavras para este sinal. Use um dos que a frase lista, ou escreva as suas em "phrases".',
            "Bela ships no words for this sign. Use one of those listed, or write your own in `phrases`.",
        ),
        protocol("phrases: [falta de ar]", "phrases_of: [falta_de_sono]"),
    ),
    error(
        "unknown-phrase",
        ("Uma frase que já não estava ali", "A phrase that was not there anyway"),
        (
            'Em "without" ficam só frases que a Bela traz para o sinal; esta não é uma delas e nada mudaria. Confira a grafia.',
            "`without` holds only phrases that Bela ships for the sign; this is none of them and would change nothing. Check the spelling.",
        ),
        protocol("phrases: [falta de ar]", "phrases_of: [falta_de_ar], without: [falta de sono]"),
    ),
    error(
        "unknown-department",
        ("Um departamento que não existe", "A department that does not exist"),
        (
            "Ninguém receberia a conversa. Use um dos departamentos de deployment.yml.",
            "Nobody would take the room. Use one of the departments of deployment.yml.",
        ),
        protocol("department: urgencia", "department: urgenca"),
    ),
    error(
        "unknown-retention",
        ("Um prazo de guarda que não existe", "A time of keeping that does not exist"),
        (
            "Nesta implantação não há esta classe. Use saude, pessoal, ou uma de retention em deployment.yml.",
            "This deployment has no such class. Use saude, pessoal, or one of retention in deployment.yml.",
        ),
        slot(
            "{type: float, retention: saud, answer: {type: number, min: 1, max: 3}}",
            "{type: float, retention: saude, answer: {type: number, min: 1, max: 3}}",
        ),
    ),
    Rule(
        id="missing-translation",
        severity=Severity.warning,
        title=Told("Falta uma tradução", "A translation is missing"),
        why=Told(
            "O pacote promete estas línguas em translations. Quem fala uma delas ouve este texto em português.",
            "The pack promises these languages in translations. Who speaks one of them hears this text in Portuguese.",
        ),
        example=Example(
            failing='pack: {id: mini, title: Mini, language: pt-BR, version: "1", translations: [en]}\n'
            'responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n',
            mended='pack: {id: mini, title: Mini, language: pt-BR, version: "1"}\n'
            'responses:\n  utter_conselho: [{text: "Ligue {samu}.", translation: {en: "Call {samu}."}}]\n',
        ),
    ),
)
