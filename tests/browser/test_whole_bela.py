"""Is a citizen served from the first word to the last? The published widget and the agent desk against all of Bela."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser import screens, whole
from tests.browser.citizen import Author
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

#: The first test waits until everything is up, training of the language model included.
pytestmark = pytest.mark.timeout(360)

#: Nothing but Rasa understands this one: it holds no keyword of any answer.
FREE_QUESTION = "qual a diferença do pcr pro teste de antígeno?"
ITS_ANSWER = "cotonete no nariz, resultado em 20 minutos"


@pytest.fixture(scope="module")
def bela() -> Iterator[Whole]:
    with whole.running() as everything:
        yield everything


async def test_a_grave_case_is_handed_to_a_human_who_answers(bela: Whole, open_page: OpenPage) -> None:
    """Two words of danger: 192 at once, the agent reads who, why and what was said, answers, and Bela is silent."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    ana = await bela.agent(await open_page(), whole.ANA)
    await citizen.says("oi, tô com febre e falta de ar")
    assert "Ligue agora para o 192 (SAMU)" in await citizen.hears("192")
    await citizen.hears("diga a idade")
    await citizen.sees_the_last_line()
    await whole.play(citizen, ("54", "Em que cidade"), ("cratéus", "É grave"))
    await ana.open(await citizen.name())
    await ana.reads("Resumo para a equipe")
    note = next(line.text for line in await ana.transcript() if "Resumo para a equipe" in line.text)
    for fact in (
        "BELA-",
        "Risco: Grave",
        "Sinais de alerta: Falta de ar",
        "Idade: 54 anos",
        "Crateús",
        "192",
    ):
        assert fact in note
    assert not await ana.lines("own").count(), "the note stands there before the first human word"
    await ana.answers("Aqui é a Ana, enfermeira. A ambulância já saiu. Consegue sentar perto da porta?")
    await citizen.hears("Aqui é a Ana")
    await citizen.says("consigo, mas to sem ar")
    await ana.hears("to sem ar")
    await ana.answers("Fique sentada, chego em 5 minutos.")
    await citizen.hears("5 minutos")
    assert await whole.heard_after(citizen, "Aqui é a Ana") == ["Fique sentada, chego em 5 minutos."]


async def test_a_moderate_case_gets_advice_and_a_human(bela: Whole, open_page: OpenPage) -> None:
    """Ten answers in a person's own words: moderate, why, what to do, and the attendant knows all of it."""
    citizen = await bela.citizen(await open_page())
    bruno = await bela.agent(await open_page(), whole.BRUNO)
    await whole.play(citizen, *whole.OPENING[:-1], ("67 anos", "Em que cidade"), ("sobral", whole.SYMPTOMS))
    result = await whole.play(
        citizen,
        ("febre e tosse", "Há quantos dias"),
        ("começou anteontem", "respiração"),
        ("1", "temperatura"),
        ("uns 38 graus", "problemas de saúde"),
        ("pressão alta e diabetes", "perto de alguém"),
        ("acho que não", "Resultado:"),
    )
    assert "Moderado" in result
    assert "você tem 60 anos ou mais" in result
    assert "avaliado por um profissional de saúde hoje" in await citizen.hears("Você precisa")
    assert "192" in await citizen.hears("Ligue")
    await citizen.hears("vou chamar uma pessoa")
    await bruno.open(await citizen.name())
    for fact in ("Maria da Silva", "Risco: Moderado", "diabetes", "Sobral", "38 °C", "2 dias"):
        await bruno.reads(fact)
    await bruno.answers("Dona Maria, aqui é o Bruno. A senhora consegue vir ao posto hoje?")
    await citizen.hears("aqui é o Bruno")
    await citizen.says("consigo sim, minha filha me leva")
    await bruno.hears("minha filha")


async def test_a_light_case_stays_at_home_with_advice(bela: Whole, open_page: OpenPage) -> None:
    """Light symptoms: the class and why, what to do at home, when to come back, and a goodbye that can be read."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    await whole.play(citizen, *whole.OPENING, ("fortaleza", whole.SYMPTOMS))
    result = await whole.play(
        citizen,
        ("nariz escorrendo e garganta arranhando", "Há quantos dias"),
        ("desde ontem", "respiração"),
        ("tá normal", "temperatura"),
        ("36,7", "problemas de saúde"),
        ("nenhuma", "grávida"),
        ("1", "perto de alguém"),
        ("acho que não", "Resultado:"),
    )
    assert "Leve" in result
    assert "7 dias" in await citizen.hears("Fique em casa")
    assert "192" in await citizen.hears("falta de ar")
    await citizen.hears("Precisa de mais alguma coisa")
    await citizen.sees_the_last_line()
    await citizen.says("não, era só isso. obrigada!")
    await citizen.hears("Esta conversa ajudou você?")
    await citizen.says("ajudou sim")
    assert "192" in await citizen.hears("Se piorar ou tiver falta de ar")
    await expect(citizen.composer).to_be_visible()


async def test_a_question_in_the_middle_is_answered_and_the_triage_goes_on(
    bela: Whole, open_page: OpenPage
) -> None:
    """A question in free words, which only Rasa understands, is answered; then the open question comes again."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    await whole.play(citizen, *whole.OPENING, (FREE_QUESTION, ITS_ANSWER))
    await citizen.hears("Em que cidade")
    await whole.play(citizen, ("fortaleza", whole.SYMPTOMS))


