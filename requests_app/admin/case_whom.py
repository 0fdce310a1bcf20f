"""Who asks for whom, as the case page shows it: the facts, the papers, and what to mind."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.domain.representation import Authority, Role, law_on_the_dead
from requests_app.models import Representation, Submission, representation_of

Words = str | Promise
ADVICE: dict[Role, tuple[Words, ...]] = {
    Role.MINOR: (
        _("The right is the child’s own, whatever their age: no age limits access to one’s data."),
        _("Write to the child only, in words that a child understands (Art. 12(1))."),
        _(
            "A mature child may oppose that parents see the answer. Do not ask the parents for "
            "leave, and do not tell them."
        ),
        _("Weigh what is best for the child, above all where the data are sensitive."),
    ),
    Role.PARENT: (
        _("The right is the child’s. A parent uses it in the child’s interest, not in their own."),
        _("Ask the child, as far as they can understand it. A mature child may oppose it."),
        _(
            "Leave out what is about the other parent: their address, their messages, what they "
            "told in confidence (Art. 15(4))."
        ),
        _(
            "Look whether the child or the other parent has a non-disclosure order, and whether "
            "secrecy or a court’s order limits what this parent may see."
        ),
        _("Either guardian may ask, unless a court decided otherwise or they are in conflict."),
    ),
    Role.GUARDIAN: (
        _("See that the appointment covers this matter and goes on; many cover money only."),
        _("Write in a way that the person themselves can follow too, where you write to both."),
    ),
    Role.AGENT: (
        _("See which right, which organisation and which time the mandate covers."),
        _("Make sure who the agent is only as far as that is needed (EDPB 01/2022 para. 80–82)."),
        _("You need not join the agent’s portal. In doubt the answer may go to the person."),
        _("The clock runs on while you wait for a mandate."),
    ),
    Role.RELATIVE: (
        _("The GDPR does not protect data of the dead (Recital 27): this is no Art. 15 case."),
        _("Ask first whether the data are also about the relative: those are their own request."),
        _(
            "Otherwise look at national law, the estate and secrecy. Where a law gives a right, "
            "settle the authority by it; where none does, refuse on the ground of national law, "
            "say so kindly, and name what you looked at."
        ),
        _("Direct marketing to the dead stops all the same: nothing has to be shown for that."),
    ),
}


def whom_panel(submission: Submission) -> dict[str, Any]:
    """What the page says of who wrote for whom; ``whom`` is None where nobody did."""
    row = representation_of(submission)
    if row is None:
        return {"whom": None}
    return {
        "whom": row,
        "whom_papers": list(row.papers.all()),
        "whom_advice": _advice(row),
        "law_on_the_dead": _law(row),
    }


def _advice(row: Representation) -> tuple[Words, ...]:
    if row.state == Authority.OWN and row.role == Role.RELATIVE:
        return ()
    return ADVICE[Role(row.role)]


def _law(row: Representation) -> str:
    if row.role != Role.RELATIVE:
        return ""
    return law_on_the_dead(row.submission.controller.country)
