"""What the reader of content itself refuses: the definitions, for the pages; the faults come from `bot.content`."""

from __future__ import annotations

import textwrap
from typing import Final

from bot.linting.rule import Example, Rule, Severity, Told


def _rule(rule_id: str, title: tuple[str, str], why: tuple[str, str], example: Example | None) -> Rule:
    return Rule(id=rule_id, severity=Severity.error, title=Told(*title), why=Told(*why), example=example)


def _flow(failing: str, mended: str) -> Example:
    """An example of which only the steps of one flow differ."""
    return Example(failing=_with_steps(failing), mended=_with_steps(mended))


def _with_steps(steps: str) -> str:
    head = "flows:\n  febre:\n    description: Fala da febre.\n    keywords: [tenho febre]\n    steps:\n"
    return head + textwrap.indent(textwrap.dedent(steps).strip(), " " * 6) + "\n"


def _slot(failing: str, mended: str) -> Example:
    """An example of which only one slot differs."""
    return Example(failing=f"slots:\n  peso: {failing}\n", mended=f"slots:\n  peso: {mended}\n")


_PROTOCOL = """
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
"""


def _protocol(right: str, wrong: str) -> Example:
    """An example of which only one line of the protocol differs."""
    return Example(failing=_PROTOCOL.replace(right, wrong), mended=_PROTOCOL)


_GOOD_STEPS = "- collect: febre\n- action: utter_conselho"

