"""Files that people send; to go back, restore a backup."""

import sqlalchemy as sa
from alembic import op

revision = "senior_life_0008"
down_revision = "senior_life_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=160), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_kept_by_made_at"), "files", ["kept_by", "made_at"], unique=False)
    op.create_table(
        "file_pieces",
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file"],
            ["files.ref"],
            name=op.f("fk_file_pieces_file_files"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("file", "number", name=op.f("pk_file_pieces")),
    )
