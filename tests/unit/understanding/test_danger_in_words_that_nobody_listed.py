from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import doubts, numbers, plain_no
from bot.understanding.red_flags import RedFlag, RedFlagScanner


def likely(message: str) -> float:
    return doubts.suspicion(numbers.tokens(message)).likely


def likeliest(message: str) -> str:
    signs = doubts.likely_signs(numbers.tokens(message))
    return max(signs, key=lambda sign: signs[sign])


@pytest.mark.parametrize(
    ("message", "sign"),
    [
        ("o bichinho tá se tremendo todo e virando os olhos", "convulsao"),
        ("acho que meu pai está tendo um troço, metade do rosto caiu", "derrame"),
        ("não vejo mais graça em nada, hoje acabo com tudo", "risco_suicidio"),
        ("o aparelho do dedo tá marcando oitenta e seis", "saturacao_baixa"),
    ],
)
def test_danger_is_likely_and_named(message, sign):
    """In sentences that stand in no list."""
    assert likely(message) > 0
    assert likeliest(message) == sign


@pytest.mark.parametrize(
    "message",
    [
        "que horas abre o posto amanhã?",
        "meu pai teve um derrame em 2010 e hoje está ótimo",
        "não estou com falta de ar nem dor no peito, só coriza",
        "a novela de ontem me matou de rir",
        "tenho 45 anos e moro em Sobral",
    ],
)
def test_danger_is_unlikely(message):
    """Where it is past, denied, figurative or not spoken of."""
    assert likely(message) < 0


def test_danger_at_the_end_of_a_long_message_is_weighed_by_itself():
    """What comes before does not thin it out."""
    calm = "bom dia moço tudo bem com você aqui em casa está tudo certo graças a deus "
    danger = "minha mãe caiu agora e não acorda de jeito nenhum"
    assert likely(calm * 12 + danger) > 0 > likely(calm * 12)


def test_nothing_said_tells_of_nothing():
    assert likely("") == -math.inf


@given(st.text(max_size=300))
def test_any_message_is_weighed_the_same_each_time(message):
    """Nothing raises, and the shares of the signs are a whole."""
    tokens = numbers.tokens(message)
    assert doubts.suspicion(tokens) == doubts.suspicion(tokens)
    assert sum(doubts.likely_signs(tokens).values()) == pytest.approx(1)


UNLISTED = "o velho tá penando, o peito dele não enche"
SCANNER = RedFlagScanner(
    [
        RedFlag(
            id="ar",
            label="Falta de ar",
            phrases=("falta de ar",),
            harmless=("penando na fila",),
            signs=("falta_de_ar",),
        ),
        RedFlag(id="vida", label="Vontade de morrer", phrases=("quero morrer",), signs=("risco_suicidio",)),
    ]
)


def test_what_surely_is_danger_raises_the_alarm_with_the_persons_words():
    (hit,) = SCANNER.scan(UNLISTED)
    assert (hit.flag_id, hit.phrase, hit.matched_text) == ("ar", "", UNLISTED)


def test_danger_that_is_beyond_doubt_raises_it_beside_listed_words_that_are_denied():
    (hit,) = SCANNER.scan("ontem ele não tinha falta de ar, hoje puxa o ar e não vem, a costela afundando")
    assert not hit.phrase
    assert SCANNER.scan("não tem falta de ar") == ()


def test_what_is_denied_weighs_less_than_the_same_words_of_somebody():
    """Its letters, too: they would bring back what the denied word does not say."""
    assert likely("ninguém da minha turma desmaiou") < 0 < likely("a menina da minha turma desmaiou")


def test_words_listed_as_harmless_raise_no_alarm_unless_danger_is_beyond_doubt():
    """Who keeps a pack says what is harmless, and cannot know what else people write beside it."""
    assert SCANNER.scan("tô penando na fila e o ar condicionado não enche a sala") == ()
    (hit,) = SCANNER.scan(f"{UNLISTED}, puxa o ar e não vem, e fica penando na fila")
    assert not hit.phrase


