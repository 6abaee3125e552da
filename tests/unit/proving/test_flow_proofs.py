from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

import config
from bot.content import loading
from bot.engine import advance, conversation, preparing
from bot.engine.turn import Refusal, Turn, TurnKind
from bot.mutating import mutants
from bot.proving import proving, retelling, showing
from bot.proving.findings import Law
from bot.proving.remembering import Memory, flows_fingerprint, protocol_fingerprint
from bot.told import Language
from tests.talk import DEMO
from tests.unit.proving.small_protocols import DOMAIN, FLOWS, PROTOCOL, bent, pack

DEPLOYMENT = config.load(DEMO, environment={})


def prepared(folder, **texts):
    return preparing.prepare(pack(folder, **texts), DEPLOYMENT)


def proved(folder, **texts):
    return proving.prove(prepared(folder, **texts))


def test_the_good_pack_keeps_every_law(tmp_path):
    """Nothing is found where nothing is wrong, and many conversations were tried for it."""
    result = proved(tmp_path)
    assert result.findings == ()
    assert result.turns > 50


#: The best class and the worst one change advice.
SWAPPED = bent(
    bent(PROTOCOL, "advice: utter_grave", "advice: utter_nada"),
    "{id: leve, label: Leve, advice: utter_leve}",
    "{id: leve, label: Leve, advice: utter_grave}",
).replace("utter_nada", "utter_leve")
#: Bela asks something else before she says the advice.
ADVICE_AFTER_A_QUESTION = {
    "flows": bent(
        FLOWS, "      - id: leve\n", "      - id: leve\n        collect: quer\n      - id: conselho\n"
    ),
    "domain": bent(
        bent(DOMAIN, "  risco: {", "  quer: {type: bool, answer: {type: yes_no}}\n  risco: {"),
        "  utter_tchau:",
        '  utter_ask_quer: [{text: "Quer ouvir o que fazer?"}]\n  utter_tchau:',
    ),
}

BROKEN = [
    # Somebody who answers is left without a question or a result.
    (Law.path_ends, {"flows": bent(FLOWS, "      - id: idade\n        collect: idade\n", "      - id: idade\n        collect: idade\n        next:\n          - if: slots.idade >= 3\n            then: tosse\n          - else: idade\n")}, "anda em círculos"),
    (Law.path_ends, {"flows": bent(FLOWS, "      - id: idade\n        collect: idade\n", "      - id: idade\n        collect: idade\n        next:\n          - if: slots.idade >= 3\n            then: tosse\n          - else: END\n")}, "a conversa para aqui"),
    # The grave are only told to stay at home.
    (Law.severe_reaches_person, {"flows": bent(FLOWS, "      - id: pessoa\n        action: action_hand_off\n", "      - id: pessoa\n        action: action_close\n")}, "sem chamar uma pessoa"),
    (Law.severe_names_samu, {"domain": bent(DOMAIN, "Ligue {samu} agora.", "Procure ajuda.")}, "sem ouvir o número"),
    (Law.severe_names_samu, {"domain": bent(DOMAIN, "Se piorar, ligue {samu}.", "Espere.")}, "ninguém está online"),
    # The number is lost on the way into another language.
    (Law.severe_names_samu, {"domain": bent(DOMAIN, '"Ligue {samu} agora."', '"Ligue {samu} agora.", translation: {en: Call somebody now.}')}, "sem ouvir o número"),
    (Law.red_flag_reaches_person, {"flows": bent(FLOWS, "pattern_red_flag: {description: d, steps: [{action: utter_grave}, {action: action_classify}, {action: action_hand_off}]}", "pattern_red_flag: {description: d, steps: [{action: utter_grave}, {action: action_classify}, {action: action_close}]}")}, "sem chamar uma pessoa"),
    (Law.consent_first, {"flows": bent(FLOWS, "      - id: consentimento\n        collect: consentimento\n", "      - id: antes\n        collect: ar\n      - id: consentimento\n        collect: consentimento\n").replace("[consentimento]", "[consentimento, ar]")}, '"ar" é perguntado sem'),
    (Law.not_asked_twice, {"flows": bent(FLOWS, "      - id: classifica\n", "      - id: de_novo\n        collect: ar\n        ask_before_filling: true\n      - id: classifica\n")}, '"ar" já foi respondido'),
    (Law.danger_early, {"flows": bent(FLOWS, "      - id: ar\n        collect: ar\n      - id: sinais\n        collect: sinais\n      - id: idade\n        collect: idade\n", "      - id: sinais\n        collect: sinais\n      - id: idade\n        collect: idade\n      - id: ar\n        collect: ar\n")}, "3 perguntas vêm antes"),
    (Law.needed_is_asked, {"flows": bent(FLOWS, "      - id: tosse\n        collect: tosse\n", "")}, '"tosse" não é perguntado'),
    # The advice is left out; it is that of another class; a question comes before it, which nobody has to answer.
    (Law.advice_is_said, {"flows": bent(FLOWS, "        action: utter_leve\n", "        action: utter_tchau\n")}, "não ouve logo a orientação dela"),
    (Law.advice_is_said, {"protocol": SWAPPED}, 'ouve a orientação da classe "'),
    (Law.advice_is_said, ADVICE_AFTER_A_QUESTION, "não ouve logo a orientação dela"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "texts", "said"), BROKEN)
