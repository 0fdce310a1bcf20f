"""Forward the request to the controller that answers (GDPR Art. 28(3)(e))."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import ProcessorClient
from requests_app.admin.forms.base import MachineStep, Place, Situation, long_text
from requests_app.services.close import forward
from requests_app.written import written


class ClientField(forms.ModelChoiceField[ProcessorClient]):
    """The clients of the register, for staff only."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and where requests go."""
        return f"{obj.name} ({obj.email})"


class ForwardForm(MachineStep):
    """Another controller answers."""

    name = "forward"
    title = _("Forward to the controller")
    button = _("Forward to the controller")
    does = _(
        "Closes the request here: you only process the data for somebody else, who answers "
        "(Art. 28(3)(e)). Send them the request within one working day."
    )
    tells = _("The person is told who answers.")
    done = _("The request was closed as forwarded.")
    place = Place.END
    ends = True
    transitions = ("forward",)

    client = ClientField(
        label=_("Client that answers"),
        queryset=ProcessorClient.objects.none(),
        required=False,
        empty_label=_("another one, named below"),
    )
    forwarded_to = forms.CharField(
        label=_("Controller that answers"),
        required=False,
        max_length=500,
        help_text=_("Name and contact, as the person will read them."),
    )
    how = long_text(
        label=_("How did you pass it on?"),
        help_text=_("To whom and by which channel of the agreement: this is the proof."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        register = self.case.submission.register
        clients = register.clients.filter(is_active=True) if register else None
        if not clients:
            del self.fields["client"]
            return
        field = self.fields["client"]
        assert isinstance(field, ClientField)
        field.queryset = clients
        field.initial = _named(clients, self.case.submission.client_named)
        self.fields["forwarded_to"].label = _text("Another controller (optional)")

    @classmethod
    def place_in(cls, at: Situation) -> Place:
        """For a processor it is the way to go."""
        return Place.END if at.we_answer else Place.CASE

    @classmethod
    def leads_in(cls, at: Situation) -> bool:
        """For a processor it is the way to go."""
        return not at.we_answer

    def to_know(self) -> Iterable[tuple[str, str]]:
        """By when, and whose client the person says to be."""
        return [
            (label, text)
            for label, text in (
                (_text("To be forwarded by"), written(self.case.forward_by)),
                (_text("Whose client the person is"), self.case.submission.client_named),
            )
            if text
        ]

    def clean(self) -> dict[str, Any]:
        """One of the two says who answers."""
        cleaned = super().clean() or {}
        client, other = cleaned.get("client"), cleaned.get("forwarded_to")
        if client and other:
            self.add_error("forwarded_to", _text("Choose a client or name another, not both."))
        elif not client and not other and not self.has_error("client"):
            self.add_error("forwarded_to", _text("Say who answers the person."))
        return cleaned

    def run(self) -> None:
        """Forward. Raises Refused."""
        client = self.cleaned_data.get("client")
        to = f"{client.name}, {client.email}" if client else self.cleaned_data["forwarded_to"]
        forward(self.case.pk, forwarded_to=to, how=self.cleaned_data["how"], actor=self.actor)


def _named(clients: Iterable[ProcessorClient], name: str) -> int | None:
    """The client that the person named, if it is one."""
    wanted = name.strip().casefold()
    return next((row.pk for row in clients if row.name.casefold() == wanted), None)
