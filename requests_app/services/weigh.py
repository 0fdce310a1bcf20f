"""Weigh an objection, with the processing restricted meanwhile (GDPR Art. 18(1)(d), 21(1))."""

from django.db import transaction

from registers_app.domain.actors import Actor
from requests_app.models import RestrictionGround, RightsRequest, TaskKind
from requests_app.services.errors import require_text
from requests_app.services.open_tasks import open_tasks, require_systems
from requests_app.services.perform import perform
from requests_app.services.restrict import begin_restriction
from requests_app.services.tell import mail_person, write_letter


@transaction.atomic
def weigh(request_id: int, *, facts: str, actor: Actor) -> RightsRequest:
    """Begin to weigh; *facts* say what the person's particular situation is.

    Raises NotPermitted, NotPossible.
    """
    require_text(facts)
    request = perform(RightsRequest, request_id, "weigh", actor=actor, payload={"facts": facts})
    require_systems(request)
    row = begin_restriction(request, ground=RestrictionGround.OBJECTION, facts=facts, actor=actor)
    open_tasks(request, kind=TaskKind.RESTRICT, actor=actor)
    write_letter(request, kind="objection_restricted")
    mail_person(request, kind="message_waiting", occasion=f"weighing:{row.pk}")
    return request
