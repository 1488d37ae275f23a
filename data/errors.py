"""What can go wrong, as a tree. A message says what, where and what to do, in one line.

DataError
├── InputError      a file, row or archive that cannot be read
├── ProfileError    a watch profile that does not say what it should
├── ReviewError     a review or a name that an analyst gave and that cannot be kept
├── SettingError    a setting of the operator that says nothing usable
└── StoreError      a database that cannot be opened, or is of another version
"""

from __future__ import annotations


class DataError(Exception):
    """An error whose message may be shown to the analyst as it stands."""


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
