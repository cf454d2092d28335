"""The WSGI entry point: `gunicorn wsgi:app`, `flask --app wsgi …`."""

import sys

from course import create_app
from course.config import SettingsError

try:
    app = create_app()
except SettingsError as error:
    sys.exit(str(error))
