"""What a message tells unasked, and what only sounds like a fact."""

from __future__ import annotations

import pytest

from bot.content import answers
from bot.understanding import plain, text
from bot.understanding.answers import statements
from bot.understanding.facts import (
    Telling,
    named,
    nothing,
    told,
)
from tests import answer_samples as samples
from tests.talk import demo_flows


def of_several(slot: str) -> answers.MultiChoice:
    """The list that a question of the demo pack takes."""
    answer = demo_flows().content.slots[slot].answer
    assert isinstance(answer, answers.MultiChoice)
    return answer


SYMPTOMS = of_several("sintomas")

CONDITIONS = of_several("condicoes")


def symptoms(message: str) -> list[str]:
    return list(named.told(SYMPTOMS.options, text.tokens(message), known=frozenset()))


def stated(message: str) -> list[str]:
    return [" ".join(token.word for token in sentence) for sentence in plain.sentences(text.tokens(message))]


@pytest.mark.parametrize(
    "message",
    [
        "tô cansada da rotina",
        "cansado de tanto trabalhar",
        "canso de esperar resposta",
        "fervendo de raiva desse posto",
        "minha cabeça tá explodindo de tanta conta pra pagar",
        "tenho medo de pegar covid e perder o olfato",
    ],
)
def test_who_is_weary_angry_or_afraid_tells_no_symptom(message: str) -> None:
    assert symptoms(message) == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cansada do corpo, de tanto tossir", ["tosse", "fraqueza"]),
        ("muito cansada, com febre", ["febre", "fraqueza"]),
        ("tenho medo mas tô com febre", ["febre"]),
        ("com tosse e sem apetite", ["tosse", "barriga"]),
    ],
)
def test_a_symptom_beside_such_words_is_one(message: str, expected: list[str]) -> None:
    """ "Apetite" holds no pet: a cough beside it is nobody's but the person's."""
    assert symptoms(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("quem tá doente é minha mãe, 66 anos", ["quem esta doente e minha mae 66 anos"]),
        ("tenho asma, posso usar a bombinha?", ["tenho asma"]),
        ("bom dia, sou gestante, posso tomar a vacina?", ["sou gestante"]),
        ("posso tomar vacina com asma?", []),
        ("gestante, asmático, quem mais pode tomar?", []),
        ("tenho asma?", []),
        ("se eu tiver asma, posso tomar?", []),
        ("quem tem asma é do grupo de risco?", []),
    ],
)
def test_of_a_question_only_what_is_told_of_oneself_before_it_is_stated(
    message: str, expected: list[str]
) -> None:
    assert stated(message) == expected


def test_a_condition_before_a_question_is_a_fact():
    tellings = (Telling(slot="condicoes", answer=CONDITIONS),)
    assert told(tellings, "tenho asma, posso usar a bombinha?", samples.CONTEXT) == {"condicoes": ["pulmao"]}
    assert told(tellings, "asma piora com covid?", samples.CONTEXT) == {}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("não sei se é alergia mas tô espirrando", ["nao sei", "mas estou espirrando"]),
        ("queria saber se posso estar doente, febre de 38", ["queria saber", "febre de 38"]),
        ("se eu piorar eu volto, por enquanto é só coriza", ["por enquanto e so coriza"]),
        ("a gente se viu quinta, tô sem olfato", ["a gente se viu quinta estou sem olfato"]),
        ("minha avó se queixa de dor", ["minha avo se queixa de dor"]),
        ("quero saber se febre, tosse e moleza é gripe", ["quero saber"]),
        ("se eu tiver febre, tosse, o que faço", []),
    ],
)
def test_what_is_supposed_ends_where_it_is_told_how_things_are(message: str, expected: list[str]) -> None:
    assert stated(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("meu sangue ferve com essa fila", []),
        ("chega, cansei dessa conversa", []),
        ("me cansei subindo a ladeira", ["fraqueza"]),
        ("vacinei da gripe ontem", []),
        ("tô fraca de dinheiro", []),
        ("minha internet tá fraca", []),
        ("tô com gripe, e fraca", ["coriza", "fraqueza"]),
        ("tengo fiebre y me duele la cabeza", ["febre", "dor_de_cabeca"]),
    ],
)
def test_words_of_something_else_tell_no_symptom_and_spanish_does(message: str, expected: list[str]) -> None:
    assert symptoms(message) == expected


