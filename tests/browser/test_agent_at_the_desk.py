"""Can an agent serve citizens at the desk?"""

import pytest
from playwright.async_api import Page, expect

from tests.browser import city as cities
from tests.browser import screens
from tests.browser.citizen import Citizen
from tests.browser.city import City
from tests.browser.conftest import OpenPage
from tests.browser.desk import AgentDesk, Line

NOTE = """*Risco: grave* (COVID-19, protocolo 2026.1)
Pessoa: BELA-7K3M-94QD, 54 anos, Crateús
Sinais de alerta: falta de ar
Respostas:
- febre: 39 °C desde ontem
- diabetes: sim"""


async def ana(page: Page, city: City) -> AgentDesk:
    return await AgentDesk.sign_in(page, city.url, cities.ANA, cities.PASSWORD)


async def test_a_citizen_and_an_agent_talk(city: City, open_page: OpenPage) -> None:
    """A forwarded conversation arrives with the bot's note; answers and typing are seen on both sides."""
    citizen = await Citizen.at_city_hall(await open_page(), city.url)
    desk = await ana(await open_page(), city)
    await citizen.says("oi, tô com febre e falta de ar")
    async with city.bot() as bot:
        room = await bot.only_room()
        await bot.says(room["_id"], "Você sente falta de ar agora?\n1. Sim\n2. Não")
    await citizen.hears("falta de ar agora")
    await city.bot_forwards(room["_id"], "Urgência", NOTE)
    await desk.open("guest")
    await desk.reads("Bela encaminhou a conversa para Urgência")
    await desk.reads("Sinais de alerta: falta de ar")
    await desk.page.get_by_label("Sua resposta").press_sequentially("O")
    await expect(citizen.typing).to_be_visible()
    await desk.answers("Oi! Aqui é a Ana, enfermeira.\nComo está a respiração agora?")
    await citizen.hears("Aqui é a Ana")
    await expect(citizen.typing).to_be_hidden()
    await citizen.composer.press_sequentially("cansada, não consigo subir a escada")
    await expect(desk.typing).to_have_text("guest-1 está escrevendo…")
    await citizen.composer.press("Enter")
    await desk.hears("subir a escada")
    await desk.answers("Uma ambulância está a caminho. Fique sentada e mantenha a porta aberta.")
    await citizen.hears("ambulância")
    assert Line("visitor", "cansada, não consigo subir a escada") in await desk.transcript()


async def test_closing_ends_the_conversation_on_both_sides(city: City, open_page: OpenPage) -> None:
    """A conversation closed with a comment leaves the agent's list, and the citizen is told."""
    citizen = await Citizen.at_widget(await open_page(screens.PHONE), city.url)
    desk = await ana(await open_page(), city)
    await citizen.says("oi")
    async with city.bot() as bot:
        room = await bot.only_room()
    await city.bot_forwards(room["_id"], "Urgência")
    await desk.open("guest")
    await desk.close("Orientada a ficar em casa; volta se piorar.")
    await expect(desk.rooms).to_have_count(0)
    await expect(desk.page.get_by_label("Sua resposta")).to_be_hidden()
    await desk.reads("volta se piorar")
    await expect(citizen.composer).to_be_hidden()


async def test_a_waiting_conversation_is_taken_by_an_agent_of_its_department(
    city: City, open_page: OpenPage
) -> None:
    """Agents see the queue of their own departments only; taking opens the conversation."""
    city.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    desk = await ana(await open_page(), city)
    bruno = await AgentDesk.sign_in(await open_page(), city.url, cities.BRUNO, cities.PASSWORD)
    await city.hand_to("Urgência", name="Maria das Dores", says="dor no peito", comment=NOTE)
    await city.hand_to("Atendimento", name="Seu Raimundo", says="quero remarcar")
    await expect(desk.waiting).to_have_count(1)
    await expect(desk.waiting).to_contain_text("Maria das Dores")
    await expect(bruno.waiting).to_have_count(1)
    await desk.take("Maria das Dores")
    await desk.hears("dor no peito")
    await expect(desk.waiting).to_have_count(0)
    await expect(desk.rooms).to_have_count(1)


