from __future__ import annotations

from typing import TypeVar

import pytest

from bot.content import answers
from bot.understanding import readings
from tests import answer_samples as reading

T = TypeVar("T")


def _option(option_id: str, label: str, *synonyms: str) -> answers.Option:
    return answers.Option(id=option_id, label=label, synonyms=synonyms)


BREATHING = answers.Choice(
    options=(
        _option("normal", "Normal", "está normal", "bem", "sem dificuldade", "não tenho falta de ar"),
        _option("cansaco", "Canso fácil quando ando", "canso ao andar", "cansado", "só quando faço esforço"),
        _option("dificil", "Falta ar até parado, deitado ou falando", "difícil", "ruim", "falta de ar", "sem ar", "não consigo falar direito"),
    ),
    allow_unknown=True,
)  # fmt: skip
WAIT = answers.Choice(
    options=(
        _option("esperar", "Esperar aqui", "aguardar"),
        _option("recado", "Deixar um recado", "mensagem"),
    )
)
SYMPTOMS = answers.MultiChoice(
    options=(
        _option("febre", "Febre ou calafrio", "febre", "febril", "quentura", "corpo quente"),
        _option("tosse", "Tosse", "tosse seca", "catarro"),
        _option("garganta", "Dor de garganta", "garganta inflamada", "garganta"),
        _option("coriza", "Nariz escorrendo ou entupido", "coriza", "nariz entupido", "nariz escorrendo", "espirro"),
        _option("dor_de_cabeca", "Dor de cabeça", "cabeça doendo", "enxaqueca"),
        _option("dor_no_corpo", "Dor no corpo", "corpo doendo", "corpo mole", "dor nas costas"),
        _option("olfato", "Não sentir cheiro ou gosto", "sem olfato", "não sinto cheiro", "perdi o paladar"),
    ),
    none=_option("nenhum", "Nenhum desses", "nada disso", "nenhum sintoma", "estou bem"),
    allow_unknown=True,
)  # fmt: skip

ONE = {
    "normal": "1|1)|opção 1|a primeira|primeira|um|normal|ta normal|Normal!|nomal|está normal|bem|a 1|numero 1|1.|1️⃣|opcao um|a primeira opção|normau|"
    "não tenho falta de ar|sem dificuldade|acho que normal|respiração normal",
    "cansaco": "2|2)|opção 2|a segunda|dois|duas|segunda opção|canso quando ando|canso facil|cansado|cansada|to cansado|só quando faço esforço|número dois|cansasso",
    "dificil": "3|tres|três|a terceira|última|a última|difícil|dificil|ta dificil|muito difícil|ruim|ta ruim|sem ar|falta de ar|falta ar parado|até parado|deitado|dificio",
}  # fmt: skip

