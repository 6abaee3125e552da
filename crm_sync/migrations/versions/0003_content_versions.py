"""Versions of the content, and which of them each conversation began in; the statements are in the `.sql` file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the tables and the columns."""
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
