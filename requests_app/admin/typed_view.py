"""What a person typed, with the identity codes in it; who looked is noted."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import User
from registers_app.permissions import may
from requests_app.models import RightsRequest
from requests_app.services.open_typed import open_typed


@require_http_methods(["GET", "HEAD", "POST"])
def typed_view(request: HttpRequest, *, case: RightsRequest) -> HttpResponse:
    """Say that it is noted; the button shows the codes. 404 for who handles no requests."""
    assert isinstance(request.user, User)
    actor = user_actor(request.user.pk)
    if not may(actor, Permission.HANDLE_REQUESTS, controller_id=case.controller_id):
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": _("Identity codes that the person typed"),
        "case": case,
        "submission": case.submission,
    }
    if request.method == "POST":
        context["is_open"] = True
        context["texts"] = open_typed(case.submission_id, actor=actor)
    response = TemplateResponse(request, "admin/requests_app/rightsrequest/typed.html", context)
    response["Cache-Control"] = "no-store"
    return response
