"""The registry's first storey; its statements are in the `.sql` file beside this one. Schemas only move forward."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
