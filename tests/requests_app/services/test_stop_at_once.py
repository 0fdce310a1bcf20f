"""What the law gives no month for, apart from what ceases once an objection was weighed."""

import pytest

from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import TaskKind
from requests_app.services.cease import cease
from requests_app.services.redate import redate
from requests_app.services.weigh import weigh
from tests.cases import acting
from tests.eight import again, begun, decided, finish_all, received

pytestmark = pytest.mark.django_db


def test_only_the_marketing_of_an_objection_to_everything_stops_at_once() -> None:
    request = received(Right.OBJECTION, scope=ObjectionScope.ALL)
    assert request.target_on
    assert request.target_on < request.safe_on
    finish_all(request, TaskKind.STOP_MARKETING)
    assert again(request).target_on == request.safe_on

    begun(request)
    weigh(request.pk, facts="She is a teacher.", actor=acting(request.controller))
    finish_all(request, TaskKind.RESTRICT)
    decided(request)
    cease(request.pk, actor=acting(request.controller))
    waiting = request.tasks.filter(kind=TaskKind.CEASE.value, state="open")
    assert waiting
    assert not any(task.stops_at_once for task in waiting)
    redate(again(request))
    assert again(request).target_on == request.safe_on


def test_consent_stops_at_once() -> None:
    request = received(Right.CONSENT_WITHDRAWAL)
    assert all(task.stops_at_once for task in request.tasks.all())
    assert again(request).target_on != request.safe_on
    finish_all(request, TaskKind.CEASE)
    assert again(request).target_on == request.safe_on