SEVERAL = {
    "1, 3 e 4": ["febre", "garganta", "coriza"],
    "1,3,4": ["febre", "garganta", "coriza"],
    "1,3": ["febre", "garganta"],
    "1.3": ["febre", "garganta"],
    "1 3": ["febre", "garganta"],
    "1e3": ["febre", "garganta"],
    "1-3-4": ["febre", "garganta", "coriza"],
    "1/2/5": ["febre", "tosse", "dor_de_cabeca"],
    "1;2": ["febre", "tosse"],
    "1+2": ["febre", "tosse"],
    "1\n2\n3": ["febre", "tosse", "garganta"],
    "um, três e quatro": ["febre", "garganta", "coriza"],
    "1 a 3": ["febre", "tosse", "garganta"],
    "do 1 ao 3": ["febre", "tosse", "garganta"],
    "opções 1 e 2": ["febre", "tosse"],
    "2": ["tosse"],
    "2 e 2": ["tosse"],
    "8": [],
    "febre e tosse": ["febre", "tosse"],
    "tosse e febre": ["febre", "tosse"],
    "febri e toce": ["febre", "tosse"],
    "to com febre tosse e dor de cabeça": ["febre", "tosse", "dor_de_cabeca"],
    "dor d cabesa": ["dor_de_cabeca"],
    "dor de cabeça e no corpo": ["dor_de_cabeca", "dor_no_corpo"],
    "dor de cabeça e de garganta": ["garganta", "dor_de_cabeca"],
    "tossindo muito, nariz entupido": ["tosse", "coriza"],
    "minha cabeça ta doendo": ["dor_de_cabeca"],
    "corpo mole e quentura": ["febre", "dor_no_corpo"],
    "não sinto cheiro de nada": ["olfato"],
    "sem olfato e sem paladar": ["olfato"],
    "só tosse": ["tosse"],
    "só a 2": ["tosse"],
    "febre não, só tosse": ["tosse"],
    "não tenho febre, só tosse": ["tosse"],
    "sem febre mas com tosse": ["tosse"],
    "tosse sim, febre não": ["tosse"],
    "nenhum, só tosse": ["tosse"],
    "estou bem, só uma tosse": ["tosse"],
    "não tenho tosse nem febre, só dor de garganta": ["garganta"],
    "todos": ["febre", "tosse", "garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "tenho todos": ["febre", "tosse", "garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "tudo isso": ["febre", "tosse", "garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "todos menos febre": ["tosse", "garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "todos menos 1 e 2": ["garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "nenhum": [],
    "nenhuma": [],
    "nada": [],
    "nada disso": [],
    "não": [],
    "n": [],
    "nenhum desses": [],
    "nenhum sintoma": [],
    "não tenho nada disso": [],
    "não tenho nenhum": [],
    "não sinto nada": [],
    "estou bem": [],
    "tô bem": [],
    "nd": [],
    "1 e tosse": ["tosse", "febre"],
    "febre 39": ["febre"],
    "calafrio e tosse seca": ["febre", "tosse"],
    "febre não tosse sim": ["tosse"],
    "febre sim tosse não": ["febre"],
    "todos esses": ["febre", "tosse", "garganta", "coriza", "dor_de_cabeca", "dor_no_corpo", "olfato"],
    "sem sintomas": [],
    "tosse há 3 dias": ["tosse"],
}


def _table(rows: dict[T, str]) -> list[tuple[T, str]]:
    return [(value, message) for value, messages in rows.items() for message in messages.split("|")]


@pytest.mark.parametrize(("value", "message"), _table(ONE))
def test_one_option_is_read_by_number_word_label_or_synonym(value: readings.Value, message: str) -> None:
    """An option may be named by its place in the list or by its words, in any spelling."""
    assert reading.read(BREATHING, message) == readings.Read(value)


@pytest.mark.parametrize("message", ["0", "4", "opção 9", "99999999999999"])
def test_a_place_outside_the_list_is_told_with_its_number(message: str) -> None:
    """A number that is no option is refused and repeated."""
    found = reading.read(BREATHING, message)
    assert isinstance(found, readings.NotUnderstood)
    assert found.why is readings.Why.OUT_OF_RANGE
    assert found.value is not None


def test_two_options_in_one_answer_are_asked_back() -> None:
    """An answer that names two options is ambiguous and offers both."""
    found = reading.read(BREATHING, "normal ou difícil")
    assert reading.candidates(found) == ["normal", "dificil"]


def test_a_word_that_two_labels_share_is_asked_back() -> None:
    """A word of several labels offers those options."""
    assert reading.candidates(reading.read(SYMPTOMS, "dor")) == ["garganta", "dor_de_cabeca", "dor_no_corpo"]


@pytest.mark.parametrize(
    "message",
    [
        "?",
        "😀",
        "xyz",
        "parar",
        "não entendi",
        "o que é isso?",
        "quero falar com uma pessoa",
        "12 dias",
        "tenho 3 filhos",
        "2 ou 3 dias",
    ],
)
def test_what_names_no_option_is_not_guessed(message: str) -> None:
    """Questions, other matters and emoji choose nothing."""
    assert reading.read(BREATHING, message) == reading.UNCLEAR


@pytest.mark.parametrize("message", ["não sei", "sei lá", "prefiro não dizer", "n sei dizer"])
def test_not_knowing_is_read_only_where_allowed(message: str) -> None:
    """Not knowing is an answer to a choice that allows it."""
    assert reading.read(BREATHING, message) == reading.UNKNOWN
    assert reading.read(SYMPTOMS, message) == reading.UNKNOWN
    assert reading.read(WAIT, message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("esperar", "esperar"),
        ("vou esperar", "esperar"),
        ("espera", "esperar"),
        ("deixar recado", "recado"),
        ("mensagem", "recado"),
        ("quero deixar um recado", "recado"),
        ("recado por favor", "recado"),
    ],
)
def test_verbs_are_read_in_their_forms(message: str, value: readings.Value) -> None:
    """A label's verb is found as people say it."""
    assert reading.read(WAIT, message) == readings.Read(value)


@pytest.mark.parametrize(("message", "value"), SEVERAL.items())
def test_several_options_are_read_from_one_message(message: str, value: list[str]) -> None:
    """Lists of numbers, sentences, denials, all and none give the options in their order."""
    found = reading.read(SYMPTOMS, message)
    assert isinstance(found, readings.Read)
    assert isinstance(found.value, list)
    assert sorted(found.value) == sorted(value)
    assert found.value == [option.id for option in SYMPTOMS.options if option.id in value]


@pytest.mark.parametrize(
    "message",
    [
        "?",
        "😷",
        "não tenho febre",
        "o que é coriza?",
        "1 ou 2",
        "1-3",
        "8 e 1",
        "blá blá",
        "quero falar com alguém",
    ],
)
def test_a_list_that_is_unsure_is_asked_again(message: str) -> None:
    """What denies one option says nothing of the others, and what may mean two things means none."""
    assert reading.read(SYMPTOMS, message) == reading.UNCLEAR


@pytest.mark.parametrize(("message", "value"), [("9", "9"), ("1, 2 e 12", "12"), ("0", "0"), ("134", "134")])
def test_a_number_outside_the_list_refuses_the_whole_answer(message: str, value: str) -> None:
    """A list with one wrong number is asked again, with that number told."""
    assert reading.read(SYMPTOMS, message) == reading.out_of_range(value)


@pytest.mark.parametrize("message", ["", "   ", "\n"])
def test_an_empty_answer_chooses_nothing(message: str) -> None:
    """An empty message is told as empty."""
    assert reading.read(BREATHING, message) == reading.EMPTY
    assert reading.read(SYMPTOMS, message) == reading.EMPTY


@pytest.mark.parametrize(
    "message", ["sem febre", "não tenho febre", "febre não", "não tenho febre nem tosse"]
)
def test_denying_one_option_is_not_denying_all(message: str) -> None:
    """Whoever denies one symptom has said nothing of the others and is asked again."""
    none = _option("nenhum", "Nenhum desses", "nenhum", "nenhuma", "nada")
    assert reading.read(answers.MultiChoice(options=SYMPTOMS.options, none=none), message) == reading.UNCLEAR


PREGNANCY = answers.Choice(
    options=(
        answers.Option(id="nao", label="Não", synonyms=("não", "não estou", "No")),
        answers.Option(id="gravida", label="Sim, grávida", synonyms=("sim", "grávida")),
        answers.Option(id="parto_recente", label="Tive bebê", synonyms=("resguardo",)),
    )
)


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("tô no resguardo", "parto_recente"),
        ("não tô grávida", "nao"),
        ("não, que eu saiba", "nao"),
        ("no", "nao"),
    ],
)
def test_a_word_of_another_language_is_heard_only_alone(message: str, value: str) -> None:
    """The English "No" is no answer inside a Portuguese sentence, where "no" is "em o"."""
    assert reading.read(PREGNANCY, message) == readings.Read(value)


