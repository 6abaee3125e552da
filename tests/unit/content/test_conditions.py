from __future__ import annotations

import pytest
from hypothesis import given
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
    ],
)
def test_a_condition_is_true_of_the_right_slots(text, slots, expected):
    """A condition compares by kind, is false for what is not known, and never guesses."""
    assert conditions.parse(text).holds(slots) is expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "vazia"),
        ("idade > 60", 'esperava um slot, como "slots.idade"'),
        ("slots.a and slots.b or slots.c", "ponha parênteses"),
        ("slots.cidade = Salvador", "textos vão entre aspas"),
        ("slots.a >", "acaba antes da hora"),
        ("(slots.a", "falta fechar"),
        ("slots.a)", 'não esperava ")"'),
        ("slots.a >= 37,8", "não entendo «,8»"),
        ("slots.a = 'x", "não entendo"),
        ("__import__('os')", "esperava um slot"),
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
