"""What a person fetches: an answer for each right that gives data, its files, and the data."""

import hashlib
from collections.abc import Sequence

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from requests_app.domain.rights import Right
from requests_app.fulfilment.archive.covered import covered_files
from requests_app.fulfilment.package_content import PackageContent, open_content
from requests_app.fulfilment.portable import described, portable_json
from requests_app.models import DisclosurePackage, StoredFile, Submission
from requests_app.portal.access import own
from requests_app.portal.own_renewal import gone
from requests_app.portal.said import said
from requests_app.right_words import RIGHT_WORDS
from requests_app.services.fetch import (
    fetchable_packages,
    note_data_download,
    note_download,
    note_opened,
)
from requests_app.services.read_archive import newest_archive
from requests_app.services.renew import renewed_until
from requests_app.services.store_file import read_file

JSON = "application/json"


@own
@require_safe
def answer(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The answer, or a list where there are several."""
    packages = fetchable_packages(submission)
    if not packages:
        return gone(request, submission)
    if len(packages) == 1:
        return _show(request, submission, packages[0])
    answers = [
        {"package": package, "words": RIGHT_WORDS[Right(package.request.right)]}
        for package in sorted(packages, key=lambda package: package.request_id)
    ]
    context = {"answers": answers, "submission": submission}
    return render(request, "portal/answers.html", context)


@own
@require_safe
def package(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """One of several answers."""
    found = fetchable_or_none(submission, pk)
    return _show(request, submission, found) if found else gone(request, submission)


# Whatever is in the file, it runs nothing here, even where a browser shows it.
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # its type knows no pk
@own
@require_safe
def answer_file(request: HttpRequest, submission: Submission, pk: int) -> HttpResponseBase:
    """One file of an answer, to keep."""
    packages = fetchable_packages(submission)
    if not packages:
        return redirect("portal:answer")
    stored = get_object_or_404(StoredFile.objects.filter(packages__in=packages).distinct(), pk=pk)
    response = StreamingHttpResponse(
        read_file(stored) if request.method == "GET" else iter(()),
        content_type=stored.content_type,
        headers=_to_keep(stored.name, size=stored.size),
    )
    if request.method == "GET":
        note_download(_holding(stored, packages), stored)
    return response


@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # its type knows no pk
@own
@require_safe
def answer_data(request: HttpRequest, submission: Submission, pk: int) -> HttpResponseBase:
    """The data that may be moved, for a machine to read (GDPR Art. 20(1))."""
    found = fetchable_or_none(submission, pk)
    if found is None:
        return redirect("portal:answer")
    if found.request.right != Right.PORTABILITY:
        raise Http404
    data = portable_json(submission, open_content(found))
    if request.method == "GET":
        note_data_download(found, sha256=hashlib.sha256(data).hexdigest())
    return HttpResponse(data, content_type=JSON, headers=_to_keep("data.json", size=len(data)))


def fetchable_or_none(submission: Submission, pk: int) -> DisclosurePackage | None:
    """The package while it may be fetched; None: its time is over. Raises Http404."""
    get_object_or_404(DisclosurePackage, pk=pk, request__submission=submission)
    return next((row for row in fetchable_packages(submission) if row.pk == pk), None)


def _show(request: HttpRequest, submission: Submission, package: DisclosurePackage) -> HttpResponse:
    content = open_content(package)
    if request.method == "GET":
        note_opened(package)
    moves = package.request.right == Right.PORTABILITY
    context = {
        "package": package,
        "content": content,
        "fields": described(content) if moves else [],
        "data": _data_file(submission, content) if moves else None,
        "files": package.files.all(),
        "covered": covered_files(package),
        "archive": newest_archive(package),
        "renews_until": renewed_until(package),
        "said": said(request),
        "submission": submission,
    }
    return render(request, "portal/move.html" if moves else "portal/answer.html", context)


def _data_file(submission: Submission, content: PackageContent) -> dict[str, int | str]:
    """Size and digest of the data, as they are given."""
    data = portable_json(submission, content)
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _holding(stored: StoredFile, packages: Sequence[DisclosurePackage]) -> DisclosurePackage:
    held = set(stored.packages.values_list("pk", flat=True))
    return next(package for package in packages if package.pk in held)


def _to_keep(name: str, *, size: int) -> dict[str, str]:
    return {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Content-Length": str(size),
    }
