"""Watch profiles: whom the analyst watches. TOML or JSON in, one frozen `Profile` out."""

from __future__ import annotations

from data.profile.loading import bundled, load_profile, merge
from data.profile.models import Actor, Outlet, Profile

__all__ = ["Actor", "Outlet", "Profile", "bundled", "load_profile", "merge"]
