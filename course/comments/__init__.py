"""Threads of comments on anything of a trainee's, and a supervisor's private notes."""