async def test_a_conversation_is_forwarded_with_a_comment(city: City, open_page: OpenPage) -> None:
    """The colleague of the other department gets the conversation and the comment; the sender can write no more."""
    desk = await ana(await open_page(), city)
    bruno = await AgentDesk.sign_in(await open_page(screens.PHONE), city.url, cities.BRUNO, cities.PASSWORD)
    await city.hand_to("Urgência", name="Maria das Dores", says="já melhorei")
    await desk.open("Maria")
    await desk.forward("Atendimento", "Sem sinais de gravidade.\nMarcar retorno.")
    await expect(desk.page.get_by_label("Sua resposta")).to_be_hidden()
    await expect(desk.rooms).to_have_count(0)
    await bruno.open("Maria")
    await bruno.reads("Marcar retorno.")
    await bruno.answers("Bom dia, dona Maria!")


async def test_nobody_to_forward_to_is_one_plain_sentence(city: City, open_page: OpenPage) -> None:
    """When the other department is empty the dialog says so and the conversation stays."""
    desk = await ana(await open_page(), city)
    bruno = await AgentDesk.sign_in(await open_page(), city.url, cities.BRUNO, cities.PASSWORD)
    await bruno.set_available(available=False)
    await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    await desk.ask_to_forward("Atendimento")
    await expect(desk.fault).to_have_text(
        "Ninguém está disponível neste departamento agora: a conversa continua com você."
    )
    await desk.page.keyboard.press("Escape")
    await desk.answers("Sigo com você.")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=\"document.title='roubado'\"><script>document.title='roubado'</script><b>oi</b>",
        "<a href=javascript:alert(1)>clique</a> ' OR 1=1; DROP TABLE person; --",
    ],
    ids=["image and script", "link and SQL"],
)
async def test_html_of_a_citizen_stays_text(city: City, page: Page, text: str) -> None:
    """Nothing a citizen writes or calls themselves becomes markup in the agent's page."""
    desk = await ana(page, city)
    await city.hand_to("Urgência", name="<b>Zé</b>", says=text, comment=f"nota {text}")
    await desk.open("<b>Zé</b>")
    await desk.hears(text)
    await desk.reads(f"nota {text}")
    assert await page.locator("#workplace :is(script, b, #log img, #log a)").count() == 0
    assert "roubado" not in await page.title()


async def test_what_the_widget_escaped_is_read_as_it_was_typed(city: City, open_page: OpenPage) -> None:
    """The widget sends HTML entities; the agent reads the citizen's own characters."""
    citizen = await Citizen.at_widget(await open_page(), city.url)
    desk = await ana(await open_page(), city)
    await citizen.says("<i>febre</i> & dor d'olhos")
    async with city.bot() as bot:
        room = await bot.only_room()
    await city.bot_forwards(room["_id"], "Urgência")
    await desk.open("guest")
    await desk.hears("<i>febre</i> & dor d'olhos")


async def test_links_and_bold_are_shown_and_nothing_else(city: City, page: Page) -> None:
    """Rocket.Chat's *bold* and web addresses are rendered; an address opens apart and learns nothing of the desk."""
    desk = await ana(page, city)
    await city.hand_to("Urgência", name="Maria", says="veja https://exemplo.org/vacina. *Atenção*")
    await desk.open("Maria")
    link = desk.lines("visitor").get_by_role("link", name="https://exemplo.org/vacina", exact=True)
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(desk.lines("visitor").locator("strong")).to_have_text("Atenção")


async def test_unread_messages_are_counted_until_they_are_seen(city: City, page: Page) -> None:
    """A conversation that is not open shows how many messages came, also in the tab's title."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await city.hand_to("Urgência", name="Raimundo", says="olá")
    await desk.open("Raimundo")
    maria.write("tem alguém aí?")
    maria.write("alô?")
    await expect(desk.rooms.filter(has_text="Maria").locator(".unread")).to_contain_text(
        "mensagens não lidas"
    )
    await expect(page).to_have_title("(1) Atendimento · Bela")
    await desk.open("Maria")
    await desk.hears("alô?")
    await expect(page.locator(".unread")).to_have_count(0)
    await expect(page).to_have_title("Atendimento · Bela")


async def test_messages_during_a_dropped_connection_are_read_afterwards(city: City, page: Page) -> None:
    """After a reconnect the desk shows what it missed, in the open conversation and in the lists."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    await city.mishap(half_open=True, drop_sockets=True)
    await expect(page.locator("#link")).to_have_text("Conectando…")
    maria.write("escrevi durante a queda")
    city.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    await city.hand_to("Urgência", name="Raimundo", says="cheguei durante a queda")
    await city.mishap(half_open=False, drop_sockets=True)
    await desk.is_connected()
    await desk.hears("escrevi durante a queda")
    await expect(desk.waiting).to_contain_text("Raimundo")


