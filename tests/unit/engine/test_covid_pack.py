from __future__ import annotations

import pytest

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


#: From "oi" to the question about conditions.
UNTIL_CONDITIONS = ("oi", "sim", "José", "67", "fortaleza", "tosse", "3 dias", "normal", "37")


def test_an_oximeter_is_asked_for_only_where_it_may_change_what_to_do(talk):
    """Someone with an illness of the lungs is asked; without one the question would only cost time."""
    talk.say_all([*UNTIL_CONDITIONS, "diabetes"])
    assert talk.state.asking == "exposicao"


@pytest.mark.parametrize(
    ("words", "risk_class"),
    [("91", "grave"), ("94%", "grave"), ("95", "moderado"), ("não tenho oxímetro", "moderado")],
)
def test_a_low_saturation_is_grave_and_having_no_oximeter_changes_nothing(talk, words, risk_class):
    """Below 95 % the person goes to urgent care at once, however well they breathe."""
    talk.say_all([*UNTIL_CONDITIONS, "enfisema"])
    assert talk.state.asking == "saturacao"
    said = talk.says(words)
    if risk_class == "moderado":
        talk.says("não")
    else:
        assert "192" in said
    assert talk.classified.risk_class == risk_class
    assert talk.hand_off is not None


def test_an_unread_saturation_does_not_hold_the_triage_up(talk):
    """After two answers that are no number the triage goes on without it."""
    talk.say_all([*UNTIL_CONDITIONS, "enfisema", "sei onde fica", "aqui em casa"])
    assert talk.state.asking == "exposicao"
