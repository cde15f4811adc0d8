"""A share of an experiment's runs, for machines that know nothing of each other.

Run k stands alone, so a shard is only a span of runs: the same of every arm. Shards of one
experiment are put together by ``experiments.merge``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.blocks import Span
from experiments.errors import ResultError


@dataclass(frozen=True)
class Shard:
    """Shard ``number`` of ``of``; numbers count from 1."""

    number: int
    of: int

    def span(self, runs: int) -> Span:
        """Return its share of ``runs`` runs, ``(start, stop)``; shares differ by one at most.

        Raises:
            ResultError: there are fewer runs than shards, so that it would be empty.
        """
        if runs < self.of:
            raise ResultError(
                f"--shard {self}: found {self.of} shards of {runs:,} runs; "
                "allowed: at least a run in each shard"
            )
        return (self.number - 1) * runs // self.of, self.number * runs // self.of

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def ending(self) -> str:
        """What a shard's folder has after the name of the whole result's."""
        return f"-shard-{self.number}-of-{self.of}"


def read_shard(text: str) -> Shard:
    """Return the shard that ``i/N`` means.

    Raises:
        ResultError: it isn't of that form, or there is no such shard.
    """
    found = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text.strip())
    if found is None:
        raise ResultError(f"--shard: found '{text}'; allowed: i/N, such as 1/4 to 4/4")
    number, of = int(found[1]), int(found[2])
    if not 1 <= number <= of:
        hint = f"; shards count from 1, so the first is 1/{of}" if number == 0 and of else ""
        raise ResultError(f"--shard: found '{text}'; allowed: 1/N to N/N{hint}")
    return Shard(number, of)


def shard_of(manifest: Mapping[str, Any]) -> Shard | None:
    """Return the shard that a result's manifest says it is; None if it is no shard."""
    told = manifest.get("shard")
    return None if told is None else Shard(told["number"], told["of"])
