"""Which DDP methods are answered, and how?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.ddp import frames, typing_notices
from sandbox.world import access, messages, users

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.ddp.session import Session
    from sandbox.world.documents import Document

_LOGIN_LASTS = timedelta(days=90)


def call(session: Session, name: str, params: list[Any]) -> Any:
    """Carry out a method; RefusedError when it is refused or unknown."""
    method = _METHODS.get(name)
    if method is None:
        raise errors.MeteorError("404", f"Method '{name}' not found")
    user = session.user
    session.gateway.limits.count(name, session_id=session.id, user_id=user["_id"] if user else None)
    return method(session, params)


def _object(params: list[Any], position: int = 0) -> dict[str, Any]:
    value = params[position] if len(params) > position else None
    return value if isinstance(value, dict) else {}


def _login(session: Session, params: list[Any]) -> Document:
    request = _object(params)
    if "totp" in request:
        request = _object([_object([request["totp"]]).get("login")])
    known = session.gateway.world.users
    token = request.get("resume")
    if token is not None:
        user = known.of_token(str(token))
        if user is None:
            raise errors.MeteorError("403", "You've been logged out by the server. Please log in again.")
    else:
        user = _user_with_password(session, request)
        token = users.log_in(session.gateway.world, user)
    session.gateway.logged_in(session, user)
    session.send(frames.user_added(user))
    return {
        "id": user["_id"],
        "token": token,
        "tokenExpires": session.gateway.world.now() + _LOGIN_LASTS,
        "type": "resume" if "resume" in request else "password",
    }


def _user_with_password(session: Session, request: dict[str, Any]) -> Document:
    known = session.gateway.world.users
    wanted = _object([request.get("user")])
    user = known.named(str(wanted.get("username"))) or known.with_email(str(wanted.get("email")))
    password = request.get("password")
    digest = password.get("digest") if isinstance(password, dict) else users.digest(str(password))
    if user is None or not user["active"] or not known.knows_password(user, str(digest)):
        raise errors.MeteorError("403", "User not found")
    return user


def _required_user(session: Session) -> Document:
    if session.user is None:
        raise errors.MeteorError("error-invalid-user", "Invalid user")
    return session.user


def _logout(session: Session, _params: list[Any]) -> None:
    session.gateway.logged_out(session)


def _set_up_connection(session: Session, params: list[Any]) -> None:
    session.visitor_token = str(_object(params).get("token"))
    visitor = session.gateway.world.visitors.of_token(session.visitor_token)
    if visitor is not None:
        visitor["status"] = "online"


def _notify_room(session: Session, params: list[Any]) -> None:
    if len(params) >= typing_notices.FEWEST_PARAMS:
        typing_notices.relay(session, str(params[0]), str(params[1]), params[2], _object(params, 3))


def _send_message(session: Session, params: list[Any]) -> Document:
    user, fields = _required_user(session), _object(params)
    room = _readable_room(session, user, str(fields.get("rid")))
    return messages.from_user(
        session.gateway.world, room, user, {**fields, "msg": str(fields.get("msg") or "")}
    )


def _update_message(session: Session, params: list[Any]) -> None:
    user, fields = _required_user(session), _object(params)
    message = session.gateway.world.messages.get(str(fields.get("_id")))
    if message is None or message["u"]["_id"] != user["_id"]:
        raise errors.MeteorError("error-action-not-allowed", "Message editing not allowed")
    room = _readable_room(session, user, message["rid"])
    messages.edit(session.gateway.world, room, message, str(fields.get("msg")), user)


def _readable_room(session: Session, user: Document, room_id: str) -> Document:
    world = session.gateway.world
    room = world.rooms.get(room_id)
    if room is None:
        raise errors.MeteorError("error-invalid-room", "Invalid room")
    if not access.user_may_read(world, room, user):
        raise errors.MeteorError("error-not-allowed", "Not allowed")
    return room


def _room_id(session: Session, params: list[Any]) -> str:
    room = _readable_room(session, _required_user(session), str(params[0]) if params else "")
    return str(room["_id"])


def _nothing(_session: Session, _params: list[Any]) -> None:
    return None


def _server_info(session: Session, _params: list[Any]) -> Document:
    return {"version": session.gateway.version}


_METHODS: dict[str, Callable[[Session, list[Any]], Any]] = {
    "login": _login,
    "logout": _logout,
    "livechat:setUpConnection": _set_up_connection,
    "stream-notify-room": _notify_room,
    "sendMessage": _send_message,
    "updateMessage": _update_message,
    "getRoomIdByNameOrId": _room_id,
    "joinRoom": _nothing,
    "leaveRoom": _nothing,
    "setReaction": _nothing,
    "getServerInfo": _server_info,
    "UserPresence:online": _nothing,
    "UserPresence:away": _nothing,
    "UserPresence:setDefaultStatus": _nothing,
}
