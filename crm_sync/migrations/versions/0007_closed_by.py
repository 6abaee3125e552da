"""Who ended an encounter; the statements are in the `.sql` file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Add the column."""
    op.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
