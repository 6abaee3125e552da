"""Does the published widget, unchanged, work on the sandbox?"""

from playwright.async_api import Page, expect

from sandbox.world import messages
from tests.browser import screens
from tests.browser.citizen import Author, Citizen, Line
from tests.browser.city import City
from tests.browser.conftest import OpenPage


async def test_the_city_halls_button_opens_the_chat_and_an_answer_arrives(city: City, page: Page) -> None:
    """A message written in the embedded widget reaches the bot, and its answer is shown."""
    citizen = await Citizen.at_city_hall(page, city.url)
    await citizen.says("oi, tô com febre e falta de ar")
    async with city.bot() as bot:
        room = await bot.only_room()
        await bot.says(room["_id"], "Olá! Eu sou a *Bela*.")
    assert await citizen.hears("Bela") == "Olá! Eu sou a Bela."
    assert [line for line in await citizen.transcript() if line.author is not Author.SYSTEM] == [
        Line(Author.CITIZEN, "oi, tô com febre e falta de ar"),
        Line(Author.OTHER, "Olá! Eu sou a Bela."),
    ]


async def test_the_chat_fills_a_phones_screen(city: City, open_page: OpenPage) -> None:
    """On a phone the same button opens the same chat over the whole screen."""
    page = await open_page(screens.PHONE)
    citizen = await Citizen.at_city_hall(page, city.url)
    await citizen.says("boa noite")
    async with city.bot() as bot:
        room = await bot.only_room()
        await bot.says(
            room["_id"], "Boa noite! Você está com algum destes sintomas?\n1. Febre\n2. Tosse\n3. Nenhum"
        )
    await citizen.hears("sintomas")
    frame = await page.locator("#rocketchat-iframe").bounding_box()
    assert frame is not None
    assert (frame["width"], frame["height"]) == (390, 844)


async def test_what_is_typed_arrives_with_its_html_escaped(city: City, page: Page) -> None:
    """Lines and emoji survive the widget's field; brackets, ampersands and quotes arrive as HTML entities."""
    citizen = await Citizen.at_widget(page, city.url)
    await citizen.says("tô mal 😷\n<b>muito</b> mal & cansada, com dor d'olhos")
    async with city.bot() as bot:
        room = await bot.only_room()
    [written] = [
        one["msg"]
        for one in city.box.world.messages.of_room(room["_id"])
        if one.get("token") and not one.get("t")
    ]
    assert written == "tô mal 😷\n&lt;b&gt;muito&lt;/b&gt; mal &amp; cansada, com dor d&#x27;olhos"


async def test_a_republished_message_is_shown_once(city: City, page: Page) -> None:
    """Rocket.Chat publishes a message again for each later change of it; the citizen sees it once."""
    citizen = await Citizen.at_widget(page, city.url)
    await citizen.says("oi")
    async with city.bot() as bot:
        room = await bot.only_room()
        sent = await bot.says(room["_id"], "Só uma vez.")
        stored = city.box.world.messages.get(sent["_id"])
        assert stored is not None
        messages.republish(city.box.world, city.box.world.rooms.required(room["_id"]), stored)
        await bot.says(room["_id"], "Fim.")
    await citizen.hears("Fim.")
    texts = [line.text for line in await citizen.transcript()]
    assert texts.count("Só uma vez.") == 1


async def test_the_widget_comes_back_after_a_dropped_connection(city: City, page: Page) -> None:
    """What was said while the socket was down is shown after the reconnect, and the conversation goes on."""
    citizen = await Citizen.at_widget(page, city.url)
    await citizen.says("oi")
    async with city.bot() as bot:
        room = await bot.only_room()
        await bot.says(room["_id"], "Antes da queda.")
        await citizen.hears("Antes da queda.")
        await city.mishap(close_sockets=True)
        await expect(citizen.alert.first).to_be_visible()
        await bot.says(room["_id"], "Durante a queda.")
        await citizen.hears("Durante a queda.", patience=40)
        await bot.says(room["_id"], "Depois da queda.")
        await citizen.hears("Depois da queda.", patience=40)
    answers = [line.text for line in await citizen.transcript() if line.author is Author.OTHER]
    assert answers == ["Antes da queda.", "Durante a queda.", "Depois da queda."]


async def test_the_conversation_is_still_there_after_the_page_was_reloaded(city: City, page: Page) -> None:
    """A citizen who comes back finds the conversation."""
    citizen = await Citizen.at_widget(page, city.url)
    await citizen.says("oi")
    async with city.bot() as bot:
        room = await bot.only_room()
        await bot.says(room["_id"], "Estou aqui.")
    await citizen.hears("Estou aqui.")
    again = await Citizen.at_widget(page, city.url)
    await again.hears("Estou aqui.")
