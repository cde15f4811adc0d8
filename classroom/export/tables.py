"""Finished tables as files that ``talks replay`` reads, one by one or in an archive."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from classroom.hall import Hall
from classroom.lesson import Lesson


def tables(hall: Hall, lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return what every finished table's history follows from, by the name of its file."""
    found = {}
    for sitting in sorted(lesson.tables.values(), key=lambda one: one.place):
        with hall.at(sitting.id) as table:
            if table.over:
                found[f"table-{sitting.place:02d}.json"] = table.chair.as_data()
    return found


def as_zip(files: dict[str, dict[str, Any]]) -> bytes:
    """Return files of plain data as an archive; the same data give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, json.dumps(data, ensure_ascii=False) + "\n")
    return buffer.getvalue()
