"""Which messages in a citizen's room are the guard's, said while no Bela lives? They are neither Bela's nor a person's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from rocketchat_bridge import documents

if TYPE_CHECKING:
    from rocketchat_bridge.reading import Document

#: No id that Rocket.Chat or Bela makes has a hyphen.
_MARK: Final = "guarda-"


def message_id(*occasion: str) -> documents.MessageId:
    """The id of what is said on an occasion: said again, by whomever, it appears once."""
    digest = hashlib.sha256("\n".join(occasion).encode()).hexdigest()
    return documents.MessageId(f"{_MARK}{digest[:20]}")


def is_one(document: Document) -> bool:
    """Whether a message is the guard's."""
    return str(document.get("_id")).startswith(_MARK)
