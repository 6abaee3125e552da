"""Do Rocket.Chat's own JavaScript clients, unchanged, work on the sandbox?"""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Sandbox, SandboxSettings
from sandbox.world import departments, users
from tests.official_clients.node_client import NodeClient

USERNAME = "bela"
PASSWORD = "senha-de-teste"


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    """A sandbox whose conversations all go to one bot."""
    box = Sandbox(SandboxSettings())
    box.world.settings["Livechat_assign_new_conversation_to_bot"] = True
    bot = users.create(box.world, username=USERNAME, password=PASSWORD, roles=("bot", "livechat-agent"))
    departments.create(box.world, name="Recepção", agents=[bot])
    async with box:
        yield box


def bot_script(script: str, box: Sandbox, **environment: str) -> NodeClient:
    return NodeClient(script, SERVER=box.url, USERNAME=USERNAME, PASSWORD=PASSWORD, **environment)


async def hears_and_answers(client: NodeClient, box: Sandbox) -> None:
    citizen = box.citizen(name="Dona Zefinha")
    citizen.write("oi, tô com febre")
    heard = await client.tells("heard")
    assert (heard["text"], heard["roomType"]) == ("oi, tô com febre", "l")
    await client.tells("answered")
    assert [message["msg"] for message in await citizen.hears()] == ["Resposta a: oi, tô com febre"]


async def test_ddp_client_logs_in_by_password_hears_and_answers(box: Sandbox) -> None:
    """@rocket.chat/ddp-client 1.1.2 signs in with a password digest, subscribes, receives and sends."""
    async with bot_script("ddp_client_bot.mjs", box) as client:
        assert (await client.tells("logged in"))["username"] == USERNAME
        await client.tells("subscribed")
        await hears_and_answers(client, box)


async def test_ddp_client_logs_in_by_token_hears_and_answers(box: Sandbox) -> None:
    """@rocket.chat/ddp-client 1.1.2 signs in with a token, as a personal access token does."""
    user = box.world.users.named(USERNAME)
    assert user is not None
    async with bot_script("ddp_client_bot.mjs", box, TOKEN=users.log_in(box.world, user)) as client:
        assert (await client.tells("logged in"))["uid"] == user["_id"]
        await client.tells("subscribed")
        await hears_and_answers(client, box)


async def test_ddp_client_comes_back_after_a_restart_of_the_server(box: Sandbox) -> None:
    """After its socket was closed with 1012 @rocket.chat/ddp-client resumes its session and its subscriptions."""
    async with bot_script("ddp_client_bot.mjs", box) as client:
        await client.tells("subscribed")
        await box.gateway.close_all(1012)
        await client.tells("subscribed again")
        await hears_and_answers(client, box)


async def post_as_bot(box: Sandbox, room_id: str, text: str) -> None:
    """Write into a room over REST, as a bot's second process would."""
    user = box.world.users.named(USERNAME)
    assert user is not None
    headers = {"X-User-Id": user["_id"], "X-Auth-Token": users.log_in(box.world, user)}
    body = {"message": {"rid": room_id, "msg": text}}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{box.url}/api/v1/chat.sendMessage", json=body) as answer,
    ):
        assert answer.status == 200


async def test_the_livechat_client_comes_back_after_a_cut(box: Sandbox) -> None:
    """Its socket cut without a close frame: nothing is replayed, the history holds what was missed, the subscriptions live on."""
    citizen = NodeClient(
        "ddp_client_waiting_visitor.mjs", SERVER=box.url, VISITOR_TOKEN="token-de-seu-raimundo"
    )
    async with citizen:
        room = await citizen.tells("room")
        await post_as_bot(box, room["id"], "antes")
        assert (await citizen.tells("heard"))["text"] == "antes"
        assert box.gateway.drop_all() == 1
        await post_as_bot(box, room["id"], "enquanto fora")
        assert (await citizen.tells("back"))["texts"] == ["enquanto fora", "antes"]
        await post_as_bot(box, room["id"], "depois")
        assert (await citizen.tells("heard"))["text"] == "depois"


async def test_ddp_client_comes_back_after_a_cut_and_hears_once(box: Sandbox) -> None:
    """A bot whose socket was cut resumes by token; each later message is heard once, and none that came meanwhile is replayed."""
    async with bot_script("ddp_client_bot.mjs", box) as client:
        await client.tells("subscribed")
        box.gateway.drop_all()
        missed = box.citizen(name="Seu Raimundo")
        missed.write("alguém aí?")
        await client.tells("subscribed again")
        await hears_and_answers(client, box)
        texts = [
            text for message in box.world.messages.of_room(missed.room["_id"]) if (text := message["msg"])
        ]
        assert "Resposta a: alguém aí?" not in texts


async def test_the_old_sdk_comes_back_after_a_cut(box: Sandbox) -> None:
    """@rocket.chat/sdk 0.2.9 opens its socket again, logs in and subscribes by itself, and hears what is written then."""
    async with bot_script("sdk_bot.mjs", box) as client:
        await client.tells("subscribed")
        mark = box.journal.mark()
        box.gateway.drop_all()
        await client.tells("back")
        # It subscribes first and logs in then; what is written in between reaches nobody.
        await box.journal.wait_for(lambda entry: entry.name == "stream-room-messages", since=mark)
        await box.journal.wait_for(lambda entry: entry.name == "login", since=mark)
        await hears_and_answers(client, box)


async def test_the_livechat_client_plays_a_citizen(box: Sandbox) -> None:
    """The livechat client of @rocket.chat/ddp-client opens a room, types, writes, is answered, reads history and closes."""
    async with bot_script("ddp_client_bot.mjs", box) as bot:
        # Nothing is heard twice: the citizen begins once the bot listens.
        await bot.tells("subscribed")
        citizen = NodeClient("ddp_client_visitor.mjs", SERVER=box.url, VISITOR_TOKEN="token-de-dona-zefinha")
        async with citizen:
            room = await citizen.tells("room")
            assert room["online"] is True
            # The answer may be there before the client knows that its message was written.
            assert (await citizen.tells("heard"))["text"] == "Resposta a: Oi, tô com febre"
            assert (await citizen.tells("history"))["texts"] == [
                "Resposta a: Oi, tô com febre",
                "Oi, tô com febre",
            ]
            await citizen.tells("closed")
    closed = box.world.rooms.required(room["id"])
    assert "open" not in closed


async def test_the_old_sdk_hears_and_answers_livechat(box: Sandbox) -> None:
    """@rocket.chat/sdk 0.2.9, under Hubot, BBot and Botkit, logs in, subscribes, receives livechat messages and sends."""
    async with bot_script("sdk_bot.mjs", box) as client:
        user = box.world.users.named(USERNAME)
        assert user is not None
        assert (await client.tells("logged in"))["uid"] == user["_id"]
        await client.tells("subscribed")
        await hears_and_answers(client, box)
