"""Who answers instead of us, and how it gets the request: shared by the steps that pass on."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.models import ProcessorClient
from requests_app.admin.forms.base import StepForm, long_text
from requests_app.services.hand_over import Answerer, answerer_of
from requests_app.written import written


class ClientField(forms.ModelChoiceField[ProcessorClient]):
    """Our clients, for staff only."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, where requests go, and whether the agreement has ended."""
        if obj.ended_on is None:
            return f"{obj.name} ({obj.email})"
        return _text("%(name)s (%(email)s), agreement ended on %(day)s: data %(became)s") % {
            "name": obj.name,
            "email": obj.email,
            "day": written(obj.ended_on),
            "became": obj.get_data_after_display(),
        }


class AnswererForm(StepForm):
    """A step that hands something to a client of ours, or to another controller."""

    # Whether it may be taken before anybody knows who answers.
    may_wait: ClassVar[bool] = False

    client = ClientField(
        label=_("Client that answers"),
        queryset=ProcessorClient.objects.none(),
        required=False,
        empty_label=_("another one, named below"),
        help_text=_("The desk sends the request to the mailbox that the register names."),
    )
    forwarded_to = forms.CharField(
        label=_("Controller that answers"),
        required=False,
        max_length=300,
        help_text=_("Its name, as the person will read it."),
    )
    mailbox = forms.EmailField(
        label=_("Mailbox of that controller"),
        required=False,
        help_text=_(
            "The desk sends the request there, and the person reads the address. Leave it empty "
            "where the agreement has another channel."
        ),
    )
    how = long_text(
        label=_("How did you pass it on?"),
        required=False,
        help_text=_(
            "Only where the desk sends nothing: to whom and by which channel of the agreement. "
            "This is the proof."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clients = self.clients()
        if not clients:
            del self.fields["client"]
            return
        field = self.fields["client"]
        assert isinstance(field, ClientField)
        field.queryset = clients
        named = self.case.part_client or self.case.submission.client_named
        field.initial = _named(clients, named)
        self.fields["forwarded_to"].label = _text("Another controller (optional)")

    def clients(self) -> QuerySet[ProcessorClient]:
        """The clients to choose from."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """One of the two says who answers, and something says how it gets the request."""
        cleaned = super().clean() or {}
        client, other = cleaned.get("client"), cleaned.get("forwarded_to")
        mailbox = cleaned.get("mailbox")
        if client and (other or mailbox):
            self.add_error("forwarded_to", _text("Choose a client or name another, not both."))
        elif self.waits:
            return cleaned
        elif not client and not other and not self.has_error("client"):
            self.add_error("forwarded_to", _text("Say who answers the person."))
        elif not (client or mailbox or cleaned.get("how") or self.has_error("mailbox")):
            self.add_error("how", _text("Give the mailbox, or say how you passed it on."))
        return cleaned

    @property
    def waits(self) -> bool:
        """Whether nothing was said of who answers, and that may wait."""
        said = ("client", "forwarded_to", "mailbox", "how")
        typed = any(self.data.get(self.add_prefix(name)) for name in said)
        return self.may_wait and not typed

    def answerer(self) -> Answerer:
        """Who was chosen or named."""
        client = self.cleaned_data.get("client")
        if client:
            return answerer_of(client)
        return Answerer(
            name=self.cleaned_data["forwarded_to"], mailbox=self.cleaned_data["mailbox"]
        )


def _named(clients: Iterable[ProcessorClient], name: str) -> int | None:
    """The client that the person named, if it is one."""
    wanted = name.strip().casefold()
    return next((row.pk for row in clients if row.name.casefold() == wanted), None)
