"""`python -m data.quality`: measure anew."""

from data.quality.measuring import ship

ship()
