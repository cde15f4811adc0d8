"""The language that somebody reads, chosen on any page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response

from classroom.web.frame import LANGUAGE, Posted, hall_of, keep, person_of, see_other, takes
from experiments.tongue import TONGUES

router = APIRouter()


@router.post("/language", openapi_extra=takes("code", "back"))
def choose(request: Request, form: Posted) -> Response:
    """Take the choice and lead back to the page that it was made on."""
    code = str(form.get("code", ""))
    back = urlsplit(str(form.get("back", "/")))
    # Only a path of our own: never out of here, whatever the form says.
    path = back.path if re.fullmatch(r"/([\w.~-]+/?)*", back.path, re.ASCII) else "/"
    answer = see_other(path)
    if code in TONGUES:
        keep(request, answer, LANGUAGE, code)
        person = person_of(request)
        if person is not None:
            hall_of(request).people.speak(person.id, code)
    return answer
