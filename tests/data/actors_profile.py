"""Invented countries, leaders and media for the tests of actors; no article names them."""

from data.profile.loading import bundled, merge
from data.profile.models import Actor, Outlet, Profile

INVENTED = Profile(
    "invented",
    (
        Actor(
            "Ilvar Keth", "person", ("Keth", "Präsident Keth"), ("Präsident", "Staatschef"), "Veldanien", principal=True
        ),
        Actor("Runa Sellin", "person", ("Sellin",), ("Präsidialsprecherin", "Sprecherin"), "Veldanien"),
        Actor("Pelle Ansko", "person", ("Ansko",), ("Berater des Präsidenten", "Berater"), "Veldanien"),
        Actor("Präsidialamt Veldanien", "body", ("Lundra", "die veldanische Seite"), ("Präsidialamt",), "Veldanien"),
        Actor(
            "Mareike Oltrop",
            "person",
            ("Oltrop",),
            ("Ministerpräsidentin", "Regierungschefin"),
            "Tarkland",
            principal=True,
        ),
        Actor("Bo Drewsen", "person", ("Drewsen",), ("Außenminister",), "Tarkland"),
        Actor("Jorid Malm", "person", ("Malm",), ("Regierungssprecher", "Sprecher"), "Tarkland"),
        Actor("Regierung von Tarkland", "body", ("Sankt Velin", "tarkländische Regierung"), ("Regierung",), "Tarkland"),
        Actor("Desmond Achterby", "person", ("Achterby",), ("president",), "Oresia", principal=True),
        Actor("Nell Corrow", "person", ("Corrow",), ("presidential spokeswoman", "spokeswoman"), "Oresia"),
        Actor("Oresian Presidency", "body", ("Calder Bay", "Achterby's office"), ("presidency",), "Oresia"),
    ),
    (Outlet("Lundra-Presse", "agency"), Outlet("Velin Tageblatt", "paper")),
)
PROFILE = merge(bundled(), INVENTED)
