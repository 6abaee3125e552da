from __future__ import annotations

import config
from bot.cases import coverage, defaults, playing, reading, showing
from bot.command_line import testing
from tests.talk import DEMO, demo_flows


def cases():
    settings = config.load(DEMO, environment={})
    return settings, reading.read(
        reading.find(settings.content), root=settings.content, zone=settings.time_zone
    )


def test_every_written_conversation_goes_as_written():
    """All cases of the COVID-19 pack hold. After a change on purpose: `bela flows test --refresh`, and look at what it changed."""
    _, written = cases()
    assert len(written) > 90
    failures = [
        showing.failure(played) for case in written if not (played := playing.play(demo_flows(), case)).holds
    ]
    assert not failures, "\n\n".join(failures)


def test_the_cases_come_by_nearly_every_step_and_branch():
    """At least 95 % of the steps, the branches and the rules of the pack are played by its own cases.

    New questions get theirs by `bela flows coverage --add-missing`.
    """
    settings, written = cases()
    result = testing.measured(demo_flows(), settings, written)
    assert result.lowest >= 95, coverage.told(result)
    assert result.rules.percent >= 95, coverage.told(result)


def test_a_case_that_claims_a_class_in_its_name_gets_it():
    """The names of the triage's cases are true."""
    _, written = cases()
    for case in written:
        claimed = case.name.split(":")[0]
        if claimed in {"grave", "moderado", "leve"}:
            classes = [e.text for turn in case.turns for e in turn.expectations if e.kind.value == "class"]
            assert classes[-1:] == [claimed], case.name


def test_every_question_stands_what_people_send_at_the_worst_moment():
    """At every question: audio, sticker, 4,000 characters, emoji, "sair", "menu", a person asked for, a red flag, a day of silence."""
    played = list(defaults.play(demo_flows()))
    assert len(played) > 500
    assert not [f"{case.name}: {case.broken}" for case in played if case.broken]
