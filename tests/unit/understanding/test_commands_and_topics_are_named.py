from __future__ import annotations

import pytest

from bot.understanding import keywords

INDEX = keywords.KeywordIndex(
    (
        (
            "person",
            ("falar com uma pessoa", "falar com alguém", "falar com atendente", "atendente", "humano"),
        ),
        ("stop", ("parar", "sair", "cancelar", "encerrar")),
        ("back", ("voltar", "pergunta anterior")),
        ("correct", ("corrigir", "errei", "respondi errado")),
        ("menu", ("menu", "ajuda", "início", "o que você faz")),
        ("vaccine", ("vacina", "vacina da covid")),
        ("vaccine_place", ("onde tomar a vacina", "onde tem vacina", "posto de vacinação")),
        ("virus", ("o que é covid", "coronavírus")),
        ("symptoms", ("sintomas", "quais os sintomas")),
    )
)

NAMED = {
    "person": "falar com uma pessoa|quero falar com uma pessoa|qro fala com alguem|kero fala cm atendente|atendente|Atendente!!|atendete|quero um humano|"
    "preciso falar com uma pessoa de verdade|não entendi, quero falar com uma pessoa|posso falar com um atendente?",
    "stop": "parar|PARAR|quero parar|pode parar por favor|sair|quero sair|cancelar|cancela|encerrar conversa|paraar",
    "back": "voltar|volta|kero voltar|pergunta anterior|quero voltar pra pergunta anterior|voltr",
    "correct": "corrigir|errei|errei a idade|quero corrigir|respondi errado|corrijir",
    "menu": "menu|ajuda|me ajuda|início|o que você faz|oq vc faz|o que vc faz?",
    "vaccine": "vacina|vacinas|vasina|quero saber da vacina|vacina da covid|e a vacina?",
    "vaccine_place": "onde tomar a vacina|onde tomar vacina|onde tem vacina?|onde tem vacina da covid|posto de vacinacao",
    "virus": "o que é covid|oq é covid?|o que e a covid|coronavirus|corona virus",
    "symptoms": "sintomas|quais os sintomas|quais são os sintomas da covid?|sintoma",
}  # fmt: skip

UNNAMED = """|?|😀|para|parar de tossir|posso voltar a trabalhar?|voltar ao trabalho|não quero parar|não quero falar com atendente|to com covid|sim|38|
a febre volta sempre|minha mãe tomou a vacina ontem e hoje ela está com o braço muito inchado|posso sair de casa?|meu nome é Maria|cair|errado|no início da semana|desde o inicio do mês"""


@pytest.mark.parametrize(
    ("key", "message"), [(key, message) for key, table in NAMED.items() for message in table.split("|")]
)
def test_a_command_or_topic_is_recognised_in_a_short_message(key: str, message: str) -> None:
    """Phrases are found in any spelling, with courtesy around them; the longest wins."""
    assert INDEX.match(message) == key


@pytest.mark.parametrize("message", [message.strip("\n") for message in UNNAMED.split("|")])
def test_what_names_no_command_is_left_to_others(message: str) -> None:
    """Verbs with an object of their own, denials, long messages and other matters are no commands."""
    assert INDEX.match(message) is None


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("parar", "stop"),
        ("Parar!", "stop"),
        ("o menu", "menu"),
        ("vacina", "vaccine"),
        ("quero parar", None),
        ("vacina amanhã", None),
        ("", None),
    ],
)
def test_the_whole_message_may_be_asked_to_be_the_phrase(message: str, key: str | None) -> None:
    """Where only a bare command counts, a sentence that contains it does not."""
    assert INDEX.exact(message) == key


def test_of_equal_phrases_the_first_entry_wins() -> None:
    """The order of the entries decides, so that the answer is always the same."""
    index = keywords.KeywordIndex((("first", ("menu",)), ("second", ("menu",))))
    assert index.match("menu") == "first"
    assert index.exact("menu") == "first"


@pytest.mark.parametrize(
    "message",
    ["canceira", "muita canseira", "testei", "frança tem covid?", "parir", "pague", "sarei", "enterrar"],
)
def test_a_word_of_its_own_is_no_misspelt_command(message: str) -> None:
    """A short word, another beginning, two slips or another word's sense are not forgiven: a command may close the room."""
    index = keywords.KeywordIndex(
        (
            ("stop", ("parar", "pare", "sair", "cancelar", "encerrar")),
            ("test", ("teste",)),
            ("children", ("criança",)),
        )
    )
    assert index.match(message) is None


def test_a_word_that_means_something_else_is_never_a_slip() -> None:
    """Words of symptoms and answers stay what they are, however near a command they lie."""
    entries = (("stop", ("cancelar",)),)
    assert keywords.KeywordIndex(entries).match("cancelou") is None
    assert keywords.KeywordIndex(entries).match("canceler") == "stop"
    assert (
        keywords.KeywordIndex(entries, others=frozenset(["canceler", "o", "nariz"])).match("canceler") is None
    )


@pytest.mark.parametrize(
    "message", ["canselar", "cancelr", "quero cancelar", "Cancela!", "encerar", "pare por favor"]
)
def test_one_slip_in_a_long_command_is_forgiven(message: str) -> None:
    """Whoever wants to stop need not spell well."""
    assert keywords.KeywordIndex((("stop", ("pare", "cancelar", "encerrar")),)).match(message) == "stop"
