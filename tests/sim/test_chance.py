"""The generator against published answers, and what an address promises."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.chance import draw, philox, tape

words = st.integers(0, 2**32 - 1)
ONES = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (  # the digits of pi
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_published_known_answers(counter, key, answer):
    """Philox4x32-10 in the authors' own file of known answers (salmon2011)."""
    assert philox(*counter, *key) == answer


@numba.njit
def compiled_philox(c0, c1, c2, c3, k0, k1):
    return philox(c0, c1, c2, c3, k0, k1)


@numba.njit
def compiled_draw(tape, stream, run, day, index):
    return draw(tape, stream, run, day, index)


@given(words, words, words, words, words, words)
def test_compiled_and_plain_give_the_same_words(c0, c1, c2, c3, k0, k1):
    assert compiled_philox(c0, c1, c2, c3, k0, k1) == philox(c0, c1, c2, c3, k0, k1)


TAPE = tape(20250617, ("news", "leaders", "home"))


@given(st.integers(0, 2), st.integers(0, 2**62 - 1), st.integers(0, 10_000), st.integers(0, 50))
def test_compiled_and_plain_give_the_same_draw(stream, run, day, index):
    assert compiled_draw(TAPE, stream, run, day, index) == draw(TAPE, stream, run, day, index)


@given(words, words, st.integers(0, 127), words, words)
def test_one_bit_of_the_counter_changes_about_half_of_the_answer(c0, c2, bit, k0, k1):
    counter = [c0, 0, c2, 0]
    flipped = list(counter)
    flipped[bit // 32] ^= 1 << (bit % 32)
    before, after = philox(*counter, k0, k1), philox(*flipped, k0, k1)
    changed = sum((a ^ b).bit_count() for a, b in zip(before, after, strict=True))
    assert 30 < changed < 98  # 64 of 128 bits, six standard deviations


# ------------------------------------------------------------------ the draw

N = 2000
AXES = {
    "runs": lambda n: draw(TAPE, 0, n, 5, 0),
    "days": lambda n: draw(TAPE, 0, 5, n, 0),
    "indices": lambda n: draw(TAPE, 0, 5, 5, n),
    "seeds": lambda n: draw(tape(n, ("news",)), 0, 5, 5, 0),
    "streams": lambda n: draw(tape(7, (f"stream {n}",)), 0, 5, 5, 0),
}
along_each_axis = pytest.mark.parametrize("axis", AXES.values(), ids=AXES.keys())


@along_each_axis
def test_uniform_along_every_axis(axis):
    values = np.array([axis(n) for n in range(N)])
    assert ((values >= 0) & (values < 1)).all()
    assert len(set(values)) == N
    assert stats.kstest(values, "uniform").pvalue > 0.01


@along_each_axis
def test_neighbours_along_an_axis_know_nothing_of_each_other(axis):
    values = np.array([axis(n) for n in range(N)])
    for lag in (1, 2, 7):
        assert abs(np.corrcoef(values[:-lag], values[lag:])[0, 1]) < 4 / N**0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda n: draw(TAPE, 0, n, 0, 0), lambda n: draw(TAPE, 1, n, 0, 0)),
        (lambda n: draw(TAPE, 0, n, 0, 0), lambda n: draw(TAPE, 0, n, 1, 0)),
        (lambda n: draw(TAPE, 0, n, 0, 0), lambda n: draw(TAPE, 0, n, 0, 1)),
        (lambda n: draw(TAPE, 0, n, 0, 0), lambda n: draw(TAPE, 0, 0, n, 0)),
    ],
    ids=["two streams", "two days", "two indices", "run and day exchanged"],
)
def test_two_addresses_are_independent(one, other):
    pairs = np.array([(one(n), other(n)) for n in range(1, N)])
    counts, _, _ = np.histogram2d(*pairs.T, bins=5, range=[[0, 1], [0, 1]])
    assert stats.chisquare(counts.ravel()).pvalue > 0.01


def test_a_draw_is_the_first_53_bits_over_2_to_the_53():
    first, second, _, _ = philox(3, 0, 2, 1, TAPE.key0[1], TAPE.key1[1])
    bits = (first >> 5 << 26) | second >> 6
    assert draw(TAPE, 1, 3, 2, 1) == bits / 2**53


def test_runs_beyond_32_bits_have_their_own_draws():
    assert draw(TAPE, 0, 1, 0, 0) != draw(TAPE, 0, 2**32 + 1, 0, 0)


# ------------------------------------------------------------------ the tape


def test_a_key_depends_on_name_and_seed_only():
    few, many = tape(11, ("b",)), tape(11, ("a", "b", "c"))
    assert (few.key0[0], few.key1[0]) == (many.key0[1], many.key1[1])
    assert tape(12, ("b",)) != few


def test_names_and_seeds_do_not_run_into_each_other():
    keys = [tape(seed, (name,)) for seed, name in [(1, "1/a"), (1, "a"), (11, "a"), (0, "a")]]
    assert len(set(keys)) == 4


def test_a_key_of_today_is_a_key_of_tomorrow():
    # Anything that changes these makes every published result irreproducible.
    assert tape(20250617, ("talks.cadence.pace",)) == ((2523839425,), (3739685890,))


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_out_of_bounds_is_refused(seed):
    with pytest.raises(ValueError, match=f"found {seed}"):
        tape(seed, ("news",))
    assert len(tape(2**63 - 1, ("news",)).key0) == 1
