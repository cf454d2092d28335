"""Who may do what: roles, the viewer, one table of policies, and the guard at every route."""

from course.permissions.guard import NotSignedIn as NotSignedIn
from course.permissions.guard import policy as policy
from course.permissions.guard import require_policies as require_policies
from course.permissions.guard import wants_json as wants_json
from course.permissions.roles import Role as Role
from course.permissions.roles import parse_roles as parse_roles
from course.permissions.roles import roles_text as roles_text
from course.permissions.viewer import Viewer as Viewer
from course.permissions.viewer import current_viewer as current_viewer
from course.permissions.viewer import forget as forget
from course.permissions.viewer import init_app as init_app
from course.permissions.viewer import remember as remember
from course.permissions.viewer import the_viewer as the_viewer
