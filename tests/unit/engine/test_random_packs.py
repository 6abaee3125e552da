from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import definitions
from bot.engine import effects, stored_form
from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind
from tests.small_flows import flows
from tests.talk import Talk

NAMES = ("alfa", "beta", "gama")
SLOTS = ("febre", "idade", "sintomas", "inicio")
HEAD = {
    "slots": {
        "febre": {"type": "bool", "answer": {"type": "yes_no"}},
        "idade": {"type": "float", "answer": {"type": "age"}, "initial_value": None},
        "sintomas": {
            "type": "list",
            "answer": {"type": "multi_choice", "options": [{"id": "tosse", "label": "Tosse"}, {"id": "dor", "label": "Dor"}]},
        },
        "inicio": {"type": "text", "answer": {"type": "date"}},
        "pontos": {"type": "float", "initial_value": 0},
    },
    "responses": {
        **{f"utter_ask_{slot}": [{"text": f"{slot}?"}] for slot in SLOTS},
        "utter_dito": [{"text": "Dito: {idade}.", "condition": "slots.febre"}, {"text": "Dito."}],
        "utter_nao": [{"text": "Não dá."}],
    },
}  # fmt: skip
CONDITIONS = st.sampled_from([
    "slots.febre", "slots.idade > 60", "slots.sintomas contains 'tosse' and slots.febre = true", "slots.pontos >= 2",
    "days_since(slots.inicio) > 3", "context.reason is null", "not slots.idade is unknown", "slots.idade is empty",
])  # fmt: skip
RESORTS = st.sampled_from(["offer", "handoff", "skip", "close", "primeiro"])
COLLECTS = st.fixed_dictionaries(
    {"collect": st.sampled_from(SLOTS)},
    optional={
        "ask_before_filling": st.booleans(),
        "optional": st.booleans(),
        "force_slot_filling": st.booleans(),
        "rejections": st.lists(
            st.fixed_dictionaries({"if": CONDITIONS, "utter": st.just("utter_nao")}), min_size=1, max_size=2
        ),
        "retries": st.fixed_dictionaries({"max": st.integers(1, 3), "then": RESORTS}),
        "timeout": st.fixed_dictionaries(
            {"after": st.just("10m"), "max": st.integers(0, 2), "then": RESORTS}
        ),
    },
)
ACTIONS = st.sampled_from([
    "utter_dito", "action_cancel_flow", "action_clean_stack", "action_correct", "action_repeat", "action_classify",
    "action_close", "action_back", "action_restart", "action_hand_off", "action_clarify_flows",
])  # fmt: skip
STEPS = st.one_of(
    COLLECTS,
    COLLECTS,
    st.fixed_dictionaries({"action": ACTIONS}),
    st.just({"set_slots": [{"pontos": {"expression": "slots.pontos + 1"}}, {"febre": None}]}),
    st.just({"classify": "mini"}),
    st.just({"handoff": {"priority": "high", "summary": "utter_dito"}}),
)


@st.composite
def packs(draw):
    """A pack of three flows whose steps branch anywhere, back included, and call onwards."""
    written = {}
    for number, name in enumerate(NAMES):
        steps = [dict(draw(STEPS)) for _ in range(draw(st.integers(1, 4)))]
        if number + 1 < len(NAMES) and draw(st.booleans()):
            steps.append({"call": NAMES[number + 1]})
        ids = ["primeiro", *(f"passo{place}" for place in range(1, len(steps)))]
        for place, step in enumerate(steps):
            step["id"] = ids[place]
            following = ids[place + 1] if place + 1 < len(ids) else "END"
            if "handoff" not in step and draw(st.booleans()):
                target = draw(st.sampled_from([*ids, "END"]))
                step["next"] = [{"if": draw(CONDITIONS), "then": target}, {"else": following}]
        written[name] = {
            "description": name,
            "keywords": [f"assunto {name}"],
            "persisted_slots": draw(st.sampled_from([[], ["idade"]])),
            "steps": steps,
        }
        for step in steps:  # both may not say it
            step.pop("reset_after_flow_ends", None)
    return written


