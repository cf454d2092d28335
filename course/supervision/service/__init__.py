"""Writes and named queries of supervision."""
