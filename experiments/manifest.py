"""The manifest of a result: everything that is needed to make it again.

Plain JSON. ``content_hash`` says what the outcomes follow from, ``experiment`` and ``arms``
hold it in full, ``git`` to ``machine`` say where the last sitting computed, and ``sittings``
has one entry for each call that computed runs, so that a result made in pieces says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.design import Arm, Experiment, ExperimentConfig
from experiments.durable import explained, replacing
from experiments.errors import FolderRefused
from experiments.provenance import environment
from sim.config import ScenarioConfig

MANIFEST = "manifest.json"
"""Name of the manifest inside a result folder."""

FORMAT = 1
"""Version of the folder's layout; a change of it makes older folders unreadable."""

Manifest = dict[str, Any]

_KEYS = {"content_hash", "seed", "experiment", "arms", "finished", "timings", "sittings"}
"""Keys that reading and resuming rely on."""


def now() -> str:
    """Return the time as ISO text, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def describe(experiment: Experiment) -> Manifest:
    """Return the part of a manifest that follows from the experiment alone."""
    return {
        "format": FORMAT,
        "content_hash": experiment.content_hash,
        "model_revision": experiment.model_revision,
        "seed": experiment.seed,
        "experiment": experiment.config.model_dump(mode="json"),
        "arms": [
            {
                "index": arm.index,
                "label": arm.label,
                "title": arm.title,
                "values": _plain(arm.values),
                "settings": _plain(arm.settings),
                "scenario_hash": arm.scenario_hash,
                "scenario": arm.config.model_dump(mode="json", by_alias=True),
            }
            for arm in experiment.arms
        ],
    }


def begin(experiment: Experiment, engine: str) -> Manifest:
    """Return the manifest of a result of which no run is done yet."""
    return {
        **describe(experiment),
        "engine": engine,
        **environment(),
        "started": now(),
        "finished": None,
        "timings": {},
        "sittings": [],
    }


def after_sitting(
    manifest: Manifest, sitting: Mapping[str, Any], timings: Mapping[str, float], complete: bool
) -> Manifest:
    """Return ``manifest`` with one more sitting.

    Args:
        manifest: as it was before.
        sitting: what this call did (``engine``, ``runs``, ``workers``, ``started`` …).
        timings: stage -> seconds of wall time, added to those of earlier sittings.
        complete: whether every run of the experiment is now there.
    """
    place = environment()
    entry = {**sitting, "finished": now(), **place}
    return {
        **manifest,
        **place,
        "engine": sitting["engine"],
        "finished": now() if complete else None,
        "timings": _summed(manifest["timings"], timings),
        "sittings": [*manifest["sittings"], entry],
    }


def add_timings(folder: Path, timings: Mapping[str, float]) -> None:
    """Add seconds of wall time to the stages of a result that exists (figures, report …).

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    manifest = read_manifest(folder)
    if manifest is not None:
        with explained(folder):
            write_manifest(folder, {**manifest, "timings": _summed(manifest["timings"], timings)})


def _summed(before: Mapping[str, float], more: Mapping[str, float]) -> dict[str, float]:
    return {
        **before,
        **{stage: round(before.get(stage, 0.0) + spent, 3) for stage, spent in more.items()},
    }


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put ``manifest`` into ``folder``, whole or not at all.

    Raises:
        OSError: the folder can't be written.
    """
    with replacing(folder / MANIFEST) as file:
        file.write((json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of ``folder``; None if it has none.

    Raises:
        FolderRefused: there is one, but it can't be read or another version wrote it.
    """
    try:
        text = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FolderRefused(f"{folder / MANIFEST} can't be read ({error.strerror}).") from None
    try:
        manifest = dict(json.loads(text))
        version = manifest["format"]
    except (ValueError, KeyError, TypeError):
        raise _no_manifest(folder) from None
    if version != FORMAT:
        raise FolderRefused(
            f"{folder} was written in format {version}; this version reads format {FORMAT}. "
            "Run the experiment into another folder."
        )
    if not manifest.keys() >= _KEYS:
        raise _no_manifest(folder)
    return manifest


def _no_manifest(folder: Path) -> FolderRefused:
    return FolderRefused(
        f"{folder / MANIFEST} is not a result's manifest; delete the folder or choose another."
    )


def experiment_of(manifest: Manifest) -> Experiment:
    """Return the experiment that a manifest describes, without any of its files."""
    arms = tuple(
        Arm(
            index=arm["index"],
            label=arm["label"],
            title=arm["title"],
            values=arm["values"],
            settings=arm["settings"],
            config=ScenarioConfig.model_validate_json(json.dumps(arm["scenario"])),
            scenario_hash=arm["scenario_hash"],
        )
        for arm in manifest["arms"]
    )
    config = ExperimentConfig.model_validate_json(json.dumps(manifest["experiment"]))
    return Experiment(config, arms, manifest["model_revision"])


def difference(there: Manifest, here: Manifest) -> str:
    """Return, in a few words, what makes two experiments' outcomes differ; empty if nothing.

    Args:
        there: manifest of a folder.
        here: :func:`describe` of the experiment that is to be run.
    """
    if there["content_hash"] == here["content_hash"]:
        return ""
    if there["seed"] != here["seed"]:
        return f"its seed is {there['seed']}, not {here['seed']}"
    labels = [[arm["label"] for arm in manifest["arms"]] for manifest in (there, here)]
    if labels[0] != labels[1]:
        return f"its arms are {_some(labels[0])}, not {_some(labels[1])}"
    for old, new in zip(there["arms"], here["arms"], strict=True):
        if old["scenario_hash"] != new["scenario_hash"]:
            key = _first_difference(old["scenario"], new["scenario"], "")
            at = f" at {key}" if key else ""
            return f"its scenario differs{at}"
    return "the rules in agents/ or sim/ have changed since"


def _first_difference(old: Any, new: Any, key: str) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            inner = f"{key}.{name}" if key else name
            if name not in old or name not in new:
                return inner
            found = _first_difference(old[name], new[name], inner)
            if found:
                return found
        return ""
    return "" if old == new else key


def _some(labels: list[str]) -> str:
    shown = "; ".join(labels[:3])
    return f"{shown}; … ({len(labels)})" if len(labels) > 3 else shown


def _plain(values: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(dict(values), default=str))