async def test_an_answer_whose_confirmation_was_lost_is_shown_once(city: City, page: Page) -> None:
    """The server published the answer but its reply never came: nothing is doubled and nothing is left as unsent."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    await city.mishap(lost_answers=1, path="chat.sendMessage")
    await page.get_by_label("Sua resposta").fill("Estou vendo aqui.")
    await page.get_by_label("Sua resposta").press("Enter")
    await expect(desk.lines("own")).to_contain_text("Estou vendo aqui.")
    await desk.answers("Pronto.")
    assert [message["msg"] for message in maria.heard] == ["Estou vendo aqui.", "Pronto."]


async def test_a_refused_answer_can_be_tried_again(city: City, page: Page) -> None:
    """When a proxy answers in the server's place the agent is told, and the same answer can be sent again."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    await city.mishap(bad_gateway=1, path="chat.sendMessage")
    await page.get_by_label("Sua resposta").fill("Estou vendo aqui.")
    await page.get_by_label("Sua resposta").press("Enter")
    await expect(desk.fault).to_have_text("Sem resposta do servidor: verifique a internet e tente de novo.")
    await page.get_by_role("button", name="Tentar de novo").click()
    await expect(page.locator("[data-unsent]")).to_have_count(0)
    assert [message["msg"] for message in maria.heard] == ["Estou vendo aqui."]


async def test_shift_enter_breaks_the_line_and_enter_sends(city: City, page: Page) -> None:
    """The keyboard alone is enough to write an answer of two lines."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    await page.keyboard.type("Beba água.")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("Descanse.")
    await page.keyboard.press("Enter")
    await expect(desk.lines("own")).to_have_count(1)
    await maria.hears()
    assert maria.heard[0]["msg"] == "Beba água.\nDescanse."


async def test_a_wrong_password_is_one_plain_sentence(city: City, page: Page) -> None:
    """The form stays and says what is wrong."""
    await page.goto(f"{city.url}/desk")
    desk = AgentDesk(page)
    await desk.fill_in(cities.ANA, "errada")
    await expect(desk.fault).to_have_text("Usuário ou senha não conferem.")


async def test_the_session_lasts_a_reload_and_ends_with_signing_out(city: City, page: Page) -> None:
    """A reload keeps the agent signed in; after signing out neither page nor tab knows the session."""
    desk = await ana(page, city)
    await page.reload()
    await desk.is_connected()
    await page.get_by_role("button", name="Sair").click()
    await expect(page.get_by_role("button", name="Entrar")).to_be_visible()
    assert await page.evaluate("sessionStorage.length") == 0


async def test_a_session_ended_by_the_server_asks_for_a_new_sign_in(city: City, page: Page) -> None:
    """An agent whose session was revoked sees the form and the reason."""
    desk = await ana(page, city)
    await city.mishap(force_logout=cities.ANA)
    await expect(desk.fault).to_have_text("Sua sessão terminou: entre de novo.")


async def test_availability_is_the_agents_own_switch(city: City, page: Page) -> None:
    """The switch decides whether Rocket.Chat gives the agent conversations, and it is remembered."""
    desk = await ana(page, city)
    await desk.set_available(available=False)
    await page.reload()
    await expect(page.get_by_role("switch", name="Indisponível")).to_have_attribute("aria-checked", "false")
    await desk.set_available(available=True)


async def test_a_phone_shows_the_list_or_the_conversation(city: City, open_page: OpenPage) -> None:
    """On a phone the conversation fills the screen, and a button leads back to the list."""
    page = await open_page(screens.PHONE)
    desk = await ana(page, city)
    await city.hand_to(
        "Urgência", name="Maria das Dores da Conceição", says="oi, tô com muita tosse", comment=NOTE
    )
    await desk.open("Maria")
    await desk.answers("Oi, dona Maria! Há quantos dias?")
    await expect(desk.rooms.first).to_be_hidden()
    await page.get_by_role("button", name="Voltar").click()
    await expect(desk.rooms.first).to_be_visible()
    await desk.open("Maria")


async def test_files_are_fetched_when_the_agent_asks(city: City, page: Page) -> None:
    """A picture is shown and a place is readable, without leaving the desk."""
    desk = await ana(page, city)
    maria = await city.hand_to("Urgência", name="Maria", says="oi")
    await desk.open("Maria")
    maria.send_file(name="teste.png", kind="image/png", content=_PIXEL)
    maria.send_location(longitude=-40.6775, latitude=-5.1783)
    await page.get_by_role("button", name="Ver imagem: teste.png").click()
    await expect(page.get_by_role("img", name="teste.png")).to_be_visible()
    await desk.hears("Localização: -5.1783, -40.6775")


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
