"""The seventeen knowledge areas, lettered a to q (AASECT's core knowledge areas, paraphrased)."""

AREAS: dict[str, str] = {
    "a": "Ethics and ethical behavior",
    "b": "Developmental sexuality over the life course",
    "c": "Socio-cultural and familial factors",
    "d": "Sexual orientation and gender identity",
    "e": "Intimacy, relationships and family dynamics",
    "f": "Diversity of sexual expression and lifestyles",
    "g": "Sexual and reproductive anatomy and physiology",
    "h": "Health and medical factors",
    "i": "Range of sexual functioning",
    "j": "Sexual exploitation: abuse, harassment, assault",
    "k": "Cyber sexuality and social media",
    "l": "Substance use and sexuality",
    "m": "Pleasure enhancement skills",
    "n": "Learning theory and its application",
    "o": "Professional communication and reflection",
    "p": "History of sex research, education and therapy",
    "q": "Research principles and methods",
}
