"""Long texts are read in time that grows like the text, from cleaning to signals: to 256 kB here, to 1 MB if asked."""

import pytest

from tests.growth import STEEPEST, steepness

SIZES = (4_000, 32_000, 256_000)  # characters
DEPTHS = (1_000, 8_000)  # of quotations inside each other; in less, a look around has not met its bound
PROSE = (
    "Die Sprecherin der Regierung in Tarn, Ada Kessler, sagte am Dienstag, ein Treffen von Putin und Trump sei möglich, "
    "aber vor dem Herbst kaum vorstellbar. „Wir reden mit allen“, fügte sie hinzu. "
)
LINES = {
    "a sentence without end": "X sagte, ",
    "names": "Anna Berg, ",
    "dates": "am 12.05.2025, ",
    "digits": "1",
    "openers": "„",
}
STYLES = ("„“", "„‚‘“", "»›‹«", "«‹›»", "“‘’”", "\"''\"")  # openers, then their closers


def nested(depth, style):
    """Quotations inside each other, the marks of `style` by turns."""
    half = len(style) // 2
    turns = [style[number % half] for number in range(depth)]
    closers = [style[-1 - number % half] for number in reversed(range(depth))]
    return "".join(f"{mark}Er sagte: " for mark in turns) + "".join(closers)


@pytest.mark.parametrize("piece", LINES.values(), ids=LINES)
def test_a_long_line_takes_time_as_it_is_long(piece):
    assert steepness([piece * (size // len(piece)) for size in SIZES]) < STEEPEST


def test_many_claims_take_time_as_they_are_many():
    assert steepness(["Putin will Trump treffen.\n\n" * number for number in (40, 240, 1400)]) < STEEPEST


@pytest.mark.parametrize("style", STYLES)
def test_quotations_thousands_deep_take_time_as_they_are_deep(style):
    assert steepness([nested(depth, style) for depth in DEPTHS]) < STEEPEST


@pytest.mark.slow
@pytest.mark.parametrize("text", [PROSE, *LINES.values()], ids=["prose", *LINES])
def test_a_line_of_a_megabyte_takes_time_as_it_is_long(text):
    assert steepness([text * (size // len(text)) for size in (64_000, 250_000, 1_000_000)]) < STEEPEST
