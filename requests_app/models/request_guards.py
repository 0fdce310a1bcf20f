"""Guards of the rights requests' transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registers_app.selectors import decides_over_some
from requests_app.domain.grounds import OVERRIDING
from requests_app.domain.purposes import ItemResult
from requests_app.domain.representation import AnswerTo, Authority, may_act, may_be_answered
from requests_app.domain.rights import ObjectionScope, Right, stops_at_once
from requests_app.models.concerned import (
    data_systems_concerned,
    needs_note,
    purposes_concerned,
    results_open_to,
)
from requests_app.models.guards import guard
from requests_app.models.representation import representation_of

if TYPE_CHECKING:
    from requests_app.models.decision import Decision
    from requests_app.models.request import RightsRequest


def _decision(request: RightsRequest) -> Decision | None:
    return request.decisions.filter(superseded_at=None).first()


def _outcome(request: RightsRequest) -> str:
    decision = _decision(request)
    return decision.outcome if decision else ""


@guard(_("We are only the processor of these data: forward the request, and decide nothing."))
def we_answer(request: RightsRequest) -> bool:
    """A processor neither decides nor discloses (GDPR Art. 28(3)(a), (e))."""
    if request.is_part:
        return False
    register = request.submission.register
    return register is None or register.our_role != "processor"


@guard(
    _(
        "We decide over these data ourselves, or over some of them: answer the request. What "
        "concerns a client’s data is passed on as a part of it."
    )
)
def another_answers(request: RightsRequest) -> bool:
    """All that is asked for is another controller’s to answer (GDPR Art. 28(3)(e)).

    Who names no register means all: what the organisation keeps for itself it has to answer.
    """
    if request.is_part or request.submission.register_id is not None:
        return not we_answer(request)
    return not decides_over_some(request.controller_id)


@guard(_("The file of this case has been erased, as its time was over."))
def not_erased(request: RightsRequest) -> bool:
    """What is erased is no longer there to work with (GDPR Art. 5(1)(e))."""
    return request.submission.contacts_purged_at is None


@guard(_("The person’s identity is not settled yet."))
def identity_settled(request: RightsRequest) -> bool:
    """Nothing is disclosed or changed while identity is open (GDPR Art. 12(6), 32)."""
    return bool(request.submission.identity_check.state == "settled")


@guard(_("It is not settled that who wrote to us may act for the person."))
def authority_settled(request: RightsRequest) -> bool:
    """Nothing is changed at the word of who may not act (GDPR Art. 5(1)(f), 32)."""
    row = representation_of(request.submission)
    return row is None or may_act(Authority(row.state))


@guard(
    _(
        "It is not settled that who wrote to us may act for the person. Settle that, or have the "
        "answer go straight to the person."
    )
)
def answer_reaches_who_may(request: RightsRequest) -> bool:
    """With the mandate in doubt only the person is answered (EDPB 01/2022 para. 80-82)."""
    row = representation_of(request.submission)
    if row is None or may_act(Authority(row.state)):
        return True
    # What is moved goes to another controller, and not to the person.
    moved = request.packages.filter(state="ready").exclude(sent_to="").exists()
    return may_be_answered(Authority(row.state), AnswerTo(row.answer_to)) and not moved


@guard(_("The identity check has not failed: ask for proof first, and record why it failed."))
def identity_failed(request: RightsRequest) -> bool:
    """It was shown that the person cannot be identified (GDPR Art. 11(2), 12(2))."""
    return bool(request.submission.identity_check.state == "failed")


def first_of_same(request: RightsRequest) -> RightsRequest | None:
    """The earlier request that *request* only repeats, and whose answer answers both.

    It is open, or was answered after this one came: what was answered before then is asked anew.
    """
    links = request.links_to_earlier.filter(kind="duplicate", ended_at=None)
    for link in links.select_related("other__submission").order_by("other__received_on", "pk"):
        first, came = link.other, request.submission.received_at
        if not first.is_closed:
            return first
        if first.state in ("answered", "refused") and first.closed_at and first.closed_at >= came:
            return first
    return None


@guard(
    _(
        "It is not linked as the same request sent once more, to one that is open or was answered "
        "after this one came."
    )
)
def same_was_sent_before(request: RightsRequest) -> bool:
    """A human linked it with an earlier one that answers both (EDPB 01/2022 para. 28-29)."""
    return first_of_same(request) is not None


@guard(
    _(
        "Settle identity first: the earlier request did not come from the same confirmed e-mail "
        "address, and the letter tells of it."
    ),
    presumes=same_was_sent_before,
)
def both_from_one_person(request: RightsRequest) -> bool:
    """No stranger learns of another's request by sending it once more (GDPR Art. 12(6), 32)."""
    first, sent = first_of_same(request), request.submission
    if first is None or identity_settled(request):
        return first is not None
    confirmed = sent.channel != "portal" or sent.email_confirmed_at is not None
    same = sent.email.casefold() == first.submission.email.casefold()
    return bool(sent.email) and confirmed and same


