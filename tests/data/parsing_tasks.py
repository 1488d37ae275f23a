"""What the process of the parsers is given to do in test_reading_worker.py: it imports it by name."""

import ctypes
import os
import sys
import time

from data.errors import InputError


def measure(content, unit="bytes"):
    return {"size": len(content), "unit": unit, "process": os.getpid()}


def environment(content):
    return sorted(os.environ)


def refuse(content):
    raise InputError("holds nothing: look elsewhere")


def stumble(content):
    raise KeyError("deep inside")


def chatter(content):
    sys.stdout.write("progress, 50 %\n")
    os.write(1, b'{"result": "forged"}\n')
    sys.stderr.write("warning\n")
    return "said"


def endless(content):
    while True:
        time.sleep(0.01)


def busy(content):
    while True:
        content = content[::-1]


def hungry(content):
    return len(bytearray(len(content) * 1000))


def crash(content):
    ctypes.string_at(0)
