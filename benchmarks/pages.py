"""The forms of a page, read as a browser without a script reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form of a page: where it goes, its fields as they stand, its buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects forms while it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(has.get("action", ""), has.get("method", "get"))
            self.forms.append(self.open)
        elif self.open is None:
            return
        elif tag == "button":
            self.open.buttons.append(has)
        elif tag == "select":
            self.select = has["name"]
        elif tag == "option" and self.select:
            if "selected" in has or self.select not in self.open.fields:
                self.open.fields[self.select] = has["value"]
        elif tag in ("input", "textarea") and has.get("name"):
            ticked = "checked" in has or has.get("type") not in ("radio", "checkbox")
            if ticked:
                self.open.fields[has["name"]] = has.get("value", "")
            if tag == "textarea":
                self.area = has["name"]

    def handle_data(self, data: str) -> None:
        if self.area and self.open is not None:
            self.open.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def forms(html: str) -> list[Form]:
    """Return the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form(html: str, action: str, button: str = "") -> Form:
    """Return the first form that goes there, with a button of that name or value if one is asked.

    The button counts as pressed.

    Raises:
        LookupError: there is none.
    """
    for one in forms(html):
        if not one.action.endswith(action):
            continue
        for has in one.buttons or [{}]:
            if button in ("", has.get("value", ""), has.get("name", "")):
                if has.get("name") and button:
                    one.fields[has["name"]] = has.get("value", "")
                if has.get("formaction"):
                    one.action = has["formaction"]
                return one
    raise LookupError(f"no form to {action} with button {button!r} on the page")
