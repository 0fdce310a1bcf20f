"""The published schemas say what is read and answered: ``manage.py makeschema`` writes them."""

import json

import pytest
from jsonschema import Draft202012Validator

from registers_app.management.commands.makeschema import SCHEMAS, document
from tests.quality.code import ROOT


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_published_schema_is_in_step(path: str) -> None:
    written = (ROOT / path).read_text(encoding="utf-8")
    assert written == document(path), "Run manage.py makeschema."
    Draft202012Validator.check_schema(json.loads(written))
