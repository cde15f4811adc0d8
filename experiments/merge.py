"""Shards of one experiment put together into one result folder, like that of a single run.

Parts are copied as they are: every value is read and checked on the way, none is computed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from experiments.blocks import Span, missing
from experiments.design import Experiment
from experiments.durable import append_line, explained, replacing
from experiments.errors import FolderRefused, ResultError
from experiments.lock import held
from experiments.manifest import Manifest, describe, difference, now, write_manifest
from experiments.parts import JOURNAL, Part, line_of, read_pieces, tidy
from experiments.resume import claimed, sound_parts
from experiments.rows import Digest
from experiments.shards import Shard, shard_of
from experiments.store import Result, done_runs, open_result

Source = tuple[Path, Part]
"""A part and the folder that it lies in."""


def merge(folders: Sequence[Path | str], out: Path | str, *, partial: bool = False) -> Result:
    """Put shards together into ``out`` and return the result.

    ``out`` may hold earlier shards of the experiment; they stay. What is there already is not
    copied again.

    Args:
        folders: result folders, in any order; they may overlap where their rows are the same.
        out: the folder of the whole.
        partial: whether runs may be missing; the result is then an unfinished one.

    Raises:
        ResultError: folders are of different experiments, a part is damaged, rows that should
            be the same differ, or runs are missing; the message says which, and what to do.
        FolderRefused: ``out`` holds something else.
        FolderBusy: another process is writing ``out``.
        FolderUnwritable: ``out`` can't be written.
    """
    out = Path(out)
    if not folders:
        raise ResultError("No folder to merge was given.")
    shards = _distinct([open_result(folder) for folder in folders], out)
    _agree(shards)
    experiment = shards[0].experiment
    _check_no_smaller(claimed(out, experiment), shards[0])
    found = [source for shard in shards for source in _sources(shard, experiment)]
    with held(out):
        there = claimed(out, experiment)
        if there is not None:
            found = [(out, part) for part in sound_parts(out, experiment)] + found
        found.sort(key=lambda source: (source[1].arm, source[1].start, source[1].stop))
        _check_overlaps(found)
        if not partial:
            _check_gaps(found, shards, experiment)
        with explained(out):
            manifest = _manifest(shards, there, experiment)
            write_manifest(out, {**manifest, "finished": None})
            tidy(out, [part for folder, part in found if folder == out])
            _copy(found, out)
            if done_runs([part for _, part in found], experiment.runs) == experiment.total:
                write_manifest(out, {**manifest, "finished": now()})
    return open_result(out)


def _check_no_smaller(there: Result | None, shard: Result) -> None:
    """Refuse to make a folder's result smaller than it is."""
    if there is not None and there.runs > shard.runs:
        raise FolderRefused(
            f"{there.path} is of {there.runs:,} runs, the shards are of {shard.runs:,}; "
            "choose another folder with --out."
        )


def _distinct(shards: list[Result], out: Path) -> list[Result]:
    """Return each folder once, without the one that is written."""
    found = {shard.path.resolve(): shard for shard in shards}
    found.pop(out.resolve(), None)
    if not found:
        raise ResultError(f"{out} can't be merged into itself; name the folders of its shards.")
    return list(found.values())


def _agree(shards: Sequence[Result]) -> None:
    """Refuse shards of different experiments, or of different numbers of runs."""
    first = shards[0]
    for other in shards[1:]:
        unlike = difference(other.manifest, first.manifest)
        if unlike:
            raise ResultError(
                f"{other.path} is of another experiment than {first.path} ({unlike}).\n"
                "Only shards of one experiment, run under the same rules, can be merged."
            )
        if other.runs != first.runs:
            raise ResultError(
                f"{other.path} is a share of {other.runs:,} runs, {first.path} of "
                f"{first.runs:,}.\nRun the shards with the same --runs."
            )


def _sources(shard: Result, experiment: Experiment) -> list[Source]:
    """Return the parts of a shard, every value of them checked."""
    sound = sound_parts(shard.path, experiment)
    damaged = [part.file for part in shard.parts if part not in sound]
    if damaged:
        raise ResultError(
            f"{shard.path / damaged[0]} is damaged or not what its journal says.\n"
            f"{_again(shard)}: it makes that part anew and keeps the others."
        )
    return [(shard.path, part) for part in sound]


def _again(shard: Result) -> str:
    told = shard_of(shard.manifest)
    option = f" with --shard {told}" if told else ""
    return f"Run the experiment again{option} --out {shard.path}"