@pytest.mark.parametrize("message", ["tô no sexto mês", "não sangrei, tá tudo normal, tô de 5 meses"])
def test_a_no_that_denies_something_else_is_no_answer(message: str) -> None:
    """ "Não sangrei" does not answer whether somebody is pregnant."""
    assert reading.read(PREGNANCY, message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "value"),
    [("a primeira e a terceira", ["febre", "coriza"]), ("febre não, só a garganta", ["garganta"])],
)
def test_ordinals_and_what_is_left_are_read_from_a_list(message: str, value: list[str]) -> None:
    """Places may be told in words; what follows "só" is what is meant."""
    listed = answers.MultiChoice(
        options=(
            answers.Option(id="febre", label="Febre"),
            answers.Option(id="garganta", label="Dor de garganta"),
            answers.Option(id="coriza", label="Nariz escorrendo"),
        ),
        none=answers.Option(id="nenhum", label="Nenhum desses"),
    )
    assert reading.read(listed, message) == readings.Read(value)


@pytest.mark.parametrize("message", ["febre piora a garganta?", "pra que precisa saber se tenho febre"])
def test_a_question_that_names_an_option_is_no_answer(message: str) -> None:
    """What is asked of the world, or why something is asked, tells of nobody."""
    assert reading.read(SYMPTOMS, message) == reading.UNCLEAR


HEALTH = answers.MultiChoice(
    options=(
        answers.Option(id="coracao", label="Pressão alta"),
        answers.Option(id="diabetes", label="Diabetes", synonyms=("diabético",)),
    ),
    none=answers.Option(id="nenhum", label="Nenhum desses", synonyms=("nada disso",)),
)


@pytest.mark.parametrize(
    "message",
    [
        "nenhum, mas meu marido é diabético",
        "não, mas tô gripada",
        "nenhuma, só que tô grávida",
        "nada, é só por precaução",
    ],
)
def test_a_none_before_something_else_is_a_none(message: str) -> None:
    reading_of_it = reading.read(HEALTH, message)
    assert isinstance(reading_of_it, readings.Read)
    assert reading_of_it.value == []


@pytest.mark.parametrize(
    "message",
    [
        "nenhum, só pressão",
        "nada, só diabetes",
        "não, mas tenho pressão alta",
        "nenhum, talvez pressão",
        "nada não, mas pressão sim",
    ],
)
def test_a_none_before_an_option_hides_it_not(message: str) -> None:
    """Whatever becomes of it, nobody is noted as healthy by it."""
    reading_of_it = reading.read(HEALTH, message)
    assert not isinstance(reading_of_it, readings.Read) or reading_of_it.value != []


def test_items_that_only_hint_are_options_beside_named_ones():
    assert reading.read(HEALTH, "pressão e diabetes") == readings.Read(["coracao", "diabetes"])
    assert reading.read(HEALTH, "diabetes não, só pressão") == readings.Read(["coracao"])


def test_a_word_of_the_none_is_no_none():
    assert reading.read(HEALTH, "desses aí") == reading.UNCLEAR
