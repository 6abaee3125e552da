"""Conversations that Bela begins; the statements are in the `.sql` file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make the table."""
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
