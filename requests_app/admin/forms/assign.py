"""Give the request to a handler."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import holders
from requests_app.admin.forms.base import Place, Situation, Standing, StepForm
from requests_app.services.assign import assign


class HandlerField(forms.ModelChoiceField[User]):
    """A choice of handlers, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name that colleagues know."""
        return str(obj.get_full_name() or obj.username)


class AssignForm(StepForm):
    """Choose the handler."""

    name = "assign"
    title = _("Choose the handler")
    button = _("Choose the handler")
    does = _("The handler gets the reminders of this request and a mail about it now.")
    done = _("The handler was changed.")
    turns_back = True
    place = Place.HANDLER

    handler = HandlerField(
        label=_("Handler"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["handler"]
        assert isinstance(field, HandlerField)
        field.queryset = holders(
            Permission.HANDLE_REQUESTS, controller_id=self.case.controller_id
        ).order_by("last_name", "first_name", "username")
        self.initial.setdefault("handler", self.case.assignee_id or self.user.pk)

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Always, for who handles requests."""
        return Standing() if at.may_handle else None

    def run(self) -> None:
        """Assign. Raises Refused."""
        assign(self.case.pk, assignee=self.cleaned_data["handler"], actor=self.actor)
