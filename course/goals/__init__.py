"""Requirement sets, training goals, and what of a trainee's evidence counts toward them."""
