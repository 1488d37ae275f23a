"""How much one visit may upload. Streamlit bounds one file, and keeps forty of that size in memory."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from components.serving import paths
from data.operating import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

VISITS = 10_000
"""Visits whose uploads are counted; the one that was longest without an upload is forgotten first."""
REFUSED = 400


class Budget:
    """What each visit has uploaded and not taken back, in bytes; `full` are those who were refused something."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._held: OrderedDict[str, dict[str, int]] = OrderedDict()
        self._full: set[str] = set()

    def reserve(self, visit: str, file: str, size: int) -> bool:
        """Take room for a file before it comes, and return whether there was any."""
        files = self._held.setdefault(visit, {})
        self._held.move_to_end(visit)
        while len(self._held) > VISITS:
            self._full.discard(self._held.popitem(last=False)[0])
        if sum(files.values()) - files.get(file, 0) + size > self.limit:
            self._full.add(visit)
            return False
        files[file] = size
        return True

    def free(self, visit: str, file: str) -> None:
        """Give room back: the file did not come, or was taken away."""
        self._held.get(visit, {}).pop(file, None)
        self._full.discard(visit)

    def is_full(self, visit: str) -> bool:
        """Return whether the visit was refused a file since it last took one back."""
        return visit in self._full


budget = Budget(settings.UPLOADS_DEFAULT * 1024 * 1024)
"""Of this server."""


class Uploads:
    """Lets uploads through as far as the visit's budget goes, by the size that they state beforehand."""

    def __init__(self, app: ASGIApp, held: Budget = budget) -> None:
        self.app = app
        self.budget = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; refuse an upload that does not say how large it is, or is too much."""
        path = paths.local(scope) if scope["type"] == "http" else ""
        visit, _, file = path.removeprefix(paths.UPLOAD).partition("/")
        if not path.startswith(paths.UPLOAD) or scope["method"] not in {"PUT", "DELETE"}:
            await self.app(scope, receive, send)
            return
        if scope["method"] == "PUT":
            stated = dict(scope["headers"]).get(b"content-length", b"")
            if not stated.isdigit():
                await PlainTextResponse("An upload must say how large it is", 411)(scope, receive, send)
                return
            if not self.budget.reserve(visit, file, int(stated)):
                told = f"More than {self.budget.limit // 2**20} MB in one visit"
                await PlainTextResponse(told, 413)(scope, receive, send)
                return

        async def watching(message: Message) -> None:
            if message["type"] == "http.response.start":
                refused = message["status"] >= REFUSED
                if refused == (scope["method"] == "PUT"):  # an upload that failed, a removal that did not
                    self.budget.free(visit, file)
            await send(message)

        await self.app(scope, receive, watching)
