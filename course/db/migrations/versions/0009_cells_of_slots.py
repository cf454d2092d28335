"""Which cell of a draw each question of an attempt fills, for the report by domain."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('attempt_slot', sa.Column('cell', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('attempt_slot', schema=None) as batch_op:
        batch_op.drop_column('cell')
