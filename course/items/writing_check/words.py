"""Words: how texts are cut, which words tell nothing, and which ones the standard avoids."""

import re

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+")

#: Words of five letters or more that tell nothing about the subject.
_STOP = """
    about above after again against almost along already although among another around
    because become before being below beside between beyond could doing during early either
    every everything first found given gives going happens having herself himself however
    itself least makes might myself needs neither never often other others ought ourselves
    really right shall should since still their theirs themselves there therefore these thing
    things think those though three through today together towards under until using wants
    where whether which while whole whose within without would years yourself
    asked client clients counselor partner partners person question response session sessions
    statement therapist therapy
"""
STOP = frozenset(_STOP.split())

_TEXTS = (
    (r"sufferers?", "person with …"),
    (r"impoten(?:t|ce)|frigid(?:ity)?|inadequate", "erection difficulties, early or delayed …"),
    (r"failed erections?|erections? (?:that )?failed", "erection difficulties"),
    (r"real sex|foreplay|normal sex life", "sex; penetration if that is meant; solo sex"),
    (r"private parts", "vulva, vagina, penis, or the client's own words"),
    (r"biological(?:ly)? (?:male|female|man|woman|men|women|sex)", "gender as stated"),
    (r"sex change|preferred pronouns?|preferred gender", "gender as stated; pronouns"),
    (r"perver(?:t|ts|ted|sion|sions)|deviant|deviance|abnormal", "kink; paraphilic interest"),
    (r"addicts?|promiscuous|promiscuity|hypersexual", "compulsive sexual behavior"),
    (r"commit(?:s|ted|ting)? suicide|attention-seeking", "died by suicide; thoughts of suicide"),
    (r"abusers?|why did(?:n't)? (?:she|he|they) stay", "person who used violence"),
    (r"child pornography", "child sexual abuse material"),
    (r"clean|dirty", "HIV status, STI, tested"),
    (r"prostitutes?", "sex worker"),
    (r"the elderly", "older adult"),
    (r"confined to", "uses a wheelchair"),
    (r"resistant|non-?compliant|refused", "declined, paused, not now"),
)

#: What to look for, and what to prefer. Words that need judgment to tell (patient, husband,
#: "failed" of anything else) are for human readers.
AVOID = tuple((re.compile(rf"\b(?:{one})\b", re.IGNORECASE), use) for one, use in _TEXTS)

#: Letters from which on a word can be telling.
_TELLING = 5


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case."""
    return [token.lower() for token in _TOKEN.findall(text)]


def telling(text: str) -> set[str]:
    """Return the words of five letters or more that are no stop words."""
    return {token for token in tokens(text) if len(token) >= _TELLING and token not in STOP}
