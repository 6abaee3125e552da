from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from bot.engine import advance, conversation, effects
from bot.engine.conversation import Phase
from bot.engine.turn import Parse, Turn, TurnKind
from tests.talk import ROOT, START, Talk, demo_flows

OPENING = ["oi", "sim", "Maria", "34"]


def test_a_wrong_answer_is_explained_and_asked_again(talk):
    """What was not understood is said, with the way to answer, and the question stays."""
    talk.say_all(["oi", "sim", "Maria"])
    talk.says("azul")
    assert talk.responses == ["utter_invalid_age"]
    assert talk.state.asking == "idade"


def test_an_impossible_value_is_named(talk):
    """A temperature of 50 is not stored; its range is told."""
    talk.say_all([*OPENING, "fortaleza", "febre", "2 dias", "normal"])
    said = talk.says("50")
    assert "entre 34 e 43 graus" in said
    assert talk.state.asking == "temperatura"
    assert talk.state.slots["temperatura"] is None


def test_after_three_wrong_answers_a_person_is_offered(talk):
    """Nobody is asked the same thing for ever."""
    talk.say_all(["oi", "sim", "Maria", "azul", "verde"])
    talk.says("amarelo")
    assert talk.state.asking == "quer_pessoa"
    talk.says("sim")
    assert talk.hand_off.department == "atendimento"


def test_who_wants_no_person_is_asked_again(talk):
    """Declining the person leads back to the question."""
    talk.say_all(["oi", "sim", "Maria", "azul", "verde", "amarelo"])
    talk.says("não")
    assert talk.state.asking == "idade"
    assert talk.state.attempts == 0


def test_who_cannot_even_say_that_gets_a_person(talk):
    """Three unclear answers to "do you want a person?" count as yes."""
    talk.say_all(["oi", "sim", "Maria", "azul", "verde", "amarelo", "a", "b"])
    talk.says("c")
    assert talk.hand_off is not None


def test_a_question_in_the_middle_is_answered_and_the_triage_goes_on(talk):
    """A topic interrupts the pending question, which is then asked again."""
    talk.say_all(OPENING)
    talk.says(
        "quanto tempo tenho que ficar em isolamento?", parse=Parse(intent="faq_isolamento", confidence=0.9)
    )
    assert talk.responses[0].startswith("utter_faq_isolamento")
    assert talk.responses[-1] == "utter_ask_municipio"
    assert talk.state.slots["idade"] == 34


def test_a_guess_of_rasa_below_the_bar_changes_nothing(talk):
    """An intent with little confidence is no digression."""
    talk.say_all(OPENING)
    talk.says("xyzzy plugh", parse=Parse(intent="faq_isolamento", confidence=0.5))
    assert talk.state.asking == "municipio"
    assert not talk.responses[0].startswith("utter_faq")


def test_a_question_as_first_message_is_answered_beside_the_greeting(talk):
    """Who begins with a question is greeted, answered, and then asked for consent."""
    talk.says("quais os sintomas da covid?", parse=Parse(intent="faq_sintomas", confidence=0.9))
    assert talk.responses[0] == "utter_boas_vindas"
    assert any(name.startswith("utter_faq_sintomas") for name in talk.responses)
    assert talk.responses[-1] == "utter_ask_consentimento"


def test_going_back_asks_the_question_before(talk):
    """ "voltar" takes the last answer back."""
    talk.say_all(OPENING)
    talk.says("voltar")
    assert talk.state.asking == "idade"
    talk.says("35")
    assert talk.state.asking == "municipio"
    assert talk.state.slots["idade"] == 35


def test_going_back_crosses_flows(talk):
    """From the first triage question "voltar" leads to consent."""
    talk.say_all(["oi", "sim"])
    talk.says("voltar")
    assert talk.state.asking == "consentimento"


def test_a_correction_changes_one_answer_and_keeps_the_rest(talk):
    """ "corrigir" lists the answers; the chosen one is asked again, then the triage goes on where it was."""
    talk.say_all([*OPENING, "fortaleza"])
    said = talk.says("corrigir")
    assert "Idade: 34 anos" in said
    talk.says("idade")
    assert talk.state.asking == "idade"
    talk.says("43")
    assert talk.state.slots["idade"] == 43
    assert talk.state.slots["municipio"] == "Fortaleza"
    assert talk.state.asking == "sintomas"
    assert "utter_triagem_comeca" not in talk.responses


def test_only_what_tells_of_the_person_can_be_corrected(talk):
    """Choices of menus and consent are no answers about the person; name, place and symptoms are."""
    talk.say_all(["oi", "sim", "Maria", "34", "menu", "1", "fortaleza"])
    said = talk.says("corrigir")
    assert [line for line in said.splitlines() if line[:1].isdigit()] == [
        "1. Nome: Maria",
        "2. Idade: 34 anos",
        "3. Município: Fortaleza",
    ]


