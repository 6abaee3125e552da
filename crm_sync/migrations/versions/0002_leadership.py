"""Leaders with terms, and which bot user an encounter is with."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the table and the column."""
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
