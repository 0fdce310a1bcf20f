"""Have the systems searched before deciding; for an erasure it is the dry run."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm, Wording
from requests_app.domain.rights import Right
from requests_app.models import RequestState, TaskKind
from requests_app.services.search import SEARCHED_FIRST, search


class SearchForm(StepForm):
    """Have the systems searched."""

    name = "search"
    title = _("Have the systems searched")
    button = _("Have the systems searched")
    does = _("Every data system of the registers concerned is asked what it holds.")
    done = _("The data systems were asked.")
    is_lasting = True
    rights = frozenset(SEARCHED_FIRST)

    @classmethod
    def wording(cls, target: Any) -> Wording:
        """For an erasure it is a dry run."""
        words = super().wording(target)
        if target.right != Right.ERASURE:
            return words
        title = _("Dry run: ask what would be erased")
        does = _(
            "Every data system of the registers concerned is asked what it would erase and what "
            "a law obliges it to keep. Nothing is erased yet."
        )
        return replace(words, title=title, button=title, does=does)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While assessing, until every system was asked."""
        case = at.case
        if case.right not in cls.rights or case.state != RequestState.ASSESSING:
            return None
        if not at.may_handle or not at.we_answer or _is_asked(at):
            return None
        return Standing()

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """An erasure begins with it; elsewhere it is a help."""
        return at.case.right == Right.ERASURE

    def run(self) -> None:
        """Ask. Raises Refused."""
        search(self.case.pk, actor=self.actor)


def _is_asked(at: Situation) -> bool:
    asked = at.case.tasks.filter(kind=TaskKind.SEARCH).values_list("data_system_id", flat=True)
    return {system.pk for system in at.systems} <= set(asked) and bool(at.systems)
