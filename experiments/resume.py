"""What a folder already holds of an experiment, and whether it may be used for it at all."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from experiments.design import Experiment
from experiments.durable import UNFINISHED, explained
from experiments.errors import FolderRefused
from experiments.lock import LOCK
from experiments.manifest import describe, difference, read_manifest
from experiments.parts import Part, fault_in, read_journal
from experiments.rows import schema_of
from experiments.store import Result, open_result
from sim.outcomes import columns


def claimed(folder: Path, experiment: Experiment) -> Result | None:
    """Return what ``folder`` holds of ``experiment``; None if it is new or empty.

    Raises:
        FolderRefused: it holds another experiment, or no result at all.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        strange = _strange(folder)
        if strange:
            raise FolderRefused(
                f"{folder} isn't a result folder (it holds {strange}); choose a new one with --out."
            )
        return None
    other = difference(manifest, describe(experiment))
    if other:
        raise FolderRefused(
            f"{folder} holds another experiment ({other}); "
            "choose another folder with --out, or delete that one."
        )
    return open_result(folder)


def set_aside(folder: Path, experiment: Experiment) -> Path | None:
    """Give another experiment's folder another name, so that this one can have its own.

    Returns:
        the new name, or None if the folder is new, empty, or holds this very experiment.

    Raises:
        FolderRefused: it holds no result at all; such a folder is never moved.
    """
    try:
        claimed(folder, experiment)
    except FolderRefused:
        manifest = read_manifest(folder)
        if manifest is None:
            raise
    else:
        return None
    name = f"{folder.name}-{manifest['content_hash'][:8]}"
    aside = folder.with_name(name)
    number = 2
    while aside.exists():
        aside = folder.with_name(f"{name}-{number}")
        number += 1
    with explained(folder):
        folder.rename(aside)
    return aside


def _strange(folder: Path) -> str:
    """Return the name of a file that a run which was killed at its start wouldn't leave."""
    if not folder.is_dir():
        return ""
    names = sorted(path.name for path in folder.iterdir())
    return next((name for name in names if name != LOCK and not name.endswith(UNFINISHED)), "")


def sound_parts(folder: Path, experiment: Experiment) -> list[Part]:
    """Return the parts that can be trusted, every value of them read, by arm and run."""
    sound = []
    schemas: dict[int, pa.Schema] = {}
    for part in read_journal(folder):
        if part.arm >= len(experiment.arms):
            continue
        if part.arm not in schemas:
            schemas[part.arm] = schema_of(columns(experiment.arms[part.arm].scenario()))
        if not fault_in(folder, part, schemas[part.arm]):
            sound.append(part)
    return sound


def is_whole(result: Result, experiment: Experiment) -> bool:
    """Return whether nothing is left to do: same words, every run there, every part sound."""
    return (
        result.manifest["finished"] is not None
        and result.manifest == {**result.manifest, **describe(experiment)}
        and result.complete
        and len(sound_parts(result.path, experiment)) == len(result.parts)
    )
