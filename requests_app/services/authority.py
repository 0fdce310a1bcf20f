"""May the writer act for the person: ask, settle with a reason, or find that it is not enough.

None of it stops the clock: GDPR Art. 12(6) lets time wait for who somebody is, and no law lets it
wait for a mandate. With a real doubt who the writer is, proof of identity is asked (identity.py).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from config.clock import now
from registers_app.domain.actors import Actor
from requests_app.domain.representation import AnswerTo, Role, hears_the_child, possible_answers
from requests_app.domain.representation import Authority as Stand
from requests_app.models import AuthorityMethod, Representation, RightsRequest
from requests_app.services.destroy_papers import destroy_papers
from requests_app.services.errors import NotPossible, require_text
from requests_app.services.perform import perform
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def ask_authority(row_id: int, *, asked_for: str, actor: Actor) -> Representation:
    """Ask the writer to show that they may act; the clock runs on.

    Raises NotPermitted; NotPossible once nothing of the case is open.
    """
    require_text(asked_for)
    row = perform(
        Representation,
        row_id,
        "ask",
        actor=actor,
        payload={"what_is_asked": asked_for},
        asked_for=asked_for,
        asked_at=now(),
    )
    _tell(row, kind="authority_asked", asked_for=asked_for)
    return row


@transaction.atomic
def settle_authority(
    row_id: int, *, method: AuthorityMethod, reason: str, child_view: str = "", actor: Actor
) -> Representation:
    """The writer may act in this matter. The papers are destroyed.

    Raises NotPermitted; NotPossible where the method does not fit who wrote, or nobody says what
    the child thinks.
    """
    require_text(reason)
    role = Role(Representation.objects.values_list("role", flat=True).get(pk=row_id))
    if (role is Role.RELATIVE) != (method is AuthorityMethod.NATIONAL_LAW):
        raise NotPossible(
            _("Over data of the dead only a law gives rights, and over those of the living none.")
        )
    if hears_the_child(role) and not child_view.strip():
        raise NotPossible(_("Write what the child thinks of it, or why they were not asked."))
    row = perform(
        Representation,
        row_id,
        "settle",
        actor=actor,
        facts={"authority": method.value},
        payload={"reason": reason, "child_view": child_view},
        how=method.value,
        reason=reason,
        child_view=child_view,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    destroy_papers(row, actor=actor)
    return row


@transaction.atomic
def fail_authority(row_id: int, *, reason: str, actor: Actor) -> Representation:
    """What came is not enough, or nothing came: the writer is told why, and what is left.

    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    row = perform(
        Representation,
        row_id,
        "fail",
        actor=actor,
        payload={"reason": reason},
        reason=reason,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    destroy_papers(row, actor=actor)
    direct = AnswerTo.PERSON in possible_answers(Role(row.role), Stand.NOT_ENOUGH)
    _tell(row, kind="authority_not_enough", reason=reason, may_go_direct=direct)
    return row


@transaction.atomic
def treat_as_own(row_id: int, *, reason: str, actor: Actor) -> Representation:
    """Data about the dead are data about the relative who asks: their own request.

    Raises NotPermitted, NotPossible.
    """
    require_text(reason)
    row = perform(
        Representation,
        row_id,
        "treat_as_own",
        actor=actor,
        payload={"reason": reason},
        reason=reason,
        decided_at=now(),
        decided_by_id=actor.id,
    )
    destroy_papers(row, actor=actor)
    return row


def _tell(row: Representation, *, kind: str, **more: object) -> None:
    request = _first_open(row)
    write_letter(request, kind=kind, addressed_to=AnswerTo.WRITER, **more)
    occasion = f"{kind}:{row.pk}:{row.submission.audit_head.count}"
    mail_person(request, kind=kind, occasion=occasion)


def _first_open(row: Representation) -> RightsRequest:
    for request in RightsRequest.objects.filter(submission=row.submission_id).order_by("pk"):
        if not request.is_closed:
            return request
    raise NotPossible(_("Nothing of this case is open any more."))
