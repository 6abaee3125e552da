"""The sandbox answers what Rocket.Chat's own end-to-end tests of livechat assert.

Written from what is known of those tests (apps/meteor/tests/end-to-end/api/livechat of 6.4, 7.x and 8.x); each test names its
area. What other files of this folder state already is not repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town

NOBODY = "naoexistenaoexist"


@pytest.fixture
def stranger(town: Town) -> Person:
    """An account without any omnichannel role."""
    return town.person("vizinho", "user")


async def statuses(caller: Any, *calls: tuple[str, str, dict[str, Any]]) -> list[int]:
    """The status of each call: method, path, and query or body."""
    found = []
    for method, path, asked in calls:
        status, _ = await getattr(caller, method)(path, **asked)
        found.append(status)
    return found


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


async def test_20_messages_one_message(town: Town) -> None:
    """Without token, room or text 400, with unknown ones 400; PUT answers the new text, DELETE the id."""
    token, room_id = await town.visitor_with_room()
    asked = {"token": token, "rid": room_id}
    _, body = await town.post("livechat/message", **asked, msg="oi")
    path = f"livechat/message/{body['message']['_id']}"
    more: dict[str, Any]
    for method, more in (("GET", {}), ("PUT", {"msg": "olá"}), ("DELETE", {})):
        whole = {**asked, **more}
        for name in whole:
            left = {key: value for key, value in whole.items() if key != name}
            options = {"params": left} if method == "GET" else {"json": left}
            assert (await town.call(method, path, **options))[0] == 400
        options = {"params": whole} if method == "GET" else {"json": whole}
        assert (await town.call(method, f"livechat/message/{NOBODY}", **options))[0] == 400
        status, body = await town.call(method, path, **options)
        assert (status, body["success"]) == (200, True)
        if method == "PUT":
            assert body["message"]["msg"] == "olá"
        assert body["message"]["_id"] == path.rsplit("/", maxsplit=1)[-1]


async def test_20_messages_the_history(town: Town) -> None:
    """Without or with a wrong token, or of an unknown room: 400; limit and offset are kept to."""
    token, room_id = await town.visitor_with_room()
    for number in range(5):
        await town.post("livechat/message", token=token, rid=room_id, msg=str(number))
    path = f"livechat/messages.history/{room_id}"
    assert (await town.get(path))[0] == 400
    assert (await town.get(path, token="inventado"))[0] == 400
    assert (await town.get(f"livechat/messages.history/{NOBODY}", token=token))[0] == 400
    _, body = await town.get(path, token=token, limit="2")
    assert [message["msg"] for message in body["messages"]] == ["4", "3"]
    _, earlier = await town.get(path, token=token, limit="2", end=body["messages"][-1]["ts"])
    assert [message["msg"] for message in earlier["messages"]] == ["2", "1"]


async def test_20_messages_of_a_room_for_agents(town: Town, stranger: Person) -> None:
    """403, 400 for an unknown room; searched by a whole or a part of a word, and all with an empty term."""
    token, room_id = await town.visitor_with_room()
    for text in ("tenho febre", "e tosse"):
        await town.post("livechat/message", token=token, rid=room_id, msg=text)
    path = f"livechat/{room_id}/messages"
    assert (await stranger.get(path))[0] == 403
    assert (await town.bot.get(f"livechat/{NOBODY}/messages"))[0] == 400
    for term, count in (("febre", 1), ("feb", 1), ("", 2), ("gripe", 0)):
        _, body = await town.bot.get(path, searchTerm=term)
        assert len(body["messages"]) == count


async def test_20_messages_written_for_a_visitor(town: Town) -> None:
    """Wrong bodies 400; the answer tells text, author and time."""
    wrong: dict[str, Any]
    for wrong in (
        {},
        {"visitor": {}},
        {"visitor": {"token": "t"}},
        {"visitor": {"token": "t"}, "messages": [{}]},
    ):
        assert (await town.admin.post("livechat/messages", **wrong))[0] == 400
    status, body = await town.admin.post(
        "livechat/messages", visitor={"token": "t"}, messages=[{"msg": "oi"}]
    )
    assert status == 200
    assert body["messages"][0]["msg"] == "oi"
    assert {"username", "ts"} <= set(body["messages"][0])


async def test_09_visitors_are_registered(town: Town) -> None:
    """Without visitor or token 400; token, status, phone; the same phone gives the old token back."""
    wrong: dict[str, Any]
    for wrong in ({}, {"visitor": {}}, {"visitor": {"name": "Ana"}}):
        assert (await town.post("livechat/visitor", **wrong))[0] == 400
    visitor = {"token": "t1", "name": "Ana", "phone": "5585999990000"}
    _, body = await town.post("livechat/visitor", visitor=visitor)
    assert (body["visitor"]["token"], body["visitor"]["status"]) == ("t1", "online")
    assert body["visitor"]["phone"][0]["phoneNumber"] == "5585999990000"
    _, body = await town.post("livechat/visitor", visitor={**visitor, "token": "t2"})
    assert body["visitor"]["token"] == "t1"


async def test_09_visitors_are_shown_and_forgotten_by_token(town: Town) -> None:
    """An unknown one is `[invalid-token]`; with an open room it stays; then id and time are answered, and its rooms are gone."""
    status, body = await town.get(f"livechat/visitor/{NOBODY}")
    assert (status, body["success"]) == (400, False)
    assert "[invalid-token]" in body["error"]
    token, room_id = await town.visitor_with_room()
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert status == 400
    assert "visitor-has-open-rooms" in body["error"]
    await town.post("livechat/room.close", rid=room_id, token=token)
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert (status, {"_id", "ts"} <= set(body["visitor"])) == (200, True)
    assert (await town.admin.get("rooms.info", roomId=room_id))[0] == 400


async def test_09_visitors_are_described_to_agents(town: Town, stranger: Person) -> None:
    """403; unknown `visitor-not-found`; known ones by id, without token since 8.5."""
    await town.visitor_with_room()
    visitor_id = town.visitor()["_id"]
    assert (await stranger.get("livechat/visitors.info", visitorId=visitor_id))[0] == 403
    status, body = await town.admin.get("livechat/visitors.info", visitorId=NOBODY)
    assert (status, body["error"]) == (400, "visitor-not-found")
    _, body = await town.admin.get("livechat/visitors.info", visitorId=visitor_id)
    assert (body["visitor"]["_id"], "token" in body["visitor"]) == (visitor_id, False)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("livechat/visitor.status", {"status": "away"}),
        (
            "livechat/page.visited",
            {"pageInfo": {"change": "url", "title": "Saúde", "location": {"href": "/"}}},
        ),
        ("livechat/transcript", {"rid": "{rid}", "email": "ana@example.org"}),
        ("livechat/custom.fields", {"customFields": [{"key": "cpf", "value": "1", "overwrite": True}]}),
        ("livechat/custom.field", {"key": "cpf", "value": "1", "overwrite": True}),
        ("livechat/offline.message", {"name": "Ana", "email": "ana@example.org", "message": "liguem"}),
    ],
)
async def test_09_visitors_parameters_are_all_needed(town: Town, path: str, whole: dict[str, Any]) -> None:
    """Each missing one is a 400; all of them a 200."""
    token, room_id = await town.visitor_with_room()
    field = {"field": "cpf", "label": "CPF", "scope": "visitor", "visibility": "visible", "regexp": ""}
    await town.admin.post("livechat/custom-fields.save", customFieldData=field)
    asked = {key: room_id if value == "{rid}" else value for key, value in whole.items()}
    if path != "livechat/offline.message":
        asked["token"] = token
    for name in asked:
        left = {key: value for key, value in asked.items() if key != name}
        assert (await town.post(path, **left))[0] == 400, name
    assert (await town.post(path, **asked))[0] == 200


async def test_11_livechat_the_configuration(town: Town) -> None:
    """Disabled it says only so; else settings, departments, whether a department is online, guest and room where known."""
    settings = town.box.world.settings
    settings["Livechat_enabled"] = False
    assert (await town.get("livechat/config"))[1]["config"] == {"enabled": False}
    settings["Livechat_enabled"] = True
    settings["Livechat_assign_new_conversation_to_bot"] = False
    _, body = await town.get("livechat/config")
    assert body["config"]["enabled"] is True
    assert isinstance(body["config"]["departments"], list)
    assert "settings" in body["config"]
    for online in (False, True):
        if online:
            town.come_online(town.ana)
        _, body = await town.get("livechat/config", department=town.urgency["_id"])
        assert body["config"]["online"] is online
    _, body = await town.get("livechat/config", token="inventado")
    assert {"guest", "room"}.isdisjoint(body["config"])
    token, room_id = await town.visitor_with_room()
    _, body = await town.get("livechat/config", token=token)
    assert (body["config"]["guest"]["token"], body["config"]["room"]["_id"]) == (token, room_id)


async def test_10_departments_are_made_read_and_removed(town: Town, stranger: Person) -> None:
    """403 and 400; the made one shows its switches; removing an unknown one is refused, and rooms lose a removed one."""
    assert (await stranger.get("livechat/department"))[0] == 403
    whole = {
        "enabled": True,
        "name": "Vacinas",
        "email": "v@example.org",
        "showOnRegistration": True,
        "showOnOfflineForm": True,
    }
    assert (await stranger.post("livechat/department", department=whole))[0] == 403
    for name in whole:
        left = {key: value for key, value in whole.items() if key != name}
        assert (await town.admin.post("livechat/department", department=left))[0] == 400, name
    status, body = await town.admin.post("livechat/department", department=whole)
    assert status == 200
    made = body["department"]
    assert {"_id", "name", "enabled", "showOnOfflineForm", "showOnRegistration"} <= set(made)
    town.box.world.settings["Omnichannel_enable_department_removal"] = True
    status, body = await town.admin.delete(f"livechat/department/{NOBODY}")
    assert status == 400
    assert "error-department-not-found" in body["error"]
    _, room_id = await town.visitor_with_room()
    town.box.world.rooms.required(room_id)["departmentId"] = made["_id"]
    assert (await town.admin.delete(f"livechat/department/{made['_id']}"))[0] == 200
    assert "departmentId" not in (await town.admin.get("rooms.info", roomId=room_id))[1]["room"]


async def test_10_departments_agents_are_changed(town: Town, stranger: Person) -> None:
    """403; both lists are needed, and each entry's id and name."""
    path = f"livechat/department/{town.urgency['_id']}/agents"
    assert (await stranger.post(path, upsert=[], remove=[]))[0] == 403
    wrong: dict[str, Any]
    for wrong in (
        {},
        {"upsert": []},
        {"remove": []},
        {"upsert": [{}], "remove": []},
        {"upsert": [], "remove": [{"agentId": "x"}]},
    ):
        assert (await town.admin.post(path, **wrong))[0] == 400
    bruno = {"agentId": town.bruno.id, "username": "bruno"}
    assert (await town.admin.post(path, upsert=[bruno], remove=[]))[0] == 200
    _, body = await town.admin.get(path)
    assert {agent["username"] for agent in body["agents"]} == {"ana", "bruno"}


