from tests.db.conftest import fresh as fresh
from tests.db.conftest import made_file as made_file
from tests.db.conftest import new_pg as new_pg
from tests.db.conftest import ready as ready
from tests.db.conftest import site as site
