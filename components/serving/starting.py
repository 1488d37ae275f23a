"""Before the first page: where the server may listen and for whom, and what it does at its start and end."""

from __future__ import annotations

import ipaddress
import os
import webbrowser
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware

from components import access
from components.serving import guard, headers, uploads
from data.errors import DataError, SettingError
from data.operating import logs, settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NEEDED = ("redirect_uri", "cookie_secret")
SHORTEST_SECRET = 32


def middleware() -> list[Middleware]:
    """Return what every request passes, from the outside in. Ends the program where it must not serve."""
    if reason := refusal():
        raise SystemExit(f"treffpunkt: {reason}")
    uploads.budget.limit = settings.upload_budget()
    return [Middleware(headers.Headers), Middleware(guard.Guard), Middleware(uploads.Uploads)]


def refusal() -> str | None:
    """Return why this server must not start, in one line that says what to do; None where it may."""
    try:
        logs.start()
        settings.upload_budget()
        listed, strangers = settings.users(), settings.open_to_all()
        if access.has_login():
            _complete()
            return None
    except DataError as error:
        return str(error)
    if listed:
        return (
            f"{settings.USERS} names who may come in, but no login is set up; put [auth] into .streamlit/secrets.toml"
        )
    address = st.get_option("server.address")
    if is_local(address) or strangers:
        return None
    return (
        f"would listen on {address or 'every address of this machine'} without a login, open to whoever reaches it; "
        f"set up [auth] in .streamlit/secrets.toml, or listen on localhost (server.address), or say "
        f"{settings.OPEN}=yes where something else keeps strangers out"
    )


def is_local(address: str | None) -> bool:
    """Return whether only this machine can reach an address; None is every address there is."""
    if not address:
        return False
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address.casefold() == "localhost"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the page in a browser where somebody sits before the server, and write start and end into the log."""
    logs.start()  # again: only now are all parts of the server there
    if not st.get_option("server.headless"):
        webbrowser.open_new(f"http://{st.get_option('server.address') or 'localhost'}:{st.get_option('server.port')}")
    logs.event("started", login=access.has_login(), process=os.getpid())
    yield
    logs.event("stopped", process=os.getpid())


def _complete() -> None:
    auth = st.secrets["auth"]
    for key in NEEDED:
        if not auth.get(key):
            raise SettingError(f"[auth] in secrets.toml has no {key}; docs/operations.md shows what a login needs")
    if len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        raise SettingError(
            f"cookie_secret in secrets.toml is shorter than {SHORTEST_SECRET} characters: "
            "whoever guesses it is anybody; make one with `python -c 'import secrets; print(secrets.token_hex(32))'`"
        )
    if not access.providers():
        raise SettingError("[auth] in secrets.toml names no client_id; docs/operations.md shows what a login needs")
    if find_spec("authlib") is None:
        raise SettingError("a login needs the package Authlib; install it with `pip install 'treffpunkt[login]'`")
