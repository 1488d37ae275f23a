"""What can go wrong, as a tree. A message says what, where and what to do, in one line.

DataError
├── EndedError      an import or a poll that ended before it was done
├── FetchError      an address that is not asked, or gives nothing that can be read
│   ├── GoneError   an address whose owner says that it is gone for good
│   └── LaterError  an address whose owner asks to be asked later
├── InputError      a file, row or archive that cannot be read
├── ProfileError    a watch profile that does not say what it should
├── ReviewError     a review or a name that an analyst gave and that cannot be kept
├── SettingError    a setting of the operator that says nothing usable
└── StoreError      a database that cannot be opened, or is of another version
"""

from __future__ import annotations


class DataError(Exception):
    """An error whose message may be shown to the analyst as it stands."""


class EndedError(DataError):
    """An import or a poll, beside the server, that ended before it was done; what it had kept is kept."""


class FetchError(DataError):
    """An address that is not asked, or gives nothing that can be read. The message follows the address it is about."""


class GoneError(FetchError):
    """An address whose owner says that it is gone for good (410)."""


class LaterError(FetchError):
    """An address whose owner asks to be asked later; `seconds` from now, None where that is left open."""

    def __init__(self, message: str, seconds: int | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class InputError(DataError):
    """A file, row or archive that cannot be read."""


class ProfileError(DataError):
    """A watch profile that does not say what it should."""


class ReviewError(DataError):
    """A review or a name that an analyst gave and that cannot be kept as it is."""


class SettingError(DataError):
    """A setting of the operator that says nothing usable."""


class StoreError(DataError):
    """A database that cannot be opened, or was written by another version."""