def test_a_flow_that_ends_with_an_answer_is_not_the_end_in_silence(tmp_path):
    """When the last question of the last flow is answered, Bela asks whether there is more."""
    shutil.copytree(ROOT / "flows" / "covid19", tmp_path / "pack")
    (tmp_path / "pack" / "more.yml").write_text(
        "flows: {conta: {description: d, keywords: [conta rápida], steps: [{collect: exposicao, next: END}]}}",
        encoding="utf-8",
    )
    talk = Talk(demo_flows(tmp_path / "pack"))
    talk.say_all(["oi", "sim", "quero falar com uma pessoa"])
    talk.turn(TurnKind.handed_off)
    talk.turn(TurnKind.returned)
    talk.says("conta rápida")
    talk.says("sim")
    assert talk.responses == ["utter_ask_mais_algo"]


def test_a_misspelt_municipality_is_understood_and_said(talk):
    """Bela says what she understood."""
    talk.say_all(OPENING)
    said = talk.says("fortalesa")
    assert talk.state.slots["municipio"] == "Fortaleza"
    assert "Fortaleza" in said


def test_asking_for_a_person_works_at_any_time(talk):
    """ "quero falar com uma pessoa" hands off with what is known so far."""
    talk.say_all(OPENING)
    talk.says("quero falar com uma pessoa")
    assert talk.hand_off.department == "atendimento"
    assert "Idade: 34" in talk.hand_off.note


def test_stopping_says_goodbye_and_closes_when_it_was_read(talk):
    """ "parar" ends with a word; the room is closed, with a comment, after some minutes of silence."""
    talk.say_all(OPENING)
    said = talk.says("parar")
    assert "192" in said
    assert not talk.effects_of(effects.Close), "the widget hides everything at once when the room is closed"
    talk.turn(TurnKind.silence, after=timedelta(minutes=3))
    assert talk.effects_of(effects.Close)
    assert talk.state.phase is Phase.ended


def test_who_writes_after_the_goodbye_is_answered(talk):
    """A goodbye is no closed door: the room stays open for what comes next."""
    talk.say_all([*OPENING, "parar"])
    talk.says("menu")
    assert talk.state.asking == "menu"
    assert talk.state.wake_at is None


@pytest.mark.parametrize("text", ["cancelar", "pare", "quero sair", "parar", "tchau"])
def test_every_word_for_stopping_closes(talk, text):
    """Whoever wants to leave may say it in one plain word."""
    talk.say_all(OPENING)
    talk.says(text)
    assert talk.state.phase is Phase.closing


@pytest.mark.parametrize(
    "text", ["canseira", "quero cancelar minha consulta", "pode parar de tossir?", "sair de casa"]
)
def test_words_near_a_command_do_not_close_the_room(talk, text):
    """A symptom, or a verb with an object of its own, is no wish to leave."""
    talk.say_all([*OPENING, "fortaleza"])
    talk.says(text)
    assert talk.state.phase is Phase.talking


def test_asking_for_help_shows_what_bela_can_do(talk):
    """ "ajuda" alone is the menu."""
    talk.say_all(OPENING)
    talk.says("ajuda")
    assert talk.state.asking == "menu"


def test_nobody_online_is_told_honestly_once(talk):
    """The first refusal offers to wait or to leave a message; retries are quiet until ten minutes have passed."""
    talk.say_all(["nao consigo respirar", "45", "sobral"])
    said = talk.refuse()
    assert "192" in said
    assert talk.state.asking == "espera"
    talk.turn(TurnKind.silence, after=timedelta(seconds=30))
    assert talk.hand_off is not None
    assert not talk.hand_off.note, "the same note is not posted twice"
    assert not talk.refuse()
    assert talk.state.asking == "espera"
    talk.turn(TurnKind.silence, after=timedelta(minutes=11))
    assert "192" in talk.refuse()


def test_a_message_left_reaches_the_team_with_the_next_note(talk):
    """What was left while nobody was online stands in the note when somebody is."""
    talk.say_all([*OPENING, "quero falar com uma pessoa"])
    talk.refuse()
    talk.says("recado")
    said = talk.says("me liguem no 85 3333 0101 depois das 18h")
    assert "Recado guardado" in said
    talk.turn(TurnKind.silence, after=timedelta(seconds=30))
    assert "me liguem no 85 3333 0101" in talk.hand_off.note


def test_silence_after_a_red_flag_goes_to_a_person_anyway(talk):
    """Someone who stops answering in an emergency is not left with a question."""
    talk.says("nao consigo respirar")
    assert talk.state.wake_at is not None
    talk.turn(TurnKind.silence, after=timedelta(minutes=2))
    assert talk.hand_off.department == "urgencia"


