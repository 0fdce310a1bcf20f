"""How often one is mailed the report of which organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from registers_app.models import Controller, User
from requests_app.models import ReportSubscription, Rhythm


class MailForm(forms.Form):
    """Of which organisation, and how often."""

    controller = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Controller.objects.none(), empty_label=None
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=[*Rhythm.choices, ("", gettext_lazy("no longer"))],
        required=False,
    )

    def __init__(self, *args: Any, controllers: list[Controller], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "mail-%s", **kwargs})
        field = self.fields["controller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Controller.objects.filter(
            pk__in=[controller.pk for controller in controllers]
        ).order_by("name")


def mailed_to(user: User) -> list[ReportSubscription]:
    """What *user* is mailed."""
    rows = ReportSubscription.objects.filter(user=user).select_related("controller")
    return list(rows.order_by("controller__name"))
