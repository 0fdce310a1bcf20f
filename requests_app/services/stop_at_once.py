"""What the law gives no month for stops as soon as it is asked (GDPR Art. 7(3), 21(3))."""

from registers_app.domain.actors import SYSTEM
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RightsRequest, TaskKind
from requests_app.models.request_guards import we_answer
from requests_app.services.leave_alone import leave_alone
from requests_app.services.open_tasks import open_tasks
from requests_app.services.perform import perform
from requests_app.services.redate import only_for_others


def stop_at_once(request: RightsRequest) -> None:
    """Ask every data system to stop, for the duties that wait for nobody.

    An objection to marketing and to more stops the marketing, and keeps the person's addresses on
    the list of those to leave alone; the rest is weighed. As a processor
    we only forward, also what names no register where we keep none of our own. The caller's
    transaction holds the case.
    """
    if not we_answer(request) or only_for_others(request.submission):
        return
    if request.right == Right.CONSENT_WITHDRAWAL:
        request = perform(RightsRequest, request.pk, "cease_at_once", actor=SYSTEM)
        open_tasks(request, kind=TaskKind.CEASE, actor=SYSTEM)
    elif request.objection_scope == ObjectionScope.MARKETING:
        request = perform(RightsRequest, request.pk, "cease_at_once", actor=SYSTEM)
        open_tasks(request, kind=TaskKind.STOP_MARKETING, actor=SYSTEM)
        leave_alone(request)
    elif request.objection_scope == ObjectionScope.ALL:
        open_tasks(request, kind=TaskKind.STOP_MARKETING, actor=SYSTEM)
        leave_alone(request)
