"""Routes of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import get, post
from sandbox.world import agents, routing

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_SEE_ROOM = (("view-l-room",),)


def _list(call: Call) -> Document:
    wanted = _department(call)
    found = [i for i in call.world.inquiries.queued() if wanted is None or i.get("department") == wanted]
    return paging.page(call, "inquiries", found)


def _department(call: Call) -> str | None:
    """The department asked for, by id or name."""
    wanted = call.params.get("department")
    named = call.world.departments.named(wanted) if wanted else None
    return str(named["_id"]) if named else wanted


def _for_user(call: Call) -> Document:
    wanted = _department(call)
    own = call.world.departments.of_agent(call.user["_id"])
    found = [
        inquiry
        for inquiry in call.world.inquiries.queued()
        if (not inquiry.get("department") or inquiry["department"] in own)
        and (wanted is None or inquiry.get("department") == wanted)
    ]
    return paging.page(call, "inquiries", found)


def _one(call: Call) -> Document:
    return {"inquiry": call.world.inquiries.of_room(call.params["roomId"])}


def _take(call: Call) -> Document:
    inquiry = call.world.inquiries.get(call.params["inquiryId"])
    if inquiry is None:
        raise errors.MeteorError("error-not-found", "Inquiry not found")
    if inquiry["status"] == "taken":
        raise errors.MeteorError("error-inquiry-taken", "Inquiry already taken")
    user = call.world.users.get(call.params.get("userId") or call.user["_id"])
    if user is None or not agents.is_agent(user):
        raise errors.MeteorError("error-invalid-user", "Invalid user")
    if user.get("statusLivechat") != "available":
        raise errors.MeteorError("error-agent-status-service-offline", "Agent status is offline")
    routing.take(call.world, inquiry, user)
    return {"inquiry": inquiry}


def _give_back(call: Call) -> Document:
    room = call.world.rooms.get(call.params["roomId"])
    if room is None:
        raise errors.PlainError("error-room-not-found")
    serves = room.get("servedBy", {}).get("_id") == call.user["_id"]
    if not serves and not call.may("view-livechat-rooms"):
        raise errors.PlainError("error-not-allowed")
    routing.return_to_queue(call.world, room, call.user, call.params.get("departmentId"))
    return {"result": True}


ROUTES = (
    get(
        "livechat/inquiries.list",
        _list,
        needs=(("view-livechat-manager",),),
        schema="isGETLivechatInquiriesListParams",
    ),
    get(
        "livechat/inquiries.queuedForUser",
        _for_user,
        needs=_SEE_ROOM,
        schema="isGETLivechatInquiriesQueuedForUserParams",
    ),
    get("livechat/inquiries.getOne", _one, needs=_SEE_ROOM, schema="isGETLivechatInquiriesGetOneParams"),
    post("livechat/inquiries.take", _take, needs=_SEE_ROOM, schema="isPOSTLivechatInquiriesTakeParams"),
    post(
        "livechat/inquiries.returnAsInquiry",
        _give_back,
        needs=_SEE_ROOM,
        schema="isPOSTLivechatInquiriesReturnAsInquiry",
    ),
)
