"""What can become of a purpose, in the words of each right."""

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Words
from requests_app.domain.purposes import ItemResult
from requests_app.domain.rights import Right
from requests_app.models import ItemChoice

_GENERAL: dict[ItemResult, Words] = {
    result: ItemChoice(result.value).label for result in ItemResult
}

_OWN: dict[Right, dict[ItemResult, Words]] = {
    Right.ERASURE: {
        ItemResult.MET: _("Erase"),
        ItemResult.KEPT: _("Keep, on a ground"),
    },
    Right.PORTABILITY: {
        ItemResult.MET: _("Hand over"),
        ItemResult.KEPT: _("Do not hand over, on a ground"),
        ItemResult.OUTSIDE: _("Not covered: it rests neither on consent nor on a contract"),
    },
    Right.OBJECTION: {
        ItemResult.MET: _("Stop"),
        ItemResult.KEPT: _("Go on, on a ground that overrides"),
        ItemResult.OUTSIDE: _(
            "Not covered: it rests neither on a public task nor on a legitimate interest"
        ),
    },
    Right.CONSENT_WITHDRAWAL: {
        ItemResult.MET: _("Stop"),
        ItemResult.OUTSIDE: _("Goes on: it does not rest on consent"),
    },
}


def result_words(right: Right) -> dict[ItemResult, Words]:
    """A name for each result."""
    return {**_GENERAL, **_OWN.get(right, {})}
