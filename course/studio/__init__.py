"""The instructor's pages: write, preview, publish, and see which questions are bad."""
