"""Steps that several tests of services take."""

from registers_app.domain.actors import Actor, user_actor
from registers_app.domain.roles import Role
from registers_app.models import Controller
from requests_app.domain.grounds import RefusalGround
from requests_app.models import AccessRequest
from requests_app.services.collect import collect
from requests_app.services.decide import Ground
from requests_app.services.perform import perform
from tests.cases import acting, begin, collect_all, make_received, settle
from tests.factories import make_controller, make_register, make_user

GROUNDS = [Ground(code=RefusalGround.ART15_4_OTHERS_RIGHTS, facts="A colleague is named.")]


def again(request: AccessRequest) -> AccessRequest:
    """The request as the database has it."""
    return AccessRequest.objects.get(pk=request.pk)


def staff(request: AccessRequest) -> Actor:
    """The organisation's handler."""
    return acting(request.controller)


def supervisor_of(controller: Controller) -> Actor:
    """A supervisor of the organisation, who is nobody else yet."""
    return user_actor(make_user(controller, role=Role.SUPERVISOR).pk)


def collecting() -> AccessRequest:
    """A request whose data systems have been asked."""
    request = begin(make_received())
    collect(request.pk, actor=staff(request))
    return again(request)


def two_people() -> AccessRequest:
    """A request, under review, of an organisation where a second person approves."""
    controller = make_controller(second_person_approves=True)
    register = make_register(controller)
    return collect_all(settle(begin(make_received(controller, register=register))))


def collect_all_again(request: AccessRequest) -> AccessRequest:
    """The same results lie for review once more."""
    collect(request.pk, actor=staff(request))
    perform(AccessRequest, request.pk, "review", actor=staff(request))
    return again(request)
