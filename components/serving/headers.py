"""Headers that Streamlit does not send: what the page may load, who may frame it, what it tells other sites."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",  # and the inline scripts of Streamlit's own page, by their hashes
    "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles at run time
    "img-src": "'self' data: blob:",  # no picture in a text can tell anybody that it was read
    "font-src": "'self' data:",
    "connect-src": "'self'",  # its own web socket too
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # a link out of an article must not carry the filter, which stands in the address
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Adds the headers to every answer that does not bring them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._headers = [(name.lower().encode(), value.encode()) for name, value in all_of_them().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put the headers on its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in self._headers if pair[0] not in held)]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def all_of_them() -> dict[str, str]:
    """Return every header with its value."""
    rules = POLICY | {"script-src": " ".join([POLICY["script-src"], *_inline_scripts()])}
    return {"Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in rules.items()), **OTHERS}


def _inline_scripts() -> list[str]:
    """Return the hashes of the scripts that stand in Streamlit's own page, as a policy names them."""
    page = files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    found = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in found]
