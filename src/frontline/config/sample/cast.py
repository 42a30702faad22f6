"""Who is in the story: teammates, companies, customers. Data only."""

from dataclasses import dataclass

from frontline.people.models import Role


@dataclass(frozen=True, slots=True)
class Player:
    """A teammate. `email` is `key@acme.example`."""

    key: str
    name: str
    role: str
    team: str
    timezone: str
    told: str
    """Who they are, to be read after the name."""

    @property
    def signature(self) -> str:
        return SIGNATURES.get(self.key, "")


@dataclass(frozen=True, slots=True)
class Firm:
    key: str
    name: str
    domain: str
    tier: str
    days: int
    """For how many days it has been a customer."""


@dataclass(frozen=True, slots=True)
class Person:
    """A customer. `program` is the mail program that they write with (config/sample/letters.py)."""

    key: str
    name: str
    address: str
    timezone: str = ""
    program: str = "gmail"

    @property
    def signature(self) -> str:
        return SIGNATURES.get(self.key, "")


SIGNATURES = {
    "dana": "Dana Whitfield\nPlatform lead, Northwind Health",
    "sean": "Seán",
    "priya": "Priya Raman | Engineering, Payments | Kestrel Bank",
    "henrik": "Henrik Solberg\nNordlys Energi, Drift",
    "gretchen": "Gretchen Halvorsen\nVP Operations, Halvorsen Freight",
    "jonas": "/Jonas",
    "katrin": "Katrin Vogel\nKachelwerk GmbH, Köln",
    "mia": "Mia Rask\nSupport engineer, Acme Cloud",
    "aiko": "Aiko",
    "diego": "Saludos, Diego",
    "tom": "Tom Lindqvist, Platform",
    "ngozi": "Ngozi",
    "grace": "Grace Whitlock\nCTO, Acme Cloud",
}

TEAMS = ("Support", "Platform")
PRODUCTS = {"Postgres": "Platform", "Builds": "Platform", "Domains": "Support"}

TEAMMATES = (
    Player("lena", "Lena Berg", Role.LEAD, "Support", "Europe/Berlin", "leads Support, may set everything up"),
    Player("mia", "Mia Rask", Role.SUPPORT, "Support", "Europe/Copenhagen", "in Support, and this week's hero"),
    Player("aiko", "Aiko Tanaka", Role.SUPPORT, "Support", "Asia/Tokyo", "in Support, has nights"),
    Player("diego", "Diego Fuentes", Role.SUPPORT, "Support", "America/Mexico_City", "in Support, has evenings"),
    Player("tom", "Tom Lindqvist", Role.ENGINEER, "Platform", "Europe/Stockholm", "in Platform, next week's hero"),
    Player("ngozi", "Ngozi Adeyemi", Role.ENGINEER, "Platform", "Africa/Lagos", "in Platform, knows Postgres"),
    Player("ravi", "Ravi Menon", Role.PRODUCT, "Platform", "Asia/Kolkata", "the product manager, reads along"),
    Player("grace", "Grace Whitlock", Role.ENGINEER, "Platform", "Europe/London", "the CTO, takes her turns too"),
)  # fmt: skip

COMPANIES = (
    Firm("northwind", "Northwind Health", "northwindhealth.example", "priority", 1460),
    Firm("brightline", "Brightline", "brightline.example", "priority", 912),
    Firm("kestrel", "Kestrel Bank", "kestrelbank.example", "priority", 655),
    Firm("nordlys", "Nordlys Energi", "nordlys.example", "priority", 1204),
    Firm("halvorsen", "Halvorsen Freight", "halvorsen.example", "priority", 388),
    Firm("meridian", "Meridian Tickets", "meridiantickets.example", "priority", 790),
    Firm("fjallprint", "Fjällprint AB", "fjallprint.example", "subscriber", 531),
    Firm("tidepool", "Tidepool Studio", "tidepool.example", "subscriber", 240),
    Firm("moretti", "Moretti & Figli", "moretti-figli.example", "subscriber", 702),
    Firm("falconry", "Falconry Analytics", "falconry.example", "subscriber", 119),
    Firm("hoshizora", "Hoshizora Works", "hoshizora.example", "subscriber", 467),
    Firm("kachelwerk", "Kachelwerk GmbH", "kachelwerk.example", "subscriber", 333),
    Firm("quillworks", "Quillworks", "quillworks.example", "subscriber", 88),
    Firm("sundial", "Sundial Learning", "sundial.example", "subscriber", 590),
    Firm("oakandiron", "Oak & Iron", "oakandiron.example", "subscriber", 205),
    Firm("papertrail", "Paper Trail Legal", "papertrail.example", "subscriber", 1011),
    Firm("lumen", "Lumen Orchestra", "lumenorchestra.example", "community", 150),
    Firm("openharbour", "Open Harbour", "openharbour.example", "community", 1333),
    Firm("gridfinch", "Gridfinch", "gridfinch.example", "community", 41),
    Firm("saltmarsh", "Saltmarsh Robotics Club", "saltmarsh.example", "community", 620),
)

