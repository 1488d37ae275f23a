"""Treffpunkt's data layer: articles in, meeting signals out. It knows no dashboard."""

__version__ = "0.1.0"
