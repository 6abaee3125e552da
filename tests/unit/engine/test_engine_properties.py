from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import advance, effects, recognition
from bot.engine.conversation import Phase
from bot.engine.turn import Parse, Turn, TurnKind
from tests.talk import START, Talk, demo_flows

WORDS = st.sampled_from([
    "oi", "sim", "não", "Maria", "34", "fortaleza", "febre", "1, 3 e 4", "nenhum", "ontem", "normal", "38,5", "2",
    "não sei", "voltar", "corrigir", "menu", "parar", "quero falar com uma pessoa", "falta de ar", "dor no peito",
    "quanto tempo de isolamento?", "", "👍", "???", "1", "3", "esperar", "recado", "idade", "x" * 4100,
])  # fmt: skip
TEXTS = st.tuples(st.just(TurnKind.text), WORDS | st.text(max_size=40))
OTHERS = st.tuples(
    st.sampled_from([
        TurnKind.unreadable, TurnKind.edited, TurnKind.deleted, TurnKind.silence, TurnKind.handed_off,
        TurnKind.hand_off_refused, TurnKind.returned, TurnKind.taken,
    ]),
    WORDS,
)  # fmt: skip
PARSES = st.none() | st.builds(
    Parse,
    intent=st.sampled_from(["faq_isolamento", "pedir_pessoa", "servicos", "nlu_fallback"]),
    confidence=st.floats(0, 1),
)


@settings(max_examples=150, deadline=None)
@given(turns=st.lists(st.tuples(TEXTS | TEXTS | TEXTS | OTHERS, PARSES), max_size=14))
def test_no_sequence_of_turns_breaks_a_conversation(turns):
    """Nothing raises, loops or goes unanswered, grave words always name 192, and the content is never at fault."""
    talk = Talk(demo_flows())
    for (kind, text), parse in turns:
        served = talk.state.phase not in {Phase.with_human, Phase.ended}
        what = {"medium": "audio"} if kind is TurnKind.unreadable else {}
        said = talk.turn(kind, text=text, parse=parse, after=timedelta(seconds=40), **what)
        assert not talk.effects_of(effects.ContentFault), talk.transcript
        if kind is TurnKind.text and served:
            assert said or talk.hand_off, talk.transcript
        if talk.effects_of(effects.Flagged):
            assert "192" in said or "188" in said or talk.hand_off, talk.transcript
        if talk.hand_off:
            assert talk.hand_off.department in {"urgencia", "atendimento"}
        assert len(talk.state.stack) <= 12


@settings(max_examples=60, deadline=None)
@given(turns=st.lists(st.tuples(WORDS, PARSES), max_size=8))
def test_what_was_recognised_already_may_be_given(turns):
    """Recognising a message before the turn, to know whether to ask Rasa, changes nothing."""
    talk = Talk(demo_flows())
    for text, parse in turns:
        turn = Turn(kind=TurnKind.text, now=START, text=text, parse=parse)
        own = recognition.recognise(talk.flows, talk.state, turn)
        given_own = advance.advance(talk.flows, talk.state, turn, recognised=own)
        assert given_own == advance.advance(talk.flows, talk.state, turn)
        talk.state = given_own.conversation


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(WORDS, max_size=10))
def test_the_same_turns_lead_to_the_same_words(texts):
    """A conversation can be replayed."""
    first, second = Talk(demo_flows()), Talk(demo_flows())
    for text in texts:
        assert first.says(text) == second.says(text)
    assert first.state == second.state
