"""What does the simulator itself say at a terminal? Bela's own words are the content's."""

from __future__ import annotations

from typing import Final

from bot.told import Told

HELP: Final = Told(
    pt="""O que se escreve é dito à Bela. Uma linha que começa com ":" pede algo ao simulador:
:after 1d          o tempo passa (30s, 5min, 2h, 1d); a Bela volta sozinha se era para voltar
:as PESSOA         recomeça como outra pessoa, da pasta people/ do pacote; sem nome, mostra quais há
:channel whatsapp  recomeça por outro canal
:event audio       acontece outra coisa: audio, image, video, file, sticker, location, edited TEXTO, deleted,
                   nobody_online, not_possible, taken, returned, closed
:event image image/jpeg, 340 kB   a pessoa manda uma foto deste tipo e tamanho; também file, audio, video
:event location -3.73, -38.52   a pessoa manda a sua localização
:help              esta ajuda
:intent NOME TEXTO escreve o texto como se o Rasa entendesse essa intenção
:quit              sai
:record NOME       grava a conversa como caso de teste em cases/recorded/; de novo, ":record! NOME"
:restart           recomeça
:rules             classe, regras com os termos que valeram e a fonte, e sinais de alerta com as palavras ouvidas
:slots             o que a Bela sabe
:stack             em que fluxo e passo ela está
:undo              desfaz o último passo""",
    en="""What is written is said to Bela. A line that begins with ":" asks the simulator for something:
:after 1d          time passes (30s, 5min, 2h, 1d); Bela comes back by herself if she was to
:as PERSON         begins anew as another person, of the pack's folder people/; without a name, shows which there are
:channel whatsapp  begins anew through another channel
:event audio       something else happens: audio, image, video, file, sticker, location, edited TEXT, deleted,
                   nobody_online, not_possible, taken, returned, closed
:event image image/jpeg, 340 kB   the person sends a photo of this type and size; file, audio, video likewise
:event location -3.73, -38.52   the person sends where they are
:help              this help
:intent NAME TEXT  writes the text as if Rasa understood this intent
:quit              leaves
:record NAME       keeps the conversation as a test case in cases/recorded/; once more, ":record! NAME"
:restart           begins anew
:rules             the class, the rules with the terms that held and the source, and red flags with the words heard
:slots             what Bela knows
:stack             in which flow and step she is
:undo              takes the last step back""",
)
BEGIN: Final = Told(
    'Escreva como a pessoa escreveria. ":help" ajuda, ":quit" sai.',
    'Write as the person would write. ":help" helps, ":quit" leaves.',
)
UNKNOWN: Final = Told('Não conheço ":$name".\n$help', 'There is no ":$name".\n$help')
SILENT: Final = Told("(a Bela não disse nada)", "(Bela said nothing)")
NO_TIME: Final = Told(
    "Escreva um tempo como 30s, 5min, 2h ou 1d.", "Write a time such as 30s, 5min, 2h or 1d."
)
NO_EVENT: Final = Told("Use um destes: $events.", "Use one of these: $events.")
NO_INTENT: Final = Told(
    "Escreva a intenção e o texto: :intent faq_mascara e a máscara?",
    "Write the intent and the text: :intent faq_mascara e a máscara?",
)
PEOPLE: Final = Told("Há: $names.", "There are: $names.")
NO_PEOPLE: Final = Told("A pasta $folder/ do pacote está vazia.", "The folder $folder/ of the pack is empty.")
BEGUN_AS: Final = Told(
    "Conversa nova, como $name. A Bela já sabe:\n$known",
    "A new conversation, as $name. Bela knows already:\n$known",
)
NOTHING_KNOWN: Final = Told("  nada", "  nothing")
BEGUN: Final = Told("Conversa nova.", "A new conversation.")
CHANNEL: Final = Told("Conversa nova. Canal: $channel.", "A new conversation. Channel: $channel.")
NOTHING_TO_UNDO: Final = Told("Não há o que desfazer.", "There is nothing to take back.")
BYE: Final = Told("Até logo.", "Goodbye.")
NO_SLOTS: Final = Told("(nada ainda)", "(nothing yet)")
PHASE: Final = Told("fase: $phase, pergunta: $asking", "phase: $phase, question: $asking")
NO_QUESTION: Final = Told("nenhuma", "none")
CLASS: Final = Told("classe: $risk_class", "class: $risk_class")
NO_CLASS: Final = Told("classe: ainda não", "class: not yet")
NO_RULES: Final = Told("regras: nenhuma", "rules: none")
FLAGS: Final = Told("sinais de alerta: $flags", "red flags: $flags")
NO_FLAGS: Final = Told("sinais de alerta: nenhum", "red flags: none")
RECORD_OVER: Final = Told(
    '$refusal Para gravar por cima: ":record! $name"', '$refusal To write over it: ":record! $name"'
)
CANNOT_RECORD: Final = Told(
    "$refusal Exemplo: :record idosa com febre", "$refusal Example: :record old woman with fever"
)
RECORDED: Final = Told("Gravado em $path.", "Kept in $path.")
RECORDED_CHANGED: Final = Told(
    "Gravado em $path. Mas o rascunho mudou durante a conversa: o caso não se repete assim.",
    "Kept in $path. But the draft changed during the conversation: the case does not come out like this again.",
)
HANDED_OFF: Final = Told("→ encaminhado para $department", "→ handed off to $department")
FAULT: Final = Told("! erro do conteúdo: $rule em $where", "! fault of the content: $rule at $where")
READ_AGAIN: Final = Told("(conteúdo lido de novo)", "(content read again)")
OLD_CONTENT: Final = Told(
    "(vale o conteúdo anterior até isto ser corrigido)", "(the content of before counts until this is mended)"
)
