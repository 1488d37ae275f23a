"""A browser session without a browser: Streamlit's protocol over its WebSocket, as the page's script speaks it.

A session keeps what a browser would: the value of each widget by its id, the messages it may be asked to reuse, and
the elements that the last run has drawn.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from websockets.asyncio.client import ClientConnection

LARGEST = 64 * 1024 * 1024
"""Bytes of a message that are taken."""


class Click:
    """The value of a button that is clicked."""


@dataclass(slots=True)
class Drawn:
    """What one run has drawn: its elements in their order, the bytes that came for it, and the seconds it took."""

    elements: list[Any] = field(default_factory=list)
    received: int = 0
    seconds: float = 0.0
    error: str = ""

    def of(self, kind: str) -> list[Any]:
        return [getattr(one, kind) for one in self.elements if one.WhichOneof("type") == kind]

    def metrics(self) -> dict[str, str]:
        return {one.label: one.body for one in self.of("metric")}

    def table(self, name: str) -> bytes | None:
        """Return the Arrow stream of the table of this name."""
        return next((one.arrow_data.data for one in self.of("dataframe") if f"-{name}_" in one.id), None)

    def chart(self, name: str) -> dict[str, Any] | None:
        specs = (one.spec for one in self.of("plotly_chart") if one.id.endswith(name))
        return next((json.loads(spec) for spec in specs), None)


class Session:
    """One reader. `values` are widget values by key, as the browser would send them."""

    def __init__(self, socket: ClientConnection, url: str) -> None:
        self._socket = socket
        self._url = url
        self._cached: dict[str, ForwardMsg] = {}
        self._ids: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self.page = ""
        self.values: dict[str, Any] = {}

    @classmethod
    async def open(cls, port: int) -> Session:
        url = f"127.0.0.1:{port}"
        return cls(
            await connect(f"ws://{url}/_stcore/stream", max_size=LARGEST, compression=None, ping_interval=None),
            f"http://{url}",
        )

    async def close(self) -> None:
        await self._socket.close()

    async def upload(self, name: str, content: bytes) -> list[UploadedFileInfo]:
        """Upload a file as the page does, and return what its file uploader's value is then."""
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        await self._socket.send(asked.SerializeToString())
        message = ForwardMsg()
        while message.WhichOneof("type") != "file_urls_response":
            message.ParseFromString(await self._socket.recv())
        (urls,) = message.file_urls_response.file_urls
        await asyncio.to_thread(self._put, urls.upload_url, name, content)
        held = UploadedFileInfo(name=name, size=len(content), file_id=urls.file_id)
        held.file_urls.CopyFrom(urls)
        return [held]

    def _put(self, path: str, name: str, content: bytes) -> None:
        with urlopen(f"{self._url}/_stcore/health") as answer:  # noqa: S310 - our own server
            token = SimpleCookie(answer.headers["Set-Cookie"])["_streamlit_xsrf"].value
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        headers = {
            "Content-Type": "multipart/form-data; boundary=b",
            "Cookie": f"_streamlit_xsrf={token}",
            "X-Xsrftoken": token,
        }
        request = Request(f"{self._url}{path}", head + content + b"\r\n--b--\r\n", headers, method="PUT")  # noqa: S310
        urlopen(request).close()  # noqa: S310

    async def run(self, params: Mapping[str, Iterable[str]]) -> Drawn:
        """Rerun the page with the address's parameters and all widget values, and wait until it is drawn."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode({key: list(values) for key, values in params.items()}, doseq=True)
        state.page_script_hash = self._pages.get(self.page, "")
        state.context_info.url = f"{self._url}/{self.page}"
        state.context_info.color_scheme = "light"
        state.cached_message_hashes.extend(self._cached)
        for key, value in self.values.items():
            if key in self._ids:
                state.widget_states.widgets.append(_widget(self._ids[key], value))
        started = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        drawn = await self._drawn()
        drawn.seconds = time.perf_counter() - started
        return drawn

    async def _drawn(self) -> Drawn:
        drawn, places, used = Drawn(), {}, {}
        while True:
            data = await self._socket.recv()
            drawn.received += len(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                path = list(message.metadata.delta_path)
                message, kept = ForwardMsg(), self._cached[message.ref_hash]
                message.CopyFrom(kept)
                del message.metadata.delta_path[:]
                message.metadata.delta_path.extend(path)
                kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                used[message.hash] = message
            if kind == "new_session":
                drawn.elements, places = [], {}
            elif kind == "navigation":
                self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta":
                self._take(message, places, drawn)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    drawn.error = drawn.error or f"script finished as {message.script_finished}"
                self._cached = used
                drawn.elements = [element for _, element in sorted(places.items())]
                return drawn

    def _take(self, message: ForwardMsg, places: dict[tuple[int, ...], Any], drawn: Drawn) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        places[tuple(message.metadata.delta_path)] = element
        kind = element.WhichOneof("type")
        if kind == "exception":
            drawn.error = f"{element.exception.type}: {element.exception.message}"
        held = getattr(element, kind)
        if identity := getattr(held, "id", ""):
            self._ids[identity.split("-", 2)[-1]] = identity


def _widget(identity: str, value: Any) -> WidgetState:
    held = WidgetState(id=identity)
    if isinstance(value, Click):
        held.trigger_value = True
    elif isinstance(value, list) and value and isinstance(value[0], UploadedFileInfo):
        held.file_uploader_state_value.uploaded_file_info.extend(value)
    elif isinstance(value, bool):
        held.bool_value = value
    elif isinstance(value, int):
        held.int_value = value
    elif isinstance(value, str):
        held.string_value = value
    else:
        held.string_array_value.data.extend(value)
    return held
