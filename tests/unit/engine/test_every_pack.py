"""What every pack of this repository promises, whatever it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import yaml

from bot.content import answers, definitions
from bot.engine import conversation, pending, recognised, recognition, responses
from bot.engine.turn import Parse, Turn, TurnKind
from bot.understanding import patterns
from tests.talk import ROOT, START, Talk, demo_flows

#: Pack → the fewest questions that it answers.
PACKS = {"covid19": 60, "dengue": 30}
FLOWS = {pack: demo_flows(ROOT / "flows" / pack) for pack in PACKS}
CONTENT = {pack: flows.content for pack, flows in FLOWS.items()}
#: Started for everybody: the emergency asks before consent, to protect life.
EMERGENCY = "pattern_red_flag"
#: "<95" in a phrase.
_NUMBERS = re.compile(r"<(\d+)")
CONSENT = "slots.consentimento = true"
#: Characters that fit on a telephone's screen.
LONGEST = 900
#: The slots whose options are danger signs.
DANGER_SLOTS = {"covid19": {"sintomas", "respiracao"}, "dengue": {"sinais"}}


def _found(pack: str, words: str, *, asking: str | None = None) -> list[str]:
    return [hit.flag_id for hit in FLOWS[pack].scanner.scan(words, asking=asking)]


@pytest.mark.parametrize(
    ("pack", "flag"),
    [
        pytest.param(pack, flag, id=f"{pack}-{flag.id}")
        for pack in PACKS
        for flag in CONTENT[pack].protocol.red_flags
    ],
)
def test_every_phrase_of_a_red_flag_fires_it(pack, flag):
    """No phrase is swallowed by a rule of the reader, or by another's figure of speech."""
    said = [_NUMBERS.sub(_just_below, patterns.said(phrase)) for phrase in flag.phrases]
    assert [words for words in said if flag.id not in _found(pack, words)] == []


def _just_below(limit: re.Match[str]) -> str:
    return str(int(limit[1]) - 1)


def _examples(pack: str) -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "flows" / pack / "nlu").glob("*.yml")):
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            yield from ((item["intent"], line.removeprefix("- ")) for line in item["examples"].splitlines())


