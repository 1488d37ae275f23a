"""The log as JSON Lines, for a collector that reads fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pythonjsonlogger.json import JsonFormatter

from data.operating.logs import told, values_of

if TYPE_CHECKING:
    import logging


class JsonLines(JsonFormatter):
    """One object a line: `time`, `level`, `logger`, `message`, the event's values, and a `traceback` if any."""

    def __init__(self, *, messages: bool) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}", style="{", datefmt="%Y-%m-%dT%H:%M:%S%z",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "traceback"},
        )  # fmt: skip
        self._messages = messages

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        """Put the values of an event beside what every record has, and in the place of the pair that holds them."""
        super().add_fields(log_data, record, message_dict)
        log_data.pop("treffpunkt_values", None)
        log_data.update(values_of(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the library's name
        return told(ei, messages=self._messages)  # type: ignore[arg-type]
