"""Which statements and outlet's claims are meeting signals, and what each of them says (codebook)."""

from data.signals.find import find_signals

__all__ = ["find_signals"]
