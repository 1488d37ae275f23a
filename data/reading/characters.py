"""Characters that no article means to carry: controls, NUL, halves of surrogate pairs."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028]|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def whole(text: str) -> str:
    """`text` with lone surrogates as U+FFFD, so that it can be stored and exported; the length stays."""
    return _SURROGATE.sub("�", text)


def tidy(text: str) -> str:
    """`text` with one kind of newline, without byte order marks and control characters."""
    return _CONTROL.sub("", _NEWLINE.sub("\n", whole(text))).removeprefix("\ufeff")


def same_length(text: str) -> str:
    """`text` with controls as spaces: what offsets already point into must not move."""
    return _CONTROL.sub(" ", whole(text))
