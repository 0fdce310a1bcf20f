"""An answer as one file: how far it is, the code that fetches it, and the file."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.clock import now
from registers_app.domain.actors import subject_actor
from requests_app.attachment import attachment
from requests_app.models import DisclosurePackage, PackageArchive, Submission
from requests_app.portal.access import own
from requests_app.portal.entry_forms import DownloadCodeForm
from requests_app.portal.own_answer import fetchable_or_none
from requests_app.portal.own_renewal import gone
from requests_app.portal.said import CODE_SENT, said, say
from requests_app.portal.throttle import spent_from_here
from requests_app.services.ask_archive import ask_archive
from requests_app.services.download_code import (
    code_waits,
    mail_download_code,
    note_archive_download,
    ready_archive,
    use_download_code,
)
from requests_app.services.errors import NotPossible
from requests_app.services.read_archive import newest_archive, read_archive

# A download that breaks off is begun again without another code.
OPEN_FOR = timedelta(minutes=15)
KEY = "portal_archive"
CODES_AN_HOUR = 30
TOO_MANY = 429
TOO_MANY_CODES = _("Very many codes were tried from your network within this hour. Try later.")
NOT_RIGHT = _(
    "This code does not open the file. It is wrong, too old, used already or tried too often. "
    "Look at our newest message, or have a new code sent."
)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """How far the file is; the button has it built, or built again."""
    package = fetchable_or_none(submission, pk)
    if package is None:
        return gone(request, submission)
    if request.method == "POST":
        ask_archive(pk, actor=subject_actor(submission.pk))
        return redirect("portal:archive", pk=pk)
    return _page(request, submission, package, DownloadCodeForm())


@own
@require_POST
def send_code(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Mail the code to the person."""
    package = fetchable_or_none(submission, pk)
    if package is None:
        return gone(request, submission)
    try:
        mail_download_code(pk, actor=subject_actor(submission.pk))
    except NotPossible as refused:
        return _page(request, submission, package, DownloadCodeForm(), reasons=refused.reasons)
    say(request, CODE_SENT)
    return redirect("portal:archive", pk=pk)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Try a code; the right one opens the file in this browser for a while."""
    package = fetchable_or_none(submission, pk)
    if package is None:
        return gone(request, submission)
    if request.method != "POST":
        return redirect("portal:archive", pk=pk)
    form = DownloadCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, package, form)
    if spent_from_here(request, "code", limit=CODES_AN_HOUR):
        form.add_error("code", str(TOO_MANY_CODES))
        return _page(request, submission, package, form, status=TOO_MANY)
    code = use_download_code(package, form.cleaned_data["code"])
    if code is None:
        form.add_error("code", str(NOT_RIGHT))
        return _page(request, submission, package, form)
    request.session[KEY] = {
        "package": pk,
        "code": code.pk,
        "until": (now() + OPEN_FOR).isoformat(),
    }
    return redirect("portal:archive", pk=pk)


# Whatever is in the file, it runs nothing here, even where a browser shows it.
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # its type knows no pk
@own
@require_safe
def download(request: HttpRequest, submission: Submission, pk: int) -> HttpResponseBase:
    """The file, while the code has it open."""
    package = fetchable_or_none(submission, pk)
    found = ready_archive(package) if package else None
    code_id = _opened_by(request, pk)
    if found is None or code_id is None:
        return redirect("portal:archive", pk=pk)
    if request.method == "GET":
        note_archive_download(found, code_id=code_id)
    return attachment(
        read_archive(found) if request.method == "GET" else iter(()),
        name=f"{submission.reference}.zip",
        content_type="application/zip",
        size=found.size,
    )


def _page(
    request: HttpRequest,
    submission: Submission,
    package: DisclosurePackage,
    form: DownloadCodeForm,
    *,
    reasons: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    found: PackageArchive | None = newest_archive(package)
    context = {
        "submission": submission,
        "package": package,
        "archive": found,
        "form": form,
        "is_open": _opened_by(request, package.pk) is not None,
        "code_waits": code_waits(package),
        "said": said(request),
        "said_code": CODE_SENT,
        "reasons": reasons,
    }
    return render(request, "portal/archive.html", context, status=status)


def _opened_by(request: HttpRequest, pk: int) -> int | None:
    """The number of the code that has the file open in this browser."""
    opened = request.session.get(KEY)
    if not opened or opened["package"] != pk:
        return None
    return int(opened["code"]) if datetime.fromisoformat(opened["until"]) > now() else None
