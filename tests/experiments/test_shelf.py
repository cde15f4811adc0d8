from __future__ import annotations

import pyarrow as pa

from experiments.parts import read_journal, read_part
from experiments.pool import Finished, Task
from experiments.shelf import Shelf


def finished(start, stop, block=(0, 20), arm=0):
    table = pa.table({"arm": [arm] * (stop - start), "run": list(range(start, stop))})
    return Finished(Task(arm, block, (start, stop)), table, 0.5)


def spans(folder):
    return [(part.arm, *part.span) for part in read_journal(folder)]


def test_a_block_is_written_once_it_is_whole_in_whatever_order_its_slices_come(tmp_path):
    shelf = Shelf(tmp_path, [])
    for start, stop in [(10, 15), (0, 5), (15, 20)]:
        shelf.take(finished(start, stop))
        assert spans(tmp_path) == []
    shelf.take(finished(5, 10))
    assert spans(tmp_path) == [(0, 0, 20)]
    (part,) = shelf.parts
    assert part.seconds == 2.0
    assert read_part(tmp_path, part)["run"].to_pylist() == list(range(20))


def test_clearing_writes_what_is_finished_as_smaller_parts(tmp_path):
    shelf = Shelf(tmp_path, [])
    for start, stop in [(15, 20), (0, 5), (5, 10)]:
        shelf.take(finished(start, stop))
    shelf.take(finished(20, 25, block=(20, 40), arm=1))
    shelf.clear()
    assert spans(tmp_path) == [(0, 0, 10), (0, 15, 20), (1, 20, 25)]
    shelf.clear()
    assert len(shelf.parts) == 3