async def test_a_misspelt_municipality_is_understood_and_said_back(bela: Whole, open_page: OpenPage) -> None:
    """ "juazero do norti" is Juazeiro do Norte, and its health services are the ones shown."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    await whole.play(citizen, *whole.OPENING, ("juazero do norti", whole.SYMPTOMS))
    assert "Entendi: Juazeiro do Norte." in [line.text for line in await citizen.transcript()]
    await whole.play(citizen, ("onde tem posto perto de mim?", "Serviços de saúde em Juazeiro do Norte"))
    await citizen.hears(whole.SYMPTOMS)


async def test_who_asks_for_a_person_gets_one(bela: Whole, open_page: OpenPage) -> None:
    """ "quero falar com uma pessoa" as the first words: no question is asked, the attendant answers."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    bruno = await bela.agent(await open_page(), whole.BRUNO)
    await whole.play(citizen, ("quero falar com uma pessoa", "vou chamar uma pessoa"))
    await bruno.open(await citizen.name())
    await bruno.reads("a pessoa pediu atendimento humano")
    await bruno.answers("Oi! Aqui é o Bruno. Em que posso ajudar?")
    await citizen.hears("Aqui é o Bruno")
    await citizen.says("queria remarcar a consulta da minha mãe")
    await bruno.hears("remarcar a consulta")
    asked = [line.text for line in await citizen.transcript() if line.author is Author.OTHER]
    assert not any("Posso fazer perguntas" in text for text in asked)


async def test_nobody_online_is_said_and_the_agents_who_come_get_the_rooms(
    bela: Whole, open_page: OpenPage
) -> None:
    """Nobody is there: 192 first when it is grave; one waits, one leaves a message; who signs in later has room and note."""
    waiting = await bela.citizen(await open_page(screens.PHONE))
    told = await whole.play(
        waiting,
        ("minha mãe tá com a boca roxa e não consegue respirar", "diga a idade"),
        ("71", "Em que cidade"),
        ("iguatu", "Agora não há ninguém da equipe online"),
    )
    assert "Não espere por aqui" in told
    assert "192 (SAMU)" in told
    await waiting.hears("esperar aqui ou deixar um recado")
    await whole.play(waiting, ("1", "Continuo chamando a equipe"))
    leaving = await bela.citizen(await open_page(screens.PHONE))
    await leaving.says("quero falar com atendente")
    assert "Horário de atendimento" in await leaving.hears("agora não há ninguém da equipe online")
    await whole.play(
        leaving,
        ("deixar recado", "Escreva o recado"),
        ("Sou a Rita, diabética. Me liguem depois das 14h: 88 99999-0000", "Recado guardado"),
    )
    ana = await bela.agent(await open_page(), whole.ANA)
    bruno = await bela.agent(await open_page(), whole.BRUNO)
    await ana.gets(await waiting.name(), within=whole.CALLED_AGAIN_WITHIN)
    await ana.reads("Sinais de alerta: Falta de ar")
    await ana.answers("Aqui é a Ana. Já chamei a ambulância. Ela está acordada?")
    await waiting.hears("Aqui é a Ana")
    await bruno.gets(await leaving.name(), within=whole.CALLED_AGAIN_WITHIN)
    await bruno.reads("Recado para a equipe: Sou a Rita, diabética. Me liguem depois das 14h")


async def test_rasa_killed_in_the_middle_costs_free_words_only(bela: Whole, open_page: OpenPage) -> None:
    """Numbers, keywords, red flags and what the examples tell work on, the health page tells the loss, and Rasa comes back by itself."""
    citizen = await bela.citizen(await open_page(screens.PHONE))
    health = await open_page()
    await bela.health(health, "A Bela está atendendo")
    await whole.play(citizen, *whole.OPENING)
    bela.rasa().kill()
    await whole.play(
        citizen,
        ("a quem entregam a medicação especial", "Não encontrei essa cidade"),
        ("fortaleza", whole.SYMPTOMS),
        ("1, 2", "Há quantos dias"),
        ("quantos dias de isolamento?", "fique em casa 7 dias"),
        ("3 dias", "respiração"),
        ("to sem ar", "Ligue agora para o 192"),
    )
    await bela.health(health, "A Bela está atendendo, com uma perda")
    await expect(health.get_by_text("palavras-chave e sinais de alerta continuam")).to_be_visible()
    await bela.health(health, "A Bela está atendendo", within=whole.BACK_WITHIN)
    other = await bela.citizen(await open_page())
    await whole.play(other, *whole.OPENING, (FREE_QUESTION, ITS_ANSWER))


async def test_a_text_that_is_published_is_said_at_once(bela: Whole, open_page: OpenPage) -> None:
    """Somebody publishes a new greeting while Bela runs: the next citizen reads it, and nothing was restarted."""
    file = bela.pack / "domain" / "responses_conversation.yml"
    text = file.read_text(encoding="utf-8")
    old = "assistente de saúde da {prefeitura}"
    assert old in text
    before = bela.demo.part("bot run").pid
    citizen = await bela.citizen(await open_page(screens.PHONE))
    file.write_text(text.replace(old, "a nova assistente de saúde da {prefeitura}"), encoding="utf-8")
    await bela.publish()
    await whole.play(citizen, ("oi", "a nova assistente de saúde da Prefeitura de Serra Verde"))
    assert bela.demo.part("bot run").pid == before
