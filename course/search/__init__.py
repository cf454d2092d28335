"""Search over lessons, objectives, phrases and the glossary. Never over questions."""
