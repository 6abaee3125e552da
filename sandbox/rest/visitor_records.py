"""Routes by which agents look at visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import get

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document


def _info(call: Call) -> Document:
    visitor = call.world.visitors.get(call.params["visitorId"])
    if visitor is None:
        raise errors.PlainError("visitor-not-found")
    return {"visitor": {name: value for name, value in visitor.items() if name != "token"}}


def _rooms(call: Call) -> Document:
    visitor = call.world.visitors.of_token(call.path["token"])
    if visitor is None:
        raise errors.MeteorError("invalid-token")
    return {"rooms": list(call.world.rooms.of_visitor(visitor["_id"]))}


def _chats(call: Call) -> Document:
    found = call.world.rooms.of_visitor(call.path["visitorId"])
    return paging.page(call, "history", reversed(list(found)))


_SEE = (("view-l-room",),)

ROUTES = (
    get("livechat/visitors.info", _info, needs=_SEE, schema="isLivechatVisitorsInfoProps"),
    get("livechat/visitor/:token/room", _rooms, needs=(("view-livechat-manager",),)),
    get(
        "livechat/visitors.chatHistory/room/:roomId/visitor/:visitorId",
        _chats,
        needs=_SEE,
        schema="page",
    ),
)
