"""How often the rules are right, measured on labelled articles and by the analysts' own reviews."""

from components import quality

quality.measured()
quality.reviewed()
quality.history()
