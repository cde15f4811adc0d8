"""A browser without a script: sends the forms of a page as they are."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from benchmarks.pages import Form, form, forms

__all__ = ["Form", "form", "forms", "send"]


def send(browser: TestClient, one: Form, **changed: Any) -> Any:
    """Send a form, with some fields changed, and follow where it leads."""
    return browser.post(one.action, data={**one.fields, **changed})