async def test_05_inquiries_need_rights(town: Town, stranger: Person) -> None:
    """Each of the three readings is a 403 without them."""
    paths = [
        ("get", "livechat/inquiries.list", {}),
        ("get", "livechat/inquiries.queuedForUser", {}),
        ("get", "livechat/inquiries.getOne", {"roomId": NOBODY}),
    ]
    assert await statuses(stranger, *paths) == [403, 403, 403]
    assert await statuses(town.admin, *paths) == [200, 200, 200]


async def test_05_inquiries_are_taken(town: Town) -> None:
    """Queued ones only are listed; an unknown user or inquiry is a 400, then the inquiry is answered."""
    town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    town.box.world.settings["Livechat_assign_new_conversation_to_bot"] = False
    town.come_online(town.ana, town.bruno)
    _, room_id = await town.visitor_with_room()
    _, body = await town.admin.get("livechat/inquiries.list")
    assert [inquiry["status"] for inquiry in body["inquiries"]] == ["queued"]
    inquiry_id = town.inquiry(room_id)["_id"]
    path = "livechat/inquiries.take"
    assert (await town.ana.post(path, inquiryId=inquiry_id, userId=NOBODY))[0] == 400
    assert (await town.ana.post(path, inquiryId=NOBODY))[0] == 400
    assert (await town.ana.post(path, inquiryId={"a": 1}))[0] == 400
    status, body = await town.ana.post(path, inquiryId=inquiry_id)
    assert (status, body["inquiry"]["_id"]) == (200, inquiry_id)
    _, body = await town.admin.get("livechat/inquiries.list")
    assert body["inquiries"] == []