MESSAGES = st.sampled_from([
    "assunto alfa", "assunto beta", "assunto gama", "sim", "não", "34", "tosse", "nenhum", "ontem", "não sei", "pular",
    "voltar", "corrigir", "parar", "repetir", "falta de ar", "xyzzy", "1", "2", "", "👍", "atendente",
])  # fmt: skip
KINDS = st.sampled_from(
    [TurnKind.text] * 6
    + [TurnKind.silence, TurnKind.unreadable, TurnKind.edited, TurnKind.hand_off_refused, TurnKind.returned]
)


def begin(pack):
    """A conversation with the pack; steps that nothing leads to are a fault of the pack and not looked at."""
    talk = Talk(flows(json.dumps({**HEAD, "flows": _reachable(pack)}, ensure_ascii=False)))
    talk.says("oi")
    return talk


def _reachable(pack):
    """Without the steps behind a hand-off, which would be refused."""
    kept = {}
    for name, flow in pack.items():
        steps, cut = [], False
        for step in flow["steps"]:
            if not cut:
                steps.append(step)
            cut = (
                cut
                or "handoff" in step
                or step.get("action") in {"action_close", "action_hand_off", "action_restart"}
            )
        ids = {step["id"] for step in steps}
        for step in steps:
            for branch in step.get("next", []):
                for way in ("then", "else"):
                    if way in branch and branch[way] not in ids:
                        branch[way] = "END"
            if step.get("action") in {"action_close", "action_hand_off", "action_restart"}:
                step.pop("next", None)
        kept[name] = {**flow, "steps": steps}
    return kept


def _is_kept(talk, remembered):
    """In its slot; unless a flow that empties it is over or a step empties it, it is asked anew, or all begins anew."""
    state = talk.state
    under_way = {frame.flow for frame in state.stack}
    emptied = {slot for flow, slots in talk.flows.resets.items() if flow not in under_way for slot in slots}
    held = state.slots.get(remembered.slot) == remembered.value
    return held or remembered.slot in {state.asking, *emptied, *_set_by_steps(talk)} or not state.given


def _set_by_steps(talk):
    """The slots that the pack's own steps set."""
    steps = (step for flow in talk.flows.content.flows.values() for step in flow.steps.values())
    return {slot for step in steps if isinstance(step, definitions.SetSlots) for slot, _ in step.values}


@settings(max_examples=40, deadline=None)
@given(pack=packs(), turns=st.lists(st.tuples(KINDS, MESSAGES), max_size=12))
def test_no_pack_and_no_sequence_of_turns_breaks_a_conversation(pack, turns):
    """Nothing raises or loops, who writes is answered, danger is always met, and no answer is lost."""
    talk = begin(pack)
    for kind, text in turns:
        served = talk.state.phase not in {Phase.with_human, Phase.ended}
        said = talk.turn(
            kind, text=text, medium="audio" if kind is TurnKind.unreadable else "", after=timedelta(minutes=3)
        )
        if kind is TurnKind.text and served:
            assert said or talk.hand_off, talk.transcript
        if talk.effects_of(effects.Flagged):
            assert talk.hand_off or "192" in said, talk.transcript
        assert len(talk.state.stack) <= 12
        for remembered in talk.effects_of(effects.Remember):
            assert _is_kept(talk, remembered), talk.transcript


@settings(max_examples=20, deadline=None)
@given(pack=packs(), turns=st.lists(st.tuples(KINDS, MESSAGES), max_size=10))
def test_replaying_the_turns_gives_the_same_state(pack, turns):
    """What happened, taken again from the beginning, ends where it ended, to the letter."""
    first = begin(pack)
    second = Talk(first.flows)
    second.says("oi")
    for kind, text in turns:
        assert first.turn(kind, text=text) == second.turn(kind, text=text)
    assert stored_form.to_data(first.state) == stored_form.to_data(second.state)
