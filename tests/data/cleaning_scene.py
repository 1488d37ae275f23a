"""A profile, a few sentences and short ways to clean pages of invented sites."""

from data.cleaning import clean
from data.models import Source
from data.profile import Actor, Outlet, Profile

PROFILE = Profile(
    "probe",
    (
        Actor("Nordform", "body", roles=("Nachrichtenagentur",)),
        Actor("Cape Wire", "body", roles=("news agency",)),
        Actor("Ilja Orlan", "person", ("Orlan",)),
    ),
    (Outlet("Seebote", aliases=("Der Seebote",), domains=("seebote.example",)),),
)
LEAD = "Kanzlerin Mira Veit will Präsident Orlan in Genf sehen. Das sagte ihr Sprecher am Montag vor der Presse."
MORE = "Orlan hat darauf noch nicht geantwortet. Er hatte ein Gespräch zuletzt an Bedingungen geknüpft."
HEADLINE = "Veit bietet Orlan ein Gespräch in Genf an"


def article(text, **fields):
    return clean(Source("probe", "probe.txt", text, "00", **fields), PROFILE)


def body(text, **fields):
    return article(text, **fields).body


def page(*lines):
    return "\n".join(lines)
