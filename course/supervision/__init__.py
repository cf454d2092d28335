"""The supervisor's and the director's work: roster, sign-offs, a trainee's page, overview."""
