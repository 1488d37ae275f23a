"""Dating: date expressions in a text, publication dates in metadata, the day of a claim and of its meeting.

Nothing is imported here: reading needs the dates of metadata only, and the rules for texts load a dictionary.
"""
