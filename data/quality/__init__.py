"""How often the rules are right: measured on labelled articles of our own, and on what analysts reviewed."""

from data.quality.measuring import Judged, Measured, measured
from data.quality.reviewed import FIELDS, RATES, REVIEWS, listed, reviewed, reviewed_fields
from data.quality.scores import SCORES, scores, wilson

__all__ = [
    "FIELDS", "RATES", "REVIEWS", "SCORES", "Judged", "Measured", "listed", "measured", "reviewed", "reviewed_fields",
    "scores", "wilson",
]  # fmt: skip
