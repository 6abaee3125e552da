from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from bot.content import answers, definitions
from bot.engine import conversation, recognition, responses
from bot.engine.turn import Parse, Turn, TurnKind
from tests.talk import ROOT, START, Talk, demo_flows

PACK = demo_flows().content
#: Started for everybody: the emergency asks before consent, to protect life.
EMERGENCY = "pattern_red_flag"
CONSENT = "slots.consentimento = true"
#: Characters that fit on a telephone's screen.
LONGEST = 900

#: What people in danger wrote, and the sign it tells of.
DANGER = """falta_de_ar: acordei sem ar|sem ar|tô ofegante|respiração ofegante|ofegante até parado|ofegante só de levantar|
chiado forte no peito|não tô conseguindo puxar o ar|estou afogada, sem ar|me sinto afogando|o quarto ligado no ar e eu sem ar
infarto: infarto|acho que foi um enfarte|meu pai teve um infarto|ataque cardíaco
dor_no_peito: tô infartando|acho que tô tendo um infarto|ele tá infartando agora
confusao_mental: ficou confuso|minha mãe ficou confusa|ela ficou confusa de repente|meu pai está confuso
desmaio: perdi os sentidos|ele perdeu os sentidos|apagou do nada|apaguei do nada no banheiro
sangue: tossi e saiu sangue|quando tossi saiu sangue|saiu sangue na tosse
labios_roxos: a boca dele tá roxa de frio|ficou roxa
risco_suicidio: quero acabar com tudo|só queria acabar com tudo|penso em acabar com tudo isso
piora_rapida: meu pai tá morrendo|acho que vou morrer"""

#: What sounds like danger and is none.
NO_DANGER = """tô sem ar condicionado|sem ar-condicionado no posto|tive infarto em 2010|meu avô morreu de infarto|roxo de vergonha|
fiquei roxa de raiva|acabar com tudo isso logo|tomara que tudo isso acabe logo|minha filha tá confusa com as datas da vacina|
a pergunta ficou confusa|ficou confuso o que você disse|bateria tá morrendo|vou morrer de rir|fico ofegante quando ando|
ofegante quando subo escada|não tô ofegante|o celular apagou do nada|tô afogada em trabalho"""


def _told() -> list[tuple[str, str]]:
    lines = DANGER.replace("|\n", "|").splitlines()
    return [
        (flag, words)
        for line in lines
        for flag, _, rest in [line.partition(": ")]
        for words in rest.split("|")
    ]


def _found(flows, words: str, *, asking: str | None = None) -> list[str]:
    return [hit.flag_id for hit in flows.scanner.scan(words, asking=asking)]


@pytest.mark.parametrize(("flag", "words"), _told())
def test_a_danger_sign_is_heard_as_people_write_it(flows, flag, words):
    """The pack's phrases find what people in danger wrote."""
    assert flag in _found(flows, words)


@pytest.mark.parametrize("words", NO_DANGER.replace("|\n", "|").split("|"))
def test_figures_of_speech_and_old_illness_raise_no_alarm(flows, words):
    """Whoever turns purple with shame needs no ambulance."""
    assert _found(flows, words) == []


@pytest.mark.parametrize("words", ["infarto", "diabetes e infarto", "tive um infarto", "6, infarto"])
def test_an_old_illness_is_an_answer_where_illnesses_are_asked_for(talk, words):
    """The question about conditions lists heart attacks; naming one there is no cry for help."""
    talk.say_all(["oi", "sim", "Maria", "34", "fortaleza", "tosse", "3 dias", "normal", "37"])
    talk.says(words)
    assert talk.state.flags == ()
    assert "coracao" in talk.state.slots["condicoes"]


def test_a_heart_attack_under_way_is_an_alarm_even_there(talk):
    """Words for now outrank the question."""
    talk.say_all(["oi", "sim", "Maria", "34", "fortaleza", "tosse", "3 dias", "normal", "37"])
    assert "192" in talk.says("acho que tô infartando")


@pytest.mark.parametrize("flag", PACK.protocol.red_flags, ids=lambda flag: flag.id)
def test_every_phrase_of_a_red_flag_fires_it(flows, flag):
    """No phrase is swallowed by a rule of the reader, or by another's figure of speech."""
    assert [words for words in flag.phrases if flag.id not in _found(flows, words.replace("<95", "90"))] == []


def _examples() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "flows" / "covid19" / "nlu").glob("*.yml")):
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            yield from ((item["intent"], line.removeprefix("- ")) for line in item["examples"].splitlines())


@pytest.mark.parametrize("intent", sorted({intent for intent, _ in _examples()}))
def test_no_example_of_an_ordinary_intent_is_an_alarm(flows, intent):
    """Questions and commands that Rasa learns from call no ambulance."""
    alarms = [words for name, words in _examples() if name == intent and _found(flows, words)]
    assert alarms == []


