"""The log: one line an event, as text or JSON (`TREFFPUNKT_LOG`), without secrets and without article text.

What happened is the message, everything else are named values: counts, names of users, error numbers. Tracebacks keep
files, lines and types; the messages of errors are left out, because they may quote an article (`TREFFPUNKT_LEVEL=debug`
puts them back).
"""

from __future__ import annotations

import logging
import secrets
import traceback
from contextvars import ContextVar
from typing import TYPE_CHECKING

from data.errors import DataError
from data.operating import settings

if TYPE_CHECKING:
    from types import TracebackType

NAME = "treffpunkt"
SERVERS = ("streamlit", "uvicorn", "websockets")
_LOG = logging.getLogger(NAME)
_USER: ContextVar[str | None] = ContextVar("user", default=None)
_OWN = "treffpunkt_values"


def start() -> None:
    """Write this process's log to its error output from now on. Raises SettingError."""
    level, form = settings.log_level(), settings.log_format()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form, messages=level == "debug"))
    ours = logging.getLogger(NAME)
    ours.handlers[:] = [handler]
    ours.setLevel(level.upper())
    ours.propagate = False
    for name, logger in list(logging.root.manager.loggerDict.items()):  # each of the server's parts has its own handler
        if name.split(".")[0] in SERVERS and isinstance(logger, logging.Logger) and logger.handlers:
            logger.handlers[:] = [handler]


def acts_for(user: str | None) -> None:
    """Name the user in what this thread writes from now on."""
    _USER.set(user)


def user() -> str | None:
    """Return the user whom this thread's log names."""
    return _USER.get()


def event(what: str, **values: object) -> None:
    """Write what happened, with named values: counts, names, numbers; never text of an article, never a secret."""
    _LOG.info(what, extra={_OWN: _with_user(values)})


def refused_login(user: str) -> None:
    """Write that somebody logged in who is not on the operator's list."""
    _LOG.warning("login refused", extra={_OWN: {"user": user}})


def failed(error: BaseException) -> str:
    """Write an error down and return its number, to be shown to the user who met it."""
    number = secrets.token_hex(4)
    values: dict[str, object] = {"error": number, "type": type(error).__name__}
    explained = isinstance(error, DataError)
    _LOG.log(
        logging.WARNING if explained else logging.ERROR,
        "refused" if explained else "failed",
        extra={_OWN: _with_user(values)},
        exc_info=error,
    )
    return number


def formatter(form: str, *, messages: bool = False) -> logging.Formatter:
    """Return what writes a record as `text` or `json`; with `messages`, those of errors too."""
    if form == "text":
        return _Text(messages=messages)
    from data.operating.json_log import JsonLines  # a server's choice; nobody else waits for it

    return JsonLines(messages=messages)


def values_of(record: logging.LogRecord) -> dict[str, object]:
    """Return the named values of a record of ours; none for one of a library."""
    held: dict[str, object] = getattr(record, _OWN, {})
    return held


def told(
    error: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None], *, messages: bool
) -> str:
    """Write a traceback: places and types, and with `messages` what the errors say."""
    kind, raised, trace = error
    if messages:
        return "".join(traceback.format_exception(kind, raised, trace)).rstrip()
    lines = ["Traceback, without messages:\n", *traceback.format_tb(trace)] if trace else []
    while raised is not None:
        lines.append(f"{type(raised).__name__}\n")
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return "".join(lines).rstrip()


class _Text(logging.Formatter):
    def __init__(self, *, messages: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._messages = messages

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        values = "".join(f" {key}={_one_line(value)}" for key, value in values_of(record).items())
        return super().formatMessage(record).replace("\n", " ") + values

    def formatException(self, ei: object) -> str:  # noqa: N802
        return told(ei, messages=self._messages)  # type: ignore[arg-type]


def _one_line(value: object) -> str:
    text = " ".join(str(value).split())
    return repr(text) if " " in text or not text else text


def _with_user(values: dict[str, object]) -> dict[str, object]:
    user = _USER.get()
    return {**({"user": user} if user else {}), **values}
