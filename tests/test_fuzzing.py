"""No bytes break reading, cleaning, statements or exports: a few hundred inputs each, two minutes of them with -m slow."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.battery.hostile import CASES, archive
from tests.fuzz.pieces import PIECES
from tests.fuzz.targets import DOCUMENTS, TARGETS, TEXTS, warm

FEW = {"reader": 80, "documents": 12, "cleaner": 40, "statements": 30, "export": 60}
SECONDS = 120 / len(TARGETS)
LARGEST = 2_000
SMALL = [case.content for case in CASES.values() if len(case.content) <= LARGEST]
NAMES = st.integers(0, 255).map(lambda number: bytes([number]))
SENTENCES = st.lists(st.integers(0, len(PIECES) - 1), max_size=120).map(lambda numbers: b"\0" + bytes(numbers))


@st.composite
def bitten(draw):
    """One of the bad inputs of the battery, bytes of it put elsewhere, or those of another one put in."""
    content, other = draw(st.sampled_from(SMALL)), draw(st.sampled_from(SMALL) | st.binary(max_size=12))
    at, until = sorted(draw(st.tuples(st.integers(0, len(content)), st.integers(0, len(content)))))
    return draw(st.sampled_from([content[:at] + other + content[until:], content[at:] + other + content[:at]]))


BYTES = st.binary(max_size=LARGEST) | st.tuples(NAMES, bitten()).map(b"".join) | bitten() | SENTENCES


@pytest.fixture(scope="module", autouse=True)
def _warm():
    warm()


def test_every_piece_has_its_byte():
    assert len(PIECES) <= 256


@pytest.mark.parametrize("target", TARGETS)
def test_no_bytes_break_it(target):
    run(target, FEW[target])


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_no_bytes_break_it_for_a_while(target):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        run(target, 100, end)


def run(target, examples, end=float("inf")):
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(BYTES)
    def holds(content):
        if time.monotonic() < end:
            TARGETS[target](content)

    holds()


@pytest.mark.parametrize(
    ("target", "content"),
    [
        # found by atheris: a reason quoted the name of a column with what nobody sees in it
        ("reader", bytes([TEXTS.index("a.csv")]) + "ti\ufefftel\x04,in\u202ehalt\na,b\n".encode()),
        # a member of an archive without a name
        ("reader", bytes([TEXTS.index("a.zip")]) + archive({"\0": b"Ein Satz."})),
        # a text that begins with some dozens of line breaks took for ever to be told from a feed
        ("reader", bytes([TEXTS.index("a")]) + b"\r" * 22 + b"\n" + b"\r" * 12 + b"2\0\x0cq.\n\x8d\n"),
        ("reader", bytes([TEXTS.index("a.txt")]) + b"\n" * 4000 + b"Ein Satz."),
        # where the address of a link was cut, an accent stood behind another letter than before
        ("cleaner", b"\x00\x9ehh\xa9\x9d\x9dhrVbI"),
        ("documents", bytes([DOCUMENTS.index("a.html")]) + b"<html><body><p>" + b"\x1c" * 30),
    ],
)
def test_what_once_broke_it(target, content):
    TARGETS[target](content)
