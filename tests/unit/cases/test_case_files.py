from __future__ import annotations

import textwrap
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cases import durations, patterns, playing, reading, showing, writing
from bot.cases.definitions import EventKind, Person
from bot.cases.session import Act, Session
from bot.content.errors import ContentInvalid
from tests.talk import demo_flows

ZONE = ZoneInfo("America/Fortaleza")


def read(folder, text):
    path = folder / "casos.yml"
    path.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return reading.read([path], root=folder, zone=ZONE)


def play(folder, steps, **case):
    lines = "".join(f"    {key}: {value}\n" for key, value in case.items())
    body = textwrap.indent(textwrap.dedent(steps).strip(), " " * 6)
    (one,) = read(folder, f"test_cases:\n  - test_case: um\n{lines}    steps:\n{body}\n")
    return playing.play(demo_flows(), one)


def faults(folder, text):
    with pytest.raises(ContentInvalid) as caught:
        read(folder, text)
    return [str(fault) for fault in caught.value.faults]


def test_what_follows_a_turn_is_compared(tmp_path):
    """Responses by name, texts word for word, slots, class, reasons, flags and hand-off of a whole emergency."""
    played = play(
        tmp_path,
        """
        - user: tô com falta de ar
        - utter: utter_emergencia
        - bot: Para a equipe ajudar mais depressa, diga a idade de quem está passando mal.
        - flags: [falta_de_ar]
        - handoff: none
        - user: "67"
        - slot_was_set: [idade: 67]
        - slot_was_not_set: [municipio, {idade: 66}]
        - user: fortaleza
        - slot_was_set: [municipio]
          class: grave
          reasons: [falta_de_ar]
          handoff: urgencia
        """,
    )
    assert played.holds, showing.failure(played)


@pytest.mark.parametrize(
    ("step", "expected", "found"),
    [
        (
            "- utter: utter_emergencia\n- utter: utter_ask_idade",
            "utter_ask_idade",
            "utter_ask_idade_emergencia",
        ),
        ("- utter: utter_emergencia", "nada mais", "utter_ask_idade_emergencia"),
        ("- {bot: Oi}", "Oi", "*Ligue agora para o 192 (SAMU).*"),
        ("- slot_was_set: [idade]", "idade preenchido", "vazio"),
        ("- slot_was_not_set: [alerta]", "alerta sem este valor", "falta_de_ar"),
        ("- class: leve", "classe leve", "sem classe"),
        ("- reasons: [idoso]", "motivo idoso", "nenhum motivo"),
        ("- all_reasons: [idoso]", "motivos, e só estes: idoso", "nenhum motivo"),
        ("- flags: [infarto]", "sinal de alerta infarto", "falta_de_ar"),
        ("- handoff: urgencia", "encaminhamento: urgencia", "none"),
    ],
)
def test_what_differs_is_shown_in_the_conversation(tmp_path, step, expected, found):
    """A failure shows what was said until then, the line of the case, what it wanted and what came instead."""
    played = play(tmp_path, f"- user: falta de ar\n{step}")
    shown = showing.failure(played)
    assert "pessoa | falta de ar" in shown
    assert "[utter_emergencia]" in shown
    assert f"- esperado: {expected}" in shown
    assert f"+ veio:     {found}" in shown
    assert "casos.yml:" in shown


ASSERTED = """
- user: oi
  assertions:
    - flow_started: pattern_session_start
    - action_executed: utter_privacidade
    - bot_uttered: {utter_name: utter_boas_vindas, text_matches: "sou a \\\\*Bela"}
    - bot_did_not_utter: {utter_name: utter_ask_menu}
- user: vacina
  assertions:
    - flow_completed: {flow_id: faq_vacina, flow_step_id: responde}
    - slot_was_not_set: [consentimento]
- user: sim
  assertions:
    - flow_completed: {flow_id: pattern_session_start}
    - slot_was_set: [{name: consentimento, value: true}]
- user: Maria
- user: falta de ar
  assertions:
    - flow_cancelled: {flow_id: triagem, flow_step_id: idade}
"""


def test_rasas_assertions_hold(tmp_path):
    """Flows started, completed and cancelled, actions, slots and messages are asserted as in Rasa's tests."""
    played = play(tmp_path, ASSERTED)
    assert played.holds, showing.failure(played)