CUSTOMERS = (
    Person("dana", "Dana Whitfield", "dana.whitfield@northwindhealth.example", "America/Chicago", "outlook"),
    Person("marcus", "Marcus Bell", "marcus.bell@northwindhealth.example", "America/Chicago", "outlook"),
    Person("sean", "Seán O'Connor", "sean.o'connor@brightline.example", "Europe/Dublin", "apple"),
    Person("niamh", "Niamh Kelly", "niamh@brightline.example", "Europe/Dublin"),
    Person("priya", "Priya Raman", "priya.raman@kestrelbank.example", "Europe/London", "outlook"),
    Person("owen", "Owen Hughes", "owen.hughes@kestrelbank.example", "Europe/London", "outlook"),
    Person("henrik", "Henrik Solberg", "henrik@nordlys.example", "Europe/Oslo", "thunderbird"),
    Person("gretchen", "Gretchen Halvorsen", "gretchen@halvorsen.example", "America/New_York", "outlook"),
    Person("ines", "Inês Carvalho", "ines@meridiantickets.example", "Europe/Lisbon"),
    Person("jonas", "Jonas Ek", "jonas@fjallprint.example", "Europe/Stockholm", "apple"),
    Person("amara", "Amara Nwosu", "amara@tidepool.example", "Africa/Lagos"),
    Person("luca", "Luca Moretti", "luca@moretti-figli.example", "Europe/Rome", "apple"),
    Person("giulia", "Giulia Moretti", "amministrazione@moretti-figli.example", "Europe/Rome", "outlook"),
    Person("omar", "Omar Haddad", "omar@falconry.example", "Asia/Amman"),
    Person("yuki", "佐藤 由紀", "yuki.sato@hoshizora.example", "Asia/Tokyo", "thunderbird"),
    Person("katrin", "Katrin Vogel", "k.vogel@kachelwerk.example", "Europe/Berlin", "thunderbird"),
    Person("bea", "Bea Sandoval", "bea@quillworks.example", "America/Denver"),
    Person("theo", "Théo Lambert", "theo@sundial.example", "Europe/Paris", "thunderbird"),
    Person("ruth", "Ruth Achterberg", "ruth@sundial.example", "Europe/Amsterdam"),
    Person("colin", "Colin Forge", "colin@oakandiron.example", "Europe/London", "apple"),
    Person("felix", "Felix Brandt", "felix.brandt@papertrail.example", "Europe/Vienna", "outlook"),
    Person("shauna", "Shauna Wells", "shauna@papertrail.example", "America/Toronto", "outlook"),
    Person("iris", "Iris Lindholm", "iris@lumenorchestra.example", "Europe/Helsinki", "apple"),
    Person("pavel", "Pavel Dvořák", "pavel@openharbour.example", "Europe/Prague", "thunderbird"),
    Person("zanele", "Zanele Khumalo", "zanele@openharbour.example", "Africa/Johannesburg"),
    Person("kenji", "Kenji Mori", "kenji@gridfinch.example", "America/Los_Angeles"),
    Person("bram", "Bram de Wit", "bram@saltmarsh.example", "Europe/Amsterdam", "thunderbird"),
    Person("hexcat", "hexcat", "hexcat@catmail.example", "", "thunderbird"),
    Person("marta", "Marta Silva", "marta.silva.dev@postbox.example", "America/Sao_Paulo"),
    Person("wren", "Wren Ashby", "wren@ashby.example", "America/Vancouver"),
    Person("dara", "Dara O'Brien", "dara.o'brien@coppergate.example", "Europe/Dublin"),
    Person("anya", "Anya Petrova", "anya.petrova@mailhaven.example", "Europe/Sofia"),
    Person("leo", "Leo Marchetti", "leo.marchetti@student.unimo.example", "Europe/Rome"),
    Person("fatima", "Fatima Zahra", "fatima.zahra@mailhaven.example", "Africa/Casablanca", "apple"),
    Person("jules", "Jules Okonkwo", "jules@okonkwo.example", "Europe/London"),
    Person("mei", "Mei Lin", "mei.lin@postbox.example", "Asia/Singapore"),
    Person("viktor", "Viktor Hale", "viktor@halesecurity.example", "Europe/Warsaw", "thunderbird"),
    Person("tariq", "Tariq Aziz", "tariq@mailhaven.example", "Asia/Karachi"),
    Person("sofie", "Sofie Maes", "sofie.maes@postbox.example", "Europe/Brussels", "apple"),
    Person("ben", "Ben Tallow", "ben@tallow.example", "Pacific/Auckland"),
)  # fmt: skip
