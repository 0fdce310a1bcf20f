"""Documents in PDF: a fixed template and plain data, set by Typst.

Data reach the template as JSON, never as its text, so that nothing anybody wrote can become code.
The template must take them up as such: ``json(bytes(sys.inputs.data))``.
"""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
TAGGED = "ua-1"  # PDF/UA-1: ISO 14289-1


def pdf_of(template: str, data: Mapping[str, Any]) -> bytes:
    """The document that *template*, a path under ``templates/``, makes of *data*.

    It is tagged, and it is PDF/UA-1 as long as the fonts have every sign in it; else signs that no
    font has stand there as empty boxes. The same data give the same bytes on one machine.
    """
    attempts = [
        {"pdf_standards": [TAGGED], "ignore_system_fonts": True},
        {"pdf_standards": [TAGGED], "ignore_system_fonts": False},
    ]
    for attempt in attempts:
        try:
            return _compiled(template, data, **attempt)
        except typst.TypstError:
            continue
    return _compiled(template, data, pdf_standards=[], ignore_system_fonts=False)


def _compiled(template: str, data: Mapping[str, Any], **how: Any) -> bytes:
    made = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        **how,
    )
    assert isinstance(made, bytes), "A PDF is one file, however many its pages."
    return made
