"""A server that replies before the commit: it says "saved", and only then saves."""

import io
import json
import time
from http import HTTPStatus

from wsgi import app as honest

#: From the reply to the save, in seconds.
LATER = 0.2


class Hasty:
    """Sends every save through the real application, after it has told that all is well."""

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, environ, start):
        if not environ["PATH_INFO"].endswith("/answers"):
            return self.inner(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        said = json.dumps({"saved_seq": json.loads(body)["seq"]}).encode()
        head = [("Content-Type", "application/json"), ("Content-Length", str(len(said)))]
        start(f"{HTTPStatus.OK.value} OK", head)
        return self._then_save(said, environ | {"wsgi.input": io.BytesIO(body)})

    def _then_save(self, said, environ):
        yield said
        time.sleep(LATER)
        b"".join(self.inner(environ, lambda *_: None))


app = Hasty(honest)
