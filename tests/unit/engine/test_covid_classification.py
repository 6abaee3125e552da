from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.answers import UNKNOWN, MultiChoice
from bot.engine import classification
from bot.engine.responses import options
from tests.talk import demo_flows

FLOWS = demo_flows()
PROTOCOL = FLOWS.protocol
SLOTS = FLOWS.content.slots


def _listed(slot: str) -> list[str]:
    answer = SLOTS[slot].answer
    assert isinstance(answer, MultiChoice)
    return [option.id for option in answer.options]


SYMPTOMS = _listed("sintomas")
CONDITIONS = _listed("condicoes")
#: The answers that speak for the least risk.
REASSURING = {
    "idade": 30, "sintomas": [], "dias_sintomas": 1, "respiracao": "normal", "condicoes": [], "gestante": "nao", "exposicao": False,
}  # fmt: skip


def _several(ids: list[str]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(ids), unique=True) | st.just(UNKNOWN)


#: Any answers that a triage can end with; what was not asked is None.
CASES = st.fixed_dictionaries({
    "idade": st.integers(0, 120) | st.just(UNKNOWN),
    "sintomas": _several(SYMPTOMS),
    "dias_sintomas": st.none() | st.integers(0, 60) | st.just(UNKNOWN),
    "respiracao": st.sampled_from([*(option.id for option in options(SLOTS["respiracao"].answer)), UNKNOWN]),
    "temperatura": st.none() | st.integers(340, 430).map(lambda tenths: tenths / 10) | st.just(UNKNOWN),
    "condicoes": st.none() | _several(CONDITIONS),
    "gestante": st.none() | st.sampled_from([*(option.id for option in options(SLOTS["gestante"].answer)), UNKNOWN]),
    "exposicao": st.none() | st.booleans() | st.just(UNKNOWN),
})  # fmt: skip
MANY = settings(max_examples=250, deadline=None)


def _severity(case: dict, *, flags: tuple[str, ...] = ()) -> int:
    """Give 0 for grave, growing as risk falls."""
    return PROTOCOL.severity(classification.classify(PROTOCOL, case, flags).risk_class)


def _not_milder(case: dict, **changed: object) -> bool:
    return _severity({**case, **changed}) <= _severity(case)


@MANY
@given(case=CASES)
def test_difficult_breathing_is_grave_whatever_else(case):
    """Neither youth, nor health, nor any other answer outranks it (T29)."""
    assert _severity({**case, "respiracao": "dificil"}) == 0
    assert _severity({**REASSURING, "respiracao": "dificil"}) == 0


@MANY
@given(case=CASES, flag=st.sampled_from([flag.id for flag in PROTOCOL.red_flags]))
def test_a_red_flag_is_grave_whatever_else(case, flag):
    """Words of danger outrank every reassuring answer."""
    assert _severity(case, flags=(flag,)) == 0


@MANY
@given(case=CASES, more=st.sampled_from(SYMPTOMS))
def test_one_symptom_more_never_lowers_the_class(case, more):
    """Telling of more is never answered with less."""
    if isinstance(case["sintomas"], list):
        assert _not_milder(case, sintomas=[*case["sintomas"], more])


@MANY
@given(case=CASES, more=st.sampled_from(CONDITIONS))
def test_one_condition_more_never_lowers_the_class(case, more):
    """An illness is a risk or none, never a protection."""
    if isinstance(case["condicoes"], list):
        assert _not_milder(case, condicoes=[*case["condicoes"], more])


@MANY
@given(case=CASES, days=st.integers(1, 60))
def test_more_days_never_lower_the_class(case, days):
    """Being ill for longer is not milder."""
    if isinstance(case["dias_sintomas"], int):
        assert _not_milder(case, dias_sintomas=case["dias_sintomas"] + days)


@MANY
@given(case=CASES, low=st.integers(355, 420), up=st.integers(1, 70))
@example(case=REASSURING, low=377, up=1)
def test_a_higher_temperature_never_lowers_the_class(case, low, up):
    """From the normal range upwards more fever is not milder; a very low one is a sign of its own."""
    assert _not_milder({**case, "temperatura": low / 10}, temperatura=(low + up) / 10)


@MANY
@given(case=CASES, younger=st.integers(10, 59), older=st.integers(60, 120))
def test_age_past_sixty_never_lowers_the_class(case, younger, older):
    """An old person is never told less than a grown or half-grown one with the same answers."""
    assert _not_milder({**case, "idade": younger}, idade=older)


@MANY
@given(case=CASES, slot=st.sampled_from(sorted(REASSURING)))
def test_not_knowing_never_lowers_the_class(case, slot):
    """ "Não sei" weighs at least as much as the most reassuring answer."""
    assert _not_milder({**case, slot: REASSURING[slot]}, **{slot: UNKNOWN})


@MANY
@given(case=CASES)
def test_every_case_has_a_class_and_its_reasons(case):
    """There is a class for any answers, and the worst reason is the class."""
    result = classification.classify(PROTOCOL, case, ())
    assert result.risk_class in {risk_class.id for risk_class in PROTOCOL.classes}
    if result.reasons:
        assert result.reasons[0].risk_class == result.risk_class
    else:
        assert result.risk_class == PROTOCOL.default
