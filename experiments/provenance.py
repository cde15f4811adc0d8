"""Where a result comes from: the rules, the revision, the packages and the machine."""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import agents
import sim

PACKAGES = (
    "tariff-talks",
    "mesa",
    "numpy",
    "numba",
    "scipy",
    "pydantic",
    "matplotlib",
    "pyarrow",
)
"""Distributions whose versions are written into every result."""


@functools.cache
def model_revision() -> str:
    """Return the SHA-256 (hex) of the source of ``agents/`` and ``sim/``.

    Part of an experiment's content hash: outcomes that older rules gave are never taken for
    those of today's. Read once a process, as the rules themselves are.
    """
    return source_hash({package.__name__: Path(package.__path__[0]) for package in (agents, sim)})


def source_hash(packages: Mapping[str, Path]) -> str:
    """Return the SHA-256 (hex) of all Python files of packages; line endings don't count.

    Args:
        packages: name -> folder.
    """
    hashed = hashlib.sha256()
    for name, root in sorted(packages.items()):
        files = {path.relative_to(root).as_posix(): path for path in root.rglob("*.py")}
        for inside, path in sorted(files.items()):
            source = path.read_bytes().replace(b"\r\n", b"\n")
            hashed.update(f"{name}/{inside}\0{len(source)}\0".encode() + source)
    return hashed.hexdigest()


def environment() -> dict[str, Any]:
    """Return what a result depended on besides its experiment, as plain data."""
    return {
        "git": git_state(),
        "python": platform.python_version(),
        "packages": package_versions(),
        "machine": {
            "platform": platform.platform(),
            "processor": platform.processor() or platform.machine(),
            "cpus": os.cpu_count(),
        },
    }


def package_versions() -> dict[str, str]:
    """Return distribution name -> version, of those that are installed."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def git_state() -> dict[str, Any] | None:
    """Return ``{"revision": hex, "dirty": bool}`` of the source tree; None if it has none.

    Dirty means that tracked files differ from the revision.
    """
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return None  # an enclosing repository is somebody else's
    revision = _git(root, "rev-parse", "HEAD")
    if revision is None:
        return None
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return {"revision": revision, "dirty": changed != ""}


def _git(root: Path, *arguments: str) -> str | None:
    # Inside a git hook these variables would send git to another repository.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=clean,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
