"""Other ends of a request, and its reopening."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import MachineStep, Place, long_text
from requests_app.models.request_guards import same_was_sent_before
from requests_app.services.close import close_not_new, close_unidentified, reopen, withdraw


class WithdrawForm(MachineStep):
    """The person withdraws."""

    name = "withdraw"
    title = _("Withdrawn by the person")
    button = _("Withdrawn by the person")
    does = _("Closes the request. Only on the person’s own statement: silence is none.")
    tells = _("The person gets a confirmation.")
    done = _("The request was closed as withdrawn.")
    place = Place.END
    ends = True
    transitions = ("withdraw",)

    statement = long_text(
        label=_("What the person said or wrote"),
        help_text=_("In their words, and how it reached you."),
    )

    def run(self) -> None:
        """Withdraw. Raises Refused."""
        withdraw(self.case.pk, statement=self.cleaned_data["statement"], actor=self.actor)


class CloseUnidentifiedForm(MachineStep):
    """The person cannot be identified."""

    name = "close-unidentified"
    title = _("Close: person not identified")
    button = _("Close: person not identified")
    does = _("Closes the request. It can be reopened when identifying information comes.")
    tells = _("The person is told why, what would help, and how to complain.")
    done = _("The request was closed: person not identified.")
    place = Place.END
    ends = True
    transitions = ("close_unidentified",)

    def run(self) -> None:
        """Close. Raises Refused."""
        close_unidentified(self.case.pk, actor=self.actor)


class CloseNotNewForm(MachineStep):
    """The same request was sent before."""

    name = "close-not-new"
    title = _("Close: the same was sent before")
    button = _("Close: the same was sent before")
    does = _(
        "Closes the later of two requests that you linked as the same request sent once more. It "
        "is answered with the earlier one, whose dates count. Nothing is merged: both cases stay, "
        "and a supervisor can reopen this one."
    )
    tells = _("The person is told with which request, by its reference and dates, it is answered.")
    done = _("The request was closed: it is answered with the one that was sent before.")
    place = Place.END
    ends = True
    transitions = ("close_not_new",)
    fits = (same_was_sent_before,)

    def run(self) -> None:
        """Close. Raises Refused."""
        close_not_new(self.case.pk, actor=self.actor)


class ReopenForm(MachineStep):
    """Open again."""

    name = "reopen"
    title = _("Reopen")
    button = _("Reopen")
    does = _("The request is assessed again, on its old clock.")
    tells = _("The person is told, with your reason.")
    done = _("The request was reopened.")
    transitions = ("reopen",)

    reason = long_text(
        label=_("Why is it reopened?"),
        help_text=_("New facts, a complaint, or an authority’s order. The person reads this."),
    )

    def run(self) -> None:
        """Reopen. Raises Refused."""
        reopen(self.case.pk, reason=self.cleaned_data["reason"], actor=self.actor)
