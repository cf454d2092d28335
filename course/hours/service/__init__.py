"""Writes and named queries of hours, sign-offs and documents."""
