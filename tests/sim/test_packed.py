from __future__ import annotations

import math
import struct

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.packed import ROOM, Field, Shape, pack, unpack

WHOLE = st.integers(-(2**63), 2**63 - 1)
REAL = st.floats(width=64)  # NaN, infinities, -0.0 and the smallest ones among them
NAMES = st.text("abcdefgh", min_size=1, max_size=4)


@st.composite
def fields(draw, name, depth):
    if depth and draw(st.booleans()):
        return Field(name, inner=draw(shapes(depth - 1)))
    return Field(name, whole=draw(st.booleans()), axes=draw(st.integers(0, 2)))


@st.composite
def shapes(draw, depth=1):
    names = draw(st.lists(NAMES, unique=True, max_size=5))
    chosen = tuple(draw(fields(name, depth)) for name in names)
    return Shape("record", chosen, constant=draw(st.booleans()))


@st.composite
def values_of(draw, shape):
    return {field.name: draw(value_of(field)) for field in shape.fields}


def value_of(field):
    if field.inner is not None:
        return values_of(field.inner)
    number = WHOLE if field.whole else REAL
    if field.axes == 0:
        return number
    if field.axes == 1:
        return st.lists(number, max_size=6)
    return st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(number, min_size=width, max_size=width), max_size=4)
    )


RECORDS = shapes().flatmap(lambda shape: st.tuples(st.just(shape), values_of(shape)))


def exact(value):
    """A value with each number as its type and its bits, for a comparison that forgives nothing."""
    if isinstance(value, dict):
        return {name: exact(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [exact(inner) for inner in value]
    return (type(value), struct.pack("d" if isinstance(value, float) else "q", value))


MIXED = Shape(
    "mixed",
    (
        Field("day", whole=True),
        Field("stress"),
        Field("text", whole=True, axes=1),
        Field("gap", axes=1),
        Field("offer", whole=True, axes=2),
        Field("table", axes=2),
        Field("priors", inner=Shape("inner", (Field("law", True, 1), Field("one")), True)),
    ),
    constant=False,
)
ODD = {
    "day": -(2**63),
    "stress": -0.0,
    "text": [],
    "gap": [math.nan, -math.inf, 5e-324, -0.0],
    "offer": [[2**63 - 1, 2**53 + 1], [-1, 0]],
    "table": [],
    "priors": {"law": [], "one": math.nan},
}


@given(RECORDS)
@example((MIXED, ODD))
@example((Shape("empty", (), constant=True), {}))
def test_what_is_packed_comes_back_to_the_bit(record):
    shape, values = record
    words = pack(shape, values)
    assert words.dtype == np.int64
    assert words.ndim == 1
    assert exact(unpack(shape, words)) == exact(values)


@given(RECORDS)
@example((MIXED, ODD))
def test_a_copy_of_the_words_is_the_same_record_wherever_it_lies(record):
    shape, values = record
    words = pack(shape, values)
    room = np.full(len(words) + 10, 7, dtype=np.int64)
    room[3 : 3 + len(words)] = words
    assert exact(unpack(shape, room[3 : 3 + len(words)])) == exact(values)


@given(RECORDS)
@example((MIXED, ODD))
def test_vectors_lie_behind_the_entries_one_after_the_other(record):
    shape, values = record
    words = pack(shape, values)
    at = shape.entries
    for name, (place, field) in shape.places().items():
        if field.inner is not None:
            assert words[place] == at
            at += len(pack(field.inner, values[name]))
        elif field.axes:
            assert words[place] == at
            at += int(np.prod(words[place + 1 : place + 1 + field.axes]))
    assert at == len(words)


def test_entries_stand_in_the_order_of_the_names():
    places = {name: at for name, (at, _) in MIXED.places().items()}
    assert places == {
        "day": 0,
        "stress": 1,
        "text": 2,
        "gap": 4,
        "offer": 6,
        "table": 9,
        "priors": 12,
    }
    assert MIXED.entries == 13 + ROOM


def test_only_a_record_that_changes_keeps_room_for_a_view():
    names = (Field("day", whole=True),)
    assert len(pack(Shape("changes", names, constant=False), {"day": 1})) == 1 + ROOM
    assert len(pack(Shape("stays", names, constant=True), {"day": 1})) == 1


def test_numbers_are_put_into_the_kind_of_their_field():
    shape = Shape("record", (Field("stress"), Field("gap", axes=1)), constant=True)
    found = unpack(shape, pack(shape, {"stress": 1, "gap": (0, True)}))
    assert exact(found) == exact({"stress": 1.0, "gap": [0.0, 1.0]})


def test_words_can_be_written_in_place():
    shape = Shape("record", (Field("gap", axes=1),), constant=False)
    words = pack(shape, {"gap": [0.0, 0.0]})
    first = words[0]
    words[first : first + 2].view(np.float64)[:] = (0.5, -0.0)
    assert exact(unpack(shape, words)) == exact({"gap": [0.5, -0.0]})


@pytest.mark.parametrize("beyond", [2**63, -(2**63) - 1])
def test_a_whole_number_beyond_64_bits_is_refused(beyond):
    shape = Shape("record", (Field("day", whole=True),), constant=True)
    with pytest.raises(OverflowError):
        pack(shape, {"day": beyond})


def test_a_missing_value_is_refused():
    with pytest.raises(KeyError, match="day"):
        pack(MIXED, {})
