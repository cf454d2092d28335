"""Hours and other evidence that a trainee enters, and the sign-off of each entry."""
