"""What finds a person, whatever else there is to say, how to answer, and how to go on later."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from registers_app.models import FindBy
from requests_app.models import AnswerBy
from requests_app.plain_form import TOO_LONG, PlainForm
from requests_app.portal.options import answer_options
from requests_app.portal.proof import ProofFiles
from requests_app.services.write_message import MOST_FILES

MEGABYTE = 1024 * 1024


class FindForm(PlainForm):
    """How to find the person in the register."""

    identifiers = forms.CharField(
        label=_("What helps us find you?"),
        help_text=_(
            "For example a customer number, a user name, or an e-mail address or a name "
            "that you used before."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        for_another: bool = False,
        find_by: Sequence[FindBy] = (),
        **more: Any,
    ) -> None:
        self.asked = {f"find_{number}": each for number, each in enumerate(find_by, start=1)}
        super().__init__(None, **more)
        if self.asked:
            del self.fields["identifiers"]
        elif for_another:
            self.fields["identifiers"].label = _("What helps us find the person?")
            self.fields["identifiers"].help_text = _(
                "For example a customer number, a user name, or an e-mail address or a name "
                "that they used before."
            )
        for name, each in self.asked.items():
            self.fields[name] = _marks(each)
        if data is not None:
            self.is_bound = True
            self.data = self._readable(data)

    @property
    def marks(self) -> str:
        """What finds the person, as staff read it."""
        if not self.asked:
            return str(self.cleaned_data["identifiers"])
        said = ((each.what, self.cleaned_data[name]) for name, each in self.asked.items())
        return "\n".join(f"{what}: {text}" for what, text in said if text)


def _marks(each: FindBy) -> forms.CharField:
    return forms.CharField(
        label=each.what,
        help_text=each.why,
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )


class AboutForm(PlainForm):
    """Whatever else the person wants to say."""

    about = forms.CharField(
        label=_("In your own words"),
        help_text=_("You may leave this empty. If something stays unclear, we ask you."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
    attachments = ProofFiles(label=_("Files"), required=False, most=MOST_FILES)

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["attachments"].help_text = _(
            "Pictures, PDF files or documents, if they help. They are encrypted at once. "
            "At most %(count)d files and %(size)d megabytes in all."
        ) % {"count": MOST_FILES, "size": settings.UPLOAD_MAX_BYTES // MEGABYTE}


class ReplyForm(PlainForm):
    """How the person wants to be answered (GDPR Art. 12(1), 12(3))."""

    answer_by = forms.ChoiceField(
        label=_("How should we answer you?"),
        initial=AnswerBy.ONLINE.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how we answer you."),
            "invalid_choice": _("That is not on the list. Choose something that is."),
        },
    )
    postal_address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Needed if you want letters by post."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("answer_by", answer_options())

    def clean(self) -> dict[str, Any]:
        """A letter needs an address."""
        cleaned = super().clean()
        has_address = cleaned.get("postal_address") or self.has_error("postal_address")
        if cleaned.get("answer_by") == AnswerBy.POST and not has_address:
            self.add_error("postal_address", _("Write the address to which we send the letters."))
        return cleaned


class LaterForm(PlainForm):
    """Where to mail the link with which one goes on later."""

    later_email = forms.CharField(
        label=_("E-mail address for the link"),
        max_length=254,
        validators=[
            EmailValidator(message=_("Write the e-mail address in full, such as name@example.org."))
        ],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Write your e-mail address."), "max_length": TOO_LONG},
    )
