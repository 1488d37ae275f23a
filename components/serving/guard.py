"""Addresses that Streamlit answers to anybody: downloads and uploads need the login too, figures of the server stay in.

A download of Streamlit's is an address that nobody can guess, but that everybody may open who has it. With a login, the
cookie of the login must come along.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components import access
from components.serving import paths
from data.operating import settings, users

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Guard:
    """Refuses what only readers, or nobody, should ask for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        path = paths.local(scope) if scope["type"] == "http" else ""
        if path.startswith(paths.CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        elif path.startswith((paths.MEDIA, paths.UPLOAD)) and access.has_login() and not _logged_in(scope):
            await PlainTextResponse("Log in first", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _logged_in(scope: Scope) -> bool:
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    cookies = cookie_parser(header.decode("latin-1"))

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value) if value else None

    held = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    claims = json.loads(held) if held else {}
    return claims.get("is_logged_in") is True and users.admits(settings.users(), claims)
