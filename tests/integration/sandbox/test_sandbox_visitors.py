"""Visitors: registration, merging, rooms, messages and history, as the widget uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


async def test_a_new_visitor_is_registered(town: Town) -> None:
    """The answer shows token, a made-up user name, status online and the phone."""
    guest = {"token": "t1", "name": "Maria", "email": "m@x.org", "phone": "+558588887777"}
    status, body = await town.post("livechat/visitor", visitor=guest)
    visitor = body["visitor"]
    assert status == 200
    assert (visitor["token"], visitor["username"], visitor["status"]) == ("t1", "guest-1", "online")
    assert visitor["phone"] == [{"phoneNumber": "+558588887777"}]
    assert visitor["visitorEmails"] == [{"address": "m@x.org"}]


async def test_the_same_phone_keeps_the_old_token(town: Town) -> None:
    """A second token with a known phone is the same visitor, whose first token stays in force."""
    await town.post("livechat/visitor", visitor={"token": "old", "phone": "+5585"})
    _, body = await town.post("livechat/visitor", visitor={"token": "new", "phone": "+5585"})
    assert body["visitor"]["token"] == "old"
    status, body = await town.get("livechat/room", token="new")
    assert (status, body["error"]) == (400, "invalid-token")


async def test_the_same_email_gets_the_new_token(town: Town) -> None:
    """The older session of that person dies."""
    await town.post("livechat/visitor", visitor={"token": "old", "email": "m@x.org"})
    _, body = await town.post("livechat/visitor", visitor={"token": "new", "email": "m@x.org"})
    assert body["visitor"]["token"] == "new"
    assert (await town.get("livechat/visitor/old"))[0] == 400


@pytest.mark.parametrize("body", [{}, {"visitor": {}}, {"visitor": {"name": "Maria"}}])
async def test_a_visitor_needs_a_token(town: Town, body: dict) -> None:
    """Anything else is a 400."""
    assert (await town.post("livechat/visitor", **body))[0] == 400


async def test_an_unknown_department_or_address_is_refused(town: Town) -> None:
    """Each with its own code."""
    _, body = await town.post("livechat/visitor", visitor={"token": "t", "department": "Lua"})
    assert body["errorType"] == "error-invalid-department"
    _, body = await town.post("livechat/visitor", visitor={"token": "t", "email": "nada"})
    assert body["errorType"] == "error-invalid-email"


async def test_only_defined_custom_fields_are_stored(town: Town) -> None:
    """Undefined ones are skipped silently at registration and refused by their own route."""
    data = {"field": "cpf", "label": "CPF", "scope": "visitor", "visibility": "visible", "regexp": "^[0-9]+$"}
    assert (await town.admin.post("livechat/custom-fields.save", customFieldData=data))[0] == 200
    fields = [
        {"key": "cpf", "value": "123", "overwrite": True},
        {"key": "cor", "value": "azul", "overwrite": True},
    ]
    _, body = await town.post("livechat/visitor", visitor={"token": "t", "customFields": fields})
    assert body["visitor"]["livechatData"] == {"cpf": "123"}
    _, body = await town.post("livechat/custom.field", token="t", **fields[1])
    assert body["error"] == "invalid-custom-field"
    wrong = {"key": "cpf", "value": "abc", "overwrite": True}
    _, body = await town.post("livechat/custom.field", token="t", **wrong)
    assert body["errorType"] == "error-invalid-custom-field-value"


async def test_a_visitor_is_shown_and_forgotten_by_token(town: Town) -> None:
    """Not while a room is open; afterwards the token is unknown."""
    token, room_id = await town.visitor_with_room()
    assert (await town.get(f"livechat/visitor/{token}"))[1]["visitor"]["token"] == token
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert (status, body["errorType"]) == (400, "visitor-has-open-rooms")
    await town.post("livechat/room.close", rid=room_id, token=token)
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert status == 200
    assert set(body["visitor"]) == {"_id", "ts"}
    status, body = await town.get(f"livechat/visitor/{token}")
    assert status == 400
    assert "[invalid-token]" in body["error"]


async def test_agents_see_visitors_without_their_token(town: Town) -> None:
    """Since 8.5 the token stays secret; unknown ids are refused."""
    await town.visitor_with_room()
    visitor_id = town.visitor()["_id"]
    status, body = await town.bot.get("livechat/visitors.info", visitorId=visitor_id)
    assert status == 200
    assert body["visitor"]["_id"] == visitor_id
    assert "token" not in body["visitor"]
    status, body = await town.bot.get("livechat/visitors.info", visitorId="nobody")
    assert (status, body["error"]) == (400, "visitor-not-found")
    assert (await town.get("livechat/visitors.info", visitorId=visitor_id))[0] == 401


async def test_one_visitor_has_one_open_room(town: Town) -> None:
    """The second call returns the same room and says so; a widget is told by its cookie."""
    await town.post("livechat/visitor", visitor={"token": "t"})
    _, first = await town.get("livechat/room", token="t")
    _, second = await town.get("livechat/room", token="t")
    assert (first["newRoom"], second["newRoom"]) == (True, False)
    assert first["room"]["_id"] == second["room"]["_id"]
    assert first["room"]["v"]["token"] == "t"
    assert first["room"]["source"]["type"] == "api"
    await town.post("livechat/visitor", visitor={"token": "w"})
    cookies = {"Cookie": "rc_room_type=l; rc_is_widget=t"}
    _, widget = await town.call("GET", "livechat/room", params={"token": "w"}, headers=cookies)
    assert widget["room"]["source"]["type"] == "widget"


@pytest.mark.parametrize("query", [{}, {"token": "nobody"}, {"token": "t", "rid": "nowhere"}])
async def test_a_room_needs_a_known_token_and_an_own_room(town: Town, query: dict) -> None:
    """Everything else is a 400."""
    await town.post("livechat/visitor", visitor={"token": "t"})
    assert (await town.get("livechat/room", **query))[0] == 400


async def test_nobody_online_refuses_new_rooms(town: Town) -> None:
    """Without a bot and without agents online the code is no-agent-online."""
    town.box.world.settings["Livechat_assign_new_conversation_to_bot"] = False
    town.bot.user["statusLivechat"] = "not-available"
    await town.post("livechat/visitor", visitor={"token": "t"})
    status, body = await town.get("livechat/room", token="t")
    assert (status, body["error"]) == (400, "Sorry, no online agents [no-agent-online]")
    town.box.world.settings["Livechat_accept_chats_with_no_agents"] = True
    assert (await town.get("livechat/room", token="t"))[0] == 200


async def test_visitor_messages_appear_in_the_history_newest_first(town: Town) -> None:
    """System messages are included, dates are ISO text, and limit and offset are honoured."""
    token, room_id = await town.visitor_with_room(name="Maria")
    for text in ("um", "dois", "três"):
        status, body = await town.post("livechat/message", token=token, rid=room_id, msg=text)
        assert status == 200
        assert body["message"]["alias"] == "Maria"
    path = f"livechat/messages.history/{room_id}"
    _, body = await town.get(path, token=token)
    texts = [message["msg"] for message in body["messages"]]
    assert texts[:3] == ["três", "dois", "um"]
    assert body["messages"][0]["ts"].endswith("Z")
    assert {"livechat-started", "command", "uj"} <= {message.get("t") for message in body["messages"]}
    _, body = await town.get(path, token=token, limit=1, offset=1)
    assert [message["msg"] for message in body["messages"]] == ["dois"]
    assert (await town.get(path))[0] == 400
    assert (await town.get(path, token="nobody"))[0] == 400
    assert (await town.get("livechat/messages.history/nowhere", token=token))[0] == 400
    assert (await town.get(path, token=token, end="ontem"))[0] == 400
    _, body = await town.get(path, token=token, end="2000-01-01T00:00:00.000Z")
    assert body["messages"] == []


async def test_a_visitor_cannot_reach_another_ones_room(town: Town) -> None:
    """Reading and writing are refused as invalid-room."""
    _, room_id = await town.visitor_with_room("tok-maria")
    await town.visitor_with_room("tok-jose")
    _, body = await town.post("livechat/message", token="tok-jose", rid=room_id, msg="oi")
    assert body["error"] == "invalid-room"
    _, body = await town.get(f"livechat/messages.history/{room_id}", token="tok-jose")
    assert body["error"] == "invalid-room"


async def test_a_visitor_edits_and_deletes_a_message(town: Town) -> None:
    """PUT gives the new text, DELETE the id; a deleted one is unknown."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.post("livechat/message", token=token, rid=room_id, msg="ola")
    path = f"livechat/message/{body['message']['_id']}"
    who = {"token": token, "rid": room_id}
    assert (await town.get(path, **who))[1]["message"]["msg"] == "ola"
    _, body = await town.call("PUT", path, json={**who, "msg": "olá"})
    assert body["message"]["msg"] == "olá"
    assert "editedAt" in body["message"]
    status, _ = await town.call("DELETE", path, json=who)
    assert status == 200
    _, body = await town.get(path, **who)
    assert body["error"] == "invalid-message"


