"""The ladder's look: readable on both backgrounds, told apart by colour-blind readers, never by colour alone."""

from itertools import combinations

import pytest

from components.figures.ladder import DARK, FROM_RED, LABELS, LIGHT, name, place, symbol
from components.figures.style import BACKGROUND
from data.models import LADDER

VISION = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
"""How much red, green and blue light each kind of eye has left to tell apart (Viénot and others 1999)."""


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour, eye):
    light = linear(colour)
    red, green, blue = (min(max(sum(w * part for w, part in zip(row, light, strict=True)), 0), 1) for row in eye)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, eye):
    return sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(other, eye), strict=True)) ** 0.5


PALETTES = pytest.mark.parametrize(("palette", "dark"), [(LIGHT, False), (DARK, True)], ids=["light", "dark"])


@PALETTES
def test_every_rung_stands_out_from_the_background(palette, dark):
    assert set(palette) == set(LADDER)
    assert min(contrast(colour, BACKGROUND[dark]) for colour in palette.values()) >= 3


@PALETTES
@pytest.mark.parametrize("eye", VISION)
def test_no_two_rungs_look_alike(palette, dark, eye):
    pairs = {(a, b): apart(palette[a], palette[b], VISION[eye]) for a, b in combinations(palette, 2)}

    closest = min(pairs, key=pairs.get)
    assert pairs[closest] >= 6, closest


@PALETTES
@pytest.mark.parametrize("eye", VISION)
def test_towards_and_away_are_far_apart(palette, dark, eye):
    towards = [palette[rung] for rung in LADDER if LADDER[rung] > 0]
    away = [palette[rung] for rung in LADDER if LADDER[rung] < 0]

    assert min(apart(a, b, VISION[eye]) for a in towards for b in away) >= 12


def test_rungs_run_from_rejected_to_held():
    assert FROM_RED[0] == "REJECTED"
    assert FROM_RED[-1] == "HELD"
    assert [LADDER[rung] for rung in FROM_RED] == list(range(-5, 7))


def test_names_carry_the_place():
    assert name("NOT_PLANNED") == "Not planned (−3)"
    assert name("HELD") == "Held (+6)"
    assert place(0) == "0"
    assert set(LABELS) == set(LADDER)


@pytest.mark.parametrize("rung", LADDER)
def test_symbols_point_where_the_rung_does(rung):
    shape = symbol(rung)

    assert shape == ("triangle-up" if LADDER[rung] > 0 else "triangle-down" if LADDER[rung] < 0 else "diamond")
    assert symbol(rung, open_=True) == f"{shape}-open"
