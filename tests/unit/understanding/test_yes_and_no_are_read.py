from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import readings
from bot.understanding.answers import yes_no
from tests import answer_samples as reading

YES = """com crtz|isso aí|é|É.|eh|as vzs|meu marido teve|sim|s|ss|S|Sim!|siiiim|SIM|simm|aham|ahaaam|uhum|claro|claro que sim|isso|isso mesmo|exato|com certeza|ctz|positivo|tenho|
tenho sim|eu tenho|tô|to sim|estou|estou sim|acho que sim|axo q sim|sinto|sinto sim|um pouco|tenho um pouco|as vezes|às vezes sim|de vez em quando|
ok|blz|beleza|pode ser|pode|aceito|concordo|quero|quero sim|tive|tive sim|ja tive|sou|sim senhora|sim, obrigado|sim tenho|sim, não consigo dormir|
minha mãe tem|ela tem|ele está|oi, sim|sim por favor|ok 👍|sim 😊|tá bom|ta|tudo bem|vamos|yes|
não sei, acho que sim|sim mas pouco|tomei|tomo sim|sim, desde ontem|muito|bastante|demais|tenho muita|opa|certo|perfeito|verdade|sim kkk"""

NO = """não q eu saiba|nunquinha|ninguém|noa|agora não, obrigada|graças a Deus não|não|nao|n|nn|N|NÃO|naum|ñ|nãããão|nop|nunca|negativo|nao tenho|não tenho não|n tenho|ñ tenho|tenho não|tenho nao|to não|não estou|não, obrigado|
acho que não|axo q n|não sinto|nada|nenhum|nenhuma|de jeito nenhum|de forma alguma|claro que não|nem um pouco|não quero|quero não|não sou|ainda não|agora não|
eu não|ela não|ela não tem|não senhora|não 👍🏽|não tive|nunca tive|nao tô|num tô|num tenho|não não|não, nunca|n tenho nao|
tive não|tem não|sou não|não aceito|não concordo|com certeza não|acho que não tenho|não, nada|nem pensar"""

NEITHER = """e|E...|?|??|...|!|😀|👍|👍🏽|👍👍|👎|👎🏾|✅|🙏|❤️|🤔|sim?|sim ou não?|sim ou não|sim não|38|2|67 anos|febre|Fortaleza|quero falar com uma pessoa|o que é isso?|
por que quer saber?|tenho uma dúvida|tenho uma pergunta|tenho 67 anos|pode repetir?|pode repetir|não entendi|como assim?|tem vacina no posto?|posso tomar vacina|
quando sai o resultado|moro em Sobral|asdfgh|lorem ipsum dolor|👍👎|desculpa não entendi|o quê?|tem vacina aí?|mais ou menos|oi|bom dia|não muito|-|0|1|
tenho tosse|tô com tosse|estou com febre|não tenho tosse|sem febre não|tenho febre não|tive dor de cabeça"""

CONTACT = answers.YesNo(
    about=("tive contato", "fiquei perto", "testou positivo", "está com covid", "pegou covid")
)
TOLD = """meu marido testou positivo|minha mãe tá com covid|tive contato|tenho contato direto|tive contato com um colega que testou positivo|
não, mas meu vizinho testou positivo|minha irmã pegou covid semana passada|fikei perto de um colega"""
DENIED = """não tive contato|não tive contato com ninguém|ninguém aqui em casa testou positivo|nunca fiquei perto de ninguém|
meu marido não testou positivo"""
UNTOLD = """tenho tosse|não tenho febre|meu marido testou negativo|tomei vacina da covid|medo de quem está com covid|como pegou covid?|
minha mãe testou positivo e meu pai não testou positivo"""

DONT_KNOW = "não sei|n sei|nsei|sei lá|sla|não lembro|não tenho certeza|prefiro não dizer|prefiro não responder|não quero dizer|talvez|não faço ideia|sei não|num sei"


def _each(table: str) -> list[str]:
    return [entry.strip("\n") for entry in table.split("|")]


@pytest.mark.parametrize("message", _each(YES))
def test_a_yes_in_any_words_is_a_yes(message: str) -> None:
    """Every way people say yes in a chat is read as true."""
    assert reading.read(answers.YesNo(), message) == readings.Read(value=True)


@pytest.mark.parametrize("message", _each(NO))
def test_a_no_in_any_words_is_a_no(message: str) -> None:
    """Every way people say no in a chat is read as false."""
    assert reading.read(answers.YesNo(), message) == readings.Read(value=False)


@pytest.mark.parametrize("message", _each(NEITHER))
def test_what_is_neither_is_not_guessed(message: str) -> None:
    """Punctuation, emoji, numbers, questions and other matters are neither yes nor no."""
    assert reading.read(answers.YesNo(), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "value"),
    [(message, value) for table, value in ((TOLD, True), (DENIED, False)) for message in _each(table)],
)
def test_a_statement_about_the_matter_is_an_answer(message: str, *, value: bool) -> None:
    """A question may name the statements that mean yes; denied they mean no."""
    assert reading.read(CONTACT, message) == readings.Read(value=value)


