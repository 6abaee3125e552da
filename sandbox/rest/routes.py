"""All routes, area by area."""

from __future__ import annotations

from sandbox.rest import (
    administration,
    agent_rooms,
    agents,
    chat,
    custom_fields,
    departments,
    inquiries,
    room_reading,
    sign_in,
    uploads,
    users,
    visitor,
    visitor_messages,
    visitor_records,
    visitor_room,
    widget_config,
)

ALL = (
    *sign_in.ROUTES,
    *users.ROUTES,
    *administration.ROUTES,
    *chat.ROUTES,
    *room_reading.ROUTES,
    *uploads.ROUTES,
    *visitor.ROUTES,
    *visitor_room.ROUTES,
    *visitor_messages.ROUTES,
    *visitor_records.ROUTES,
    *widget_config.ROUTES,
    *agent_rooms.ROUTES,
    *agents.ROUTES,
    *departments.ROUTES,
    *inquiries.ROUTES,
    *custom_fields.ROUTES,
)