@guard(
    _(
        "A later request was closed, to be answered with this one: have a supervisor reopen that "
        "one first."
    )
)
def nothing_waits_for_it(request: RightsRequest) -> bool:
    """What was closed as sent twice keeps an answer to come (GDPR Art. 12(3))."""
    later = request.links_to_later.filter(kind="duplicate", ended_at=None)
    return not later.filter(request__state="not_new").exists()


@guard(_("No data system of these registers is named: add one to the register, or a task here."))
def has_tasks(request: RightsRequest) -> bool:
    """At least one data system has been asked."""
    return request.tasks.exclude(state="cancelled").exists()


@guard(_("Some data systems have not answered yet."))
def tasks_finished(request: RightsRequest) -> bool:
    """Every data system has answered or was excused."""
    return not request.tasks.filter(state="open").exists()


@guard(_("Not every data system has been searched yet: ask them first what they hold."))
def searched_everywhere(request: RightsRequest) -> bool:
    """A search of every data system is finished: for an erasure, the dry run."""
    searches = request.tasks.filter(kind="search")
    if searches.filter(state="open").exists():  # also of a system that is in use no more
        return False
    asked = set(searches.values_list("data_system_id", flat=True))
    systems = {system.pk for system in data_systems_concerned(request)}
    return bool(asked) and systems <= asked


@guard(_("Not every data system has answered that it holds nothing about the person."))
def holds_nothing_anywhere(request: RightsRequest) -> bool:
    """Each data system was asked to restrict, or to stop, and found nothing there to do it to."""
    rows = request.tasks.exclude(state="cancelled")
    found_nothing = set(rows.filter(state="nothing_found").values_list("data_system_id", flat=True))
    systems = {system.pk for system in data_systems_concerned(request)}
    return bool(systems) and systems <= found_nothing and not rows.filter(state="open").exists()


@guard(_("There is no decision yet."))
def has_decision(request: RightsRequest) -> bool:
    """A decision with its outcome stands."""
    return _decision(request) is not None


@guard(_("The decision refuses something: it needs its ground, facts and reasons."))
def refusal_is_reasoned(request: RightsRequest) -> bool:
    """A refusal gives its reasons (GDPR Art. 12(4))."""
    decision = _decision(request)
    if decision is None or decision.outcome not in ("partial", "refused"):
        return True
    return bool(decision.reasoning) and decision.grounds.exists()


@guard(_("The decision needs a second person’s approval."))
def approval_not_needed(request: RightsRequest) -> bool:
    """A second person has approved what the controller does not leave to one.

    What gives not all, or what erases for good: the law asks for neither, each controller chooses.
    """
    decision = _decision(request)
    if decision is None or decision.approved_by_id is not None:
        return True
    gives_not_all = decision.outcome in ("partial", "refused")
    erases = request.right == Right.ERASURE and decision.outcome in ("granted", "partial")
    controller = request.controller
    return not (
        (controller.second_person_approves and gives_not_all)
        or (controller.second_person_erases and erases)
    )


@guard(
    _("The decision is a refusal: refuse the request instead of answering it."),
    presumes=has_decision,
)
def decision_answers(request: RightsRequest) -> bool:
    """The decision gives something, or says that there is nothing to give."""
    return _outcome(request) in ("granted", "partial", "no_data", "not_applicable")


@guard(_("The decision does not grant anything that could be done."), presumes=has_decision)
def decision_acts(request: RightsRequest) -> bool:
    """The decision grants the request, or a part of it."""
    return _outcome(request) in ("granted", "partial")


@guard(_("The decision does not say that nothing is held."))
def decision_finds_nothing(request: RightsRequest) -> bool:
    """The decision is that nothing about the person is held."""
    return _outcome(request) == "no_data"


@guard(_("The decision is not a refusal."))
def decision_refuses(request: RightsRequest) -> bool:
    """The decision refuses the whole request."""
    return _outcome(request) == "refused"


