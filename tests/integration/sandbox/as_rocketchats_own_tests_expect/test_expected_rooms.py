from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.integration.sandbox.as_rocketchats_own_tests_expect.asking import NOBODY, statuses

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


async def test_00_rooms_a_room_is_opened_and_found_again(town: Town) -> None:
    """Without or with a wrong token or room id: 400; the room names its visitor, and a second call finds it."""
    token, room_id = await town.visitor_with_room()
    wrong = [{}, {"token": "inventado"}, {"token": token, "rid": "inventado"}]
    assert await statuses(town, *(("get", "livechat/room", asked) for asked in wrong)) == [400, 400, 400]
    status, body = await town.get("livechat/room", token=token)
    assert (status, body["success"], body["newRoom"]) == (200, True, False)
    assert (body["room"]["_id"], body["room"]["v"]["token"]) == (room_id, token)
    assert body["room"]["source"]["type"] == "api"


async def test_00_rooms_the_list_needs_rights_and_right_queries(town: Town, stranger: Person) -> None:
    """403 without rights; each query of a wrong type 400; open ones, closed ones, or both; sorted by name."""
    assert (await stranger.get("livechat/rooms"))[0] == 403
    wrong = [
        {"customFields": "texto"},
        {"customFields": "[1]"},
        {"createdAt": "ontem"},
        {"closedAt": "7"},
        {"inventado": "1"},
    ]
    assert await statuses(town.admin, *(("get", "livechat/rooms", asked) for asked in wrong)) == [400] * 5
    await town.visitor_with_room("t-b", name="Bia")
    _, closed = await town.visitor_with_room("t-a", name="Ana")
    await town.admin.post("livechat/room.closeByUser", rid=closed, comment="fim")
    for asked, names in (
        ({"open": "true"}, {"Bia"}),
        ({"open": "false"}, {"Ana"}),
        ({}, {"Ana", "Bia"}),
    ):
        _, body = await town.admin.get("livechat/rooms", **asked)
        assert {room["fname"] for room in body["rooms"]} == names
    for way, names_in_order in ((1, ["Ana", "Bia"]), (-1, ["Bia", "Ana"])):
        _, body = await town.admin.get("livechat/rooms", sort=f'{{"fname": {way}}}')
        assert [room["fname"] for room in body["rooms"]] == names_in_order


async def test_00_rooms_joining(town: Town, stranger: Person) -> None:
    """403 without rights, 400 without or with an unknown room, 200."""
    _, room_id = await town.visitor_with_room()
    assert (await stranger.get("livechat/room.join", roomId=room_id))[0] == 403
    calls = [{}, {"roomId": NOBODY}, {"roomId": room_id}]
    assert await statuses(town.admin, *(("get", "livechat/room.join", asked) for asked in calls)) == [
        400,
        400,
        200,
    ]


async def test_00_rooms_closing_by_an_agent(town: Town, stranger: Person) -> None:
    """401, 400, 403, 400 and 400 for who may not; without or with an empty comment 400; then 200, and 400 again."""
    _, room_id = await town.visitor_with_room()
    path = "livechat/room.closeByUser"
    assert (await town.post(path, rid=room_id, comment="fim"))[0] == 401
    assert (await town.bot.post(path, comment="fim"))[0] == 400
    assert (await stranger.post(path, rid=room_id, comment="fim"))[0] == 403
    assert (await town.bot.post(path, rid=NOBODY, comment="fim"))[0] == 400
    assert (await town.ana.post(path, rid=room_id, comment="fim"))[0] == 400
    status, body = await town.bot.post(path, rid=room_id)
    assert (status, body["success"], body["error"]) == (400, False, "error-comment-is-required")
    assert (await town.bot.post(path, rid=room_id, comment=""))[0] == 400
    assert (await town.bot.post(path, rid=room_id, comment="fim"))[0] == 200
    assert (await town.bot.post(path, rid=room_id, comment="fim"))[0] == 400


async def test_00_rooms_forwarding_needs_both_rights_and_a_target(town: Town, stranger: Person) -> None:
    """403 with "unauthorized" without either right; without a target 400."""
    _, room_id = await town.visitor_with_room()
    for person in (stranger, town.bot):
        status, body = await person.post("livechat/room.forward", roomId=room_id, userId=town.ana.id)
        assert (status, body["success"]) == (403, False)
        assert "unauthorized" in body["error"]
    assert (await town.admin.post("livechat/room.forward", roomId=room_id))[0] == 400


async def test_00_rooms_forwarding_to_an_agent_is_the_last_message(town: Town) -> None:
    """By the caller, with comment, scope agent and the agent's name; the history of transfers holds one entry."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    status, history = await town.admin.get(f"livechat/transfer.history/{room_id}")
    assert (status, history["history"]) == (200, [])
    body = {"roomId": room_id, "userId": town.ana.id, "comment": "por favor"}
    assert (await town.admin.post("livechat/room.forward", **body))[0] == 200
    _, info = await town.admin.get("rooms.info", roomId=room_id)
    last = info["room"]["lastMessage"]
    assert (last["t"], last["u"]["username"]) == ("livechat_transfer_history", "chefe")
    told = last["transferData"]
    assert (told["comment"], told["scope"], told["transferredTo"]["username"]) == (
        "por favor",
        "agent",
        "ana",
    )
    _, history = await town.admin.get(f"livechat/transfer.history/{room_id}")
    assert [entry["scope"] for entry in history["history"]] == ["agent"]
    assert history["history"][0]["transferredBy"]["username"] == "chefe"


async def test_00_rooms_the_history_of_transfers_needs_rights_and_a_room(town: Town) -> None:
    """403 and 400."""
    assert (await town.bot.get(f"livechat/transfer.history/{NOBODY}"))[0] == 403
    assert (await town.admin.get(f"livechat/transfer.history/{NOBODY}"))[0] == 400


async def test_00_rooms_a_department_that_takes_chats_while_offline(town: Town) -> None:
    """allowReceiveForwardOffline: 200, queued there, taken when the agent comes online."""
    town.let_bots_forward()
    town.urgency["allowReceiveForwardOffline"] = True
    _, room_id = await town.visitor_with_room()
    assert (await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"]))[
        0
    ] == 200
    _, info = await town.admin.get("rooms.info", roomId=room_id)
    assert (info["room"]["departmentId"], "servedBy" in info["room"]) == (town.urgency["_id"], False)
    link = await town.ana.connect()
    await link.call("UserPresence:online")
    _, info = await town.admin.get("rooms.info", roomId=room_id)
    assert info["room"]["servedBy"]["username"] == "ana"


async def test_00_rooms_saving_a_rooms_information(town: Town) -> None:
    """400 without either part or with wrong types; 403 for who does not serve it."""
    _, room_id = await town.visitor_with_room()
    guest = {"_id": town.visitor()["_id"]}
    wrong: list[dict[str, Any]] = [
        {},
        {"roomData": {"_id": room_id}},
        {"guestData": guest},
        {"roomData": "x", "guestData": "y"},
    ]
    calls = [("post", "livechat/room.saveInfo", asked) for asked in wrong]
    assert await statuses(town.bot, *calls) == [400] * 4
    about = {"roomData": {"_id": room_id, "topic": "febre", "tags": ["triagem"]}, "guestData": guest}
    assert (await town.ana.post("livechat/room.saveInfo", **about))[0] == 403
    assert (await town.bot.post("livechat/room.saveInfo", **about))[0] == 200
    _, info = await town.admin.get("rooms.info", roomId=room_id)
    assert (info["room"]["topic"], info["room"]["tags"]) == ("febre", ["triagem"])
