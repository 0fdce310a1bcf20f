"""What helps to handle each right, as the public form and the intake ask it. All may stay empty."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app import detail_words as words
from requests_app.domain.details import MOST_PAIRS, Details, Extent, Meant, Pair, Receiver
from requests_app.domain.rights import ObjectionScope, Right
from requests_app.option import Option
from requests_app.plain_form import TOO_LONG, PlainForm
from requests_app.right_words import RIGHT_WORDS, RightWords

# A text, or one that is translated when it is shown.
Words = Any
NOT_ON_THE_LIST = {"invalid_choice": _("That is not on the list. Choose something that is.")}
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y")


class DetailsForm(PlainForm):
    """What a person says of one right."""

    right: ClassVar[Right]

    @property
    def words(self) -> RightWords:
        """The right in everyday words."""
        return RIGHT_WORDS[self.right]

    @property
    def what_helps(self) -> Words:
        """What to say of it."""
        return self.words.what_helps

    def details(self) -> Details:
        """What was said; the form is right."""
        raise NotImplementedError


def _text(label: Words, help_text: Words = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )


def _line(label: Words, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )


def _one_of(label: Words, *, initial: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages=NOT_ON_THE_LIST,
    )


def _some_of(label: Words, help_text: Words = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_ON_THE_LIST,
    )


def _day(label: Words) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day such as 2026-03-31 or 31.3.2026.")},
    )


def _options(choices: Mapping[str, Any]) -> list[Option]:
    return [Option(value=value, label=label) for value, label in choices.items()]


class AccessForm(DetailsForm):
    """Which data, and of what time (GDPR Art. 15; all of them if nothing is said)."""

    right = Right.ACCESS
    extent = _one_of(words.EXTENT[right], initial=Extent.ALL.value)
    what = _text(
        words.WHAT[right], _("For example a matter, a service, or calls that were recorded.")
    )
    since = _day(words.SINCE)
    until = _day(words.UNTIL)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer("extent", _options(words.EXTENTS[self.right]))

    def clean(self) -> dict[str, Any]:
        """A time does not end before it begins."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one. Change one of them."))
        return cleaned

    def details(self) -> Details:
        """All, unless something is named."""
        said = self.cleaned_data
        some = said["what"] or said["since"] or said["until"]
        return Details(
            extent=Extent.PART if some else said["extent"],
            what=said["what"],
            since=said["since"],
            until=said["until"],
        )


