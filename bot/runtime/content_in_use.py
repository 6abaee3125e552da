"""Which content does a turn go by? The published version for new conversations; a running one stays where it began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.engine import fitting, moving
from bot.engine.conversation import Conversation
from bot.engine.effects import ContentFault
from bot.engine.flows import Flows
from crm_sync.content_versions import VersionId


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """Content that turns go by."""

    #: None where content does not come from the registry: a test, a benchmark.
    version: VersionId | None
    #: As people count versions; 0 where there are none.
    number: int = 0
    flows: Flows


class ContentInUse(Protocol):
    """What is published, and what conversations began in."""

    def published(self) -> InUse:
        """What new conversations begin in."""

    async def begun_in(self, version: VersionId) -> InUse | None:
        """An older version, with the red flags of the published one; None when it cannot be had any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a turn goes by, and the conversation as it goes into it."""

    in_use: InUse
    before: Conversation
    #: What the admin should know of the choice.
    faults: tuple[ContentFault, ...] = ()


async def choose(content: ContentInUse, before: Conversation, begun_in: VersionId | None) -> Chosen:
    """The content for the next turn of a conversation under way.

    A version that is lost must not silence anybody: the conversation goes on in the published one as far as it fits.
    """
    published = content.published()
    if begun_in == published.version:
        return Chosen(in_use=published, before=before)
    if begun_in is None:  # it began before versions were kept
        return Chosen(in_use=published, before=fitting.fitted(before, published.flows.content))
    older = await content.begun_in(begun_in)
    if older is not None:
        moved = _moved(before, older, published)
        return Chosen(in_use=published, before=moved) if moved else Chosen(in_use=older, before=before)
    lost = ContentFault(rule="version-lost", where=_standing(before))
    return Chosen(in_use=published, before=fitting.fitted(before, published.flows.content), faults=(lost,))


def _moved(before: Conversation, older: InUse, published: InUse) -> Conversation | None:
    """The conversation in the published version, where that version lets it come and has a place for it."""
    content = published.flows.content
    if content.moves is None or not content.moves.covers(older.number):
        return None
    return moving.moved(before, content.moves, content)


def _standing(conversation: Conversation) -> str:
    return f"{conversation.stack[-1].flow}:{conversation.stack[-1].step}" if conversation.stack else "-"
