"""The dashboard under load: a collection of known rows, sessions that check every answer, and what they cost."""
