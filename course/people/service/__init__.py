"""Every write about people and every named query. Takes the session and the time."""

from course.people.service.groups import add_cohort as add_cohort
from course.people.service.groups import assign as assign
from course.people.service.groups import end_assignment as end_assignment
from course.people.service.groups import enroll as enroll
from course.people.service.groups import leave as leave
from course.people.service.persons import create_person as create_person
from course.people.service.persons import find_by_email as find_by_email
from course.people.service.persons import open_invitations as open_invitations
from course.people.service.persons import person_by_public_id as person_by_public_id
from course.people.service.persons import rebuild_disabled as rebuild_disabled
from course.people.service.roles import grant as grant
from course.people.service.roles import rebuild_roles as rebuild_roles
from course.people.service.roles import revoke as revoke
from course.people.service.seeing import TraineeRow as TraineeRow
from course.people.service.seeing import supervises as supervises
from course.people.service.seeing import trainees_of as trainees_of
from course.people.service.seeing import viewer_of as viewer_of
from course.people.service.seeing import visible_trainee as visible_trainee
