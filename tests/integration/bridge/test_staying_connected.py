from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from rocketchat_bridge import documents, errors, login
from sandbox.world import users
from tests import bridge_samples as samples
from tests import bridge_town

WORD = documents.MessageId("answer-of-the-bot")


def drop(town):
    """The network goes without a word."""
    town.box.gateway.drop_all("bela")


async def restart(town):
    """The server restarts properly."""
    await town.box.gateway.close_all(1012, "bela")


def lose_login(town):
    """An administrator ends the bot's sessions; its token stays valid."""
    token = town.token
    town.box.gateway.force_logout(town.bot)
    town.box.world.users.open_token(town.bot, token)


@pytest.mark.parametrize("fault", [drop, restart, lose_login])
async def test_what_was_written_while_the_bot_was_away_is_told_in_order(town, fault):
    """After every loss of the connection: nothing lost, nothing twice, old before new."""
    async with town.running() as bela:
        maria, _ = await town.meet("um")
        outcome = fault(town)
        if outcome is not None:
            await outcome
        maria.write("dois")
        maria.write("três")
        await samples.eventually(lambda: bela.status.reconnects == 1 and bela.status.connected_since)
        maria.write("quatro")
        await town.diary.wait_for_texts(4)
        assert town.diary.texts == ["um", "dois", "três", "quatro"]
        assert town.diary.entries.count(("opened", maria.room["_id"])) == 1


async def test_a_half_open_connection_is_noticed_and_replaced(town):
    """The socket stays open and says nothing: the deadline finds it."""
    async with town.running() as bela:
        maria, _ = await town.meet("um")
        town.box.faults.set(half_open=True)
        await samples.eventually(lambda: bela.status.connected_since is None)
        maria.write("dois")
        town.box.faults.clear()
        await town.diary.wait_for_texts(2, within=20)
        assert town.diary.texts == ["um", "dois"]


async def test_frames_that_are_lost_before_the_stream_is_ready_are_caught_up(town):
    """What is written between the subscription and its `ready` comes over REST."""
    town.box.faults.set(ready_delay=0.5, lose_before_ready=True)
    async with town.running(connected=False):
        await town.box.journal.wait_for(lambda entry: entry.verb == "sub")
        town.box.citizen(name="Maria").write("oi")
        await town.diary.wait_for_texts(1)
        assert town.diary.texts == ["oi"]


async def test_a_live_message_does_not_overtake_what_is_being_caught_up(town):
    """While history is read, what comes in waits."""
    async with town.running() as bela:
        maria, _ = await town.meet("um")
        town.box.faults.set(latency=0.3)
        drop(town)
        maria.write("dois")
        await samples.eventually(lambda: "chat.syncMessages" in [e.name for e in list(town.box.journal)[-3:]])
        maria.write("três")
        await town.diary.wait_for_texts(3)
        assert town.diary.texts == ["um", "dois", "três"]
        assert bela.status.reconnects == 1


async def test_duplicated_and_reordered_frames_change_nothing(town):
    """Each message once, in the order they were sent."""
    town.box.faults.set(duplicate_frames=True, reorder_frames=True)
    async with town.running(settle=timedelta(milliseconds=80)):
        maria, _ = await town.meet("0")
        for number in range(1, 20):
            maria.write(str(number))
            await asyncio.sleep(0.002)
        await town.diary.wait_for_texts(20)
        assert town.diary.texts == [str(number) for number in range(20)]


async def test_a_restarted_process_goes_on_where_the_last_one_stopped(town):
    """What was handled before is not told again, but for the overlap; what came meanwhile is."""
    async with town.running():
        maria, room = await town.meet("um")
    maria.write("dois")
    town.diary.entries.clear()
    async with town.running() as bela:
        await town.diary.wait_for_entry("message", "dois")
        assert town.diary.entries[0] == ("opened", room)
        assert set(town.diary.texts) <= {"um", "dois"}
        await bela.send(room, WORD, "Olá de novo!")
        assert town.spoken(room) == ["Olá de novo!"]


async def test_an_answer_left_over_from_the_last_process_waits_until_the_rooms_are_known(town):
    """It is not given up because the bridge has not asked yet."""
    async with town.running():
        _, room = await town.meet("um")
    async with town.running(connected=False) as bela:
        await bela.send(room, WORD, "Olá!")
        assert town.spoken(room) == ["Olá!"]


async def test_a_room_that_was_closed_while_the_bot_was_away_is_lost(town):
    """The catch-up tells it, with its reason."""
    async with town.running() as bela:
        maria, room = await town.meet("um")
        town.box.faults.set(half_open=True)
        maria.close()
        drop(town)
        town.box.faults.clear()
        await town.diary.wait_for_entry("lost", "closed")
        assert not bela.serves(room)
        assert bela.status.rooms == 0


async def test_an_edit_and_a_deletion_while_the_bot_was_away_are_told(town):
    """As changes of messages that were told before."""
    async with town.running():
        maria, room = await town.meet("febre de 38")
        first = town.box.world.messages.of_room(room)[-1]
        second = maria.write("e tosse")
        await town.diary.wait_for_texts(2)
        drop(town)
        maria.edit(first, "febre de 39")
        maria.delete(second)
        await town.diary.wait_for_entry("edited", "febre de 39")
        await town.diary.wait_for_entry("deleted", second["_id"])
        assert town.diary.texts == ["febre de 38", "e tosse"]


