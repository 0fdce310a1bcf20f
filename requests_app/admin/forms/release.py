"""A lawyer's release of what a law may keep secret (GDPR Art. 23)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from registers_app.domain.roles import Permission
from requests_app.admin.forms.base import Situation, Standing, StepForm, long_text
from requests_app.admin.forms.grounds import name_of
from requests_app.domain.rights import Right
from requests_app.models import purposes_concerned
from requests_app.services.release import release

GIVING_DATA = (Right.ACCESS, Right.PORTABILITY)


class ReleaseForm(StepForm):
    """Record a lawyer's release."""

    name = "release-data"
    title = _("Record the lawyer’s release")
    button = _("Record the lawyer’s release")
    does = _(
        "A part of these data may be secret by law. Nothing of it is given out before a lawyer "
        "has looked at it; here you record who did, and what may be given."
    )
    done = _("The release was recorded.")

    lawyer = forms.CharField(label=_("Name and position of the lawyer"), max_length=200)
    opinion = long_text(label=_("What may be given, and what stays secret by which law"))

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For supervisors, where something that is asked for may be secret and is not released."""
        if at.case.right not in GIVING_DATA:
            return None
        if at.case.is_closed or Permission.APPROVE_DECISIONS not in at.held or not at.we_answer:
            return None
        if not any(purpose.needs_legal_release for purpose in at.purposes):
            return None
        return None if at.case.releases.exists() else Standing()

    def to_know(self) -> Iterable[tuple[str, str]]:
        """Which purposes it is about."""
        secret = [row for row in purposes_concerned(self.case) if row.needs_legal_release]
        return [(_text("May be secret by law"), ", ".join(name_of(row) for row in secret))]

    def run(self) -> None:
        """Record it. Raises Refused."""
        release(
            self.case.pk,
            lawyer=self.cleaned_data["lawyer"],
            opinion=self.cleaned_data["opinion"],
            actor=self.actor,
        )
