from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from experiments.blocks import cut, joined, missing

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1])),
    max_size=12,
)


def runs_of(found):
    return [run for start, stop in found for run in range(start, stop)]


@given(runs=st.integers(1, 60), done=spans)
def test_missing_is_the_complement(runs, done):
    assert runs_of(missing(runs, done)) == sorted(set(range(runs)) - set(runs_of(done)))


@given(done=spans, size=st.integers(1, 30))
def test_cut_tiles_the_spans_and_crosses_no_multiple(done, size):
    whole = joined(done)
    blocks = list(cut(whole, size))
    assert runs_of(blocks) == runs_of(whole)
    assert all(start // size == (stop - 1) // size for start, stop in blocks)


@given(done=spans)
def test_joined_spans_lie_apart_and_hold_the_same(done):
    found = joined(done)
    assert runs_of(found) == sorted(set(runs_of(done)))
    assert all(first[1] < second[0] for first, second in itertools.pairwise(found))


def test_a_lost_block_is_cut_out_again_as_it_was():
    assert list(cut(missing(1000, [(0, 250), (500, 1000)]), 250)) == [(250, 500)]