async def test_a_message_longer_than_the_setting_allows_is_refused(town: Town) -> None:
    """Only while the limit is switched on."""
    token, room_id = await town.visitor_with_room()
    long = "a" * 20_000
    assert (await town.post("livechat/message", token=token, rid=room_id, msg=long))[0] == 200
    town.box.world.settings.update(
        Livechat_enable_message_character_limit=True, Livechat_message_character_limit=100
    )
    _, body = await town.post("livechat/message", token=token, rid=room_id, msg=long)
    assert body["error"] == "message-length-exceeds-character-limit"


async def test_the_widgets_configuration_tells_the_visitors_state(town: Town) -> None:
    """Guest, room and agent appear with a known token; disabled livechat says only that."""
    _, body = await town.get("livechat/config", token="nobody")
    assert "guest" not in body["config"]
    assert body["config"]["online"] is True
    token, room_id = await town.visitor_with_room(name="Maria")
    _, body = await town.get("livechat/config", token=token)
    config = body["config"]
    assert (config["guest"]["name"], config["room"]["_id"]) == ("Maria", room_id)
    assert config["agent"]["username"] == "bela"
    assert {d["name"] for d in config["departments"]} == {"Urgência", "Atendimento"}
    town.box.world.settings["Livechat_enabled"] = False
    assert (await town.get("livechat/config"))[1]["config"] == {"enabled": False}