def _options() -> Iterator[tuple[str, str, definitions.Value]]:
    for slot in PACK.slots.values():
        several = slot.answer if isinstance(slot.answer, answers.MultiChoice) else None
        for number, option in enumerate(responses.options(slot.answer), 1):
            value = [option.id] if several else option.id
            none = several is not None and option is several.none
            for words in (str(number), option.label, *option.synonyms):
                yield slot.name, words, [] if none else value


@pytest.mark.parametrize("slot", sorted({slot for slot, _, _ in _options()}))
def test_every_number_label_and_synonym_is_read_as_its_option(flows, slot):
    """What a question offers is understood when it is answered, also where it is an alarm besides."""
    asked = conversation.Conversation(seed="x", slots={}, phase=conversation.Phase.talking, asking=slot)
    for words, value in [(words, value) for name, words, value in _options() if name == slot]:
        turn = Turn(kind=TurnKind.text, now=START, text=words)
        meant = recognition.recognise(flows, asked, turn)
        assert recognition.answer_in(flows, asked, turn) == value, words
        assert isinstance(meant, (recognition.Answered, recognition.Alarm)) or _same(meant, value), words


def _same(meant: recognition.Recognised, value: definitions.Value) -> bool:
    """Whether a command does what the option does: call a person, say goodbye."""
    same = {"pessoa": "pattern_human_handoff", "nao": "pattern_cancel_flow"}
    return isinstance(meant, recognition.Started) and same.get(str(value)) == meant.flow


def test_no_option_of_an_ordinary_question_is_an_alarm(flows):
    """Only the symptoms and the breathing that are danger signs raise one."""
    alarms = {slot for slot, words, _ in _options() if _found(flows, words, asking=slot)}
    assert alarms == {"sintomas", "respiracao"}


def test_grave_words_always_name_the_emergency_number():
    """Whatever is said to someone in danger, 192 is in it."""
    said = [
        step.action for step in PACK.flows[EMERGENCY].steps.values() if isinstance(step, definitions.Action)
    ]
    spoken = {PACK.protocol.classes[0].advice, "utter_resultado_grave", "utter_ninguem_online_grave", *said}
    for name in sorted(name for name in spoken if name.startswith("utter_")):
        assert all("{samu}" in variation.text for variation in PACK.responses[name].variations), name


@pytest.mark.parametrize("response", list(PACK.responses.values()), ids=lambda response: response.name)
def test_every_response_fits_on_a_telephone(flows, response):
    """No response is a wall of text, with its options below."""
    slot = PACK.slots.get(response.name.removeprefix("utter_ask_"))
    titles = [option.label for option in responses.options(slot.answer if slot else None)]
    for variation in response.variations:
        assert len(responses.numbered(responses.fill(variation.text, flows.facts), titles)) <= LONGEST


def _without_consent(flow: str, step: str, seen: set[tuple[str, str]]) -> None:
    """Note every step that can be reached from here on a way that does not ask for consent and get it."""
    if step == definitions.END or flow == EMERGENCY or (flow, step) in seen:
        return
    seen.add((flow, step))
    here = PACK.flows[flow].steps[step]
    if isinstance(here, definitions.Link):
        _without_consent(here.flow, PACK.flows[here.flow].first, seen)
    for branch in here.branches:
        if branch.condition is None or branch.condition.text != CONSENT:
            _without_consent(flow, branch.target, seen)


def test_consent_comes_before_every_question_about_health():
    """No way through the flows, whatever begins it, leads to a question that decides risk before a yes to consent."""
    seen: set[tuple[str, str]] = set()
    for flow in PACK.flows.values():
        _without_consent(flow.id, flow.first, seen)
    asked = {
        step.slot
        for flow, name in seen
        if isinstance(step := PACK.flows[flow].steps[name], definitions.Collect)
    }
    assert "consentimento" in asked
    assert asked & PACK.protocol.looked_at == set()


@pytest.mark.parametrize("flow", sorted(name for name in PACK.flows if name.startswith("faq_")))
def test_a_question_is_answered_with_one_message(flows, flow):
    """Who asks while nothing else is under way gets one answer, and is asked whether there is more."""
    talk = Talk(flows)
    talk.say_all(["oi", "não", "quero falar com uma pessoa"])
    talk.turn(TurnKind.handed_off)
    talk.turn(TurnKind.returned)
    intent = next(intent for intent, (started, _) in flows.triggers.items() if started == flow)
    talk.says("xyzzy plugh", parse=Parse(intent=intent, confidence=1.0))
    assert len(talk.responses) == 2
    assert talk.responses[-1] == "utter_ask_mais_algo"
