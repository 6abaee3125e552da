from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import conditions

VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text(max_size=5), max_size=3)
)


@pytest.mark.parametrize(
    ("text", "slots", "expected"),
    [
        ("slots.idade >= 60", {"idade": 60}, True),
        ("slots.idade >= 60", {"idade": 59.5}, False),
        ("slots.idade >= 60", {}, False),
        ("slots.idade >= 60", {"idade": "desconhecido"}, False),
        ("slots.idade >= 1", {"idade": True}, False),
        ("slots.sintomas contains 'febre'", {"sintomas": ["tosse", "febre"]}, True),
        ("slots.sintomas contains 'febre'", {"sintomas": None}, False),
        ("slots.sintomas", {"sintomas": []}, False),
        ("slots.sintomas", {"sintomas": "desconhecido"}, False),
        ("slots.idade is unknown", {"idade": "desconhecido"}, True),
        ("slots.idade is not null", {"idade": 0}, True),
        ("slots.idade is null", {}, True),
        ("slots.febre = true", {"febre": True}, True),
        ("slots.febre = 1", {"febre": True}, False),
        ("not slots.febre and slots.idade < 2", {"febre": False, "idade": 1}, True),
        ("slots.a = 'x' and (slots.b = 'y' or slots.c != 'z')", {"a": "x", "b": "n", "c": "z"}, False),
        ("slots.temperatura >= 37.8", {"temperatura": 37.8}, True),
        ("slots.graus > -1", {"graus": 0}, True),
        ("idade >= 60", {"idade": 60}, True),
        ("slots.nome is empty", {"nome": ""}, True),
        ("slots.nome is empty", {}, True),
        ("slots.nome is not empty", {"nome": []}, False),
        ("slots.cep matches '^\\d{5}-?\\d{3}$'", {"cep": "60000-000"}, True),
        ("slots.cep matches '^\\d{5}$'", {"cep": 60000}, False),
        ("slots.a + slots.b * 2 > 6", {"a": 1, "b": 3}, True),
        ("(slots.a + slots.b) * 2 = 8", {"a": 1, "b": 3}, True),
        ("slots.a - 1 < 0", {"a": None}, False),
        ("slots.dias > slots.idade", {"dias": 9, "idade": 8}, True),
        ("days_since(slots.inicio) >= 3", {"inicio": "2026-11-15"}, True),
        ("days_since(slots.inicio) >= 3", {"inicio": "ontem"}, False),
        ("context.canal = 'whatsapp' or not true", {}, True),
    ],
)
def test_a_condition_is_true_of_the_right_slots(text, slots, expected):
    """A condition compares by kind, is false for what is not known, and never guesses."""
    context = {"today": date(2026, 11, 18), "canal": "whatsapp"}
    assert conditions.parse(text).holds(slots, context) is expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "vazia"),
        ("> 60", 'esperava um slot, como "slots.idade"'),
        ("slots.a and slots.b or slots.c", "ponha parênteses"),
        ("slots.cidade = Salvador", "textos vão entre aspas"),
        ("slots.a >", "acaba antes da hora"),
        ("(slots.a", "falta fechar"),
        ("slots.a)", 'não esperava ")"'),
        ("slots.a >= 37,8", "não entendo «,8»"),
        ("slots.a = 'x", "não entendo"),
        ("__import__('os')", 'não esperava "("'),
        ("slots.a.b > 1", "esperava um slot"),
        ("slots.a matches '(a+)+b'", "repete um grupo que já se repete"),
        ("slots.a matches '(a|ab)*c'", "repete um grupo que já se repete"),
        ("slots.a matches 'a*b*c*d'", "repetições demais"),
        ("slots.a matches '(?=x)'", "não é aceito"),
        ("slots.a matches '['", "não pode ser lida"),
        ("slots.a matches slots.b", "entre aspas"),
        ("slots.a + 1", "compare-o com outro"),
        ("(slots.a and slots.b) + 1 > 2", "só se faz conta com números"),
        ("(" * 200 + "slots.a" + ")" * 200, "níveis de parênteses"),
        ("not " * 200 + "slots.a", "níveis de parênteses"),
        ("slots.a = 1 or " * 500 + "slots.b", "passa de"),
    ],
)
def test_a_condition_that_cannot_be_read_is_told_in_one_sentence(text, part):
    """A faulty condition names what is wrong, and nothing of it is ever run."""
    with pytest.raises(conditions.ConditionInvalid) as caught:
        conditions.parse(text)
    assert part in str(caught.value)


def test_a_condition_names_the_slots_and_options_it_looks_at():
    """Misspelt slots and options can be found without running the condition."""
    condition = conditions.parse("slots.menu = 'triagem' and slots.idade > 3")
    assert condition.slots == {"menu", "idade"}
    assert condition.compared == (("menu", "triagem"),)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("slots.a > 1 and slots.b", ["slots.a > 1", "slots.b"]),
        ("slots.a > 1 or slots.c = 'x'", ["slots.a > 1"]),
        ("not (slots.c = 'x' or slots.a < 1)", ["slots.c = 'x'", "slots.a < 1"]),
        ("slots.a > 5", []),
    ],
)
def test_a_condition_tells_which_terms_made_it_true(text, terms):
    """Of an `and` all terms, of an `or` those that hold, as they were written."""
    told = conditions.parse(text).explain({"a": 2, "b": True, "c": "y"})
    assert list(told) == terms


@given(a=VALUES, b=VALUES, text=st.sampled_from([
    "slots.a > 1 and not slots.b is null", "slots.a = 'x' or (slots.b and not slots.a < 3)", "not (slots.a and slots.b)",
]))  # fmt: skip
def test_an_explanation_is_given_exactly_when_the_condition_holds(a, b, text):
    """What is true has terms that made it so, and what is false has none."""
    condition = conditions.parse(text)
    slots = {"a": a, "b": b}
    assert bool(condition.explain(slots)) is condition.holds(slots)


def test_an_expression_reckons_and_knows_what_it_looks_at():
    """Scores and days can be reckoned; what is not known makes the whole unknown."""
    score = conditions.parse_expression("slots.pontos + 2 * slots.peso")
    assert score.value({"pontos": 1, "peso": 3}) == 7
    assert score.value({"pontos": 1}) is None
    assert score.slots == {"pontos", "peso"}


@given(value=st.text(alphabet="ab", max_size=4000))
@settings(max_examples=20)
def test_no_value_makes_an_accepted_pattern_run_away(value):
    """Only the beginning of a value is looked at, and a pattern repeats little."""
    assert conditions.parse("slots.x matches '^a*b*c$'").holds({"x": value}) is False


@given(text=st.text(max_size=60))
def test_no_text_makes_the_parser_raise_anything_else(text):
    """Any text is a condition or a ConditionInvalid."""
    try:
        conditions.parse(text)
    except conditions.ConditionInvalid:
        return


@given(
    value=VALUES,
    sign=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    right=st.sampled_from(["3", "'a'", "null", "unknown", "true"]),
)
def test_no_value_makes_a_condition_raise(value, sign, right):
    """Whatever a slot holds, a condition is simply true or false of it."""
    assert conditions.parse(f"slots.x {sign} {right}").holds({"x": value}) in {True, False}
