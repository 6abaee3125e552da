"""What was the database being asked when it did not answer? As it is named in Portuguese, and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: What is done with the database, and who is told that it failed, in Portuguese → in English.
ENGLISH: Final[Mapping[str, str]] = {
    "a atualização do esquema": "the upgrade of the schema",
    "a busca da conversa da pessoa": "the search for the person's conversation",
    "a busca de contatos marcados": "the search for planned contacts",
    "a busca de conversas a retomar": "the search for conversations to take up again",
    "a contagem": "counting",
    "a contagem das conversas": "counting conversations",
    "a contagem das respostas": "counting answers",
    "a criação de uma chave de dados": "making a data key",
    "a desistência de uma mensagem": "giving up a message",
    "a leitura da versão publicada": "reading the published version",
    "a leitura das chaves de dados": "reading the data keys",
    "a leitura das conversas anteriores": "reading earlier conversations",
    "a leitura das falhas de conteúdo": "reading the faults of content",
    "a leitura das mensagens a enviar": "reading messages to be sent",
    "a leitura das perguntas sem resposta": "reading unanswered questions",
    "a leitura das publicações": "reading what went live",
    "a leitura das triagens": "reading triages",
    "a leitura das versões": "reading the versions",
    "a leitura de uma conversa": "reading a conversation",
    "a leitura de uma história": "reading a history",
    "a leitura de uma versão": "reading a version",
    "a leitura dos arquivos de uma versão": "reading the files of a version",
    "a leitura dos tamanhos": "reading sizes",
    "a lista de conversas do robô": "listing the bot's conversations",
    "a marcação de mensagens enviadas": "noting messages as sent",
    "a marcação de um contato": "planning a contact",
    "a primeira conexão": "the first connection",
    "a procura por um sinal de vida": "the search for a sign of life",
    "a publicação": "publishing",
    "a troca de chaves": "the change of keys",
    "o apagar de perguntas sem resposta": "deleting unanswered questions",
    "o apagar do que não se guarda mais": "deleting what is no longer kept",
    "o envio para revisão": "sending to review",
    "o primeiro contato": "the first contact",
    "o registro de um contato feito": "recording a contact that was made",
    "o registro de um passo": "recording a step",
    "um aviso aos outros processos": "a hint to the other processes",
}


def in_english(doing: str) -> str:
    """The same in English."""
    return ENGLISH.get(doing, "an operation")
