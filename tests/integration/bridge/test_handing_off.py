from __future__ import annotations

from datetime import timedelta

import pytest

from rocketchat_bridge import documents, errors
from sandbox.world import departments, forwarding
from tests import bridge_samples as samples
from tests import bridge_town
from tests.bridge_town import COMMON, URGENT

WORD = documents.MessageId("answer-of-the-bot")
COMMENT = "Maria, 54: falta de ar"


def forwards(town):
    return [entry.status for entry in town.answered("livechat/room.forward")]


async def fails(bela, room, department=URGENT):
    with pytest.raises(errors.HandOffFailed) as failed:
        await bela.hand_off(room, department, COMMENT)
    return failed.value


class TestDone:
    """A hand-off that brings the citizen to people."""

    async def test_the_department_has_the_room_and_the_bot_is_silent(self, town):
        """Seen on the server; told once; nothing is said afterwards."""
        async with town.running() as bela:
            _, room = await town.meet()
            handed_off = await bela.hand_off(room, URGENT, COMMENT)
            document = town.box.world.rooms.get(room)
            assert handed_off.department_id == town.urgent["_id"] == document["departmentId"]
            assert document["servedBy"]["username"] == "ana"
            assert forwarding.history(town.box.world, document)[-1]["comment"] == COMMENT
            await town.diary.wait_for_entry("lost", "forwarded")
            with pytest.raises(errors.RoomNotServed):
                await bela.send(room, WORD, "Ainda aí?")
            assert [kind for kind, _ in town.diary.entries].count("lost") == 1

    async def test_who_took_the_room_is_told_when_the_bot_may_look(self, town):
        """With `view-livechat-rooms` the bot sees what it gave away."""
        town.box.world.permissions.replace("view-livechat-rooms", ["bot"])
        async with town.running() as bela:
            _, room = await town.meet()
            handed_off = await bela.hand_off(room, URGENT, COMMENT)
            assert handed_off.served_by == documents.UserRef(id=town.ana["_id"], username="ana")

    async def test_a_queue_is_a_hand_off_too(self, town):
        """Manual routing: the room waits in the department, the bot is out."""
        town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
        async with town.running() as bela:
            _, room = await town.meet()
            handed_off = await bela.hand_off(room, COMMON, COMMENT)
            assert handed_off == bridge_town.queued(town.common)
            assert "servedBy" not in town.box.world.rooms.get(room)
            await town.diary.wait_for_entry("lost", "forwarded")

    async def test_what_was_handed_off_already_counts_as_done(self, town):
        """Called again, by this process or by the next one after a crash."""
        async with town.running() as bela:
            _, room = await town.meet()
            await bela.hand_off(room, URGENT, COMMENT)
            again = await bela.hand_off(room, URGENT, COMMENT)
            assert again.department_id == town.urgent["_id"]
        async with town.running() as bela:
            after_restart = await bela.hand_off(room, URGENT, COMMENT)
            assert after_restart.department_id == town.urgent["_id"]
        assert forwards(town) == [200]

    async def test_a_lost_answer_does_not_forward_twice(self, town):
        """The server did it and the answer never came: the room tells."""
        async with town.running() as bela:
            _, room = await town.meet()
            town.box.faults.set(lost_answers=1, path="livechat/room.forward")
            handed_off = await bela.hand_off(room, URGENT, COMMENT)
            assert handed_off.department_id == town.urgent["_id"]
            assert len(forwarding.history(town.box.world, town.box.world.rooms.get(room))) == 1

    async def test_a_passing_fault_is_waited_out(self, town):
        """A proxy's 502 before anything was done."""
        async with town.running() as bela:
            _, room = await town.meet()
            town.box.faults.set(bad_gateway=2, path="livechat/room.forward")
            await bela.hand_off(room, URGENT, COMMENT)
            assert town.box.world.rooms.get(room)["servedBy"]["username"] == "ana"

    async def test_the_same_citizen_is_handed_off_again_in_the_next_conversation(self, town):
        """A closed conversation is no obstacle for the same department."""
        async with town.running() as bela:
            maria, room = await town.meet()
            await bela.hand_off(room, URGENT, COMMENT)
            maria.close()
            maria.write("voltei")
            await town.diary.wait_for_texts(2)
            again = await bela.hand_off(documents.RoomId(maria.room["_id"]), URGENT, COMMENT)
            assert again.department_id == town.urgent["_id"]

    async def test_a_hand_off_that_is_owed_is_not_done_again_in_a_room_that_came_back(self, town):
        """The process died before it could write the hand-off down, and a person gave the room back at once."""
        async with town.running() as bela:
            _, room = await town.meet()
            await bela.send(room, WORD, "Vou passar você.")
            await bela.hand_off(room, URGENT, COMMENT)
        document = town.box.world.rooms.get(room)
        forwarding.forward(town.box.world, document, town.ana, user_id=town.bot["_id"])
        async with town.running() as bela:
            await samples.eventually(lambda: bela.serves(room))
            await bela.hand_off(room, URGENT, COMMENT, unless_given=True)
            assert bela.serves(room)
        assert forwards(town) == [200]

    async def test_a_hand_off_that_was_never_done_is_done_when_it_is_owed(self, town):
        """The process died between its words and the hand-off."""
        async with town.running() as bela:
            _, room = await town.meet()
            await bela.send(room, WORD, "Vou passar você.")
        async with town.running() as bela:
            await samples.eventually(lambda: bela.serves(room))
            await bela.hand_off(room, URGENT, COMMENT, unless_given=True)
            assert not bela.serves(room)
        assert forwards(town) == [200]

    async def test_a_room_that_an_agent_of_the_department_gave_back_returns_there(self, town):
        """Forwarding to the same department is refused by the server; its queue is not."""
        async with town.running() as bela:
            maria, room = await town.meet("um")
            await bela.hand_off(room, URGENT, COMMENT)
            document = town.box.world.rooms.get(room)
            forwarding.forward(town.box.world, document, town.ana, user_id=town.bot["_id"])
            await samples.eventually(lambda: bela.serves(room))
            handed_off = await bela.hand_off(room, URGENT, COMMENT)
            assert handed_off.department_id == town.urgent["_id"]
            assert document["servedBy"]["username"] == "ana"
            assert not bela.serves(room)
            assert maria.room["_id"] == room

    async def test_the_departments_name_is_looked_up_once(self, town):
        """The next citizens cost no call for it."""
        async with town.running() as bela:
            for number in range(3):
                _, room = await town.meet(name=f"Pessoa {number}")
                await bela.hand_off(room, URGENT.upper(), COMMENT)
            assert len(town.answered("livechat/department")) == 1


