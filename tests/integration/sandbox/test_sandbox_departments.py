"""Departments: made, read, changed, archived, removed, and who works in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import Style
from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town

VACCINES = {
    "name": "Vacinas",
    "email": "v@town.example",
    "enabled": True,
    "showOnRegistration": False,
    "showOnOfflineForm": False,
}


async def test_a_department_is_made_with_its_agents(town: Town) -> None:
    """The answer shows both; the agent lists its departments."""
    agents = [{"agentId": town.bruno.id, "order": 1}]
    status, body = await town.admin.post("livechat/department", department=VACCINES, agents=agents)
    assert status == 200
    department = body["department"]
    assert (department["name"], department["numAgents"]) == ("Vacinas", 1)
    assert [agent["username"] for agent in body["agents"]] == ["bruno"]
    _, body = await town.bruno.get(f"livechat/agents/{town.bruno.id}/departments")
    assert {line["departmentName"] for line in body["departments"]} == {"Atendimento", "Vacinas"}


async def test_agents_may_not_make_departments(town: Town) -> None:
    """403; missing keys are a 400."""
    assert (await town.ana.post("livechat/department", department=VACCINES))[0] == 403
    assert (await town.admin.post("livechat/department", department={"name": "x"}))[0] == 400


async def test_the_community_edition_allows_one_department() -> None:
    """The second is refused when the limit is set."""
    async with towns.start(department_limit=2) as town:
        _, body = await town.admin.get("livechat/department/isDepartmentCreationAvailable")
        assert body["isDepartmentCreationAvailable"] is False
        status, body = await town.admin.post("livechat/department", department=VACCINES)
    assert (status, body["error"]) == (400, "error-max-departments-number-reached")


async def test_departments_are_found(town: Town) -> None:
    """By text, own ones, by id, for autocompletion."""
    _, body = await town.ana.get("livechat/department", text="urg")
    assert [d["name"] for d in body["departments"]] == ["Urgência"]
    _, body = await town.ana.get("livechat/department", onlyMyDepartments="true")
    assert [d["name"] for d in body["departments"]] == ["Urgência"]
    _, body = await town.ana.get(f"livechat/department/{town.desk['_id']}")
    assert (body["department"]["name"], body["agents"][0]["username"]) == ("Atendimento", "bruno")
    query = {"selector": '{"term":"aten"}', "onlyMyDepartments": "false"}
    _, body = await town.ana.get("livechat/department.autocomplete", **query)
    assert [item["name"] for item in body["items"]] == ["Atendimento"]
    _, body = await town.ana.get("livechat/department.listByIds", **{"ids[]": town.desk["_id"]})
    assert len(body["departments"]) == 1


async def test_an_unknown_department_is_null_in_7_and_missing_in_8(town: Town) -> None:
    """Majors differ."""
    assert (await town.ana.get("livechat/department/nothing"))[0] == 404
    async with towns.start(style=Style.SEVEN) as older:
        status, body = await older.ana.get("livechat/department/nothing")
    assert (status, body["department"]) == (200, None)


async def test_agents_join_and_leave_a_department(town: Town) -> None:
    """`upsert` and `remove` are both required; the agent is told over its own stream."""
    ana = await town.ana.connect()
    await ana.subscribe("stream-notify-user", f"{town.ana.id}/departmentAgentData")
    path = f"livechat/department/{town.desk['_id']}/agents"
    agent = {"agentId": town.ana.id, "username": "ana"}
    assert (await town.admin.post(path, upsert=[agent]))[0] == 400
    assert (await town.admin.post(path, upsert=[agent], remove=[]))[0] == 200
    args = await ana.hears(f"{town.ana.id}/departmentAgentData")
    assert (args[0]["action"], args[0]["departmentId"]) == ("inserted", town.desk["_id"])
    assert {a["username"] for a in (await town.admin.get(path))[1]["agents"]} == {"ana", "bruno"}
    assert (await town.admin.post(path, upsert=[], remove=[agent]))[0] == 200
    await ana.hears(f"{town.ana.id}/departmentAgentData", lambda args: args[0]["action"] == "removed")


async def test_a_department_is_changed_archived_and_brought_back(town: Town) -> None:
    """Archived ones are listed only on demand and refuse forwards."""
    town.let_bots_forward()
    path = f"livechat/department/{town.urgency['_id']}"
    status, body = await town.admin.put(path, department={**VACCINES, "name": "Pronto"})
    assert (status, body["department"]["name"]) == (200, "Pronto")
    assert (await town.admin.post(f"{path}/archive"))[0] == 200
    _, body = await town.ana.get("livechat/department")
    assert [d["name"] for d in body["departments"]] == ["Atendimento"]
    _, room_id = await town.visitor_with_room()
    _, body = await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"])
    assert body["error"] == "error-invalid-department"
    assert (await town.admin.post(f"{path}/unarchive"))[0] == 200


async def test_a_removed_department_is_taken_from_its_rooms(town: Town) -> None:
    """Only while removal is allowed; unknown ones are refused."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room(department="Urgência")
    path = f"livechat/department/{town.urgency['_id']}"
    assert (await town.admin.delete(path))[0] == 400
    town.box.world.settings["Omnichannel_enable_department_removal"] = True
    assert (await town.admin.delete(path))[0] == 200
    assert "departmentId" not in town.box.world.rooms.required(room_id)
    _, body = await town.admin.delete(path)
    assert body["error"] == "error-department-not-found"


async def test_the_queue_counts_chats_of_agents(town: Town) -> None:
    """One line per agent and department."""
    await town.visitor_with_room("t1")
    await town.visitor_with_room("t2")
    _, body = await town.ana.get("livechat/queue")
    assert [(line["user"]["username"], line["chats"]) for line in body["queue"]] == [("bela", 2)]
    _, body = await town.ana.get("livechat/config/routing")
    assert body["config"]["autoAssignAgent"] is True
