"""The fictional people of the demo. Names from many places; any likeness is chance."""

from dataclasses import dataclass

from course.permissions import Role

#: Mail to this domain can go nowhere (RFC 2606 reserves `.test`).
DOMAIN = "demo.practicum.test"
#: For this machine only: the demo is refused on a site with a public address.
PASSWORD = "calm hands learn slowly"  # noqa: S105 - it is printed at every start


@dataclass(frozen=True)
class Member:
    """Somebody in the demo."""

    name: str
    roles: tuple[Role, ...]
    zone: str

    @property
    def email(self) -> str:
        """The address under which they sign in."""
        return f"{self.name.split()[0].lower()}@{DOMAIN}"


STAFF = (
    Member("Petra Lind", (Role.DIRECTOR,), "America/Chicago"),
    Member("Ines Duarte", (Role.INSTRUCTOR,), "America/New_York"),
    Member("Sam Reyes", (Role.SUPERVISOR,), "America/New_York"),
    Member("Noor Haddad", (Role.SUPERVISOR, Role.INSTRUCTOR), "America/Los_Angeles"),
)

_FIRST = (  # noqa: SIM905 - names read better in a line than in quotes
    "Tara Jun Mira Alex Dana Kofi Lucia Emil Aisha Rowan Mei Tomas Zola Ravi Hana Owen Ximena "
    "Idris Freya Samir Leilani Mateo Sunniva Bashir Paloma Keanu Irina Desta Yusra Callum"
).split()
_LAST = (  # noqa: SIM905 - the same
    "Okafor Park Levin Ferreira Whitehorse Mensah Rossi Novak Rahman Quinn Chen Havel Dlamini "
    "Iyer Sato Byrne Flores Bello Holm Nasser Kealoha Vega Dahl Karimi Ortiz Makoa Petrov Alemu"
).split()
_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")


def trainee(number: int) -> Member:
    """Return the trainee of this number, 0 first: always the same person, never two alike."""
    first, round_ = _FIRST[number % len(_FIRST)], number // len(_FIRST)
    last = _LAST[(number + 7 * round_) % len(_LAST)]
    name = f"{first}{round_ + 1 if round_ else ''} {last}"
    return Member(name, (Role.TRAINEE,), _ZONES[number % len(_ZONES)])
