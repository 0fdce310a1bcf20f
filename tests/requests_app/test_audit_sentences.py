"""Every event that is recorded has its sentence."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django_fsm import FSMField

from requests_app.audit_sentences import LABELS, SENTENCES, Names, personal_parts, sentence
from requests_app.models import AuditEntry, RightsRequest
from tests.cases import make_answered, make_refused

# event="a.b", and the two of: event = "a.b" if … else "c.d"
NAMED = re.compile(r'event ?= ?"([a-z_]+\.[a-z_.]+)"(?: if [^\n]+ else "([a-z_]+\.[a-z_.]+)")?')


def declared_events() -> set[str]:
    """The events of all machines and those that services name."""
    machines = [model for model in apps.get_models() if hasattr(model, "AUDIT_NAME")]
    machines += list(RightsRequest.PROXIES.values())
    steps = {
        f"{machine.AUDIT_NAME}.{step.name}"
        for machine in machines
        for field in machine._meta.get_fields()
        if isinstance(field, FSMField)
        for step in field.get_all_transitions(machine)
    }
    sources = Path(settings.BASE_DIR, "requests_app").rglob("*.py")
    named = {
        event
        for source in sources
        for found in NAMED.findall(source.read_text(encoding="utf-8"))
        for event in found
        if event
    }
    return steps | named


def test_every_event_has_a_sentence_and_every_sentence_an_event() -> None:
    events = declared_events()
    assert len(events) > 30
    assert events - set(SENTENCES) == set()
    bases = {".".join(name.split(".")[:2]) for name in SENTENCES}
    assert bases - events == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_entry_of_a_whole_case_can_be_read(language: str) -> None:
    make_answered()
    make_refused()
    with translation.override(language):
        for entry in AuditEntry.objects.select_related("payload"):
            words = sentence(entry, Names())
            assert words.endswith(".")
            assert "%" not in words
            for label, text in personal_parts(entry):
                assert label
                assert text


def test_every_personal_part_that_services_write_has_its_label() -> None:
    sources = Path(settings.BASE_DIR, "requests_app").rglob("*.py")
    written = {
        name
        for source in sources
        for block in re.findall(r"payload=\{([^}]*)\}", source.read_text(encoding="utf-8"))
        for name in re.findall(r'"([a-z_]+)":', block)
    }
    assert written
    assert written - set(LABELS) == set()
