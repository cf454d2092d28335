"""Made-up notes with labels: what stands in them is known because it was put there."""

import random
import re
from dataclasses import dataclass


def _words(text):
    return re.findall(r"\S+", text)


FIRST = _words("""
Maria Nkem Safiya Tomasz Ilse Desmond Remy Imani Joel Arjun Greta Kwame Hana Solange Femi
Dolores Wei Yuki José Zoë Chloé Björn Aoife Priya Mateo Ngozi Leila Omar Ivan Svetlana Grace
Hope Mary-Jane Jean-Luc Anh Minh Fatima Noor Elif Kai
""")
LAST = _words("""
Lopez Okafor Brandt Tanaka Souza Moreau Lindqvist Reyes Duarte Nowak O'Neill McBride Dubois
Haddad Petrov Kim Nguyen Singh García Müller Smith Johnson Van-Dyke Castellan Abara Osei Hughes
Yamamoto Costa Ferrari Novak Öztürk Cohen Khan Ivanova Walker Hill
""")
MONTHS = _words("""
January February March April May June July August September October November December
""")


def _digits(rng, count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def _phone(rng):
    a, b, c = rng.randint(201, 989), rng.randint(200, 999), rng.randint(1000, 9999)
    shapes = ("({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0} {1} {2}", "+1 {0} {1} {2}")
    more = ("1-{0}-{1}-{2}", "{0}{1}{2}", "{1}-{2}", "+44 20 7946 0{0}", "+49 {0} {1}{2}")
    return rng.choice(shapes + more).format(a, b, c)


def _email(rng):
    first, last = rng.choice(FIRST).lower(), rng.choice(LAST).lower()
    shapes = ("{0}.{1}@example.com", "{0}{2}@mail.example.org", "{0[0]}_{1}+x@example.co.uk")
    return rng.choice(shapes).format(first, last, rng.randint(1, 99))


def _date(rng):
    year, month, day = rng.randint(1932, 2025), rng.randint(1, 12), rng.randint(1, 28)
    name = MONTHS[month - 1]
    return rng.choice([
        f"{year}-{month:02}-{day:02}",
        f"{month}/{day}/{year}",
        f"{month:02}/{day:02}/{year % 100:02}",
        f"{day}.{month}.{year}",
        f"{name} {day}, {year}",
        f"{name[:3]} {day} {year}",
        f"{day} {name} {year}",
        f"the {day}th of {name} {year}",
    ])  # fmt: skip


def _record(rng):
    return rng.choice([
        f"{_digits(rng, 3)}-{_digits(rng, 2)}-{_digits(rng, 4)}",
        f"MRN {_digits(rng, 8)}",
        f"chart number {_digits(rng, 5)}",
        f"case #{_digits(rng, 6)}",
        f"member ID: XQ{_digits(rng, 7)}",
        f"file no. {_digits(rng, 4)}",
        f"policy 44-{_digits(rng, 6)}",
        f"AB{_digits(rng, 6)}",
    ])  # fmt: skip


def _link(rng):
    user = f"{rng.choice(FIRST).lower()}_{rng.randint(1, 99)}"
    return rng.choice([f"@{user}", f"https://example.org/u/{user}", f"www.example.net/{user}"])


def _name(rng):
    first, last = rng.choice(FIRST), rng.choice(LAST)
    initial = rng.choice("ABCDEFGHJKLMNPRSTW")
    shapes = (
        "{0} {1}",
        "{0} {1}",
        "{0} {2}. {1}",
        "{2}. {1}",
        "{0} de la {1}",
        "Mr. {1}",
        "Dr. {1}",
    )
    return rng.choice(shapes).format(first, last, initial)


MAKERS = {
    "phone": _phone,
    "email": _email,
    "date": _date,
    "record": _record,
    "link": _link,
    "name": _name,
}
FRAMES = {
    "phone": ["Her number is {}.", "He texts from {} at night, which I have not named yet.",
              "I wrote {} on a slip of paper", "Reach the partner at {}, not at home."],
    "email": ["They write to me from {}.", "She uses {}; I answered once.", "Mail: {}",
              "A message from {} came on Sunday and I felt pulled to answer."],
    "date": ["He was born {}.", "The couple married on {} in a small town.", "Intake {}: tense.",
             "DOB {} by the form.", "She lost the pregnancy on {}, and nobody spoke of it."],
    "record": ["It is in {} if I need it.", "I looked up {} before we met.", "Insurer: {}.",
               "The letter quotes {}, which I should not keep here."],
    "link": ["I looked at {} and should not have.", "He showed me {}.", "Her page is {}, she says."],
    "name": ["I keep thinking of {} after the hour.", "Today {} cried, and I wanted to rescue.",
             "{} told me about the affair.", "My client {} asked for a hug.", "Couple: {} and his wife.",
             "We talked of shame. {} went silent.", "- {} again, the third time this month.",
             "What would {} say if I asked directly?", "“It was {},” she said."],
}  # fmt: skip

CLEAN = """I felt tired on {day} and noticed that I avoided the question about pain.
In {month} I read about Sensate Focus and the Dual Control Model.
My supervisor asked what I wanted the client to feel. I had no answer.
The {body} expects 60 minutes of ethics, and I have 20 so far.
When I hear about affairs, I tend to side with the partner at home.
Next time: ask first, then explain. Do not rush. Stop at 10 minutes.
She said she was fine. I did not believe her, and I said nothing.
I grew up in {place}, where nobody spoke of sex at all.
The Female Sexual Function Index has 19 items; I used it with a fictional client of 34.
PLISSIT: Permission comes first. I skipped it twice this week.
What I may not do: touch, date, barter, or promise secrecy to one of two partners.
Question for Sam: how do I name attraction without burdening the client?
Between {place} and here the rules differ; Florida law is stricter than I thought.
I would score myself 3 of 5 on comfort, 2 of 5 on pacing.
On {day} evening I thought about the couple again. Why them? Maybe my own divorce in 2019.
The Gottman Method and Cognitive Behavioral Therapy both ask for homework.
Read pages 120-134 before {day}; write one page, about 300 words.
He asked whether I am married. I said: “I hear that you want to know me better.”
Medicare does not pay for it; a session costs $140 to $180.
For {month}: two hours of supervision, one of reading, none of guilt.
I Notice that I smile when I am afraid.
Christian families in {place} taught me silence. Catholic school did, too.
Masters and Johnson wrote in 1966; Kaplan added desire, and Basson drew a circle.
See 45 CFR 164.514(b) and section 490.0143 of the statutes.
Ask Sam whether the American Psychological Association has a rule for this.""".splitlines()
BODIES = ["American Association of Sexuality Educators, Counselors and Therapists", "Florida Board",
          "College of Sexual and Relationship Therapists", "European Society for Sexual Medicine",
          "World Health Organization", "National Board for Certified Counselors"]  # fmt: skip
PLACES = ["New York", "North Carolina", "Germany", "Los Angeles", "Rhode Island", "Ohio", "London"]
DAYS = ["Monday", "Friday", "Sunday", "Thursday"]


@dataclass(frozen=True)
class Note:
    text: str
    #: What was put in, and what it is; empty in a clean note.
    planted: str
    kind: str


def _clean(rng):
    words = {"day": rng.choice(DAYS), "month": rng.choice(MONTHS), "place": rng.choice(PLACES)}
    return rng.choice(CLEAN).format(body=rng.choice(BODIES), **words)


def clean(seed, count):
    rng = random.Random(seed)
    return [Note(f"{_clean(rng)} {_clean(rng)}", "", "") for _ in range(count)]


def planted(seed, kind, count):
    """Return notes with one identifier each, between two clean sentences."""
    rng = random.Random(f"{seed}-{kind}")
    made = []
    for _ in range(count):
        what = MAKERS[kind](rng)
        middle = rng.choice(FRAMES[kind]).format(what)
        gap = rng.choice([" ", "\n", "\n\n"])
        made.append(Note(gap.join([_clean(rng), middle, _clean(rng)]), what, kind))
    return made