@pytest.mark.parametrize("town", ["7", "8"], indirect=True)
class TestFailed:
    """A hand-off that did not happen: the bot still serves the citizen and says what is true."""

    async def test_nobody_is_online(self, town):
        """The citizen is told honestly; the bot goes on."""
        async with town.running() as bela:
            _, room = await town.meet()
            failed = await fails(bela, room, COMMON)
            assert (failed.reason, failed.citizen) == (
                errors.HandOffReason.nobody_online,
                errors.CitizenWord.nobody_online,
            )
            await bela.send(room, WORD, "Ninguém está disponível agora.")
            assert town.spoken(room) == ["Ninguém está disponível agora."]

    async def test_a_yes_without_effect_is_seen(self, town):
        """The Community edition answers 200 for a fallback department and moves nothing."""
        departments.update(town.box.world, town.common, {"fallbackForwardDepartment": town.urgent["_id"]})
        async with town.running() as bela:
            _, room = await town.meet()
            failed = await fails(bela, room, COMMON)
            assert failed.reason is errors.HandOffReason.without_effect
            assert forwards(town) == [200]
            assert bela.serves(room)

    async def test_the_bot_may_not_forward(self, town):
        """The operator's fault, told with its remedy."""
        town.box.world.permissions.replace(bridge_town.FORWARD, ["admin"])
        async with town.running() as bela:
            _, room = await town.meet()
            failed = await fails(bela, room)
            assert failed.reason is errors.HandOffReason.not_permitted
            assert "bela provision" in str(failed)
            assert bela.serves(room)

    async def test_the_department_does_not_exist(self, town):
        """Also the operator's fault; nothing is forwarded."""
        async with town.running() as bela:
            _, room = await town.meet()
            failed = await fails(bela, room, "Urgência Geral")
            assert failed.reason is errors.HandOffReason.unknown_department
            assert forwards(town) == []

    async def test_a_department_of_which_the_bot_is_the_only_agent_online(self, town):
        """The server finds the bot itself: nobody is there."""
        departments.add_agent(town.box.world, town.common, town.bot)
        async with town.running() as bela:
            _, room = await town.meet()
            assert (await fails(bela, room, COMMON)).reason is errors.HandOffReason.nobody_online

    async def test_the_server_does_not_answer_in_time(self, town):
        """The citizen does not wait for ever."""
        async with town.running(hand_off_within=timedelta(seconds=0.5)) as bela:
            _, room = await town.meet()
            town.box.faults.set(bad_gateway=1000, path="livechat/room.forward")
            assert (await fails(bela, room)).reason is errors.HandOffReason.unreachable
            assert bela.serves(room)

    async def test_the_forward_is_limited_for_longer_than_a_citizen_waits(self, town):
        """A 429 with a far reset is a try-later."""
        async with town.running(hand_off_within=timedelta(seconds=0.5)) as bela:
            _, room = await town.meet()
            town.box.faults.set(too_many_requests=1000, path="livechat/room.forward")
            assert (await fails(bela, room)).citizen is errors.CitizenWord.try_later

    async def test_the_citizen_closed_meanwhile(self, town):
        """There is nobody to hand off."""
        async with town.running() as bela:
            maria, room = await town.meet()
            maria.close()
            with pytest.raises(errors.RoomNotServed):
                await bela.hand_off(room, URGENT, COMMENT)
