"""Measurements: Practicum beside a bare Flask application, in one run, as ratios."""