@pytest.mark.parametrize(
    ("message", "is_none"),
    [
        ("sem doença nenhuma, tosse", True),
        ("não tenho nenhuma doença graças a Deus", True),
        ("38 anos sem comorbidade só garganta doendo", True),
        ("nunca tive doença nenhuma", True),
        ("não tenho doença respiratória", False),
        ("não tenho nada", False),
        ("sou saudável", False),
    ],
)
def test_nothing_is_so_only_where_the_thing_is_denied_and_not_narrowed(
    message: str, *, is_none: bool
) -> None:
    assert nothing.told(CONDITIONS.none, text.tokens(message)) is is_none


def test_only_lasting_conditions_may_be_told_to_be_none():
    tellings = (
        Telling(slot="sintomas", answer=SYMPTOMS),
        Telling(slot="condicoes", answer=CONDITIONS, may_be_none=True),
    )
    assert told(tellings, "não tenho sintomas nem doença nenhuma", samples.CONTEXT) == {"condicoes": []}
    assert told(tellings, "sem doença nenhuma, só pressão alta", samples.CONTEXT) == {
        "condicoes": ["coracao"]
    }


@pytest.mark.parametrize(
    ("message", "contact"),
    [
        ("meu namorado tá positivo", True),
        ("peguei covid do meu chefe", True),
        ("mi mamá tiene covid", True),
        ("meu marido pegou, e agora eu", True),
        ("ninguém aqui em casa testou positivo", False),
        ("meu marido pegou dengue", None),
        ("já tive covid duas vezes", None),
        ("peguei covid ano passado, agora tô com tosse de novo", None),
        ("tô com covid", None),
        ("encontrei o posto fechado", None),
        ("estive com febre", None),
    ],
)
def test_contact_is_told_of_others_and_of_now(message: str, *, contact: bool | None) -> None:
    answer = demo_flows().content.slots["exposicao"].answer
    assert isinstance(answer, answers.YesNo)
    assert statements.told(answer.about, text.tokens(message), unasked=True) is contact


@pytest.mark.parametrize(
    "message",
    [
        "o posto tá uma canseira só pra ser atendido",
        "essa conversa me deu dor de cabeça",
        "meu coração é fraco",
    ],
)
def test_what_wearies_and_a_weak_part_tell_no_symptom(message: str) -> None:
    assert symptoms(message) == []


def test_what_is_asked_of_something_there_is_told() -> None:
    assert stated("queria saber se essa dor nas juntas é da gripe") == [
        "queria saber",
        "essa dor nas juntas e da gripe",
    ]


def test_what_ones_own_test_showed_is_no_contact() -> None:
    answer = demo_flows().content.slots["exposicao"].answer
    assert isinstance(answer, answers.YesNo)
    for message in ("fiz o teste e deu positivo", "meu teste deu positivo"):
        assert statements.told(answer.about, text.tokens(message), unasked=True) is None


@pytest.mark.parametrize(
    ("message", "condition"), [("tenho câncer", ["imunidade"]), ("tô tão cansada, uma canseira", [])]
)
def test_cancer_is_no_tiredness(message: str, condition: list[str]) -> None:
    assert list(named.told(CONDITIONS.options, text.tokens(message), known=frozenset())) == condition
    assert symptoms(message) == ([] if condition else ["fraqueza"])


def test_what_is_told_behind_the_answer_is_told_of_oneself() -> None:
    assert stated("38,8 e tô grávida, tomo o quê?") == ["38,8 e estou gravida"]
