from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.answers import UNKNOWN
from bot.engine import classification
from bot.replaying import explaining, migration
from bot.told import joined
from crm_sync.steps import Triage
from tests.talk import demo_flows
from tests.unit.proving.small_protocols import PROTOCOL, bent, content

CONTENT = content()
SAID = {"idade": 11, "tosse": True, "ar": "bom", "sinais": ["febre"]}


def triage(slots=SAID, flags=(), protocol=CONTENT.protocol):
    """What is stored when these answers are classified."""
    decided = classification.classify(protocol, slots, flags)
    return Triage(
        risk_class=decided.risk_class,
        protocol=decided.protocol,
        protocol_version=decided.protocol_version,
        rules=tuple(reason.id for reason in decided.reasons if not reason.is_flag),
        red_flags=tuple(reason.id for reason in decided.reasons if reason.is_flag),
        inputs=dict(decided.inputs),
    )


ANSWERS = st.fixed_dictionaries(
    {
        "idade": st.none() | st.just(UNKNOWN) | st.integers(-5, 400),
        "tosse": st.none() | st.just(UNKNOWN) | st.booleans(),
        "ar": st.none() | st.sampled_from([UNKNOWN, "bom", "meio", "mau"]),
        "sinais": st.none() | st.just(UNKNOWN) | st.lists(st.sampled_from(["febre", "dor"]), unique=True),
    }
)


@settings(max_examples=200, deadline=None)
@given(slots=ANSWERS, flags=st.sampled_from([(), ("desmaio",)]))
def test_what_is_stored_is_enough_to_decide_the_same_again(slots, flags):
    """Any triage, also of implausible answers, replays to its class, rules and red flags from its row alone."""
    stored = triage(slots, flags)
    assert explaining.is_same(stored, explaining.again(CONTENT.protocol, stored))


def test_an_explanation_tells_answers_terms_and_sources():
    """Who reads it sees what was said, which part of which rule held, where the rule comes from, and that it is so still."""
    told = joined(explaining.lines(CONTENT, triage()), between="\n")
    assert "Idade: 11 anos" in told.pt
    assert (
        "[medio] idade (velho)\n    porque: slots.idade >= 10; slots.sinais\n    fonte: Protocolo; p. 2"
        in told.pt
    )
    assert told.pt.endswith("Recalculado com mini 1: o mesmo resultado.")
    assert "Idade: 11 years" in told.en
    assert "    because: slots.idade >= 10; slots.sinais\n    source: Protocolo; p. 2" in told.en
    assert told.en.endswith("Worked out again with mini 1: the same result.")


def test_a_triage_that_would_come_out_otherwise_is_told_as_such():
    """A changed protocol is not passed off as the one that decided."""
    changed = content(protocol=bent(PROTOCOL, "slots.idade >= 10", "slots.idade >= 12"))
    told = list(explaining.lines(changed, triage({**SAID, "tosse": False})))
    assert told[-1].pt == "Recalculado com mini 1: DIFERENTE, a classe seria leve (nenhuma regra)."
    assert told[-1].en == "Worked out again with mini 1: DIFFERENT, the class would be leve (no rule)."


def test_a_draft_shows_who_would_move_and_by_which_rules():
    """Past triages through the changed protocol: a matrix, and the rules that move people."""
    past = [
        triage({**SAID, "tosse": False}),
        triage({**SAID, "tosse": False, "idade": 12}),
        triage({"ar": "mau"}),
    ]
    changed = content(protocol=bent(PROTOCOL, "slots.idade >= 10", "slots.idade >= 12")).protocol
    found = migration.replay(changed, [*past, dataclasses.replace(past[0], protocol="outro")])
    assert found.moves == {("medio", "leve"): 1, ("medio", "medio"): 1, ("grave", "grave"): 1}
    assert found.responsible == {("medio", "leve"): {"velho": 1}}
    assert (found.replayed, found.left_out, found.incomplete) == (3, 1, 0)
    told = joined(migration.lines(changed, found), between="\n")
    assert "medio → leve: 1, por velho (1)" in told.pt
    assert "1 de outro protocolo ficaram de fora" in told.pt
    assert told.en.startswith("3 triages, by the protocol mini 1 of the draft\nfrom \\ to")
    assert told.en.endswith("medio → leve: 1, by velho (1)\n1 of another protocol were left out")


@pytest.mark.parametrize("number", [2000])
def test_two_thousand_triages_take_less_than_a_second(number):
    """The COVID-19 protocol decides a month of a small city again while one waits."""
    protocol = demo_flows().protocol
    slots = {
        "idade": 70,
        "sintomas": ["febre", "tosse"],
        "dias_sintomas": 4,
        "respiracao": "normal",
        "temperatura": 38.5,
    }
    past = [triage(slots, protocol=protocol)] * number
    begun = time.process_time()
    assert migration.replay(protocol, past).replayed == number
    assert time.process_time() - begun < 1