class RectificationForm(DetailsForm):
    """What is wrong and what would be right, several times (GDPR Art. 16)."""

    right = Right.RECTIFICATION

    @classmethod
    def _pairs(cls) -> range:
        return range(1, MOST_PAIRS + 1)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The pairs; those after the first are folded while they are empty."""
        return [
            {
                "number": number,
                "fields": [self[f"wrong_{number}"], self[f"right_{number}"]],
                "is_folded": number > 1 and not self._is_used(number),
            }
            for number in self._pairs()
        ]

    def details(self) -> Details:
        """The pairs that say something."""
        said = self.cleaned_data
        pairs = [
            Pair(wrong=said[f"wrong_{number}"], right=said[f"right_{number}"])
            for number in self._pairs()
        ]
        return Details(pairs=tuple(pair for pair in pairs if pair != Pair()))

    def _is_used(self, number: int) -> bool:
        return any(self[f"{part}_{number}"].value() for part in ("wrong", "right"))


for _number in range(1, MOST_PAIRS + 1):
    RectificationForm.base_fields[f"wrong_{_number}"] = _text(
        _("What is wrong or missing?"),
        _("For example: my address is still Kotikatu 1.") if _number == 1 else "",
        rows=2,
    )
    RectificationForm.base_fields[f"right_{_number}"] = _text(
        _("What would be right?"),
        _("For example: it is Uusikatu 2, 00100 Helsinki.") if _number == 1 else "",
        rows=2,
    )


class ErasureForm(DetailsForm):
    """What is to be erased (GDPR Art. 17)."""

    right = Right.ERASURE
    extent = _one_of(words.EXTENT[right])
    what = _text(words.WHAT[right], _("For example an account, a picture, or old orders."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer("extent", _options(words.EXTENTS[self.right]))

    def details(self) -> Details:
        """Some of it, where something is named."""
        what = self.cleaned_data["what"]
        return Details(extent=Extent.PART if what else self.cleaned_data["extent"], what=what)


class RestrictionForm(DetailsForm):
    """On which ground (GDPR Art. 18(1))."""

    right = Right.RESTRICTION
    grounds = _some_of(words.GROUND)
    what = _text(words.WHAT[right], rows=3)
    view = _text(words.VIEW[right])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer("grounds", _options(words.GROUNDS))

    def details(self) -> Details:
        """The grounds, the data and the facts."""
        said = self.cleaned_data
        return Details(grounds=tuple(said["grounds"]), what=said["what"], view=said["view"])


class PortabilityForm(DetailsForm):
    """Where the data go (GDPR Art. 20(1)-(2))."""

    right = Right.PORTABILITY
    receiver = _one_of(words.RECEIVER, initial=Receiver.PERSON.value)
    receiver_name = _line(
        words.RECEIVER_NAME, _("If the data should go straight to another organisation.")
    )
    receiver_address = _text(
        words.RECEIVER_ADDRESS, _("An e-mail address, a website or a postal address."), rows=2
    )
    what = _text(words.WHAT[right], _("If you leave this empty: all that you may take."), rows=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer("receiver", _options(words.RECEIVERS))

    def clean(self) -> dict[str, Any]:
        """Another organisation has a name."""
        cleaned = super().clean()
        is_other = cleaned.get("receiver") == Receiver.CONTROLLER
        if is_other and not cleaned.get("receiver_name") and not self.has_error("receiver_name"):
            self.add_error(
                "receiver_name", _("Write the name of the organisation that should get the data.")
            )
        return cleaned

    def details(self) -> Details:
        """To the person, unless an organisation is named."""
        said = self.cleaned_data
        name, address = said["receiver_name"], said["receiver_address"]
        return Details(
            receiver=Receiver.CONTROLLER if name else said["receiver"],
            receiver_name=name,
            receiver_address=address,
            what=said["what"],
        )


class FormWithUses(DetailsForm):
    """A right that is used against purposes, which the register names."""

    def __init__(self, *args: Any, uses: Sequence[Option] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if uses:
            self._offer("purposes", list(uses))
        else:
            del self.fields["purposes"]

    def _meant(self) -> tuple[Meant, ...]:
        ticked = self.cleaned_data.get("purposes", [])
        return tuple(
            Meant(id=int(each.value), name=str(each.label))
            for each in self.options.get("purposes", ())
            if each.value in ticked
        )


class ObjectionDetailsForm(FormWithUses):
    """Which marketing or use, and the person's situation (GDPR Art. 21(1)-(3))."""

    right = Right.OBJECTION
    purposes = _some_of(
        words.PURPOSES[right], _("If you tick none, your objection is against all of them.")
    )
    what = _text(
        words.WHAT[right],
        _("For example newsletters, calls, or letters by post. Empty means everything."),
        rows=3,
    )
    view = _text(words.VIEW[right], _("We weigh this against the reasons for using the data."))

    def __init__(self, *args: Any, scope: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope = scope
        if scope == ObjectionScope.MARKETING:
            del self.fields["view"]  # nothing is weighed, no reasons are needed (Art. 21(3))

    @property
    def what_helps(self) -> Words:
        """Nothing has to, against direct marketing alone."""
        if self.scope == ObjectionScope.MARKETING:
            return _("It stops at once. You need give no reason.")
        return super().what_helps

    def details(self) -> Details:
        """The purposes, and what was said of them."""
        said = self.cleaned_data
        return Details(purposes=self._meant(), what=said["what"], view=said.get("view", ""))


class AutomatedDecisionForm(DetailsForm):
    """Which decision, and how the person sees it (GDPR Art. 22(3))."""

    right = Right.AUTOMATED_DECISION
    what = _text(words.WHAT[right], _("For example its day, its number, or what was decided."))
    view = _text(words.VIEW[right], _("Say what speaks for another decision."), rows=6)

    def details(self) -> Details:
        """The decision and the view."""
        return Details(what=self.cleaned_data["what"], view=self.cleaned_data["view"])


class ConsentForm(FormWithUses):
    """Which consent (GDPR Art. 7(3))."""

    right = Right.CONSENT_WITHDRAWAL
    extent = _one_of(words.EXTENT[right])
    purposes = _some_of(words.PURPOSES[right], _("These uses rest on consent."))
    what = _text(words.WHAT[right], _("In your own words. You need give no reason."), rows=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer("extent", _options(words.EXTENTS[self.right]))

    def details(self) -> Details:
        """Every consent, unless some are named."""
        what, meant = self.cleaned_data["what"], self._meant()
        extent = Extent.PART if what or meant else self.cleaned_data["extent"]
        return Details(extent=extent, purposes=meant, what=what)


DETAIL_FORMS: dict[Right, type[DetailsForm]] = {
    form.right: form
    for form in (
        AccessForm,
        RectificationForm,
        ErasureForm,
        RestrictionForm,
        PortabilityForm,
        ObjectionDetailsForm,
        AutomatedDecisionForm,
        ConsentForm,
    )
}
