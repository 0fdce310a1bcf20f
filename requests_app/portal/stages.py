"""Where a request stands, in a sentence for the person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.models import RequestState, RightsRequest, SuspensionGround
from requests_app.portal.needs import Waiting

WAITING = _("We are waiting for your reply.")
PASSING_ON = _(
    "We have your request and pass it on to the organisation that decides over the data."
)
LOOKING = _("We are looking at what you sent to show who you are.")
STAGES: dict[str, str | Promise] = {
    RequestState.RECEIVED.value: _("We have your request and will begin soon."),
    RequestState.ASSESSING.value: _("We are looking at your request."),
    RequestState.COLLECTING.value: _("We are searching for your data."),
    RequestState.REVIEWING.value: _("We have searched for your data and are checking the result."),
    RequestState.READY.value: _("The answer is being finished."),
    RequestState.CORRECTING.value: _("We are correcting the data."),
    RequestState.ERASING.value: _("We are erasing the data."),
    RequestState.RESTRICTING.value: _("We are limiting the use of the data."),
    RequestState.INFORMING_RECIPIENTS.value: _(
        "We have done what was to be done, and are telling those who had received the data."
    ),
    RequestState.WEIGHING.value: _(
        "We are weighing your objection against our reasons. Until that is decided, the use of "
        "the data is limited."
    ),
    RequestState.CEASING.value: _("We are stopping the use of the data."),
    RequestState.HUMAN_REVIEW.value: _("A human is looking at the decision anew."),
    RequestState.AWAITING_APPROVAL.value: _("The answer is being finished."),
    RequestState.ANSWERED.value: _("We have answered your request."),
    RequestState.REFUSED.value: _(
        "We do not do what you asked for. The letter says why, and what you can do."
    ),
    RequestState.WITHDRAWN.value: _("You withdrew your request."),
    RequestState.FORWARDED.value: _(
        "Another organisation answers for these data. The letter says which one has your request."
    ),
    RequestState.UNIDENTIFIED.value: _(
        "We closed your request, because we could not find out which data are yours. "
        "The letter says how you can go on."
    ),
    RequestState.NOT_NEW.value: _(
        "You had sent us the same request before. We answer both at once; the letter says under "
        "which reference and by when."
    ),
}


def stage_of(request: RightsRequest, *, waiting: Waiting) -> str | Promise:
    """How the request stands; waiting for the person goes before what we do meanwhile."""
    grounds = waiting.of(request)
    if grounds == {SuspensionGround.IDENTITY} and waiting.received_proof:
        return LOOKING
    if grounds:
        return WAITING
    if request.forward_by is not None and not request.is_closed:
        return PASSING_ON
    return STAGES[request.state]