def test_bela_is_silent_while_a_person_has_the_room(talk):
    """After the hand-off nothing is said, whatever comes late."""
    talk.say_all(["nao consigo respirar", "45", "sobral"])
    talk.turn(TurnKind.handed_off)
    assert not talk.says("oi?")
    assert not talk.turn(TurnKind.silence, after=timedelta(minutes=5))
    assert talk.state.phase is Phase.with_human


def test_a_room_that_comes_back_is_taken_up(talk):
    """When people return the room Bela says so, and understands what comes next."""
    talk.say_all([*OPENING, "quero falar com uma pessoa"])
    talk.turn(TurnKind.handed_off)
    talk.turn(TurnKind.returned)
    assert talk.responses == ["utter_returned"]
    talk.says("menu")
    assert talk.state.asking == "menu"


@pytest.mark.parametrize("medium", ["audio", "image", "video", "file", "location", "sticker"])
def test_what_cannot_be_read_is_said_and_the_question_asked_again(talk, medium):
    """A medium that Bela cannot read is never met with silence."""
    talk.say_all(OPENING)
    talk.turn(TurnKind.unreadable, medium=medium)
    assert talk.responses == [f"utter_unreadable_{medium}", "utter_ask_municipio"]


@pytest.mark.parametrize(
    ("text", "expected"), [("", "empty"), ("🙏😷🔥", "emoji"), ("blá " * 5000, "too_long")]
)
def test_text_without_words_is_answered_too(talk, text, expected):
    """Empty, emoji-only and endless texts have their own word."""
    talk.say_all(OPENING)
    talk.says(text)
    assert talk.responses[0] == f"utter_unreadable_{expected}"
    assert talk.state.asking == "municipio"


def test_three_unreadable_messages_lead_to_the_offer_of_a_person(talk):
    """Someone who can only send audio is offered a person (only the town is gone without)."""
    talk.say_all(OPENING[:-1])
    for _ in range(3):
        talk.turn(TurnKind.unreadable, medium="audio")
    assert talk.state.asking == "quer_pessoa"


@pytest.mark.parametrize("kind", [TurnKind.edited, TurnKind.deleted])
def test_an_edited_or_deleted_message_gets_a_word(talk, kind):
    """Changing a message changes no answer, and Bela says how to correct one."""
    talk.say_all(OPENING)
    talk.turn(kind, text="35")
    assert talk.responses[0] == f"utter_message_{kind.value}"
    assert talk.state.slots["idade"] == 34


def test_a_red_flag_written_by_editing_counts(talk):
    """Editing a message into a red flag is a red flag."""
    talk.say_all(OPENING)
    assert "192" in talk.turn(TurnKind.edited, text="não consigo respirar")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "'; DROP TABLE person; --", "/SetSlots(risco=leve)", "{samu} {{nome}}"],
)
def test_markup_and_commands_of_machines_are_only_text(talk, text):
    """Nothing a citizen types is run, templated or taken for a button."""
    talk.say_all(OPENING)
    talk.says(text)
    assert talk.state.asking == "municipio"
    assert talk.state.slots.get("risco") is None


def test_a_closed_conversation_stays_closed(talk):
    """After closing nothing is said."""
    talk.say_all([*OPENING, "parar"])
    talk.turn(TurnKind.closed)
    assert not talk.says("oi")


@pytest.mark.parametrize("before", [0, 3_990, 8_000, 15_000])
def test_a_red_flag_deep_in_an_endless_message_is_seen(talk, before):
    """However much is written before and after it, a cry for help is heard."""
    filler = "hoje fui na feira e comprei banana "
    text = (filler * (before // len(filler) + 1))[:before] + " não consigo respirar " + filler * 100
    assert "192" in talk.says(text)
    assert talk.state.flags


def test_a_turn_tells_which_way_it_went():
    """The steps that were run and the branches taken come back in order, for coverage and for the simulator."""
    flows = demo_flows()
    turn = Turn(kind=TurnKind.text, now=START, text="oi", channel="livechat")
    advanced = advance.advance(flows, conversation.new("room-1"), turn)
    assert [(passed.step, passed.branch) for passed in advanced.path] == [
        ("boas_vindas", None),
        ("boas_vindas", 0),
        ("privacidade", None),
        ("privacidade", 0),
        ("consentimento", None),
    ]


def test_who_is_not_understood_three_times_outside_of_a_question_is_offered_a_person(talk):
    """Also when nothing is being asked, "não entendi" does not go on for ever."""
    talk.say_all(["menu", "nada agora", "não", "zzz", "zzz"])
    assert talk.responses == ["utter_not_understood"]
    talk.says("zzz")
    assert talk.state.asking == "quer_pessoa"