async def test_the_widgets_other_calls_are_answered(town: Town) -> None:
    """Status, pages, agent, survey, offline form: each with the shape the widget reads."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.post("livechat/visitor.status", token=token, status="away")
    assert body["status"] == "away"
    page = {"change": "url", "title": "Prefeitura", "location": {"href": "http://x/"}}
    _, body = await town.post("livechat/page.visited", token=token, rid=room_id, pageInfo=page)
    assert body["page"]["msg"] == "Prefeitura - http://x/"
    _, body = await town.get(f"livechat/agent.info/{room_id}/{token}")
    assert body["agent"]["username"] == "bela"
    data = [{"name": "satisfaction", "value": "5"}]
    _, body = await town.post("livechat/room.survey", token=token, rid=room_id, data=data)
    assert body["data"] == {"satisfaction": "5"}
    form = {"name": "M", "email": "m@x.org", "message": "liguem"}
    _, body = await town.post("livechat/offline.message", **form)
    assert body["message"] == "Livechat_offline_message_sent"
    for path in (f"livechat/video.call/{token}", "livechat/webrtc.call"):
        assert (await town.get(path, token=token, rid=room_id))[0] == 400


async def test_messages_can_be_written_as_a_visitor(town: Town) -> None:
    """POST livechat/messages creates visitor and room."""
    status, body = await town.bot.post(
        "livechat/messages", visitor={"token": "neu"}, messages=[{"msg": "oi"}, {"msg": "socorro"}]
    )
    assert status == 200
    assert [message["msg"] for message in body["messages"]] == ["oi", "socorro"]
