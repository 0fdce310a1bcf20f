"""What a request is to an earlier or later one of the same person and right."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Place, Situation, Standing, StepForm, long_text
from requests_app.models import CaseLink, LinkKind, RightsRequest
from requests_app.services.link import link_by_reference, link_found, unlink
from requests_app.written import written

NOTHING_ELSE = _(
    "Nothing is refused or merged by this, and each case keeps its own identity check. A reminder "
    "of a request that is not answered yet, or the same request sent once more, is worked to the "
    "earlier request’s day (EDPB Guidelines 01/2022 para. 28–29). What was sent once more you may "
    "then close, to be answered with the earlier one; a repeat may be refused only by a decision "
    "(Art. 12(5))."
)


class LinkStep(StepForm):
    """A step about one pair of requests."""

    place = Place.ROW
    has_target = True

    @classmethod
    def find(cls, case: RightsRequest, target_id: int | None) -> CaseLink:
        """The pair, of which the case is one. Raises CaseLink.DoesNotExist."""
        rows = CaseLink.objects.select_related("request__submission", "other__submission")
        return rows.filter(Q(request=case.pk) | Q(other=case.pk)).get(pk=target_id or 0)

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Both requests, the earlier one first."""
        earlier, later = self.target.other, self.target.request
        return [
            (_text("Earlier request"), _in_words(earlier)),
            (_text("Later request"), _in_words(later)),
            (_text("Found by"), ", ".join(self.target.marks())),
        ]


class LinkForm(LinkStep):
    """Say what a pair that was found is."""

    name = "link"
    title = _("Are these requests about the same?")
    button = _("Look at it")
    does = NOTHING_ELSE
    done = _("It was recorded what the two requests are to each other.")
    way_back = _("The link can be taken away again.")

    kind = forms.ChoiceField(
        label=_("The later request is"), choices=LinkKind.choices, widget=forms.RadioSelect
    )
    reason = long_text(label=_("What shows it?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While nobody has looked."""
        return Standing() if at.may_handle and target.is_found else None

    def run(self) -> None:
        """Record it. Raises Refused."""
        kind, reason = LinkKind(self.cleaned_data["kind"]), self.cleaned_data["reason"]
        link_found(self.target.pk, kind=kind, reason=reason, actor=self.actor)


class UnlinkForm(LinkStep):
    """Take a link away."""

    name = "unlink"
    title = _("Take the link away")
    button = _("Take the link away")
    does = _(
        "The two requests are no longer linked. The link stays on the record with your reason."
    )
    done = _("The link was taken away.")
    way_back = _("The two can be linked again.")

    reason = long_text(label=_("Why was it wrong?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """While it stands."""
        return Standing() if at.may_handle and target.is_standing else None

    def run(self) -> None:
        """Take it away. Raises Refused."""
        unlink(self.target.pk, reason=self.cleaned_data["reason"], actor=self.actor)


class LinkOtherForm(StepForm):
    """Link with a request that was not found."""

    name = "link-other"
    title = _("Link with another request")
    button = _("Link with another request")
    does = NOTHING_ELSE
    done = LinkForm.done
    place = Place.LINKS

    reference = forms.CharField(
        label=_("Reference of the other case"),
        max_length=20,
        help_text=_("It needs a request for the same right."),
    )
    kind = forms.ChoiceField(
        label=_("The later request is"),
        choices=[(kind.value, kind.label) for kind in LinkKind if kind != LinkKind.DIFFERENT],
        widget=forms.RadioSelect,
    )
    reason = long_text(label=_("What shows it?"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """Open and closed requests alike; a client’s part belongs to its whole."""
        return Standing() if at.may_handle and not at.case.is_part else None

    def run(self) -> None:
        """Link. Raises Refused."""
        link_by_reference(
            self.case.pk,
            reference=self.cleaned_data["reference"],
            kind=LinkKind(self.cleaned_data["kind"]),
            reason=self.cleaned_data["reason"],
            actor=self.actor,
        )


def _in_words(request: RightsRequest) -> str:
    return _text("%(reference)s, received %(day)s: %(name)s") % {
        "reference": request.submission.reference,
        "day": written(request.received_on),
        "name": request.submission.person_name,
    }
