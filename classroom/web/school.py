"""The school that a request is about."""

from __future__ import annotations

from fastapi import Request

from classroom.school import School


def school_of(request: Request) -> School:
    """Return the school."""
    school: School = request.app.state.school
    return school
