"""Every signal and article of one revision as numbers in memory, so that a filter takes no time (docs/load.md)."""

from __future__ import annotations

from data.register.keeping import register
from data.register.rows import Articles, Register, Signals

__all__ = ["Articles", "Register", "Signals", "register"]