@pytest.mark.parametrize(
    "assertion",
    [
        "flow_started: servicos",
        "flow_completed: {flow_id: triagem}",
        "flow_completed: {flow_id: pattern_menu, flow_step_id: nada}",
        "flow_cancelled: {flow_id: triagem}",
        "action_executed: action_hand_off",
        "slot_was_set: [menu]",
        "slot_was_not_set: [em_triagem]",
        "bot_uttered: {utter_name: utter_ask_menu}",
        "bot_uttered: {text_matches: 'febre amarela'}",
        "bot_uttered: {utter_name: utter_triagem_comeca, buttons: [{title: Sim}]}",
        "bot_did_not_utter: {utter_name: utter_ask_nome}",
        "pattern_clarification_contains: [triagem]",
    ],
)
def test_an_assertion_that_does_not_hold_is_a_failure(tmp_path, assertion):
    """Each kind of assertion can fail."""
    played = play(tmp_path, f"- user: oi\n- user: sim\n  assertions:\n    - {assertion}")
    assert not played.holds
    assert "+ veio:" in showing.failure(played)


def test_messages_may_be_asserted_in_their_order(tmp_path):
    """With assertion_order_enabled the second message may not be asserted before the first."""
    steps = """
    - user: oi
      assertion_order_enabled: {}
      assertions:
        - bot_uttered: {{utter_name: utter_privacidade}}
        - bot_uttered: {{utter_name: utter_boas_vindas}}
    """
    assert play(tmp_path, steps.format("false")).holds
    assert not play(tmp_path, steps.format("true")).holds


def test_numbered_lines_are_the_buttons(tmp_path):
    """The options below a question are asserted by their titles."""
    played = play(
        tmp_path,
        """
        - user: menu
          assertions:
            - bot_uttered: {utter_name: utter_ask_menu, buttons: [{title: Falar com uma pessoa}, {title: Nada agora}]}
        """,
    )
    assert played.holds, showing.failure(played)


def test_a_case_has_a_clock_a_channel_and_a_person(tmp_path):
    """The name is known from the channel, time passes as said, and Bela comes back by herself."""
    played = play(
        tmp_path,
        """
        - user: dor no peito
        - event: silence
          after: 3min
        - handoff: urgencia
        - event: nobody_online
        - user: oi
          after: 1d
        - utter: utter_invalid_choice
        """,
        person="Maria",
        channel="whatsapp",
        at="2026-11-22T08:00",
    )
    first, *_ = played.happened
    assert first.at == datetime(2026, 11, 22, 11, 0, 5, tzinfo=UTC)
    assert first.after.slots["nome"] == "Maria"
    assert first.after.channel == "whatsapp"
    assert len(played.results[1].happened) == 1
    assert len(played.results[3].happened) > 1, "the department was asked again and again meanwhile"


def test_fixtures_and_metadata_are_named_at_the_top(tmp_path):
    """Start values and the channel are written once and named by the cases."""
    (case,) = read(
        tmp_path,
        """
        fixtures:
          - idosa: [{idade: 70}, {consentimento: true}]
        metadata:
          - zap: {channel: whatsapp, person: Ana}
        test_cases:
          - test_case: um
            fixtures: [idosa]
            metadata: zap
            slots: {municipio: Sobral}
            steps:
              - user: oi
        """,
    )
    assert case.person == Person(
        name="Ana", channel="whatsapp", slots={"idade": 70, "consentimento": True, "municipio": "Sobral"}
    )


def test_a_room_that_is_closed_is_followed_by_a_new_one(tmp_path):
    """Who comes back after the goodbye is greeted anew."""
    played = play(
        tmp_path,
        "- user: sair\n- user: oi\n  after: 1d\n- utter: utter_boas_vindas\n- utter: utter_privacidade\n- utter: utter_ask_consentimento",
    )
    assert played.holds, showing.failure(played)


def test_what_rasa_understood_is_played_by_the_case(tmp_path):
    """`intent` stands in for Rasa's reading of the message."""
    played = play(
        tmp_path,
        "- user: e o bichinho de casa?\n  intent: faq_animais\n  assertions:\n    - flow_started: faq_animais",
    )
    assert played.holds, showing.failure(played)


