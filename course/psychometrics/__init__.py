"""Classical statistics of questions, from counts. Nothing here knows a database or a page."""
