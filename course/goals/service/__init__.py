"""Writes and named queries of requirement sets and goals."""