async def test_more_rooms_than_a_page_are_all_found(town):
    """Pages overlap, so that a room that closes meanwhile hides no other."""
    citizens = [town.box.citizen(name=f"Pessoa {number}") for number in range(230)]
    for citizen in citizens:
        citizen.write("oi")
    async with town.running() as bela:
        await town.diary.wait_for_texts(230, within=30)
        assert bela.status.rooms == 230


class TestLogin:
    """Who the bot says it is."""

    async def test_a_user_name_and_password_will_do(self, town):
        """Without any token."""
        credentials = login.Password(username="bela", password=bridge_town.BOT_PASSWORD)
        async with town.running(credentials=credentials):
            await town.meet("oi")

    async def test_a_token_alone_will_do(self, town):
        """The server knows whose it is."""
        async with town.running(credentials=login.Token(token=town.token)):
            await town.meet("oi")

    async def test_a_wrong_password_at_the_start_is_told_to_the_operator(self, town):
        """One sentence, with what to look at."""
        made = town.bridge(credentials=login.Password(username="bela", password="wrong"))
        with pytest.raises(errors.LoginRefused, match="BELA_ROCKETCHAT_PASSWORD"):
            await made.run()

    async def test_a_session_that_an_administrator_ended_is_opened_again(self, town):
        """With the password, and the missed messages are told."""
        credentials = login.Password(username="bela", password=bridge_town.BOT_PASSWORD)
        async with town.running(credentials=credentials) as bela:
            maria, room = await town.meet("um")
            town.box.gateway.force_logout(town.bot)
            maria.write("dois")
            await town.diary.wait_for_texts(2)
            await bela.send(room, WORD, "Olá!")
            assert town.spoken(room) == ["Olá!"]

    async def test_a_token_that_was_taken_away_is_waited_for(self, town):
        """The loss is on the health page; when the token is good again, so is the bot."""
        async with town.running() as bela:
            maria, _ = await town.meet("um")
            users.log_out_everywhere(town.box.world, town.bot)
            drop(town)
            await samples.eventually(lambda: "recusa" in (bela.status.fault or ""))
            maria.write("dois")
            town.box.world.users.open_token(town.bot, town.token)
            await town.diary.wait_for_texts(2)
            assert town.diary.texts == ["um", "dois"]


async def test_no_server_is_no_end(town):
    """The bridge waits for a server that is not there, and its health says so."""
    url = town.box.url
    async with town.running() as bela:
        await town.box.stop()
        await samples.eventually(lambda: bela.status.fault)
        assert bela.status.connected_since is None
        assert url not in (bela.status.fault or "")


async def test_what_the_stream_loses_without_a_word_is_found_by_the_sweep(town):
    """The connection lives but the server publishes nothing more: old and new rooms are answered all the same."""
    async with town.running(sweep_every=timedelta(seconds=0.2)) as bela:
        maria, room = await town.meet("um")
        (session,) = town.box.gateway.hub.sessions_of(town.bot["_id"])
        for subscription in ("messages", "memberships", "rooms"):
            await session._receive(json.dumps({"msg": "unsub", "id": subscription}))
        maria.write("dois")
        town.box.citizen(name="José").write("bom dia")
        await town.diary.wait_for_texts(3)
        assert sorted(town.diary.texts) == ["bom dia", "dois", "um"]
        maria.close()
        await town.diary.wait_for_entry("lost", "closed")
        assert bela.status.reconnects == 0
        assert not bela.serves(room)


async def test_a_frame_that_cannot_be_dealt_with_does_not_end_the_reading(town):
    """Broken documents, half emoji and strangers' frames: the next message is told."""
    async with town.running() as bela:
        maria, room = await town.meet("um")
        (session,) = town.box.gateway.hub.sessions_of(town.bot["_id"])
        about = {"roomParticipant": True, "roomType": "l"}
        now = {"$date": int(bridge_town.utc_now().timestamp() * 1000)}
        half_emoji = {"_id": "Y", "rid": room, "msg": "meia carinha \ud83d", "ts": now, "u": maria.visitor}
        for document in ({"_id": "X", "rid": ["R"], "ts": {"$date": 1e300}, "u": 7}, half_emoji):
            fields = {"eventName": "__my_messages__", "args": [document, about]}
            frame = {"msg": "changed", "collection": "stream-room-messages", "id": "id", "fields": fields}
            session.deliver(json.dumps(frame, default=str).encode())
        maria.write("dois")
        await town.diary.wait_for_texts(3)
        assert town.diary.texts == ["um", "meia carinha ?", "dois"]
        assert bela.status.reconnects == 0


async def test_half_an_emoji_can_be_said(town):
    """Citizens' words come back in answers."""
    async with town.running() as bela:
        _, room = await town.meet()
        await bela.send(room, WORD, "Você escreveu: \ud83d")
        assert town.spoken(room) == ["Você escreveu: ?"]