def test_a_broken_flow_is_caught_with_the_conversation_that_shows_it(tmp_path, law, texts, said):
    """Each small pack breaks one law; the finding tells the conversation, played through the engine, and the lines."""
    result = proved(tmp_path, **texts)
    assert {finding.law for finding in result.findings} == {law}
    found = result.findings[0]
    assert said is None or said in found.sentence.pt
    assert found.conversations[0]
    assert any(not line.by_bela for line in found.conversations[0])


@pytest.mark.parametrize(("law", "texts", "said"), BROKEN)
def test_the_conversation_shown_is_had_by_writing_just_these_words(tmp_path, law, texts, said):
    """Whoever writes what the finding says the citizen wrote hears, line by line, what it says Bela said."""
    flows = prepared(tmp_path, **texts)
    for finding in proving.prove(flows).findings:
        assert finding.law is law
        (lines,) = finding.conversations
        assert had(flows, lines) == lines


#: The same protocol, whose red flag may also be told of in words that nobody taught.
DOUBTING = bent(PROTOCOL, "{id: caiu,", "{id: desmaio,")
DEAF_TO_SILENCE = """
  pattern_possible_danger:
    description: d
    steps:
      - id: pergunta
        collect: tosse
        ask_before_filling: true
        force_slot_filling: true
        retries: {max: 1, then: fim}
        timeout: {after: 2m, max: 0, then: fim}
        next:
          - if: slots.tosse = false
            then: fim
          - else: perigo
      - id: fim
        action: action_rule_out_danger
        next: END
      - id: perigo
        action: action_raise_alarm
"""


def test_what_may_be_a_red_flag_is_asked_about_and_proved(tmp_path):
    """The built-in question keeps every law."""
    assert proved(tmp_path, protocol=DOUBTING).findings == ()


def test_a_question_about_danger_that_silence_undoes_is_caught(tmp_path):
    """A pack's own question lets who falls silent go."""
    result = proved(tmp_path, protocol=DOUBTING, flows=FLOWS.rstrip() + DEAF_TO_SILENCE)
    assert Law.doubt_settled in {finding.law for finding in result.findings}


EVENTS = {told: kind for kind, told in retelling.EVENTS.items()}


def had(flows, lines):
    """The conversation, had anew with the citizen's side of it."""
    state, told, turns = conversation.new("prova"), [], 0
    for line in lines:
        event = EVENTS.get(line.text)
        if line.by_bela and event is None:
            continue
        text = "" if event else line.text
        refusal = Refusal.nobody_online if event is TurnKind.hand_off_refused else None
        now = datetime(2026, 11, 18, 14, tzinfo=UTC) + timedelta(minutes=3) * turns
        turn = Turn(kind=event or TurnKind.text, now=now, channel="livechat", text=text, refusal=refusal)
        done = advance.advance(flows, state, turn)
        state, turns = done.conversation, turns + 1
        told += [line, *retelling.said(done.effects)]
    return tuple(told)


def test_the_counterexample_is_the_shortest_conversation_in_words(tmp_path):
    """A missing question is shown by just the answers that make it matter, as somebody would write them."""
    broken = bent(FLOWS, "      - id: tosse\n        collect: tosse\n", "")
    (found,) = proved(tmp_path, flows=broken).findings
    told = showing.finding(found)
    assert "protocol.yml:9:5: a entrada tosse" in told
    said = [line.text for line in found.conversations[0] if not line.by_bela]
    assert said == ["oi", "sim", "Bom", "Febre", "3 anos"]
    assert "(classe: leve)" in told


