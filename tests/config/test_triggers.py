"""The triggers of the models are registered as pgtrigger itself would."""

from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from pgtrigger import registry

from config.triggers import _Filling
from registers_app.models import Controller


def test_every_trigger_of_every_model_is_registered() -> None:
    models: list[Any] = apps.get_models()
    declared = {
        trigger.get_uri(model)
        for model in models
        for trigger in getattr(model._meta, "triggers", [])
    }
    assert declared
    assert {trigger.get_uri(model) for model, trigger in pgtrigger.registered()} == declared
    assert type(registry._registry) is registry._Registry


def test_a_name_that_is_taken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Any = Controller
    monkeypatch.setattr(registry, "_registry", _Filling())
    monkeypatch.setattr(Controller._meta, "triggers", [], raising=False)
    monkeypatch.setitem(Controller._meta.original_attrs, "triggers", [])
    first, second = (
        pgtrigger.Protect(name="kept", operation=operation)
        for operation in (pgtrigger.Delete, pgtrigger.Update)
    )
    uri = "registers_app.Controller:kept"
    registry.set(uri, model=kept, trigger=first)
    with pytest.raises(KeyError, match="already used"):
        registry.set(uri, model=kept, trigger=second)
    ((_, standing),) = pgtrigger.registered(uri)
    assert standing is first
