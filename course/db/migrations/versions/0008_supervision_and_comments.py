"""Supervision, comments, private notes, a cohort's program, digests."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('op_id', sa.String(length=32), nullable=False),
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('entry', 'attempt', 'lesson', 'training', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_comment_author_id')),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_comment_trainee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('op_id', name=op.f('uq_comment_op_id'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_thread', ['trainee_id', 'kind', 'subject', 'id'], unique=False)

    op.create_table('digest',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_digest_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_digest'))
    )
    op.create_table('leave_of_absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=32), nullable=False),
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.Column('until_day', sa.Date(), nullable=False),
    sa.Column('set_by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('until_day >= from_day', name=op.f('ck_leave_of_absence_days_in_order')),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_leave_of_absence_set_by_id')),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_leave_of_absence_trainee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leave_of_absence')),
    sa.UniqueConstraint('public_id', name=op.f('uq_leave_of_absence_public_id'))
    )
    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.create_index('ix_leave_of_absence_trainee', ['trainee_id', 'until_day'], unique=False)

    op.create_table('private_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_private_note_author_id')),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_private_note_trainee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_private_note')),
    sa.UniqueConstraint('public_id', name=op.f('uq_private_note_public_id'))
    )
    with op.batch_alter_table('private_note', schema=None) as batch_op:
        batch_op.create_index('ix_private_note_author', ['author_id', 'trainee_id', 'id'], unique=False)

    op.create_table('program_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('module', 'quiz', 'requirement-set', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('slug', sa.String(length=64), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_program_part_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_program_part')),
    sa.UniqueConstraint('cohort_id', 'kind', 'slug', name=op.f('uq_program_part_cohort_id_kind_slug'))
    )
    op.create_table('reviewed',
    sa.Column('supervisor_id', sa.Integer(), nullable=False),
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['supervisor_id'], ['person.id'], name=op.f('fk_reviewed_supervisor_id')),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_reviewed_trainee_id')),
    sa.PrimaryKeyConstraint('supervisor_id', 'trainee_id', name=op.f('pk_reviewed'))
    )
    op.create_table('trainee_safety',
    sa.Column('trainee_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(length=64), nullable=False),
    sa.Column('objective', sa.String(length=64), nullable=False),
    sa.Column('missed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['trainee_id'], ['person.id'], name=op.f('fk_trainee_safety_trainee_id')),
    sa.PrimaryKeyConstraint('trainee_id', 'question', name=op.f('pk_trainee_safety'))
    )
    op.create_table('comment_mark',
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_comment_mark_comment_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_comment_mark_person_id')),
    sa.PrimaryKeyConstraint('comment_id', 'person_id', name=op.f('pk_comment_mark'))
    )
    with op.batch_alter_table('comment_mark', schema=None) as batch_op:
        batch_op.create_index('ix_comment_mark_unseen', ['person_id', 'comment_id'], unique=False, sqlite_where=sa.text('seen_at IS NULL'), postgresql_where=sa.text('seen_at IS NULL'))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wants_digest', sa.Boolean(), server_default=sa.true(), nullable=False))

    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.create_index('ix_sign_off_signer', ['signer_id', 'at', 'entry_id'], unique=False)

    with op.batch_alter_table('hours_entry', schema=None) as batch_op:
        batch_op.create_index('ix_hours_entry_returned', ['trainee_id'], unique=False, sqlite_where=sa.text("state = 'returned'"), postgresql_where=sa.text("state = 'returned'"))


def downgrade() -> None:
    with op.batch_alter_table('hours_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_hours_entry_returned', sqlite_where=sa.text("state = 'returned'"), postgresql_where=sa.text("state = 'returned'"))

    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_off_signer')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('wants_digest')

    with op.batch_alter_table('comment_mark', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_mark_unseen', sqlite_where=sa.text('seen_at IS NULL'), postgresql_where=sa.text('seen_at IS NULL'))

    op.drop_table('comment_mark')
    op.drop_table('trainee_safety')
    op.drop_table('reviewed')
    op.drop_table('program_part')
    with op.batch_alter_table('private_note', schema=None) as batch_op:
        batch_op.drop_index('ix_private_note_author')

    op.drop_table('private_note')
    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.drop_index('ix_leave_of_absence_trainee')

    op.drop_table('leave_of_absence')
    op.drop_table('digest')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_thread')

    op.drop_table('comment')
