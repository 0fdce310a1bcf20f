"""Have the report mailed: each reader for themselves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registers_app.models import User
from requests_app.models import Rhythm
from requests_app.reports.mail_form import MailForm
from requests_app.reports.views import controllers_reported_to
from requests_app.services.errors import NotPermitted
from requests_app.services.subscribe_to_report import subscribe_to_report


@require_POST
def report_by_mail(request: HttpRequest) -> HttpResponse:
    """Keep the choice and lead back to the report."""
    assert isinstance(request.user, User)
    form = MailForm(request.POST, controllers=controllers_reported_to(request))
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        try:
            subscribe_to_report(
                form.cleaned_data["controller"],
                rhythm=Rhythm(rhythm) if rhythm else None,
                user=request.user,
            )
        except NotPermitted as refusal:
            raise PermissionDenied from refusal
        messages.success(request, _("The choice was kept."))
    else:
        messages.error(request, _("Choose an organisation and how often, please."))
    return HttpResponseRedirect(reverse("deadline_report"))