@pytest.mark.parametrize("message", _each(UNTOLD))
def test_a_statement_about_another_matter_is_no_answer(message: str) -> None:
    """A cough answers no question about contact."""
    assert reading.read(CONTACT, message) == reading.UNCLEAR


def test_not_knowing_about_the_matter_is_no_yes() -> None:
    """Doubt is not turned into a statement, but not wanting to is a no where not knowing is no answer."""
    assert reading.read(CONTACT, "não sei se ele está com covid") == reading.UNKNOWN
    consent = answers.YesNo(about=("quero responder",), allow_unknown=False)
    assert reading.read(consent, "não quero responder") == readings.Read(value=False)
    assert reading.read(consent, "não sei se quero responder") == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("prefiro não falar disso com ninguém", readings.Read(value=False)),
        ("não quero responder nada agora", readings.Read(value=False)),
        ("prefiro não falar com robô", reading.UNCLEAR),
        ("não quero falar disso antes de saber quem é", reading.UNCLEAR),
    ],
)
def test_who_will_not_speak_of_it_refuses_an_offer_and_on_a_condition_nothing(
    message: str, expected: readings.Reading
) -> None:
    assert reading.read(answers.YesNo(allow_unknown=False), message) == expected


@pytest.mark.parametrize("message", _each(DONT_KNOW))
def test_not_knowing_is_an_answer_where_the_question_allows_it(message: str) -> None:
    """Not knowing is stored as such when allowed, and asked again when not."""
    assert reading.read(answers.YesNo(), message) == reading.UNKNOWN
    assert reading.read(answers.YesNo(allow_unknown=False), message) == reading.UNCLEAR


@pytest.mark.parametrize("message", ["", " ", "\n\t", "\u200b", "\u3164"])
def test_an_empty_message_is_told_as_empty(message: str) -> None:
    """A message in which nothing is seen is no answer and says so."""
    assert reading.read(answers.YesNo(), message) == reading.EMPTY


OFFER, STATE = answers.YesNo(allow_unknown=False), answers.YesNo(allow_unknown=True)


@pytest.mark.parametrize("message", ["pode mandar", "vamos nessa", "por mim tudo bem"])
def test_an_offer_is_taken_in_many_ways(message: str) -> None:
    """Where not knowing is an answer, the question is no offer, and these words say nothing."""
    assert reading.read(OFFER, message) == readings.Read(value=True)
    assert reading.read(STATE, message) == reading.UNCLEAR


@pytest.mark.parametrize("message", ["deixa pra depois", "agora não posso", "precisa não"])
def test_an_offer_is_put_off_in_many_ways(message: str) -> None:
    """To put an offer off is a no; of a state of health it says nothing."""
    assert reading.read(OFFER, message) == readings.Read(value=False)
    assert reading.read(STATE, message) == reading.UNCLEAR


def test_nobody_means_no() -> None:
    """ "Ninguém" says it of everybody, unless somebody is excepted."""
    assert reading.read(CONTACT, "lá em casa ninguém tá doente") == readings.Read(value=False)
    assert reading.read(CONTACT, "ninguém, só o vizinho da frente") == reading.UNCLEAR


@pytest.mark.parametrize(
    "message", ["podi", "pode sim minha filha", "oxe pode sim, sem problema nenhum", "pode perguntá"]
)
def test_an_offer_is_taken_in_misspelt_and_in_friendly_words(message):
    assert yes_no.read(
        answers.YesNo(allow_unknown=False, about=("pode perguntar",)), message
    ) == readings.Read(value=True)


@pytest.mark.parametrize(
    "message",
    [
        "não quero, só queria o endereço da UPA",
        "nn quero n, queria saber do teste",
        "agora não, preciso de uma receita",
    ],
)
def test_an_offer_is_refused_for_something_else(message):
    assert yes_no.is_refused_for(answers.YesNo(allow_unknown=False), message)


@pytest.mark.parametrize(
    "message",
    [
        "não, antes queria saber quem vê isso",
        "sim, só queria saber uma coisa",
        "não tenho febre, queria saber do teste",
        "não",
        "só queria o endereço",
    ],
)
def test_what_is_no_clear_refusal_refuses_nothing(message):
    assert not yes_no.is_refused_for(answers.YesNo(allow_unknown=False), message)


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        ("não tenho ninguém", True),
        ("não tenho ninguém, moça", True),
        ("não", False),
        ("não, tenho meu marido", False),
    ],
)
def test_a_statement_that_begins_with_a_no_is_a_yes(message, alone):
    answer = answers.YesNo(about=("moro só", "não tenho ninguém"))
    assert yes_no.read(answer, message) == readings.Read(value=alone)