RULES: Final = (
    _rule(
        "no-content",
        ("A pasta não tem conteúdo", "The folder has no content"),
        (
            'A pasta indicada em "content" não tem nenhum arquivo .yml. Confira o caminho em deployment.yml.',
            "The folder named by `content` has no .yml file. Check the path in deployment.yml.",
        ),
        None,
    ),
    _rule(
        "missing-key",
        ("Falta uma chave", "A key is missing"),
        (
            "Sem esta chave o programa não sabe o que fazer. Acrescente-a; a frase diz qual.",
            "Without this key the program does not know what to do. Add it; the sentence tells which.",
        ),
        Example(
            failing="flows:\n  febre:\n    keywords: [tenho febre]\n    steps: [{action: utter_conselho}]\n",
            mended="flows:\n  febre:\n    description: Fala da febre.\n    keywords: [tenho febre]\n    steps: [{action: utter_conselho}]\n",
        ),
    ),
    _rule(
        "unknown-key",
        ("Uma chave que ninguém lê", "A key that nobody reads"),
        (
            "Quase sempre é um erro de digitação: o que está debaixo dela não teria efeito nenhum. Corrija o nome ou apague-a.",
            "Nearly always a slip of the keyboard: what stands below it would have no effect at all. Mend the name or delete it.",
        ),
        _flow("- colect: febre\n- action: utter_conselho", _GOOD_STEPS),
    ),
    _rule(
        "wrong-kind",
        ("Um valor de outro tipo", "A value of another kind"),
        (
            "Aqui se esperava um mapa, uma lista, um texto, um número ou true/false; a frase diz qual. Aspas fazem de tudo um texto.",
            "A map, a list, a text, a number or true/false was expected; the sentence tells which. Quotes make a text of anything.",
        ),
        _slot(
            "{type: float, answer: {type: number, min: pouco, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    _rule(
        "empty-value",
        ("Um texto em branco", "A blank text"),
        ("Este texto não pode ficar vazio. Escreva-o.", "This text must not be empty. Write it."),
        Example(
            failing='responses:\n  utter_conselho: [{text: " "}]\n',
            mended='responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n',
        ),
    ),
    _rule(
        "duplicate-name",
        ("O mesmo nome duas vezes", "The same name twice"),
        (
            "Dois slots, respostas, fluxos, regras ou sinais com um nome só: não se sabe qual vale. Os dois lugares são ditos; mude um dos nomes.",
            "Two slots, responses, flows, rules or red flags of one name: nobody knows which counts. Both places are told; change one of the names.",
        ),
        Example(
            failing=_PROTOCOL.replace(
                "  default",
                "    - {id: r1, class: leve, if: slots.febre = 'baixa', because: febre, source: {ref: ms, where: p. 3}}\n  default",
            ),
            mended=_PROTOCOL.replace(
                "  default",
                "    - {id: r2, class: leve, if: slots.febre = 'baixa', because: febre, source: {ref: ms, where: p. 3}}\n  default",
            ),
        ),
    ),
    _rule(
        "unknown-slot-type",
        ("Um tipo de slot desconhecido", "An unknown type of slot"),
        ("Use um dos tipos do Rasa; a frase os lista.", "Use one of Rasa's types; the sentence lists them."),
        _slot(
            "{type: numero, answer: {type: number, min: 2, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    _rule(
        "unknown-answer-type",
        ("Um tipo de resposta desconhecido", "An unknown kind of answer"),
        (
            "O programa não sabe ler este tipo de resposta. Os tipos estão em docs/flow-language.md.",
            "The program cannot read this kind of answer. The kinds are in docs/flow-language.md.",
        ),
        _slot(
            "{type: float, answer: {type: numbr, min: 2, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    _rule(
        "missing-answer",
        ("Uma pergunta sem tipo de resposta", "A question without a kind of answer"),
        (
            'O slot é perguntado e não diz como ler a resposta. Acrescente "answer" a ele.',
            "The slot is asked for and does not say how its answer is read. Add `answer` to it.",
        ),
        Example(
            failing="slots:\n  febre: {type: categorical}\n",
            mended="slots:\n  febre: {type: categorical, answer: {type: choice, options: [{id: alta, label: Alta}, {id: baixa, label: Baixa}]}}\n",
        ),
    ),
    _rule(
        "missing-options",
        ("Uma escolha sem opções", "A choice without options"),
        (
            'Escreva as opções em "options", cada uma com id e label.',
            "Write the options into `options`, each with id and label.",
        ),
        _slot(
            "{type: categorical, answer: {type: choice}}",
            "{type: categorical, answer: {type: choice, options: [{id: leve, label: Leve}]}}",
        ),
    ),
    _rule(
        "missing-range",
        ("Um número sem faixa", "A number without a range"),
        (
            'Sem "min" e "max" um engano de digitação viraria resposta. Escreva a faixa que faz sentido.',
            "Without `min` and `max` a slip of the keyboard would become an answer. Write the range that makes sense.",
        ),
        _slot(
            "{type: float, answer: {type: number}}", "{type: float, answer: {type: number, min: 2, max: 300}}"
        ),
    ),
    _rule(
        "unknown-option",
        ("Uma opção que não existe", "An option that does not exist"),
        (
            "A condição compara com algo que ninguém pode responder, e nunca é verdade. Use o id de uma das opções.",
            "The condition compares with what nobody can answer, and never holds. Use the id of one of the options.",
        ),
        _flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'altaa', then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "empty-response",
        ("Uma resposta sem texto", "A response without a wording"),
        (
            'Uma resposta é uma lista de textos: "- text: …".',
            "A response is a list of wordings: `- text: …`.",
        ),
        Example(
            failing="responses:\n  utter_conselho: []\n",
            mended='responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n',
        ),
    ),
    _rule(
        "unknown-response",
        ("Um texto que não existe", "A text that does not exist"),
        (
            "O fluxo diz um texto que não foi escrito. Escreva-o ou corrija o nome.",
            "The flow says a text that was not written. Write it or mend the name.",
        ),
        _flow("- action: utter_conselo", "- action: utter_conselho"),
    ),
    _rule(
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
    _rule(
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
    _rule(
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
    _rule(
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
    _rule(
        "call-circle",
        ("Fluxos que chamam uns aos outros sem fim", "Flows that call one another without end"),
        (
            "Uma chamada volta ao fluxo que chamou; em um círculo ninguém volta. Tire uma das chamadas.",
            "A call comes back to the flow that called; in a circle nobody does. Take one of the calls out.",
        ),
        Example(
            failing="flows:\n  a: {description: A, keywords: [assunto a], steps: [{call: b}]}\n"
            "  b: {description: B, if: false, steps: [{call: a}]}\n",
            mended="flows:\n  a: {description: A, keywords: [assunto a], steps: [{call: b}]}\n"
            "  b: {description: B, if: false, steps: [{action: utter_conselho}]}\n",
        ),
    ),
    _rule(
        "link-circle",
        ("Fluxos que seguem um para o outro sem parar", "Flows that go on with one another without a stop"),
        (
            "Ninguém é perguntado no caminho, e a conversa giraria para sempre. Tire um dos links ou faça uma pergunta.",
            "Nobody is asked anything on the way, and the conversation would turn for ever. Take out a link, or ask.",
        ),
        Example(
            failing="flows:\n  a: {description: A, keywords: [assunto a], steps: [{action: utter_conselho}, {link: b}]}\n"
            "  b: {description: B, if: false, steps: [{link: a}]}\n",
            mended="flows:\n  a: {description: A, keywords: [assunto a], steps: [{action: utter_conselho}, {link: b}]}\n"
            "  b: {description: B, if: false, steps: [{action: utter_conselho}]}\n",
        ),
    ),
    _rule(
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
    _rule(
        "said-twice",
        ("Dito em dois lugares", "Said in two places"),
        (
            'Que um slot fica cheio se diz em "persisted_slots" ou na pergunta, não nos dois.',
            "That a slot stays filled is said in persisted_slots or at the question, not at both.",
        ),
        Example(
            failing="flows:\n  a:\n    description: A\n    keywords: [assunto a]\n    persisted_slots: [febre]\n"
            "    steps: [{collect: febre, reset_after_flow_ends: false}]\n",
            mended="flows:\n  a:\n    description: A\n    keywords: [assunto a]\n    persisted_slots: [febre]\n"
            "    steps: [{collect: febre}]\n",
        ),
    ),
    _rule(
        "not-a-link",
        ("Não é um endereço", "Not an address"),
        (
            "Imagens e anexos são endereços que começam com https://, que o canal abre.",
            "Pictures and attachments are addresses that begin with https://, which the channel opens.",
        ),
        Example(
            failing='responses:\n  utter_conselho: [{text: "Ligue {samu}.", image: foto.png}]\n',
            mended='responses:\n  utter_conselho: [{text: "Ligue {samu}.", image: "https://exemplo.org/foto.png"}]\n',
        ),
    ),
    _rule(
        "too-much",
        ("Mais do que a Bela atende", "More than Bela serves"),
        (
            "A frase diz o limite: de fluxos, passos, ramos, opções, botões ou letras. Divida o que passou dele.",
            "The sentence names the limit: of flows, steps, branches, options, buttons or letters. Divide what exceeds it.",
        ),
        _flow("- collect: febre\n  retries: {max: 99}", "- collect: febre\n  retries: {max: 5}"),
    ),
    _rule(
        "unknown-protocol",
        ("Um protocolo que não existe", "A protocol that does not exist"),
        (
            "classify diz o id do protocolo deste conteúdo. Corrija o nome.",
            "classify names the id of this content's protocol. Mend the name.",
        ),
        _flow("- classify: minii", "- classify: mini"),
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
    Rule(
        id="no-effect",
        severity=Severity.warning,
        title=Told("Uma chave do Rasa sem efeito aqui", "A key of Rasa's without effect here"),
        why=Told(
            "Ela serve a modelos de linguagem, à voz ou a telas que a Bela não tem. Pode ficar, e não muda nada.",
            "It serves language models, voice or screens that Bela does not have. It may stay, and changes nothing.",
        ),
        example=_flow("- collect: febre\n  silence_timeout: 10", "- collect: febre"),
    ),
    _rule(
        "unknown-flow",
        ("Um fluxo que não existe", "A flow that does not exist"),
        (
            "O passo leva a um fluxo que não foi escrito. Escreva-o ou corrija o nome.",
            "The step leads to a flow that was not written. Write it or mend the name.",
        ),
        _flow("- link: pattern_human_handof", "- link: pattern_human_handoff"),
    ),
    _rule(
        "empty-flow",
        ("Um fluxo sem passos", "A flow without steps"),
        ('Um fluxo precisa de pelo menos um passo em "steps".', "A flow needs at least one step in `steps`."),
        Example(
            failing="flows:\n  febre:\n    description: Fala da febre.\n    keywords: [tenho febre]\n    steps: []\n",
            mended=_with_steps(_GOOD_STEPS),
        ),
    ),
    _rule(
        "empty-migrate",
        ("Um migrate que não diz nada", "A migrate that says nothing"),
        (
            'Diga em "flows" que passos mudaram de nome, ou "all: true" se nenhum mudou.',
            "Say in `flows` which steps have new names, or `all: true` when none has.",
        ),
        Example(failing="migrate: {from: 1}\n", mended="migrate: {from: 1, all: true}\n"),
    ),
    _rule(
        "step-kind",
        ("Um passo sem tipo, ou com dois", "A step of no kind, or of two"),
        (
            "Um passo faz uma coisa só: perguntar, dizer, guardar, seguir ou ramificar. Divida-o em dois.",
            "A step does one thing: ask, say, set, go on or branch. Split it into two.",
        ),
        _flow("- collect: febre\n  action: utter_conselho", _GOOD_STEPS),
    ),
    _rule(
        "not-supported",
        (
            "Uma parte da linguagem do Rasa que não existe aqui",
            "A part of Rasa's language that is refused here",
        ),
        (
            "A frase diz o que usar no lugar; as razões estão em docs/flow-language.md.",
            "The sentence tells what to use instead; the reasons are in docs/flow-language.md.",
        ),
        None,
    ),
    _rule(
        "duplicate-step",
        ("Dois passos com o mesmo id", "Two steps with the same id"),
        (
            "Não se saberia para qual deles ir. Mude um dos ids.",
            "Nobody would know which of them to go to. Change one of the ids.",
        ),
        _flow(
            "- {id: a, collect: febre}\n- {id: a, action: utter_conselho}",
            "- {id: a, collect: febre}\n- {id: b, action: utter_conselho}",
        ),
    ),
    _rule(
        "unknown-step",
        ("Um passo que não existe", "A step that does not exist"),
        (
            "O ramo leva a um passo que este fluxo não tem. Corrija o id.",
            "The branch leads to a step that this flow does not have. Mend the id.",
        ),
        _flow(
            "- {collect: febre, next: orienta}\n- {id: oriente, action: utter_conselho}",
            "- {collect: febre, next: oriente}\n- {id: oriente, action: utter_conselho}",
        ),
    ),
    _rule(
        "unreachable-step",
        ("Um passo a que nada leva", "A step that nothing leads to"),
        (
            "Nenhum caminho passa por aqui: ou falta um ramo, ou o passo sobrou.",
            "No path comes by here: either a branch is missing, or the step is left over.",
        ),
        _flow(
            "- {collect: febre, next: END}\n- {id: orienta, action: utter_conselho}",
            "- {collect: febre, next: orienta}\n- {id: orienta, action: utter_conselho}",
        ),
    ),
    _rule(
        "missing-next",
        ("Falta dizer o que vem depois", "What comes next is not said"),
        (
            'O último passo de um ramo, e todo "noop", diz em "next" para onde ir: um passo, ou END.',
            "The last step of a branch, and every `noop`, tells in `next` where to go: a step, or END.",
        ),
        _flow(
            "- collect: febre\n  next:\n    - if: slots.febre = 'alta'\n      then:\n        - action: utter_conselho\n    - {else: END}",
            "- collect: febre\n  next:\n    - if: slots.febre = 'alta'\n      then:\n        - {action: utter_conselho, next: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "missing-else",
        ("Ramos sem else", "Branches without an else"),
        (
            "Quando nenhuma condição vale, o fluxo não saberia para onde ir. Termine a lista com else.",
            "When no condition holds, the flow would not know where to go. End the list with else.",
        ),
        _flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "missing-if",
        ("Um ramo sem if nem else", "A branch without if or else"),
        ('Um ramo é "if" com "then", ou "else".', "A branch is `if` with `then`, or `else`."),
        _flow(
            "- collect: febre\n  next:\n    - {then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "missing-then",
        ("Um if sem then", "An if without then"),
        ('Depois de "if" diga em "then" para onde ir.', "After `if`, tell in `then` where to go."),
        _flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta'}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "missing-target",
        ("Um ramo que não leva a lugar nenhum", "A branch that leads nowhere"),
        (
            "Diga um id de passo, END ou uma lista de passos.",
            "Give the id of a step, END or a list of steps.",
        ),
        _flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: []}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "condition",
        ("Uma condição que não dá para ler", "A condition that cannot be read"),
        (
            "A frase diz onde a leitura parou. Textos vão entre aspas simples; and e or juntos pedem parênteses.",
            "The sentence tells where reading stopped. Texts stand in single quotes; and and or together need parentheses.",
        ),
        _flow(
            "- collect: febre\n  next:\n    - {if: slots.febre = alta, then: END}\n    - {else: END}",
            "- collect: febre\n  next:\n    - {if: slots.febre = 'alta', then: END}\n    - {else: END}",
        ),
    ),
    _rule(
        "unknown-slot",
        ("Um slot que não existe", "A slot that does not exist"),
        ("Declare-o em slots, ou corrija o nome.", "Declare it under slots, or mend the name."),
        _flow("- {collect: febree, utter: utter_ask_febre}", "- collect: febre"),
    ),
    _rule(
        "unknown-action",
        ("Uma ação que não existe", "An action that does not exist"),
        (
            "Uma ação é um texto (utter_…) ou uma das ações do programa (docs/flow-language.md).",
            "An action is a text (utter_…) or one of the program's own (docs/flow-language.md).",
        ),
        _flow("- action: action_hand_of", "- action: action_hand_off"),
    ),
    _rule(
        "missing-source",
        ("Uma regra clínica sem fonte", "A clinical rule without its source"),
        (
            'Toda regra e todo sinal de alerta diz de onde vem: "source: {ref, where}".',
            "Every rule and red flag tells where it comes from: `source: {ref, where}`.",
        ),
        _protocol(", source: {ref: ms, where: p. 2}", ""),
    ),
    _rule(
        "unknown-source",
        ("Uma fonte que não está na lista", "A source that is not listed"),
        (
            'A "ref" é uma das chaves de "sources" do protocolo.',
            "The `ref` is one of the keys of the protocol's `sources`.",
        ),
        _protocol("{ref: ms, where: p. 2}", "{ref: mss, where: p. 2}"),
    ),
    _rule(
        "unknown-class",
        ("Uma classe de risco que não existe", "A risk class that does not exist"),
        (
            'Use uma das classes de "classes"; a frase as lista.',
            "Use one of `classes`; the sentence lists them.",
        ),
        _protocol("id: r1, class: grave", "id: r1, class: gravee"),
    ),
    _rule(
        "unknown-department",
        ("Um departamento que não existe", "A department that does not exist"),
        (
            "Ninguém receberia a conversa. Use um dos departamentos de deployment.yml.",
            "Nobody would take the room. Use one of the departments of deployment.yml.",
        ),
        _protocol("department: urgencia", "department: urgenca"),
    ),
    _rule(
        "input-mismatch",
        ("O protocolo e a pergunta não combinam", "The protocol and the question do not agree"),
        (
            'O que "inputs" diz do tipo ou da faixa não é como a resposta do slot é lida. Deixe os dois iguais, ou tire do protocolo.',
            "What `inputs` says of type or range is not how the slot's answer is read. Make both alike, or drop it from the protocol.",
        ),
        Example(
            failing=_PROTOCOL.replace("  rules:", "  inputs:\n    febre: {type: number}\n  rules:"),
            mended=_PROTOCOL.replace("  rules:", "  inputs:\n    febre: {type: choice}\n  rules:"),
        ),
    ),
    _rule(
        "no-department",
        ("Nenhuma classe tem departamento", "No class has a department"),
        (
            "Ninguém chegaria nunca a uma pessoa. Ponha um departamento pelo menos na pior classe.",
            "Nobody would ever reach a person. Give at least the worst class a department.",
        ),
        _protocol("department: urgencia, ", ""),
    ),
)
