"""The invented countries that the tests of signals play in, and one call that reads a text from mentions to signals."""

from datetime import date

from data.actors import find_mentions
from data.dating.finding import find_dates
from data.models import Article
from data.profile.models import Actor, Profile
from data.signals import find_signals
from data.statements import find_statements

PROFILE = Profile(
    "scene",
    (
        Actor("Aldo Brenk", "person", ("Brenk",), ("Präsident", "president"), "Norvia", principal=True, gender="m"),
        Actor("Mira Tolva", "person", ("Tolva",), ("Präsidentin", "president"), "Ostrau", principal=True, gender="f"),
        Actor("Ida Werth", "person", ("Werth",), ("Kanzlerin",), "Halland", principal=True, gender="f"),
        Actor("Jonas Reeb", "person", ("Reeb",), ("Regierungssprecher", "Sprecher", "spokesman"), "Norvia", gender="m"),
        Actor("Tam Orlik", "person", ("Orlik",), ("Außenminister", "foreign minister"), "Norvia", gender="m"),
        Actor("Präsidialamt Norvia", "body", ("Halm",), ("Präsidialamt",), "Norvia"),
        Actor("Präsidialamt Ostrau", "body", ("Velm",), ("Präsidialamt",), "Ostrau"),
    ),
)
PUBLISHED = date(2026, 3, 4)  # a Wednesday


def read(body, *, after="", lang="de", title=None, published=PUBLISHED):
    """Return the signals of `body` that begin after the lead `after`."""
    article = Article("scene", "scene.txt", body, body, title=title, published_on=published, lang=lang)
    dates = find_dates(body, published, lang)
    mentions = find_mentions(body, lang, PROFILE)
    statements = find_statements(article, mentions, dates, PROFILE)
    found = find_signals(article, statements, mentions, dates, PROFILE)
    return [signal for signal in found if signal.where == "title" or signal.start >= len(after)]