async def test_01_agents_are_listed_and_made(town: Town, stranger: Person) -> None:
    """403; an unknown kind or name is a 400; who was made is in the list, and taken away again."""
    assert (await stranger.get("livechat/users/agent"))[0] == 403
    assert (await stranger.post("livechat/users/agent", username="vizinho"))[0] == 403
    assert (await town.admin.get("livechat/users/inventado"))[0] == 400
    assert (await town.admin.post("livechat/users/inventado", username="vizinho"))[0] == 400
    assert (await town.admin.post("livechat/users/agent", username="ninguem"))[0] == 400
    status, body = await town.admin.post("livechat/users/agent", username="vizinho")
    assert (status, body["user"]["username"]) == (200, "vizinho")
    _, body = await town.admin.get("livechat/users/agent")
    assert "vizinho" in {user["username"] for user in body["users"]}
    assert (await town.admin.delete(f"livechat/users/agent/{stranger.id}"))[0] == 200
    _, body = await town.admin.get(f"livechat/users/agent/{stranger.id}")
    assert body["user"] is None


async def test_01_agents_are_shown_to_the_visitor(town: Town) -> None:
    """agent.info names who serves; agent.next says only `success` while a room is open."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.get(f"livechat/agent.info/{room_id}/{token}")
    assert body["agent"]["username"] == "bela"
    assert (await town.get(f"livechat/agent.info/{room_id}/inventado"))[0] == 400
    assert (await town.get(f"livechat/agent.info/{NOBODY}/{token}"))[0] == 400
    assert (await town.get(f"livechat/agent.next/{token}"))[1] == {"success": True}


async def test_01_agents_change_their_status(town: Town) -> None:
    """Somebody else's without the right 403, of nobody 404, a wrong word 400, then the status."""
    path = "livechat/agent.status"
    assert (await town.ana.post(path, status="available", agentId=town.bruno.id))[0] == 403
    assert (await town.admin.post(path, status="available", agentId=NOBODY))[0] == 404
    assert (await town.ana.post(path, status="dormindo"))[0] == 400
    for status in ("not-available", "available"):
        assert (await town.ana.post(path, status=status))[1]["status"] == status
    assert (await town.admin.post(path, status="not-available", agentId=town.ana.id))[0] == 200


