"""Silent controllers, linked cases and parts, by several people at once: one wins, none hangs."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine

from config.clock import now
from notices_app.models import Notice
from registers_app.models import ProcessorClient
from requests_app.domain.rights import Right
from requests_app.models import AccessRequest, CaseLink, LinkKind
from requests_app.services.close import forward
from requests_app.services.errors import NotPossible
from requests_app.services.hand_over import answerer_of
from requests_app.services.link import link_by_reference, link_found
from requests_app.services.remind_clients import remind_clients
from requests_app.services.split import split
from requests_app.services.verify_audit import broken_chains
from tests.cases import acting, make_received
from tests.eight import received
from tests.factories import at_any_hour, make_controller, make_register
from tests.requests_app.admin.registers import make_processor_register
from tests.threads import outcomes, together

pytestmark = pytest.mark.django_db(transaction=True)

CASES = 4


def test_sweeps_at_the_same_time_ask_a_silent_controller_once() -> None:
    controller = at_any_hour(make_controller())
    register = make_processor_register(controller)
    acme = answerer_of(ProcessorClient.objects.get(name="Acme Oy"))
    for _ in range(CASES):
        case = received(Right.ACCESS, controller=controller, register=register)
        forward(case.pk, to=acme, how="", actor=acting(controller))

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        found = outcomes(together([remind_clients] * 4))

    assert not [one for one in found if isinstance(one, BaseException)]
    assert sum(one for one in found if isinstance(one, int)) == CASES
    assert Notice.objects.filter(kind="handed_over_reminder").count() == CASES
    assert not list(broken_chains())


def test_two_people_who_link_the_same_two_from_either_side_link_them_once() -> None:
    controller = make_controller()
    register = make_register(controller)
    one, other = (make_received(controller, register=register) for _ in range(2))
    found_link = CaseLink.objects.get()
    actor = acting(controller)

    def from_(case: AccessRequest, to: AccessRequest) -> CaseLink:
        reference = to.submission.reference
        kind = LinkKind.DUPLICATE
        return link_by_reference(case.pk, reference=reference, kind=kind, reason="x", actor=actor)

    found = outcomes(
        together(
            [
                partial(from_, one, other),
                partial(from_, other, one),
                partial(
                    link_found, found_link.pk, kind=LinkKind.DUPLICATE, reason="x", actor=actor
                ),
                partial(
                    link_found, found_link.pk, kind=LinkKind.DIFFERENT, reason="x", actor=actor
                ),
            ]
        )
    )

    assert [type(each) for each in found].count(CaseLink) == 1
    assert [type(each) for each in found].count(NotPossible) == 3
    assert CaseLink.objects.count() == 1
    assert not list(broken_chains())


def test_two_people_who_take_out_the_same_part_take_it_out_once() -> None:
    controller = make_controller()
    make_register(controller)
    make_processor_register(controller)
    case = received(Right.ERASURE, controller=controller, register=None)
    act = partial(split, case.pk, about="My payslips.", client="Acme Oy", actor=acting(controller))

    found = outcomes(together([act] * 4))

    assert [type(each) for each in found].count(NotPossible) == 3
    assert case.parts.count() == 1
    assert not list(broken_chains())