@pytest.mark.parametrize("pack", PACKS)
def test_no_example_of_an_ordinary_intent_is_an_alarm(pack):
    """Questions and commands that Rasa learns from call no ambulance."""
    assert [(name, words) for name, words in _examples(pack) if _found(pack, words)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_an_example_teaches_one_intent(pack):
    """The same words under two intents would teach Rasa nothing."""
    taught: dict[str, str] = {}
    assert [
        (words, taught[words], name)
        for name, words in _examples(pack)
        if taught.setdefault(words, name) != name
    ] == []


def _options(pack: str) -> Iterator[tuple[str, str, definitions.Value]]:
    for slot in CONTENT[pack].slots.values():
        several = slot.answer if isinstance(slot.answer, answers.MultiChoice) else None
        for number, option in enumerate(responses.options(slot.answer), 1):
            value = [option.id] if several else option.id
            none = several is not None and option is several.none
            for words in (str(number), option.label, *option.synonyms):
                yield slot.name, words, [] if none else value


@pytest.mark.parametrize(
    ("pack", "slot"),
    sorted({(pack, slot) for pack in PACKS for slot, _, _ in _options(pack)}),
)
def test_every_number_label_and_synonym_is_read_as_its_option(pack, slot):
    """What a question offers is understood when it is answered, also where it is an alarm besides."""
    flows = FLOWS[pack]
    asked = conversation.Conversation(seed="x", slots={}, phase=conversation.Phase.talking, asking=slot)
    for words, value in [(words, value) for name, words, value in _options(pack) if name == slot]:
        turn = Turn(kind=TurnKind.text, now=START, text=words)
        meant = recognition.recognise(flows, asked, turn)
        assert pending.answer_in(flows, asked, turn) == value, words
        assert isinstance(meant, (recognised.Answered, recognised.Alarm)) or _same(meant, value), words


def _same(meant: recognised.Recognised, value: definitions.Value) -> bool:
    """Whether a command does what the option does: call a person, say goodbye."""
    same = {"pessoa": "pattern_human_handoff", "nao": "pattern_cancel_flow"}
    return isinstance(meant, recognised.Started) and same.get(str(value)) == meant.flow


@pytest.mark.parametrize("pack", PACKS)
def test_no_option_of_an_ordinary_question_is_an_alarm(pack):
    """Only the signs that are danger signs raise one."""
    alarms = {slot for slot, words, _ in _options(pack) if _found(pack, words, asking=slot)}
    assert alarms <= DANGER_SLOTS[pack]


@pytest.mark.parametrize("pack", PACKS)
def test_grave_words_always_name_the_emergency_number(pack):
    """Whatever is said to someone in danger, 192 is in it."""
    content = CONTENT[pack]
    emergency = content.flows[EMERGENCY].steps.values()
    said = [step.action for step in emergency if isinstance(step, definitions.Action)]
    urgent = content.protocol.classes[0].department
    advice = {risk_class.advice for risk_class in content.protocol.classes if risk_class.department == urgent}
    spoken = {*advice, "utter_resultado_grave", "utter_ninguem_online_grave", *said}
    for name in sorted(name for name in spoken if name.startswith("utter_")):
        assert all("{samu}" in variation.text for variation in content.responses[name].variations), name


@pytest.mark.parametrize("pack", PACKS)
def test_every_response_fits_on_a_telephone(pack):
    """No response is a wall of text, with its options below."""
    flows, content = FLOWS[pack], CONTENT[pack]
    for response in content.responses.values():
        slot = content.slots.get(response.name.removeprefix("utter_ask_"))
        titles = [option.label for option in responses.options(slot.answer if slot else None)]
        for variation in response.variations:
            shown = responses.numbered(responses.fill(variation.text, flows.facts), titles)
            assert len(shown) <= LONGEST, response.name


def _without_consent(content: definitions.Content, flow: str, step: str, seen: set[tuple[str, str]]) -> None:
    """Note every step that can be reached from here on a way that does not ask for consent and get it."""
    if step == definitions.END or flow == EMERGENCY or (flow, step) in seen:
        return
    seen.add((flow, step))
    here = content.flows[flow].steps[step]
    if isinstance(here, definitions.Link):
        _without_consent(content, here.flow, content.flows[here.flow].first, seen)
    for branch in here.branches:
        if branch.condition is None or branch.condition.text != CONSENT:
            _without_consent(content, flow, branch.target, seen)


@pytest.mark.parametrize("pack", PACKS)
def test_consent_comes_before_every_question_about_health(pack):
    """No way through the flows, whatever begins it, leads to a question that decides risk before a yes to consent."""
    content = CONTENT[pack]
    seen: set[tuple[str, str]] = set()
    for flow in content.flows.values():
        _without_consent(content, flow.id, flow.first, seen)
    asked = {
        step.slot
        for flow, name in seen
        if isinstance(step := content.flows[flow].steps[name], definitions.Collect)
    }
    assert "consentimento" in asked
    assert asked & content.protocol.looked_at == set()


@pytest.mark.parametrize("pack", PACKS)
def test_no_answer_that_decides_risk_is_forgotten_at_the_end_of_a_flow(pack):
    """A danger told in one flow still counts in the one that it leads to."""
    content = CONTENT[pack]
    assert [
        (flow.id, step.slot)
        for flow in content.flows.values()
        for step in flow.steps.values()
        if isinstance(step, definitions.Collect)
        and step.slot in content.protocol.looked_at
        and step.reset_after_flow_ends
        and step.slot not in flow.persisted
    ] == []


@pytest.mark.parametrize(
    ("pack", "flow"),
    [(pack, name) for pack in PACKS for name in sorted(CONTENT[pack].flows) if name.startswith("faq_")],
)
def test_a_question_is_answered_with_one_message(pack, flow):
    """Who asks while nothing else is under way gets one answer, and is asked whether there is more."""
    flows = FLOWS[pack]
    talk = Talk(flows)
    talk.say_all(["oi", "não", "quero falar com uma pessoa"])
    talk.turn(TurnKind.handed_off)
    talk.turn(TurnKind.returned)
    intent = next(intent for intent, (started, _) in flows.triggers.items() if started == flow)
    talk.says("xyzzy plugh?", parse=Parse(intent=intent, confidence=1.0))
    assert len(talk.responses) == 2
    assert talk.responses[-1] == "utter_ask_mais_algo"


@pytest.mark.parametrize(("pack", "answers"), [
    ("covid19", ["coriza", "ontem", "normal", "36,8", "nenhum", "não", "não"]),
    ("dengue", ["nenhum", "febre", "ontem", "38", "nenhum", "não", "não", "sim"]),
])  # fmt: skip
class TestAfterALightTriage:
    """What comes when the result was told and nobody has to be called."""

    @pytest.fixture
    def talk(self, pack, answers):
        talk = Talk(FLOWS[pack])
        talk.say_all(["oi", "sim", "Ana", "34", "fortaleza", *answers])
        return talk

    def test_why_is_answered_in_one_sentence(self, talk):
        """ "Por quê?" brings the reasons of the class, in the citizen's words."""
        said = talk.says("por quê?")
        assert said.startswith("O resultado foi *")
        assert " porque você tem pelo menos um sintoma" in said or " porque febre com " in said

    def test_who_leaves_is_asked_once_whether_it_helped(self, talk):
        """One question, then goodbye; the answer is kept."""
        talk.says("não")
        assert talk.state.asking == "satisfacao"
        talk.says("ajudou sim")
        assert talk.state.slots["satisfacao"] == "boa"
        assert talk.responses == ["utter_despedida"]
        assert talk.state.phase is conversation.Phase.closing

    @pytest.mark.parametrize("words", ["pular", "4", "xyz qwert"])
    def test_the_question_can_be_skipped(self, talk, words):
        """A refusal, or an answer that is none, is followed by goodbye, not by the question again."""
        talk.say_all(["não", words])
        assert talk.responses[-1] == "utter_despedida"
        assert talk.state.phase is conversation.Phase.closing

    def test_silence_is_no_reason_to_ask_again(self, talk):
        """Who has gone already hears goodbye, and the room is closed."""
        talk.says("não")
        talk.turn(TurnKind.silence, after=timedelta(minutes=3, seconds=1))
        assert talk.responses == ["utter_despedida"]

    def test_danger_outranks_the_question(self, talk):
        """Words of danger at the very end bring 192."""
        talk.says("não")
        assert "192" in talk.says("to sem ar")

    def test_who_was_given_to_a_person_is_not_asked(self, talk):
        """After a hand-off the person knows better whether it helped."""
        talk.says("quero falar com uma pessoa")
        talk.turn(TurnKind.handed_off)
        talk.turn(TurnKind.returned)
        talk.says("tchau" if talk.state.asking is None else "não")
        assert talk.state.asking != "satisfacao"


@pytest.mark.parametrize("pack", PACKS)
def test_why_is_answered_before_there_is_a_result(pack):
    """Who asks why they are asked learns it, and the question comes again."""
    talk = Talk(FLOWS[pack])
    talk.say_all(["oi", "sim", "Ana"])
    said = talk.says("por que você pergunta isso?")
    assert "para saber se há perigo" in said
    assert talk.state.asking == "idade"


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_answers_many_questions_and_says_where_each_answer_is_from(pack):
    """An answer about health has a source, the month it was written, and the month until which it holds."""
    said: dict[str, list[dict]] = {}
    for file in sorted((ROOT / "flows" / pack / "domain").glob("*.yml")):
        said |= yaml.safe_load(file.read_text(encoding="utf-8")).get("responses", {})
    questions = [name for name in said if name.startswith("utter_faq_")]
    assert len(questions) >= PACKS[pack]
    for name in questions:
        for wording in said[name]:
            notes = wording["metadata"]
            assert notes["source"], name
            assert notes["date"], name
            assert name == "utter_faq_bela" or notes["valid_until"] > notes["date"], name


#: What the registry knows of somebody who wrote before.
EARLIER: dict[str, definitions.Value] = {
    "nome": "Ana",
    "idade": 67,
    "municipio": "Sobral",
    "condicoes": ["diabetes"],
    "voltou": True,
}


@pytest.mark.parametrize("pack", PACKS)
class TestSomebodyWhoComesBack:
    """A person of whom lasting answers are known from an earlier room."""

    @pytest.fixture
    def talk(self, pack):
        talk = Talk(FLOWS[pack])
        talk.state = conversation.new("room-2", slots=EARLIER)
        return talk

    def test_is_greeted_as_such_and_asked_whether_it_still_holds(self, talk):
        """After consent, what is known is read back; a yes spares the questions."""
        assert "de novo" in talk.says("oi")
        said = talk.says("sim")
        assert "67" in said
        assert "Sobral" in said
        assert "Diabetes" in said
        talk.says("sim")
        assert talk.state.asking in {"sintomas", "sinais"}

    @pytest.mark.parametrize("words", ["não", "não sei"])
    def test_is_asked_anew_when_it_is_for_somebody_else(self, talk, words):
        """Another person on the same telephone: nothing of the first counts."""
        talk.say_all(["oi", "sim", words])
        assert talk.state.asking == "nome"
        talk.say_all(["Bia", "30"])
        assert talk.state.asking == "municipio"
        assert talk.state.slots["condicoes"] is None

    def test_is_told_nothing_of_it_before_consent(self, talk):
        """What was told of the person's health is not read back to whoever holds the telephone."""
        said = talk.says("oi")
        assert "67" not in said
        assert "iabetes" not in said

    def test_counts_as_unknown_in_an_emergency(self, talk):
        """Words of danger may be about somebody else: age and place are asked for, not taken from before."""
        talk.says("minha mãe desmaiou e não acorda")
        assert talk.state.asking == "idade"
        assert talk.state.slots["condicoes"] is None
