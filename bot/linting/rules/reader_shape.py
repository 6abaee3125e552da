"""Is what is written shaped as it has to be? The definitions, for the pages; the faults come from `bot.content`."""

from __future__ import annotations

from typing import Final

from bot.linting.rule import Example, Rule, Severity
from bot.linting.rules.reader_examples import GOOD_STEPS, PROTOCOL, error, flow, slot
from bot.told import Told

RULES: Final = (
    error(
        "no-content",
        ("A pasta não tem conteúdo", "The folder has no content"),
        (
            'A pasta indicada em "content" não tem nenhum arquivo .yml. Confira o caminho em deployment.yml.',
            "The folder named by `content` has no .yml file. Check the path in deployment.yml.",
        ),
        None,
    ),
    error(
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
    error(
        "unknown-key",
        ("Uma chave que ninguém lê", "A key that nobody reads"),
        (
            "Quase sempre é um erro de digitação: o que está debaixo dela não teria efeito nenhum. Corrija o nome ou apague-a.",
            "Nearly always a slip of the keyboard: what stands below it would have no effect at all. Mend the name or delete it.",
        ),
        flow("- colect: febre\n- action: utter_conselho", GOOD_STEPS),
    ),
    error(
        "wrong-kind",
        ("Um valor de outro tipo", "A value of another kind"),
        (
            "Aqui se esperava um mapa, uma lista, um texto, um número ou true/false; a frase diz qual. Aspas fazem de tudo um texto.",
            "A map, a list, a text, a number or true/false was expected; the sentence tells which. Quotes make a text of anything.",
        ),
        slot(
            "{type: float, answer: {type: number, min: pouco, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    error(
        "empty-value",
        ("Um texto em branco", "A blank text"),
        ("Este texto não pode ficar vazio. Escreva-o.", "This text must not be empty. Write it."),
        Example(
            failing='responses:\n  utter_conselho: [{text: " "}]\n',
            mended='responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n',
        ),
    ),
    error(
        "duplicate-name",
        ("O mesmo nome duas vezes", "The same name twice"),
        (
            "Dois slots, respostas, fluxos, regras ou sinais com um nome só: não se sabe qual vale. Os dois lugares são ditos; mude um dos nomes.",
            "Two slots, responses, flows, rules or red flags of one name: nobody knows which counts. Both places are told; change one of the names.",
        ),
        Example(
            failing=PROTOCOL.replace(
                "  default",
                "    - {id: r1, class: leve, if: slots.febre = 'baixa', because: febre, source: {ref: ms, where: p. 3}}\n  default",
            ),
            mended=PROTOCOL.replace(
                "  default",
                "    - {id: r2, class: leve, if: slots.febre = 'baixa', because: febre, source: {ref: ms, where: p. 3}}\n  default",
            ),
        ),
    ),
    error(
        "unknown-slot-type",
        ("Um tipo de slot desconhecido", "An unknown type of slot"),
        ("Use um dos tipos do Rasa; a frase os lista.", "Use one of Rasa's types; the sentence lists them."),
        slot(
            "{type: numero, answer: {type: number, min: 2, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    error(
        "unknown-answer-type",
        ("Um tipo de resposta desconhecido", "An unknown kind of answer"),
        (
            "O programa não sabe ler este tipo de resposta. Os tipos estão em docs/flow-language.md.",
            "The program cannot read this kind of answer. The kinds are in docs/flow-language.md.",
        ),
        slot(
            "{type: float, answer: {type: numbr, min: 2, max: 300}}",
            "{type: float, answer: {type: number, min: 2, max: 300}}",
        ),
    ),
    error(
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
    error(
        "missing-options",
        ("Uma escolha sem opções", "A choice without options"),
        (
            'Escreva as opções em "options", cada uma com id e label.',
            "Write the options into `options`, each with id and label.",
        ),
        slot(
            "{type: categorical, answer: {type: choice}}",
            "{type: categorical, answer: {type: choice, options: [{id: leve, label: Leve}]}}",
        ),
    ),
    error(
        "no-such-answer",
        ("Exemplos para uma resposta que não existe", "Examples for an answer that does not exist"),
        (
            "Os exemplos de respostas são das opções de um slot, ou de sim e nao, ou de desconhecido onde não saber é resposta; o consentimento não tem nenhum, pois só vale em palavras claras.",
            "Examples of answers belong to a slot's options, or to sim and nao, or to desconhecido where not knowing is an answer; the consent has none, for it counts only in clear words.",
        ),
        Example(
            failing="slots:\n  sede: {type: bool, answer: {type: yes_no}}\nanswers: {sede: {talvez: '- um pouco'}}\n",
            mended="slots:\n  sede: {type: bool, answer: {type: yes_no}}\nanswers: {sede: {sim: '- um pouco'}}\n",
        ),
    ),
    error(
        "missing-range",
        ("Um número sem faixa", "A number without a range"),
        (
            'Sem "min" e "max" um engano de digitação viraria resposta. Escreva a faixa que faz sentido.',
            "Without `min` and `max` a slip of the keyboard would become an answer. Write the range that makes sense.",
        ),
        slot(
            "{type: float, answer: {type: number}}", "{type: float, answer: {type: number, min: 2, max: 300}}"
        ),
    ),
    error(
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
    error(
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
    error(
        "too-much",
        ("Mais do que a Bela atende", "More than Bela serves"),
        (
            "A frase diz o limite: de fluxos, passos, ramos, opções, botões ou letras. Divida o que passou dele.",
            "The sentence names the limit: of flows, steps, branches, options, buttons or letters. Divide what exceeds it.",
        ),
        flow("- collect: febre\n  retries: {max: 99}", "- collect: febre\n  retries: {max: 5}"),
    ),
    Rule(
        id="no-effect",
        severity=Severity.warning,
        title=Told("Uma chave do Rasa sem efeito aqui", "A key of Rasa's without effect here"),
        why=Told(
            "Ela serve a modelos de linguagem, à voz ou a telas que a Bela não tem. Pode ficar, e não muda nada.",
            "It serves language models, voice or screens that Bela does not have. It may stay, and changes nothing.",
        ),
        example=flow("- collect: febre\n  silence_timeout: 10", "- collect: febre"),
    ),
    error(
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
    error(
        "broken-payload",
        ("Um botão que não diz nada legível", "A button that says nothing readable"),
        (
            "O que um botão guarda se escreve /SetSlots(slot=valor, outro=valor); uma lista vai entre colchetes.",
            "What a button sets is written /SetSlots(slot=value, other=value); a list stands in brackets.",
        ),
        Example(
            failing='responses:\n  utter_conselho:\n    - text: "Ligue {samu}."\n      buttons: [{title: Alta, payload: /SetSlots febre=alta}]\n',
            mended='responses:\n  utter_conselho:\n    - text: "Ligue {samu}."\n      buttons: [{title: Alta, payload: /SetSlots(febre=alta)}]\n',
        ),
    ),
)