def test_a_protocol_counterexample_is_played_twice(tmp_path):
    """A worse answer that lowers the class is shown as two conversations that differ in it."""
    broken = bent(PROTOCOL, "slots.tosse = true", "slots.tosse != true")
    found = next(f for f in proved(tmp_path, protocol=broken).findings if f.law is Law.monotone)
    better, worse = found.conversations
    assert "(classe: medio)" in {line.text for line in better}
    assert "(classe: leve)" in {line.text for line in worse}


def test_a_condition_that_the_prover_cannot_read_is_told_and_nothing_is_claimed(tmp_path):
    """What is no input of the protocol has no formula: the pack does not pass."""
    omission = "tosse: {worse: true, not_asked_when: [{if: slots.consentimento = false, because: recusou}]}"
    broken = bent(PROTOCOL, "tosse: {worse: true}", omission)
    assert {finding.law for finding in proved(tmp_path, protocol=broken).findings} == {Law.readable}


def test_what_holds_is_proved_once(tmp_path):
    """The second run knows both parts; another wording changes nothing, another rule does."""
    (tmp_path / "pack").mkdir()
    flows = prepared(tmp_path / "pack")
    memory = Memory(tmp_path / "memory")
    assert proving.prove(flows, memory=memory).turns
    assert not proving.prove(flows, memory=memory).turns
    worded = prepared(tmp_path / "pack", domain=bent(DOMAIN, "Fique em casa.", "Fique em casa e beba água."))
    assert flows_fingerprint(worded) == flows_fingerprint(flows)
    ruled = prepared(tmp_path / "pack", protocol=bent(PROTOCOL, "slots.idade >= 10", "slots.idade >= 9"))
    assert protocol_fingerprint(ruled) != protocol_fingerprint(flows)
    silent = prepared(tmp_path / "pack", domain=bent(DOMAIN, "Ligue {samu} agora.", "Procure ajuda."))
    assert flows_fingerprint(silent) != flows_fingerprint(flows)


def test_what_does_not_hold_is_never_remembered(tmp_path):
    """A broken pack is shown as broken every time."""
    (tmp_path / "pack").mkdir()
    flows = prepared(tmp_path / "pack", flows=bent(FLOWS, "      - id: tosse\n        collect: tosse\n", ""))
    memory = Memory(tmp_path / "memory")
    assert proving.prove(flows, memory=memory).findings
    assert proving.prove(flows, memory=memory).findings


def test_a_class_that_no_answers_give_is_told_of_the_whole_pack(tmp_path):
    """A class without a way to it is found whatever the flows ask, and no conversation is made up for it."""
    never = "    - {id: nunca, label: Nunca, advice: utter_leve}\n    - {id: leve,"
    (found,) = proved(tmp_path, protocol=bent(PROTOCOL, "    - {id: leve,", never)).findings
    assert found.law is Law.class_reachable
    assert found.sentence.pt == 'a classe "nunca" nunca acontece'
    assert not found.conversations


def test_every_law_has_its_sentence():
    """Nobody reads a name of a law without what it says."""
    assert set(showing.LAWS) == set(Law)


def test_a_finding_without_a_conversation_shows_its_answers(tmp_path):
    """Where today's flows do not lead to such answers, they are listed."""
    broken = bent(PROTOCOL, "slots.tosse = true", "slots.tosse != true")
    found = next(f for f in proved(tmp_path, protocol=broken).findings if f.law is Law.monotone)
    told = showing.finding(dataclasses.replace(found, conversations=()))
    assert "Respostas: idade=3, tosse=não, ar=bom, sinais=febre → medio" in told
    english = showing.finding(dataclasses.replace(found, conversations=()), language=Language.en)
    assert "[monotone] Does not hold: a worse answer never lowers the class." in english
    assert "Answers: idade=3, tosse=no, ar=bom, sinais=febre → medio" in english


def test_classes_that_change_advice_are_noticed(tmp_path):
    """Each mutant that gives a class the advice of another breaks the law on advice, and no other."""
    prepared(tmp_path)
    files = loading.survey(tmp_path).parts.files
    swapped = [mutant for mutant in mutants.of(files) if mutant.id.endswith("/advice")]
    assert swapped
    for mutant in swapped:
        text = {**files, mutant.file: mutant.applied(files[mutant.file])}
        content = loading.surveyed(text, digest="").content
        assert content
        found = proving.prove_flows(preparing.prepare(content, DEPLOYMENT)).findings
        assert {finding.law for finding in found} == {Law.advice_is_said}
