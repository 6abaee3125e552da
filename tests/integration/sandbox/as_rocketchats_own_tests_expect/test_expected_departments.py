from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.integration.sandbox.as_rocketchats_own_tests_expect.asking import NOBODY, statuses

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


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
