"""A result folder, read: its manifest, its rows, its digest.

Reading takes no lock and writes nothing, so a result can be opened while it is still being
made, on a disk that is read-only, and without the files that the experiment came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from experiments.blocks import Span, joined
from experiments.design import Arm, Experiment
from experiments.errors import ResultError
from experiments.manifest import MANIFEST, Manifest, experiment_of, read_manifest
from experiments.parts import Part, column_names, read_journal, read_pieces
from experiments.rows import Digest
from sim.config.errors import nearest
from sim.scenario import Scenario

SHOWN = 6
"""Names that a message lists at most."""

KEYS = ("arm", "run")
"""The columns that say which row it is; every table has them, first."""


@dataclass(frozen=True)
class Result:
    """What an experiment has given so far."""

    path: Path
    manifest: Manifest
    parts: tuple[Part, ...]
    """Finished parts, sorted by arm and run (they may hold more runs than are asked for)."""

    @cached_property
    def experiment(self) -> Experiment:
        """The experiment, resolved, as it was run.

        Raises:
            ResultError: it was written for another version of the scenario schema.
        """
        try:
            return experiment_of(self.manifest)
        except (ValueError, KeyError, TypeError) as error:
            raise ResultError(
                f"{self.path / MANIFEST}: the experiment in it can't be read by this version "
                f"({str(error).splitlines()[0]}). Its rows can."
            ) from None

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The arms, in the order of their numbers."""
        return self.experiment.arms

    def scenario(self, arm: int = 0) -> Scenario:
        """Return the scenario of an arm, built anew from what the manifest holds.

        Raises:
            ResultError: there is no such arm.
        """
        self._check_arm(arm)
        return self.arms[arm].scenario()

    @property
    def runs(self) -> int:
        """Runs asked for, of each arm."""
        return int(self.manifest["experiment"]["runs"])

    @property
    def span(self) -> Span:
        """Runs that the folder is to hold of each arm: all of them, or those of its shard."""
        shard = self.manifest.get("shard")
        return (0, self.runs) if shard is None else (shard["start"], shard["stop"])

    @property
    def total(self) -> int:
        """Runs that the folder is to hold, of all arms."""
        return (self.span[1] - self.span[0]) * len(self.manifest["arms"])

    @property
    def done(self) -> int:
        """Runs that are there, of those that are to be."""
        return done_runs(self.parts, self.span[1], self.span[0])

    @property
    def complete(self) -> bool:
        """Whether every run is there that is to be."""
        return self.done == self.total

    def table(
        self,
        arm: int | None = None,
        columns: Sequence[str] | None = None,
        first: int | None = None,
    ) -> pa.Table:
        """Return the outcomes, one row a run, sorted by arm and run.

        Where arms differ in their columns (an issue more, a prior fewer), an arm has nulls in
        the columns of the others.

        Args:
            arm: only this arm's rows.
            columns: only these columns, after ``arm`` and ``run``, which are always there.
            first: no more than this many rows of each arm, its lowest runs.

        Raises:
            ResultError: no such arm or column, or a part is damaged.
        """
        tables = [table for _, table in self.pieces(arm, columns, first)]
        if not tables:
            raise ResultError(f"{self.path} holds no finished run yet.")
        return pa.concat_tables(tables, promote_options="default").combine_chunks()

    def pieces(
        self,
        arm: int | None = None,
        columns: Sequence[str] | None = None,
        first: int | None = None,
    ) -> Iterator[tuple[int, pa.Table]]:
        """Yield ``(arm, rows)`` piece by piece, in order; for results larger than memory.

        Raises:
            ResultError: as :meth:`table`.
        """
        if arm is not None:
            self._check_arm(arm)
        at, upto, left = -1, 0, 0
        for part in self.parts:
            if arm is not None and part.arm != arm:
                continue
            if part.arm != at:
                at, upto = part.arm, self.span[0]
                left = self.runs if first is None else first
            start, stop = max(part.start, upto), min(part.stop, self.span[1])
            stop = min(stop, start + left)
            if start < stop:
                chosen = self._present(part, columns)
                for table in read_pieces(self.path, part, chosen, (start, stop)):
                    yield part.arm, table
                upto, left = stop, left - (stop - start)

    def digest(self) -> str:
        """Return the SHA-256 (hex) of all rows' values, sorted by arm and run.

        The same experiment gives the same digest on any number of workers, in blocks of any
        size, in one go or resumed.
        """
        whole = Digest()
        for arm, table in self.pieces():
            whole.add(arm, table)
        return whole.hexdigest()

    def columns(self, arm: int | None = None) -> tuple[str, ...]:
        """Return the names of the columns (of all arms, or of one), ``arm`` and ``run`` first."""
        names: dict[str, None] = dict.fromkeys(KEYS)
        for at, own in self._columns_of.items():
            if arm in (None, at):
                names.update(dict.fromkeys(own))
        return tuple(names)

    def _present(self, part: Part, columns: Sequence[str] | None) -> list[str] | None:
        if columns is None:
            return None
        known, anywhere = self._columns_of[part.arm], self.columns()
        for name in columns:
            if name not in anywhere:
                hint = nearest(name, anywhere)
                raise ResultError(f"no column '{name}' in {self.path}" + (hint and f"; {hint}"))
        return list(dict.fromkeys([*KEYS, *(name for name in columns if name in known)]))

    @cached_property
    def _columns_of(self) -> dict[int, list[str]]:
        firsts = {part.arm: part for part in reversed(self.parts)}
        return {arm: column_names(self.path, firsts[arm]) for arm in sorted(firsts)}

    def _check_arm(self, arm: int) -> None:
        count = len(self.manifest["arms"])
        if not 0 <= arm < count:
            raise ResultError(f"no arm {arm} in {self.path}; it has 0 to {count - 1}.")


def done_runs(parts: Sequence[Part], stop: int, start: int = 0) -> int:
    """Return how many of runs ``start`` to ``stop - 1`` of all arms ``parts`` hold."""
    done = 0
    for arm in {part.arm for part in parts}:
        spans = joined(part.span for part in parts if part.arm == arm)
        done += sum(max(0, min(last, stop) - max(first, start)) for first, last in spans)
    return done


def _others(path: Path) -> str:
    """The result folders beside a path that is none, in a sentence."""
    beside = path.parent if path.parent != path else path
    try:
        names = sorted(one.parent.name for one in beside.glob(f"*/{MANIFEST}"))
    except OSError:
        return ""
    if not names:
        return ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    hint = nearest(path.name, tuple(names))
    return f" In {beside} there are {', '.join(names[:SHOWN])}{more}{f'; {hint}' if hint else '.'}"


def open_result(path: Path | str) -> Result:
    """Open a result folder for reading.

    Raises:
        ResultError: it is not there, or is no result.
    """
    path = Path(path)
    manifest = read_manifest(path)
    if manifest is None:
        what = "is not a result folder" if path.exists() else "does not exist"
        raise ResultError(f"{path} {what} (a result folder has a {MANIFEST} in it).{_others(path)}")
    arms = len(manifest["arms"])
    return Result(path, manifest, tuple(part for part in read_journal(path) if part.arm < arms))
