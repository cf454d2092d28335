"""Capitalized words that are not part of somebody's name, in lower case."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_DAYS = "monday tuesday wednesday thursday friday saturday sunday easter christmas thanksgiving"

_PLACES = """
africa alabama alaska america angeles arizona arkansas asia australia austria bay belgium boston
brazil britain california canada carolina chicago china city colorado columbia connecticut
county dakota dallas delaware denver district east england europe florida france francisco
georgia germany hampshire hawaii houston idaho illinois india indiana iowa ireland island italy
japan jersey kansas kentucky kingdom latin london los louisiana maine maryland massachusetts
mexico miami michigan middle minnesota mississippi missouri montana nebraska netherlands nevada
new north ohio oklahoma ontario oregon orleans paris pennsylvania philadelphia portland puerto
rhode rico san scotland seattle south spain states street avenue road tennessee texas united
utah vermont virginia wales washington west wisconsin wyoming york zealand
"""

_BODIES = """
act administration agency american association board bureau center centre certified clinic code
college commission committee community congress council counseling court department diplomate
disease european federal foundation government group hospital institute international journal
law league medical ministry national office organization protection police program rule school
section senate service services society statute supreme trust union university world
"""

_FIELD = """
analysis anxiety approach assessment attraction behavior behavioral body boundaries care case
certification chapter checklist chief child clinical cognitive consent couples desire diagnostic
disorder disorders dual duty education erectile ethical ethics exercise family female focus form
function gender goal guide health history human index informed intervention inventory lesson
level limited male manual map medicine mental method mindfulness model module parenthood
personal pelvic planned policy practice privacy professional psychological psychology
psychotherapy question questionnaire relationship response rights risk safety satisfaction scale
sensate session sex sexual sexuality sheet skills social specific start statistical stop
suggestions supervision supervisor system technique telehealth test theory therapist therapists
therapy title tool training trauma triangle violence warning window worksheet zoom christian
jewish muslim catholic protestant buddhist hindu english spanish french german african asian
black white latina latino hispanic medicaid medicare facebook google instagram
"""

#: A run of capitalized words ends at one of these.
NOT_NAMES = frozenset([*MONTHS, *f"{_DAYS} {_PLACES} {_BODIES} {_FIELD}".split()])

_OPENERS = """
a about above according across add after again all already also although always among an and
another any anyone are around as ask at avoid be because been before begin behind being below
beside between beyond both but by call can check client clients come consider could date did
discuss do does doctor during each either email especially even every everyone everything
explain few find finally first follow for from give go had has have he hello help her here hers
hi his how however i if in inside instead into is it its just keep last later less let like
listen look make many maybe me meet might mine more most mother much must my name near neither
never next no nobody none nor not note nothing now of off offer often on once one only open or
other our ours out over own partner partners patient people perhaps plan please read remember
reply say second see seen send set several shall she should show since so some somebody someone
sometimes still such suggest take talk tell than thank thanks that the their them then there
these they think third this those though through to today together tomorrow tonight too toward
try two under unless unlike until up us use very via visit wait was we well were what whatever
when whenever where whether which while who whoever whom whose why will with within without
would write yes yesterday yet you your dear both three four five
"""

#: A sentence that begins with one of these begins with an ordinary word, not with a name.
OPENERS = frozenset(_OPENERS.split())

#: Small words inside names, such as `de la`.
PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "van", "von", "y"}
)
