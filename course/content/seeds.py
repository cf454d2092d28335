"""The topics that the curriculum began with, and the lessons in which each has to stand.

From the founding brief and section 5.1 of the curriculum's design. A name is a lesson's, or a
module's where all of its lessons deal with the topic.
"""

SEEDS: dict[str, tuple[str, ...]] = {
    "Non-consummation": ("non-consummation",),
    "Premature ejaculation": ("early-ejaculation",),
    "Erectile dysfunction": ("erection-and-arousal",),
    "Low libido, desire": ("desire",),
    "Unwanted fetishes": ("fantasy-fetish-paraphilia",),
    "Sexual addiction": ("compulsive-sexual-behavior",),
    "Painful sex": ("pain-with-penetration",),
    "Lack of sexual confidence": ("confidence-body-image-shame",),
    "Orgasm difficulties": ("difficulty-with-orgasm",),
    "CBT, talk, psychodynamic": ("talk-and-psychodynamic-therapy",),
    "Communication and intimacy": ("communication-and-intimacy",),
    "Trauma as a cause": ("trauma-and-readiness", "adapting-after-trauma"),
    "Self-help, education first": ("plissit-and-goals",),
    "Is my sex life normal?": ("response-models", "effects-and-grades"),
    "Nothing sexual in the office": ("nothing-sexual",),
    "Confidentiality": ("confidentiality-and-records", "couples-and-secrets"),
    "Physician first, referral": (
        "when-a-physician-first",
        "team-and-referral-letter",
        "instruments-and-red-flags",
    ),
    "AASECT credential, license": ("the-field",),
    "Five aspects of assessment": ("formulation-five-aspects",),
    "Goals, ageing": ("realistic-goals", "later-life-and-grief"),
    "Exploring fantasies": ("exploring-fantasies",),
    "Contextual catalysts, sexual script": ("catalysts-and-scripts",),
    "Cueing exercises": ("cueing-variety-boredom",),
    "Sensate focus": ("sensate-focus",),
    "Mindfulness": ("mindfulness",),
    "Alternate forms of expression, boredom": ("cueing-variety-boredom",),
    "93 % of couples": ("ninety-three-percent",),
}
