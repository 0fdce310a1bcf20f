"""The questions of the public form. Errors are whole sentences that say what to do."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from registers_app.models import Controller
from requests_app.domain.representation import Role
from requests_app.domain.rights import Right
from requests_app.option import Advice
from requests_app.plain_form import TOO_LONG, PlainForm
from requests_app.portal.options import (
    home_choices,
    objection_options,
    organisation_options,
    register_options,
    right_options,
    whom_options,
)


class OrganisationForm(PlainForm):
    """Whose data."""

    organisation = forms.ChoiceField(
        label=_("Which organisation do you want to write to?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation."),
            "invalid_choice": _("That organisation is not on the list. Choose one that is."),
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, chosen: str = "", **more: Any
    ) -> None:
        super().__init__(data, **more)
        if chosen:
            self._take_only("organisation", chosen, organisation_options)
        else:
            self._offer("organisation", organisation_options())


class RegisterForm(PlainForm):
    """In which register."""

    register = forms.ChoiceField(
        label=_("Which register may your data be in?"),
        help_text=_("A register is one purpose for which the organisation keeps data on people."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a register, or say that you do not know."),
            "invalid_choice": _("That register is not on the list. Choose one that is."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        controller: Controller,
        chosen: str = "",
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        if chosen:
            self._take_only("register", chosen, partial(register_options, controller))
        else:
            self._offer("register", register_options(controller))


class ClientForm(PlainForm):
    """Who decides over data that the organisation only keeps for others (GDPR Art. 28)."""

    client_named = forms.CharField(
        label=_("Which organisation have you dealt with?"),
        help_text=_(
            "For example the shop, the employer or the landlord. If you do not know, leave this "
            "empty and we find out."
        ),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, all_are_meant: bool = False, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.all_are_meant = all_are_meant  # also the organisation's own registers


class RightForm(PlainForm):
    """What is asked for."""

    rights = forms.MultipleChoiceField(
        label=_("What do you want?"),
        help_text=_(
            "You may choose several. You get one reference, and we tell you a date for each. The "
            "articles are those of the EU General Data Protection Regulation."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what you want."),
            "invalid_choice": _("That is not on the list. Tick something that is."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        advice: Mapping[Right, Advice] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self._offer("rights", right_options(advice or {}))


class ObjectionForm(PlainForm):
    """What is objected to. Nothing is chosen beforehand: what is stopped differs."""

    objection_scope = forms.ChoiceField(
        label=_("What do you object to?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you object to."),
            "invalid_choice": _("That is not on the list. Choose something that is."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("objection_scope", objection_options())


class WhomForm(PlainForm):
    """For whom one asks."""

    whom = forms.ChoiceField(
        label=_("For whom do you ask?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose for whom you ask."),
            "invalid_choice": _("That is not on the list. Choose something that is."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("whom", whom_options())


class ConcernedForm(PlainForm):
    """Whose data it is about, apart from who writes (EDPB Guidelines 01/2022 para. 80-82)."""

    concerned_name = forms.CharField(
        label=_("Name of the person"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": _("Write the name of the person whose data it is about."),
            "max_length": TOO_LONG,
        },
    )
    concerned_contact = forms.CharField(
        label=_("Where a letter reaches the person"),
        help_text=_("We may send the answer straight to them, for example if we are in doubt."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 3, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, role: Role = Role.AGENT, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.role = role
        if role is Role.RELATIVE:
            self.fields["concerned_name"].label = _("Name of the person who has died")
            del self.fields["concerned_contact"]
        elif role is Role.PARENT:
            self.fields["concerned_name"].label = _("Name of the child")
            self.fields["concerned_contact"].label = _("Where a letter reaches the child")


class PersonForm(PlainForm):
    """Who you are and how to reach you."""

    person_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Write your name."), "max_length": TOO_LONG},
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("We send you the reference of your request and tell you when we answer."),
        max_length=254,
        validators=[
            EmailValidator(message=_("Write the e-mail address in full, such as name@example.org."))
        ],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Write your e-mail address."), "max_length": TOO_LONG},
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=50,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "dir": "auto"}
        ),
        error_messages={"max_length": TOO_LONG},
    )
    lives_in = forms.ChoiceField(
        label=_("Country where you live"),
        help_text=_(
            "Choose it if you like: then we can name the authority there to which you may complain."
        ),
        required=False,
        choices=home_choices,
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )
    protected_identity = forms.BooleanField(
        label=_("I have a non-disclosure order"),
        help_text=_(
            "Your phone number and postal address are then kept encrypted, and stand in no letter, "
            "message or list."
        ),
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, for_another: bool = False, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.for_another = for_another
        if for_another:
            self.fields["protected_identity"].label = _(
                "I, or the person I ask for, have a non-disclosure order"
            )


class WithdrawForm(PlainForm):
    """Why the request is withdrawn, if the person likes to say."""

    statement = forms.CharField(
        label=_("Do you want to tell us why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
