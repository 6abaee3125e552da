"""Routes of logging in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.rest import people
from sandbox.rest.route import get, post
from sandbox.settings import VERSIONS
from sandbox.world import users

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document


def _login(call: Call) -> Document:
    params = call.params
    token = params.get("resume")
    if token is not None:
        user = call.world.users.of_token(token)
    else:
        user = _with_password(call)
        token = users.log_in(call.world, user) if user else ""
    if user is None or not user["active"]:
        raise errors.LoginRefusedError
    me = people.account(user, call.url)
    return {"status": "success", "data": {"userId": user["_id"], "authToken": token, "me": me}}


def _with_password(call: Call) -> Document | None:
    user = _named(call)
    password: Any = call.params.get("password")
    digest = password.get("digest") if isinstance(password, dict) else users.digest(password or "")
    if user is None or not call.world.users.knows_password(user, str(digest)):
        return None
    return user


def _named(call: Call) -> Document | None:
    params = call.params
    wanted = params.get("user") or params.get("username") or params.get("email") or ""
    if isinstance(wanted, dict):
        wanted = wanted.get("username") or wanted.get("email") or ""
    known, name = call.world.users, str(wanted)
    return known.with_email(name) if "@" in name else known.named(name)


def _logout(call: Call) -> Document:
    call.world.users.close_token(call.token)
    return {"status": "success", "data": {"message": "You've been logged out!"}}


def _me(call: Call) -> Document:
    return people.account(call.user, call.url)


def _info(call: Call) -> Document:
    version = VERSIONS[call.style]
    return {"version": version, "info": {"version": version}}


ROUTES = (
    post("login", _login, login=False, schema="login"),
    post("logout", _logout),
    get("me", _me),
    get("info", _info, login=False),
)
