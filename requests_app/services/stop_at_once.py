"""What the law gives no month for stops as soon as it is asked (GDPR Art. 7(3), 21(3))."""

from registers_app.domain.actors import SYSTEM
from registers_app.selectors import kept_for_others
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.models import RightsRequest, TaskKind
from requests_app.models.request_guards import another_answers, we_answer
from requests_app.services.open_tasks import open_tasks
from requests_app.services.perform import perform


def stop_at_once(request: RightsRequest) -> None:
    """Ask every data system to stop, for the duties that wait for nobody.

    An objection to marketing and to more stops the marketing; the rest is weighed. As a processor
    we only forward, also what names no register where we keep none of our own. The caller's
    transaction holds the case.
    """
    if not we_answer(request) or _is_another_s(request):
        return
    if request.right == Right.CONSENT_WITHDRAWAL:
        request = perform(RightsRequest, request.pk, "cease_at_once", actor=SYSTEM)
        open_tasks(request, kind=TaskKind.CEASE, actor=SYSTEM)
    elif request.objection_scope == ObjectionScope.MARKETING:
        request = perform(RightsRequest, request.pk, "cease_at_once", actor=SYSTEM)
        open_tasks(request, kind=TaskKind.STOP_MARKETING, actor=SYSTEM)
    elif request.objection_scope == ObjectionScope.ALL:
        open_tasks(request, kind=TaskKind.STOP_MARKETING, actor=SYSTEM)


def _is_another_s(request: RightsRequest) -> bool:
    """Whether all that we keep, we keep for others: nothing of ours could stop."""
    return another_answers(request) and kept_for_others(request.controller_id).exists()
