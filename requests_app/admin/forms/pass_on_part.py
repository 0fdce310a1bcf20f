"""Pass on the part of a request that concerns a client's data (GDPR Art. 28(3)(e))."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import ProcessorClient
from registers_app.selectors import clients_of
from requests_app.admin.forms.answerer import AnswererForm
from requests_app.admin.forms.base import Situation, Standing, long_text
from requests_app.domain.identity_codes import masked
from requests_app.services.hand_over import whole_text
from requests_app.services.pass_on_part import pass_on_part
from requests_app.services.split import may_concern_clients, split


class PassOnPartForm(AnswererForm):
    """A client answers a part, and we the rest."""

    name = "pass-on-part"
    title = _("Pass a part on to a client")
    button = _("Pass a part on to a client")
    does = _(
        "Takes the part that concerns a client’s data out of the request and hands it to the "
        "client, who answers it (Art. 28(3)(e)). If you do not know yet whose data they are, leave "
        "the fields about the client empty: the part stands in the queue with its own day until "
        "you forward it. The rest stays open: for your own data you answer yourself, and your time "
        "runs on. It can be done again for another client."
    )
    tells = _("Once it is passed on, the person is told who answers that part, and what you sent.")
    done = _("The part goes its own way now. It stands among the requests of the same message.")
    field_order = ("passed_on",)
    may_wait = True

    passed_on = long_text(
        label=_("What do you pass on?"),
        help_text=_(
            "The client gets this, and the person’s name and contact details. Leave out what "
            "concerns your own data or another client."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("passed_on", masked(whole_text(self.case)))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While it is open, where the person named no register and some are kept for others."""
        if at.case.is_closed or not at.may_handle or not may_concern_clients(at.case):
            return None
        return Standing()

    def clients(self) -> QuerySet[ProcessorClient]:
        """Those of every register that is kept for others."""
        return clients_of(self.case.controller_id)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Whose client the person says to be."""
        named = self.case.submission.client_named
        return [(_text("Whose client the person is"), named)] if named else []

    def run(self) -> None:
        """Pass it on, or let it wait for its client. Raises Refused."""
        about = self.cleaned_data["passed_on"]
        if self.waits:
            split(self.case.pk, about=about, actor=self.actor)
            return
        pass_on_part(
            self.case.pk,
            to=self.answerer(),
            passed_on=about,
            how=self.cleaned_data["how"],
            actor=self.actor,
        )
