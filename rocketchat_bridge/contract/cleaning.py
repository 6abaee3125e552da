"""How is everything removed that a trial made? Found by its prefix on the server, so that a killed trial's rest goes too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from config.told import Told
from rocketchat_bridge.admin import Server
from rocketchat_bridge.admin_errors import AdminError
from rocketchat_bridge.contract.stage import PREFIX

_PAGE = 50
_REMOVAL = "Omnichannel_enable_department_removal"


def open_conversations(server: Server) -> int:
    """How many conversations of real people are open."""
    rooms = _found(server, "livechat/rooms", "rooms", open="true")
    return sum(not _ours(room.get("fname")) for room in rooms)


def remove_all(server: Server) -> list[str]:
    """Remove what bears the prefix; returns what is still there, each with the reason."""
    left: list[str] = []
    for step in (_conversations, _departments, _accounts):
        try:
            left += step(server)
        except AdminError as error:
            left.append(str(error))
    return left


def _conversations(server: Server) -> Iterator[str]:
    for room in _rooms(server, open="true"):
        body = {"rid": room["_id"], "comment": "fim do ensaio"}
        yield from _tried(server, f"a conversa {room['_id']}", "livechat/room.closeByUser", body)
    tokens = {token for room in _rooms(server) if (token := (room.get("v") or {}).get("token"))}
    for token in sorted(tokens):
        yield from _attempt(
            server,
            "um visitante do ensaio",
            lambda: server.client.call_api_delete(f"livechat/visitor/{token}"),  # ruff: ignore[function-uses-loop-variable] - called at once
        )


def _departments(server: Server) -> Iterator[str]:
    ours = [
        found
        for found in _found(server, "livechat/department", "departments", text=PREFIX)
        if _ours(found.get("name"))
    ]
    if not ours:
        return
    allowed = server.setting(_REMOVAL)
    if not allowed:
        server.set_setting(_REMOVAL, True)
    try:
        for department in ours:
            yield from _attempt(
                server,
                f"o departamento {department['name']}",
                lambda: server.client.call_api_delete(f"livechat/department/{department['_id']}"),  # ruff: ignore[function-uses-loop-variable] - called at once
            )
    finally:
        if not allowed:
            server.set_setting(_REMOVAL, False)


def _accounts(server: Server) -> Iterator[str]:
    for user in list(_found(server, "livechat/users/agent", "users", text=PREFIX)):
        if _ours(user.get("username")):
            body = {"userId": user["_id"], "confirmRelinquish": True}
            yield from _tried(server, f"a conta {user['username']}", "users.delete", body)


def _rooms(server: Server, **more: str) -> list[dict[str, Any]]:
    found = _found(server, "livechat/rooms", "rooms", roomName=PREFIX, **more)
    return [room for room in found if _ours(room.get("fname"))]


def _found(server: Server, path: str, key: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        offset = len(found)
        answer = server.ask(
            Told(f"a lista {path}", f"the list {path}"),
            lambda: server.client.call_api_get(path, offset=offset, count=_PAGE, **query),  # ruff: ignore[function-uses-loop-variable] - called at once
        )
        found += answer.get(key) or ()
        if len(found) >= answer.get("total", 0) or len(found) == offset:
            return found


def _tried(server: Server, what: str, call: str, body: dict[str, Any]) -> Iterator[str]:
    return _attempt(server, what, lambda: server.client.call_api_post(call, body=body))


def _attempt(server: Server, what: str, call: Callable[[], Any]) -> Iterator[str]:
    """Nothing when it is gone, else what stays and why."""
    try:
        server.confirmed(Told(f"a remoção: {what}", f"the removal: {what}"), call)
    except AdminError as error:
        yield f"{what}: {error}"


def _ours(name: object) -> bool:
    return isinstance(name, str) and name.startswith(PREFIX)