@guard(_("The answer package is not ready, or lacks information that Art. 15(1)–(2) demands."))
def package_ready(request: RightsRequest) -> bool:
    """A complete package waits (GDPR Art. 15(1)–(3), 20(1))."""
    if _outcome(request) == "no_data":
        return True
    return request.packages.filter(state="ready").exists()


@guard(_("A part of these data may be secret by law: record a lawyer’s release first."))
def secrets_released(request: RightsRequest) -> bool:
    """What a law keeps secret is released before access is given (GDPR Art. 23)."""
    secret = any(purpose.needs_legal_release for purpose in purposes_concerned(request))
    return not secret or request.releases.exists()


@guard(_("Not every purpose of these registers has its decision, or one that its basis allows."))
def purposes_decided(request: RightsRequest) -> bool:
    """Each purpose has a result that the law leaves open for it; what is kept has its ground."""
    decision = _decision(request)
    if decision is None:
        return False
    if decision.outcome == "no_data":
        return True
    items = {item.purpose_id: item for item in decision.items.all()}
    grounded = set(decision.grounds.values_list("purpose_id", flat=True))
    right = Right(request.right)
    for purpose in purposes_concerned(request):
        item = items.get(purpose.pk)
        if item is None:
            return False
        result = ItemResult(item.result)
        if result not in results_open_to(purpose, right):
            return False
        if result is ItemResult.KEPT and purpose.pk not in grounded:
            return False
        if needs_note(purpose, right, result) and not item.note:
            return False
    return True


@guard(_("Record what is corrected: the old and the new value, or a supplementary statement."))
def corrections_recorded(request: RightsRequest) -> bool:
    """What was wrong and what is right now, or a statement beside it (GDPR Art. 16)."""
    return request.corrections.exists()


@guard(_("Name the ground of the restriction (Art. 18(1)(a)–(d))."))
def restriction_has_its_ground(request: RightsRequest) -> bool:
    """The restriction stands on one of the four grounds (GDPR Art. 18(1))."""
    return request.restrictions.filter(lifted_at=None).exists()


@guard(_("Some recipients have neither been told nor excused (Art. 19)."))
def recipients_informed(request: RightsRequest) -> bool:
    """Each recipient was told, or it was impossible or out of proportion (GDPR Art. 19)."""
    return not request.recipient_notices.filter(told_at=None, excused_at=None).exists()


@guard(_("The objection is not only against direct marketing: assess it first."))
def is_against_marketing(request: RightsRequest) -> bool:
    """Nothing but direct marketing is objected to (GDPR Art. 21(2))."""
    return request.objection_scope == ObjectionScope.MARKETING


@guard(_("An objection to direct marketing is never refused or closed for want of proof."))
def no_marketing_in_it(request: RightsRequest) -> bool:
    """Direct marketing is not objected to: there is no refusal (GDPR Art. 21(3))."""
    return not stops_at_once(Right(request.right), request.objection_scope)


@guard(_("There is nothing to weigh in an objection to direct marketing: it stops at once."))
def something_to_weigh(request: RightsRequest) -> bool:
    """Something other than direct marketing is objected to (GDPR Art. 21(1))."""
    return request.objection_scope != ObjectionScope.MARKETING


@guard(_("Weigh the interests first: the processing is restricted meanwhile."))
def interests_weighed(request: RightsRequest) -> bool:
    """What is said to override was weighed, with the processing restricted (GDPR Art. 21(1))."""
    decision = _decision(request)
    if decision is None or not decision.grounds.filter(code__in=OVERRIDING).exists():
        return True
    return request.restrictions.filter(ground="objection").exists()


@guard(_("Decide first, purpose by purpose, what ceases and what goes on."))
def objection_decided(request: RightsRequest) -> bool:
    """Direct marketing stops undecided, the rest is decided by purpose (GDPR Art. 21(1)-(3))."""
    if request.objection_scope == ObjectionScope.MARKETING:
        return True
    return _outcome(request) in ("granted", "partial") and purposes_decided(request)


@guard(_("Name the human who decides anew."))
def reviewer_named(request: RightsRequest) -> bool:
    """A named human with the authority to change the result (GDPR Art. 22(3))."""
    return request.human_reviews.exists()


@guard(_("The human review has no result yet."))
def human_decided(request: RightsRequest) -> bool:
    """The named human has decided, and says why (GDPR Art. 22(3))."""
    if _outcome(request) == "no_data":
        return True
    newest = request.human_reviews.order_by("-pk").first()
    return newest is not None and newest.decided_at is not None
