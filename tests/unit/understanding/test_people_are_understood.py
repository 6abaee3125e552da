"""The labelled messages of tests/understanding: kept apart from what the packs teach, and understood no worse than before.

`make understanding` prints the whole table, with Rasa beside it; here Bela's own readers are held to what they reach.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from rapidfuzz import fuzz, process

from benchmarks.understanding import bela, messages, scores, taught
from bot.engine.responses import options
from bot.understanding import text
from tests.talk import ROOT, demo_flows

#: An evaluation message as close as this to one that is taught would be no test.
NEARLY_EQUAL = 92

#: Each pack and the messages written for it.
PACKS = {"covid19": messages.FOLDER, "dengue": messages.DENGUE}

#: What each part reaches today; a change that understands people worse fails.
FLOORS = {
    messages.Part.development: {
        "red_flag_recall": 0.99,
        "commands": 0.98,
        "commands_named": 0.95,
        "slots": 0.98,
    },
    messages.Part.held_out: {
        "red_flag_recall": 0.99,
        "commands": 0.96,
        "commands_named": 0.83,
        "slots": 0.94,
        "slots_true": 0.95,
    },
    messages.Part.written_later: {
        "red_flag_recall": 0.99,
        "commands": 0.97,
        "commands_named": 0.92,
        "slots": 0.99,
    },
    messages.Part.written_last: {"red_flag_recall": 0.99, "commands": 0.95},
    messages.Part.fresh: {"red_flag_recall": 0.99, "commands": 0.98, "commands_named": 0.95, "slots": 0.99},
    messages.Part.sealed: {
        "seen_or_asked": 0.99,
        "red_flag_recall": 0.97,
        "commands": 0.95,
        "commands_named": 0.9,
        "slots": 0.87,
        "slots_true": 0.87,
    },
    messages.Part.danger_seen: {"red_flag_recall": 0.99, "seen_or_asked": 0.99},
    messages.Part.danger_sealed: {"red_flag_recall": 0.97, "seen_or_asked": 0.98},
    messages.Part.danger2_seen: {"red_flag_recall": 0.98, "seen_or_asked": 0.99},
    messages.Part.danger2_sealed: {"red_flag_recall": 0.97, "seen_or_asked": 0.99},
    messages.Part.danger3: {"red_flag_recall": 0.92, "seen_or_asked": 0.95},
    messages.Part.said_seen: {"commands": 0.99, "commands_named": 0.98, "slots": 0.97, "slots_true": 0.99},
    messages.Part.practice: {"commands": 0.94, "commands_named": 0.91, "slots": 0.97, "slots_true": 0.98},
    messages.Part.unseen: {
        "commands": 0.93,
        "commands_named": 0.87,
        "slots": 0.82,
        "slots_true": 0.95,
    },
    messages.Part.values_seen: {"commands": 0.99, "slots": 0.97, "slots_true": 0.98},
    messages.Part.values_sealed: {"commands": 0.99, "slots": 0.87, "slots_true": 0.92},
    messages.Part.said_sealed: {"commands": 0.89, "commands_named": 0.82, "slots": 0.86, "slots_true": 0.92},
    messages.Part.natural_seen: {
        "red_flag_recall": 0.99,
        "seen_or_asked": 0.99,
        "commands": 0.98,
        "commands_named": 0.97,
        "slots": 0.95,
        "slots_true": 0.97,
    },
    messages.Part.natural_sealed: {
        "red_flag_recall": 0.99,
        "seen_or_asked": 0.99,
        "commands": 0.95,
        "commands_named": 0.89,
        "slots": 0.88,
        "slots_true": 0.96,
    },
}
MOST_FALSE_ALARMS = dict.fromkeys(FLOORS, 0.02) | {
    messages.Part.danger_seen: 0.03,
    messages.Part.danger_sealed: 0.05,
    messages.Part.danger2_seen: 0.06,
    messages.Part.danger2_sealed: 0.08,
    messages.Part.danger3: 0.07,
    messages.Part.unseen: 0.03,
    messages.Part.natural_sealed: 0.035,
}

#: Of these parts most calm messages sound like danger.
MOST_ASKED = {
    messages.Part.danger_seen: 0.18,
    messages.Part.danger_sealed: 0.14,
    messages.Part.danger2_seen: 0.18,
    messages.Part.danger2_sealed: 0.1,
    messages.Part.danger3: 0.21,
}


@cache
def reached(part: messages.Part) -> scores.Scores:
    """Bela's figures without Rasa."""
    flows = demo_flows()
    return scores.score(
        [(message, bela.understood(flows, message)) for message in messages.load() if message.part is part]
    )


def test_at_least_six_hundred_different_messages_are_labelled():
    folded = Counter(text.fold(message.say) or message.say for message in messages.load())
    assert folded.total() >= 600
    assert [said for said, times in folded.items() if times > 1] == []


def test_two_thirds_of_the_messages_are_held_out():
    split = [message.part for message in messages.load() if not message.written_for]
    assert 0.6 <= split.count(messages.Part.held_out) / len(split) <= 0.72


@pytest.mark.parametrize("pack", PACKS)
def test_every_label_names_something_of_the_pack(pack):
    content = demo_flows(ROOT / "flows" / pack).content
    flags = {flag.id for flag in content.protocol.red_flags}
    for message in messages.load(PACKS[pack]):
        assert message.flags <= flags, message.say
        assert message.starts <= {None, *content.flows}, message.say
        assert {message.asking or "idade", *(message.slots or {})} <= content.slots.keys(), message.say
        for name, value in (message.slots or {}).items():
            if isinstance(value, list):
                assert set(value) <= {option.id for option in options(content.slots[name].answer)}, (
                    message.say
                )


@pytest.mark.timeout(600)  # every message beside every word of the pack, on a machine that may be busy
@pytest.mark.parametrize("pack", PACKS)
def test_no_labelled_message_is_nearly_one_that_the_pack_teaches(pack):
    folder = ROOT / "flows" / pack
    known = sorted(taught.words(demo_flows(folder).content, folder))
    close = [
        (message.say, match[0])
        for message in messages.load(PACKS[pack])
        if (said := text.fold(message.say))
        and (match := process.extractOne(said, known, scorer=fuzz.ratio, score_cutoff=NEARLY_EQUAL))
    ]
    assert close == []


def test_a_question_of_one_pack_is_pending_though_that_pack_does_not_ask_all_of_the_other():
    dengue = demo_flows(ROOT / "flows" / "dengue")
    message = next(each for each in messages.load(messages.DENGUE) if each.asking == "condicoes")
    before = bela.situation(dengue, message)
    assert before.asking == "condicoes"
    assert before.slots.keys() <= dengue.content.slots.keys()


@pytest.mark.parametrize("part", FLOORS)
def test_nothing_is_understood_worse_than_was_reached(part):
    for figure, floor in FLOORS[part].items():
        assert getattr(reached(part), figure) >= floor, figure


@pytest.mark.parametrize("part", FLOORS)
def test_who_is_calm_is_seldom_asked_whether_it_is_danger(part):
    assert reached(part).asked_needlessly <= MOST_ASKED.get(part, 0.07)


@pytest.mark.parametrize("part", FLOORS)
def test_danger_is_seen_no_more_often_than_before_where_there_is_none(part):
    assert reached(part).false_alarms <= MOST_FALSE_ALARMS[part]
