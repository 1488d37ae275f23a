"""The addresses of Streamlit's server that are treated apart, below whatever path the operator has put it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from starlette.types import Scope

MEDIA = "/media/"
UPLOAD = "/_stcore/upload_file/"
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Figures of the server and its interface for programs: of no use to a reader, of some to who looks for a way in."""


def local(scope: Scope) -> str:
    """Return the path of a request below `server.baseUrlPath`."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path: str = scope["path"]
    return path.removeprefix(f"/{base}") if base else path
