"""What was added so that all that came with an import can be taken back, also after a restart?"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Let an import say its day, the import it came along with, and what came besides sets.

    Nothing is filled in: a column without a value changes no checksum.
    """
    for name in ("day", "parent_id", "undo"):
        op.add_column("import_batch", sa.Column(name, sa.Text(), nullable=True))
