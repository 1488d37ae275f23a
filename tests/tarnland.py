"""The invented leaders that the tests of reviews and names play with, as a profile."""

from data.profile import bundled, merge
from data.profile.models import Actor, Profile

WATCHED = merge(
    bundled(),
    Profile(
        "tarn",
        (
            Actor("Ada Kessler", "person", ("Kessler",), ("Präsidentin",), "Tarnland", principal=True, gender="f"),
            Actor("Jonas Ohm", "person", ("Ohm",), ("Präsident",), "Borduria", principal=True, gender="m"),
        ),
    ),
)
