"""Language knowledge: word lists and patterns in TOML, one folder a language, one file a topic. No rule lives here."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("de", "en")


@cache
def load(lang: str, topic: str) -> dict[str, Any]:
    """Return the table `data/language/<lang>/<topic>.toml`; read only, shared by all callers.

    An unknown language falls back on German. Raises FileNotFoundError for an unknown topic.
    """
    folder = lang if lang in LANGUAGES else LANGUAGES[0]
    return tomllib.loads(resources.files(__package__).joinpath(folder, f"{topic}.toml").read_text(encoding="utf-8"))
