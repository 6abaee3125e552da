from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.integration.sandbox.as_rocketchats_own_tests_expect.asking import NOBODY

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


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