def test_every_mistake_of_a_case_file_is_told_at_once(tmp_path):
    """Misspelt keys, events, assertions, fixtures, times and runaway patterns come with their places."""
    told = faults(
        tmp_path,
        """
        fixtures:
          - idosa: [{idade: 70}]
        test_cases:
          - test_case: um
            fixtures: [idoza]
            at: ontem
            steps:
              - utter: utter_ola
              - usr: oi
              - event: silencio
              - user: oi
                after: logo
                assertions:
                  - flow_startd: triagem
                  - bot_uttered: {text_matches: "(a+)+"}
          - test_case: um
            steps:
              - user: oi
        """,
    )
    expected = {
        5: 'a fixture "idoza" não existe; você quis dizer "idosa"? [unknown-fixture]',
        6: "2026-11-22T08:00 [wrong-kind]",
        8: 'antes do que se espera vem o que acontece: "user" ou "event" [step-kind]',
        9: "[step-kind]",
        10: 'o acontecimento "silencio" não existe; você quis dizer "silence"? [unknown-event]',
        12: '"after" é um tempo como 30s, 5min, 2h ou 1d [wrong-kind]',
        14: 'você quis dizer "flow_started"? [unknown-assertion]',
        15: "uma repetição dentro de outra",
        16: 'o caso "um" já existe em casos.yml:4:5 [duplicate-name]',
    }
    for line, sentence in expected.items():
        assert any(one.startswith(f"casos.yml:{line}:") and sentence in one for one in told), (line, told)


def test_stubs_of_custom_actions_are_refused_by_name(tmp_path):
    """Nothing happens outside Bela, so there is nothing to stub."""
    (told,) = faults(tmp_path, "test_cases: []\nstub_custom_actions: {a: {}}\n")
    assert told.endswith("[not-supported]")


@pytest.mark.parametrize("event", list(EventKind))
def test_every_event_can_happen_at_any_moment(event):
    """No event raises, before the first word or after it."""
    session = Session(demo_flows())
    session.happen(event, after=timedelta(minutes=1))
    session.write("oi")
    session.happen(event, after=timedelta(days=2))


def test_a_recorded_conversation_is_a_case_that_holds(tmp_path):
    """What was recorded is read again, and holds; a second one is added below, and comments stay."""
    flows = demo_flows()
    person = Person(name="Rui", channel="whatsapp", slots={"idade": 40})
    acts = [
        Act(text="tô com falta de ar"),
        Act(event=EventKind.silence, after=timedelta(minutes=3)),
        Act(event=EventKind.location, place=(-3.7319, -38.5267)),
    ]
    session = Session(flows, person)
    done = [writing.Done(act=act, happened=session.do(act)) for act in acts]
    first = writing.added("", writing.case("um", person, done))
    second = writing.added(f"# meu\n{first}", writing.case("dois", person, done))
    assert second.startswith("# meu\n")
    cases = read(tmp_path, second)
    assert [case.name for case in cases] == ["um", "dois"]
    assert all(playing.play(flows, case).holds for case in cases)
    assert [playing.act(turn) for turn in cases[0].turns] == acts
    assert cases[0].turns[1].expectations, "the class and the hand-off were recorded"


@pytest.mark.parametrize(
    ("text", "time"),
    [("30s", timedelta(seconds=30)), ("2h 30min", timedelta(minutes=150)), ("1d", timedelta(days=1)), ("1w", timedelta(7))],
)  # fmt: skip
def test_times_are_read_and_written(text, time):
    """Times are short, and what is written is read again as the same time."""
    assert durations.read(text) == time
    assert durations.read(durations.written(time)) == time


@pytest.mark.parametrize("text", ["", "1", "d", "1x", "-1d", "1d foo", "3661d", "9" * 30 + "w"])
def test_what_is_no_time_is_not_guessed(text):
    """Anything else is refused, and so is what no clock goes on by."""
    assert durations.read(text) is None


@pytest.mark.parametrize("pattern", ["(a+)+", "(a*b?)*", "((x|y)+z*)*", "(", "a" * 501])
def test_patterns_that_run_away_or_do_not_compile_are_refused(pattern):
    """A repetition without an end inside another one is told, as is what cannot be read."""
    assert patterns.trouble(pattern)


@pytest.mark.parametrize("pattern", ["ligue.*192", "(ab)+", "[a-z]+ [0-9]{1,3}", "(a|b)*c"])
def test_ordinary_patterns_pass(pattern):
    """What ends in time may be used."""
    assert patterns.trouble(pattern) is None
