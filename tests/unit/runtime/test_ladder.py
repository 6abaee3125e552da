"""What is done next about a grave case that no person answers, and when?"""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

import config
from bot.engine import conversation
from bot.engine.conversation import CallBack, Phase
from bot.engine.limits import HAND_OFF_RETRY
from bot.engine.turn import TurnKind
from bot.runtime.ladder import NOBODY_ONLINE, Ladder
from tests.talk import DEMO, Talk, demo_flows


@pytest.fixture(scope="module")
def flows():
    return demo_flows()


STEP = config.WatchStep(after=timedelta(minutes=3), kind=config.StepKind.call_back, department=None)


def ladder(*steps, told="#plantao"):
    watching = config.load(DEMO, environment={}).watching
    severe = dataclasses.replace(watching.severe, steps=steps)
    watching = dataclasses.replace(watching, supervisors_room=told, severe=severe)
    return Ladder(watching=lambda: watching)


def grave(flows):
    talk = Talk(flows)
    talk.say_all(["oi, tô com febre e falta de ar", "45", "caucaia"])
    return talk


def test_where_nobody_is_online_supervisors_come_first(flows):
    """At once, and then the deployment's own steps; without a room to tell it in only these."""
    talk = grave(flows)
    talk.refuse()
    assert ladder(STEP).due(talk.state, flows, now=talk.now) is NOBODY_ONLINE
    assert ladder(STEP, told=None).next(talk.state) is STEP
    talk.turn(TurnKind.watched)
    assert ladder(STEP).next(talk.state) is STEP
    assert ladder(STEP).due(talk.state, flows, now=talk.now + timedelta(minutes=2)) is None
    assert ladder(STEP).due(talk.state, flows, now=talk.now + timedelta(minutes=3)) is STEP


def test_refused_again_and_again_is_one_time_of_waiting(flows):
    """The time since the first refusal counts, not since the last try."""
    talk = grave(flows)
    talk.refuse()
    since = talk.state.given_at
    for _ in range(3):
        talk.turn(TurnKind.silence, after=HAND_OFF_RETRY)
        talk.refuse()
    assert talk.state.given_at == since


def test_a_step_of_the_watch_postpones_no_try(flows):
    """People are called again when they would have been."""
    talk = grave(flows)
    talk.refuse()
    due = talk.state.wake_at
    talk.turn(TurnKind.watched)
    assert talk.state.wake_at == due


def test_once_a_department_has_the_room_its_time_begins(flows):
    """Whoever came after all has the whole ladder before them."""
    talk = grave(flows)
    talk.refuse()
    talk.turn(TurnKind.watched)
    talk.turn(TurnKind.silence, after=HAND_OFF_RETRY)
    talk.turn(TurnKind.handed_off)
    assert (talk.state.given_at, talk.state.watched) == (talk.now, 0)
    assert ladder(STEP).next(talk.state) is STEP


def test_another_department_is_asked_once_and_then_the_cases_own_again(flows):
    """Nobody is there either: the urgent one is not forgotten."""
    talk = grave(flows)
    talk.refuse()
    talk.turn(TurnKind.watched, department="atendimento")
    assert (talk.state.phase, talk.hand_off.department) == (Phase.handing_off, "atendimento")
    talk.refuse()
    talk.turn(TurnKind.silence, after=HAND_OFF_RETRY)
    assert talk.hand_off.department == "urgencia"


def test_while_a_call_is_asked_for_supervisors_are_told_of_that_alone(flows):
    """Whether people have the room, or nobody is online."""
    talk = grave(flows)
    talk.refuse()
    for phase in (Phase.waiting, Phase.with_human, Phase.queued):
        asked = dataclasses.replace(talk.state, phase=phase, call_back=CallBack.asked, watched=0)
        step = ladder(STEP).next(asked)
        assert step is not None
        assert (step.kind, step.after) == (config.StepKind.tell_supervisors, timedelta(0))


@pytest.mark.parametrize("phase", [Phase.new, Phase.talking, Phase.handing_off, Phase.closing, Phase.ended])
def test_where_nobody_is_called_nothing_is_watched(phase):
    """Bela has the word, or nobody."""
    assert ladder(STEP).next(dataclasses.replace(conversation.new("r"), phase=phase)) is None
