"""Fetching: one GET that cannot be led into the own network, keeps to robots.txt and a pace, and ends in time."""

from __future__ import annotations

from data.fetching.fetcher import FEED, PAGE, Fetched, Fetcher
from data.fetching.targets import Allowed, shown, target_of

__all__ = ["FEED", "PAGE", "Allowed", "Fetched", "Fetcher", "shown", "target_of"]