def _check_overlaps(found: Sequence[Source]) -> None:
    """Refuse runs that two folders hold with different values."""
    for arm in {part.arm for _, part in found}:
        upto: Source | None = None
        for source in (one for one in found if one[1].arm == arm):
            if upto is not None and source[1].start < upto[1].stop:
                _check_same(upto, source)
            if upto is None or source[1].stop > upto[1].stop:
                upto = source


def _check_same(one: Source, other: Source) -> None:
    if one[1].span == other[1].span and one[1].sha256 == other[1].sha256:
        return
    span = other[1].start, min(one[1].stop, other[1].stop)
    if _digest(one, span) != _digest(other, span):
        raise ResultError(
            f"Runs {span[0]:,} to {span[1] - 1:,} of arm {one[1].arm} differ between {one[0]} "
            f"and {other[0]}.\n"
            "They were computed by the same rules, so one machine computes otherwise than the "
            "other (another processor or C library): run both shards on machines of one kind."
        )


def _digest(source: Source, span: Span) -> str:
    whole = Digest()
    for table in read_pieces(*source, span=span):
        whole.add(source[1].arm, table)
    return whole.hexdigest()


def _check_gaps(found: Iterable[Source], shards: Sequence[Result], experiment: Experiment) -> None:
    """Refuse to leave runs out; say which they are and which shard has them."""
    parts = [part for _, part in found]
    gaps = {
        arm.index: missing(experiment.runs, [part.span for part in parts if part.arm == arm.index])
        for arm in experiment.arms
    }
    if not any(gaps.values()):
        return
    arm, spans = next((arm, spans) for arm, spans in gaps.items() if spans)
    told = ", ".join(f"{start:,} to {stop - 1:,}" for start, stop in spans[:3])
    more = ", …" if len(spans) > 3 or sum(map(bool, gaps.values())) > 1 else ""
    lines = [f"Runs {told} of arm {arm}{more} are missing."]
    for result in shards:
        if not result.complete:
            lines.append(
                f"{result.path} is unfinished: it has {result.done:,} of {result.total:,} runs. "
                f"{_again(result)}."
            )
    present = {shard for result in shards if (shard := shard_of(result.manifest)) is not None}
    for of in sorted({shard.of for shard in present}):
        absent = [
            Shard(number, of)
            for number in range(1, of + 1)
            if Shard(number, of) not in present
            and any(_touch(Shard(number, of).span(experiment.runs), all_) for all_ in gaps.values())
        ]
        if absent:
            names = ", ".join(str(shard) for shard in absent[:8])
            more = f", … ({len(absent)} in all)" if len(absent) > 8 else ""
            lines.append(f"Not given: shard {names}{more}. Add the folder, or run it with --shard.")
    lines.append("To merge what is there all the same: --partial.")
    raise ResultError("\n".join(lines))


def _touch(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and stop > span[0] for start, stop in others)


def _manifest(shards: Sequence[Result], there: Result | None, experiment: Experiment) -> Manifest:
    """Return the manifest of the whole: the experiment, and the sittings of all shards."""
    manifests = [shard.manifest for shard in shards]
    sources = ([there.manifest] if there is not None else []) + manifests
    sittings: list[Any] = []
    timings: dict[str, float] = {}
    for manifest in sources:
        fresh = [sitting for sitting in manifest["sittings"] if sitting not in sittings]
        if fresh or not manifest["sittings"]:
            for stage, seconds in manifest["timings"].items():
                timings[stage] = round(timings.get(stage, 0.0) + seconds, 3)
        sittings += fresh
    return {
        **manifests[-1],
        **describe(experiment),
        "shard": None,
        "started": min(manifest["started"] for manifest in sources),
        "timings": timings,
        "sittings": sorted(sittings, key=_begun),
    }


def _begun(sitting: Manifest) -> tuple[str, int]:
    """Return what sittings are put in order by: when they began, then their shard."""
    return str(sitting["started"]), (sitting.get("shard") or {"start": 0})["start"]


def _copy(found: Sequence[Source], out: Path) -> None:
    """Copy what ``out`` lacks, and leave out parts whose runs the one before has too."""
    kept = [part for folder, part in found if folder == out]
    names = {part.file for part in kept}
    for folder, part in found:
        if part.file in names:
            continue
        others = [one.span for one in kept if one.arm == part.arm]
        if not missing(part.stop, others, part.start):
            continue
        target = out / part.file
        target.parent.mkdir(parents=True, exist_ok=True)
        with (folder / part.file).open("rb") as source, replacing(target) as file:
            shutil.copyfileobj(source, file)
        append_line(out / JOURNAL, line_of(part))
        kept.append(part)
        names.add(part.file)