def test_calm_talk_before_a_sentence_of_danger_thins_out_nothing():
    """Each sentence is weighed by itself, too."""
    assert not SCANNER.is_calm("qual o telefone do posto? minha mãe está com falta de ar")
    assert not SCANNER.is_calm("quais os horários da vacina no posto, tô com falta de ar")
    assert likely("bom dia, que horas abre o posto? o bichinho tá se tremendo todo e virando os olhos") > 0


def test_a_danger_sign_that_the_pack_does_not_hear_is_asked_about_at_most():
    deaf_to_fits = "o menino tá se debatendo todo no chão e espumando pela boca"
    assert SCANNER.scan(deaf_to_fits) == ()
    assert SCANNER.doubt(deaf_to_fits, asking=None, understood=True) is not None


@pytest.mark.parametrize(
    "said", ["apagou", "noventa e seis por cento", "2", "ele tá com 29", "tá com 6 dias hoje"]
)
def test_a_word_alone_or_what_only_counts_raises_no_alarm(said):
    """Numbers have readers of their own, and "azul" answers a question about a colour."""
    assert SCANNER.scan(said) == ()
    assert SCANNER.doubt(said, asking=None, understood=False) is None


def test_a_listed_phrase_in_a_sentence_that_reads_calm_is_asked_about_first():
    assert SCANNER.is_calm("qual a diferença entre gripe e covid, falta de ar é das duas?")
    assert not SCANNER.is_calm("falta de ar")


def test_a_question_that_speaks_of_nobody_and_reads_calm_is_not_even_asked_about():
    asked = "qual a diferença entre gripe e covid, falta de ar é das duas?"
    by_phrases_alone = RedFlagScanner([RedFlag(id="ar", label="Falta de ar", phrases=("falta de ar",))])
    assert by_phrases_alone.scan(asked) != ()
    assert SCANNER.scan(asked) == ()
    assert SCANNER.scan("posso tomar a vacina com falta de ar?") != ()


def test_a_pack_whose_signs_nobody_taught_hears_its_phrases_only():
    deaf = RedFlagScanner([RedFlag(id="x", label="X", phrases=("falta de ar",))])
    assert deaf.scan(UNLISTED) == ()
    assert deaf.doubt(UNLISTED, asking=None, understood=False) is None
    assert not deaf.is_calm("falta de ar é grave?")


@pytest.mark.parametrize(
    "said", ["sim", "não", "2", "1", "não, obrigada", "não, tô bem", "sim, agora", "no", "yes"]
)
def test_a_plain_yes_or_no_is_one(said):
    assert plain_no.is_plain(said)


@pytest.mark.parametrize(
    "said",
    ["", "não tô bem", "não tá tudo bem", "não sei", "não consigo", "não?", "não, mas tá piorando", "67"],
)
def test_anything_else_is_none(said):
    assert not plain_no.is_plain(said)


@pytest.mark.parametrize(
    "said",
    [
        "foi mês passado, hoje não tenho mais nada",
        "isso aconteceu faz anos, já passou",
        "tive isso há três semanas, agora tá tudo bem graças a Deus",
    ],
)
def test_what_was_weeks_ago_and_is_over_is_a_no(said):
    assert plain_no.is_long_past(said)


@pytest.mark.parametrize(
    "said",
    [
        "já passou",
        "foi ontem, agora não",
        "agora não",
        "foi semana passada",
        "foi semana passada e ainda não passou",
        "começou mês passado, hoje não tô bem",
        "semana passada foi pior, agora não sinto a perna",
        "foi semana passada, agora não tem mais?",
        "",
    ],
)
def test_what_may_not_be_over_is_no_no(said):
    assert not plain_no.is_long_past(said)


@pytest.mark.parametrize(
    "said", ["não não, tudo tranquilo", "nada disso, foi modo de falar", "não, força de expressão"]
)
def test_a_no_in_a_few_plain_words_more_is_one(said):
    assert plain_no.is_no(said)


@pytest.mark.parametrize(
    "said", ["não agora", "não tô tranquilo", "não sei", "nada bem", "não, já passou", "sim", "não, sim"]
)
def test_what_begins_as_a_no_and_may_say_more_is_none(said):
    assert not plain_no.is_no(said)
