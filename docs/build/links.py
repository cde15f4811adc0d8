"""Checks the relative links and anchors of the documents; addresses on the web are left alone.

python docs/build/links.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from pages import ROOT, documents, without_fences

NOT_IN_A_CLONE = ("results", ".venv", ".git")

_INLINE = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\]\([^)]*\))*\]\(\s*<?([^\s)>]+)>?(?:\s+[\"'][^)]*)?\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^\s)>]+)>?(?:\s+[\"'][^)]*)?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?")
_HTML = re.compile(r"<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)=[\"']([^\"']+)[\"']")
_HTML_ANCHOR = re.compile(r"<\w+[^>]*?\b(?:id|name)=[\"']([^\"']+)[\"']")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)(?:\s+#+)?\s*$")
_CODE = re.compile(r"(`+).+?\1")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")


class Link(NamedTuple):
    """A link as written: the line it stands on (the first is 1) and its target."""

    line: int
    target: str


def links(text: str) -> Iterator[Link]:
    """Yield the links and pictures of a Markdown text; code is not looked into."""
    for number, line in enumerate(without_fences(text), start=1):
        bare = _CODE.sub("", line)
        seen = set()
        for pattern in (_INLINE, _IMAGE, _REFERENCE, _HTML):
            seen.update(pattern.findall(bare))
        for target in sorted(seen):
            yield Link(number, target)


def anchors(text: str) -> set[str]:
    """Return the anchors that a Markdown text has: of headings, as forges make them, and its own.

    Lower case; letters, digits, `-` and `_` stay; spaces become `-`; a second heading of the
    same name gets `-1`.
    """
    found: set[str] = set()
    for line in without_fences(text):
        found.update(_HTML_ANCHOR.findall(line))
        heading = _HEADING.match(line)
        if heading is None:
            continue
        title = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
        title = re.sub(r"<[^>]+>", "", title).replace("`", "").replace("*", "")
        slug = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        count = 0
        while (made := slug if count == 0 else f"{slug}-{count}") in found:
            count += 1
        found.add(made)
    return found


def problems(root: Path = ROOT) -> list[str]:
    """Return one line for each link of the documents under `root` that leads nowhere."""
    found = []
    for document in documents(root):
        for link in links(document.read_text(encoding="utf-8")):
            problem = _problem(root, document, link.target)
            if problem:
                found.append(f"{document.relative_to(root)}:{link.line}: {link.target}: {problem}")
    return found


def _problem(root: Path, document: Path, target: str) -> str:
    """Return what is wrong with a link of `document`, or ""."""
    if _SCHEME.match(target):
        return ""
    path, _, anchor = target.partition("#")
    if path.startswith("/"):
        return "starts with '/': write it relative to this document"
    goal = (document.parent / unquote(path)).resolve() if path else document.resolve()
    if not goal.is_relative_to(root.resolve()):
        return "leads out of the repository"
    inside = goal.relative_to(root.resolve())
    if inside.parts and inside.parts[0] in NOT_IN_A_CLONE:
        return f"'{inside.parts[0]}' is not in a clone"
    if not goal.exists():
        return "there is no such file"
    if anchor and goal.suffix == ".md":
        known = anchors(goal.read_text(encoding="utf-8"))
        if unquote(anchor) not in known:
            return f"there is no such heading in {inside}"
    return ""


def main() -> int:
    """Print what is wrong; return 1 if anything is, else 0."""
    found = problems()
    print("\n".join(found) or f"all links of {len(documents())} documents lead somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
