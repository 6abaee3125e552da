from __future__ import annotations

import itertools
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.unanswered import asking, grouping, scrubbing, showing
from crm_sync.unanswered import Question

DAY = date(2026, 11, 2)


def asked(*words):
    return [Question(words=one, day=DAY + timedelta(days=n)) for n, one in enumerate(words)]


@pytest.mark.parametrize(
    "words",
    [
        "posso tomar banho de mar?",
        "Oi Bela, pode nadar na piscina",
        "o que fazer com a agua do vaso",
        "gato transmite?",
        "poso toma banho d mar",
        "quero saber do bolsa família",
        "pq da coceira a noite",
    ],
)
def test_a_question_in_place_of_an_answer_is_kept(words):
    """A question mark, or the beginning of a question, is enough in the middle of the triage."""
    assert asking.may_be_answered(words, instead_of_answer=True)


@pytest.mark.parametrize(
    "words", ["trinta e sete e pouco", "Maria das Dores", "fortaleaza", "mais ou menos", "👍", "?", "oi"]
)
def test_a_misspelt_answer_is_not_kept(words):
    """What may be an answer about the person, and has no form of a question, is left alone."""
    assert not asking.may_be_answered(words, instead_of_answer=True)


def test_where_nothing_is_asked_a_topic_is_enough():
    """Three words without the form of a question are kept where Bela asked for the topic; two are not."""
    assert asking.may_be_answered("banho de mar com dengue", instead_of_answer=False)
    assert not asking.may_be_answered("tudo certo", instead_of_answer=False)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("posso ligar no (85) 98765-4321 pra saber?", "posso ligar no … pra saber?"),
        ("meu cpf 123.456.789-09 serve?", "meu cpf … serve?"),
        ("meu nome é raimunda nonata, posso nadar?", "meu nome é …, posso nadar?"),
        ("a Joana Prado pode tomar banho?", "a … pode tomar banho?"),
        ("minha mãe maria das dores pode viajar?", "minha mãe … pode viajar?"),
        ("manda no ana.p@gmail.com ou no @aninha", "manda no … ou no …"),
        ("moro na rua tal, 123, tem vacina na UBS?", "moro na rua tal, … tem vacina na UBS?"),
        ("Posso tomar Dipirona com Dengue?", "Posso tomar Dipirona com Dengue?"),
        ("POSSO NADAR NO MAR?", "POSSO NADAR NO MAR?"),
    ],
)
def test_names_and_numbers_are_taken_out(words, kept):
    """Telephones, documents, addresses, mail and names are gone; what is asked stays."""
    assert scrubbing.scrubbed(words) == kept


def test_the_name_that_bela_knows_is_taken_out_in_any_spelling():
    """A rare name in small letters goes when the conversation knows it."""
    assert scrubbing.scrubbed("a uélida pode nadar?", known=["Uélida Brás"]) == "a … pode nadar?"


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=2))
def test_no_digit_and_no_known_name_is_ever_left(words, known):
    """Whatever is written, no digit stays and the text does not grow without end."""
    left = scrubbing.scrubbed(words, known=known)
    assert not any(character in string.digits for character in left)
    assert len(left) <= 2 * scrubbing.LONGEST


SEA = (
    "posso tomar banho de mar com dengue?",
    "pode banho d mar cm dengue",
    "banho de mar com dengue pode",
    "poso toma banho de mar?",
)
DOG = ("cachorro pega dengue?", "meu cachorro pode pegar dengue", "cachoro pega dengue")
BAG = ("como faço o bolsa família", "onde faz o bolsa familia?")


def test_the_same_question_in_other_spellings_is_one_group():
    """Order, misspellings and small words do not count; other questions stay apart."""
    found = grouping.groups(asked(*SEA, *DOG, *BAG))
    assert [set(group.examples) for group in found] == [set(SEA), set(DOG), set(BAG)]
    sea = found[0]
    assert (sea.times, sea.first, sea.last) == (4, DAY, DAY + timedelta(days=3))
    assert sea.name == "banho_mar"


def test_the_order_in_which_they_were_asked_does_not_count():
    """Any order gives the same groups with the same names."""
    words = (*SEA[:2], *DOG[:2], BAG[0])
    first = grouping.groups([Question(words=one, day=DAY) for one in words])
    for order in itertools.islice(itertools.permutations(words), 0, 120, 7):
        assert grouping.groups([Question(words=one, day=DAY) for one in order]) == first


def test_names_of_groups_differ_and_can_name_a_flow():
    """Two groups never share a name, whatever was asked."""
    found = grouping.groups(asked("???  ?", "banho", "o que é isso", "a b c", "posso banho", *SEA))
    names = [group.name for group in found]
    assert len(set(names)) == len(names)


def test_the_lines_tell_counts_days_and_examples():
    """A group's line has its name, how often and when; below stand examples, and the last line says what to do."""
    lines = list(showing.lines(grouping.groups(asked(*SEA)), days=90))
    assert lines[0] == "4 perguntas sem resposta nos últimos 90 dias, em 1 grupo:"
    assert lines[2] == "banho_mar  4×, de 02/11/2026 a 05/11/2026"
    assert lines[-1] == "Para escrever a resposta: bela flows new --from-unanswered banho_mar"
    assert list(showing.lines([], days=7)) == ["Nenhuma pergunta sem resposta nos últimos 7 dias."]
