"""A flow, or a whole pack, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.content import default_content
from bot.content.definitions import Content
from bot.drawing import describing, layout, mermaid, svg


class Form(StrEnum):
    """How it is drawn."""

    svg = "svg"
    mermaid = "mermaid"


def whole(content: Content, *, built_in: bool = False) -> list[str]:
    """The pack's own flows, in their order; with those that stand where it says nothing, where they are asked for."""
    return [
        flow.id for flow in content.flows.values() if built_in or not default_content.is_built_in(flow.mark)
    ]


def draw(
    content: Content,
    flows: Sequence[str],
    *,
    form: Form = Form.svg,
    traffic: Mapping[str, int] | None = None,
) -> str:
    """These flows in this order; `traffic` tells how often each slot was answered. KeyError for an unknown flow."""
    pictures = [describing.describe(content, content.flows[flow], traffic=traffic) for flow in flows]
    if form is Form.mermaid:
        return mermaid.mermaid(pictures)
    classes = [risk_class.label for risk_class in content.protocol.classes]
    return svg.svg([layout.lay_out(picture) for picture in pictures], classes=classes)