async def test_24_routing_gives_rooms_to_who_has_fewest(town: Town) -> None:
    """Auto_Selection; with nobody online the refusal is told; the bot gets them all when it is to."""
    settings = town.box.world.settings
    settings["Livechat_assign_new_conversation_to_bot"] = False
    town.admin.user["roles"] = [role for role in town.admin.user["roles"] if role != "livechat-agent"]
    await town.admin.post("livechat/agent.status", status="not-available", agentId=town.bot.id)
    await town.post("livechat/visitor", visitor={"token": "t0"})
    status, body = await town.get("livechat/room", token="t0")
    assert (status, body["error"]) == (400, "Sorry, no online agents [no-agent-online]")
    town.come_online(town.ana, town.bruno)
    served = set()
    for token in ("t1", "t2"):
        _, room_id = await town.visitor_with_room(token)
        served.add(town.box.world.rooms.required(room_id)["servedBy"]["username"])
    assert served == {"ana", "bruno"}
    for method in ("Auto_Selection", "Manual_Selection"):
        settings["Livechat_Routing_Method"] = method
        settings["Livechat_assign_new_conversation_to_bot"] = True
        _, room_id = await town.visitor_with_room(f"t-{method}")
        assert town.box.world.rooms.required(room_id)["servedBy"]["username"] == "bela"
