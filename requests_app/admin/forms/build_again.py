"""Have an answer put into one file once more, where that has failed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.admin.forms.base import Situation, Standing, StepForm
from requests_app.models import PackageArchive, RightsRequest
from requests_app.services.ask_archive import ask_archive
from requests_app.services.fetch import FETCHABLE


class BuildAgainForm(StepForm):
    """Try again."""

    name = "build-again"
    title = _("Put the answer into one file again")
    button = _("Put the answer into one file again")
    does = _(
        "A worker builds the file anew. The answer itself is there all the while, and the person "
        "may try again on their page too."
    )
    done = _("A worker builds the file anew.")

    @classmethod
    def standing(cls, at: Situation, target: Any) -> Standing | None:
        """For who handles requests, where the newest attempt has failed."""
        return Standing() if at.may_handle and _failed(at.case) else None

    def run(self) -> None:
        """Ask for it. Raises Refused."""
        failed = _failed(self.case)
        if failed is not None:
            ask_archive(failed.package_id, actor=self.actor)


def _failed(case: RightsRequest) -> PackageArchive | None:
    if not case.is_closed:
        return None
    rows = PackageArchive.objects.filter(package__request=case, package__state__in=FETCHABLE)
    newest = rows.order_by("-pk").first()
    return newest if newest is not None and newest.failed_at is not None else None
