"""What somebody types to get back to their request."""

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from requests_app.plain_form import TOO_LONG, PlainForm
from requests_app.services.codes import DIGITS, as_code


class NewLinkForm(PlainForm):
    """Ask for a new link to one's own request."""

    reference = forms.CharField(
        label=_("Reference of your request"),
        help_text=_("It begins with RD and stands in every message from us."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Write the reference of your request."),
            "max_length": TOO_LONG,
        },
    )
    email = forms.CharField(
        label=_("The e-mail address that you gave us"),
        max_length=254,
        validators=[
            EmailValidator(message=_("Write the e-mail address in full, such as name@example.org."))
        ],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Write your e-mail address."), "max_length": TOO_LONG},
    )

    @property
    def case(self) -> dict[str, str]:
        """Reference and address as they are kept, once what was typed is right."""
        return {
            "reference": _as_reference(self.cleaned_data["reference"]),
            "email": self.cleaned_data["email"].casefold(),
        }


class DownloadCodeForm(PlainForm):
    """The code that came by mail."""

    code = forms.CharField(
        label=_("The code in our message"),
        help_text=_("Eight digits. Spaces do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code."), "max_length": TOO_LONG},
    )

    def clean_code(self) -> str:
        """The eight digits; anything else is a slip of the pen, and costs no try."""
        code = as_code(self.cleaned_data["code"])
        if len(code) != DIGITS:
            raise forms.ValidationError(_("The code has eight digits. Look at our message again."))
        return code


class CodeForm(DownloadCodeForm, NewLinkForm):
    """Reference and address, and the code beside them."""


def _as_reference(typed: str) -> str:
    """The reference as we write it, from however somebody typed it."""
    letters = "".join(char for char in typed.upper() if char.isalnum()).removeprefix("RD")
    return f"RD-{letters[:4]}-{letters[4:]}"
