"""Accommodations, corrections, sequential attempts, kinds of grades."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

BEFORE = ('started', 'submitted', 'graded', 'voided')
AFTER = ('started', 'moved', 'submitted', 'graded', 'voided', 'reopened')
GRADES = ('scored', 'manual', 'regraded', 'dropped')
OPEN, SUBMITTED = sa.text("state = 'open'"), sa.text("state = 'submitted'")


def _kinds(names):
    return sa.Enum(*names, name='kind', native_enum=False, create_constraint=False, length=32)


def _allow(names) -> None:
    """Put the CHECK of attempt_event.kind in the place of the one that stands."""
    listed = ', '.join(f"'{name}'" for name in names)
    with op.batch_alter_table('attempt_event', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_attempt_event_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_attempt_event_kind'), f'kind IN ({listed})')


def upgrade() -> None:
    op.create_table('accommodation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=True),
    sa.Column('time_factor', sa.BigInteger(), nullable=False),
    sa.Column('extra_minutes', sa.Integer(), nullable=False),
    sa.Column('extra_attempts', sa.Integer(), nullable=False),
    sa.Column('extra_days', sa.Integer(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_accommodation_actor_id')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_accommodation_quiz_id')),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_accommodation_trainee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accommodation'))
    )
    op.create_index('ix_accommodation_trainee', 'accommodation', ['trainee_id', 'quiz_id', 'id'])
    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('regrade', 'drop', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('question_version_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(kind = 'regrade') = (question_version_id IS NOT NULL)", name=op.f('ck_correction_version_of_regrade')),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_correction_actor_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_correction_question_id')),
    sa.ForeignKeyConstraint(['question_version_id'], ['question_version.id'], name=op.f('fk_correction_question_version_id')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_correction_quiz_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    op.create_index('ix_correction_of_question', 'correction', ['quiz_id', 'question_id', 'id'])

    # ADD COLUMN copies no table, so that no trigger and no child is touched.
    op.add_column('attempt', sa.Column('reached', sa.Integer(), nullable=True))
    op.create_index('ix_attempt_overdue', 'attempt', ['deadline'], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index('ix_attempt_ungraded', 'attempt', ['id'], sqlite_where=SUBMITTED, postgresql_where=SUBMITTED)
    op.create_index('ix_attempt_of_quiz', 'attempt', ['quiz_id', 'id'])
    op.create_index('ix_attempt_slot_version', 'attempt_slot', ['question_version_id', 'attempt_id'])
    op.add_column('attempt_event', sa.Column('slot', sa.Integer(), nullable=True))
    _allow(AFTER)
    with op.batch_alter_table('grade_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', _kinds(GRADES), nullable=False, server_default='scored'))
        listed = ', '.join(f"'{name}'" for name in GRADES)
        batch_op.create_check_constraint(op.f('ck_grade_event_kind'), f'kind IN ({listed})')


def downgrade() -> None:
    with op.batch_alter_table('grade_event', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_grade_event_kind'), type_='check')
        batch_op.drop_column('kind')
    _forget_new_events()
    _allow(BEFORE)
    with op.batch_alter_table('attempt_event', schema=None) as batch_op:
        batch_op.drop_column('slot')
    op.drop_index('ix_attempt_slot_version', 'attempt_slot')
    op.drop_index('ix_attempt_of_quiz', 'attempt')
    op.drop_index('ix_attempt_ungraded', 'attempt')
    op.drop_index('ix_attempt_overdue', 'attempt')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_column('reached')
    op.drop_table('correction')
    op.drop_table('accommodation')


def _forget_new_events() -> None:
    """Drop the events that the program before does not know; its states follow from the rest."""
    postgresql = op.get_bind().dialect.name == 'postgresql'
    if postgresql:
        op.execute('ALTER TABLE attempt_event DISABLE TRIGGER USER')
    op.execute("DELETE FROM attempt_event WHERE kind IN ('moved', 'reopened')")
    if postgresql:
        op.execute('ALTER TABLE attempt_event ENABLE TRIGGER USER')
