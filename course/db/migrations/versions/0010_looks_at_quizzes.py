"""How many questions of each quiz are to be looked at, as it was last counted."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('quiz_look',
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('questions', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_quiz_look_quiz_id')),
    sa.PrimaryKeyConstraint('quiz_id', name=op.f('pk_quiz_look'))
    )


def downgrade() -> None:
    op.drop_table('quiz_look')
