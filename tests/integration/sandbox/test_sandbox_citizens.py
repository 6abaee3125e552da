"""Citizens played without a browser: what other tests and the benchmark use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


async def test_a_citizen_writes_and_hears_answers(town: Town) -> None:
    """The first word opens the room; answers arrive without system messages or own words."""
    citizen = town.box.citizen(name="Maria")
    citizen.write("Oi")
    await town.bot.post("chat.sendMessage", message={"rid": citizen.room["_id"], "msg": "Olá, Maria"})
    heard = await citizen.hears(1)
    assert [message["msg"] for message in heard] == ["Olá, Maria"]
    with pytest.raises(TimeoutError):
        await citizen.hears(2, within=0.01)


async def test_a_citizen_sends_every_kind_of_message(town: Town) -> None:
    """Files, places, edits and deletions, as a channel's app would bring them."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", "__my_messages__")
    citizen = town.box.citizen(phone="+558599", source="app", label="WhatsApp")
    picture = citizen.send_file(name="foto.jpg", kind="image/jpeg")
    assert picture["attachments"][0]["image_type"] == "image/jpeg"
    citizen.send_location(longitude=-38.5, latitude=-3.7)
    await bot.hears("__my_messages__", lambda args: "location" in args[0])
    wrong = citizen.write("febrre")
    citizen.edit(wrong, "febre")
    message, _ = await bot.hears("__my_messages__", lambda args: "editedAt" in args[0])
    assert message["msg"] == "febre"
    await bot.subscribe("stream-notify-room", f"{citizen.room['_id']}/deleteMessage")
    citizen.delete(wrong)
    await bot.hears(f"{citizen.room['_id']}/deleteMessage")
    assert citizen.room["source"] == {"type": "app", "label": "WhatsApp", "alias": "WhatsApp"}
    assert citizen.room["v"]["phone"] == "+558599"


async def test_a_citizen_comes_back_after_the_end(town: Town) -> None:
    """Writing after closing opens another room."""
    citizen = town.box.citizen()
    citizen.write("Oi")
    first = citizen.room
    citizen.close()
    citizen.write("Voltei")
    assert citizen.room["_id"] != first["_id"]
    assert town.box.world.visitors.get(citizen.visitor["_id"]) is citizen.visitor
