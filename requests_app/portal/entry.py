"""Getting back to one's request: a new link by mail, and the code that stands beside it.

The answers are the same whatever is given: nobody learns whose request or address is known here.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from requests_app.portal.access import open_for
from requests_app.portal.entry_forms import CodeForm, NewLinkForm
from requests_app.portal.headers import personal
from requests_app.portal.switching import as_typed, is_switch
from requests_app.portal.throttle import spent_from_here
from requests_app.services.enter_by_code import enter_by_code
from requests_app.services.mail_new_link import find_submission, mail_new_link

TOO_MANY = 429
# From one connection, which may be that of a whole school: the mailed links are not counted.
LINKS_AN_HOUR = 30
CODES_AN_HOUR = 30
TOO_MANY_LINKS = _(
    "Very many links were asked for from your network within this hour. Try again later, or open "
    "the link in any message that we have sent you."
)
TOO_MANY_CODES = _(
    "Very many codes were tried from your network within this hour. Open the link that stands "
    "beside the code in our message: it works all the same."
)
NOT_RIGHT = _(
    "This code does not open the request. It is wrong, too old, used already or tried too often, "
    "or the reference or the address is another. Open the link in the same message, or have a new "
    "one sent."
)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Have a new link and a code mailed."""
    if request.method != "POST":
        return _ask(request, NewLinkForm())
    if is_switch(request):
        return _ask(request, as_typed(NewLinkForm, request))
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    if spent_from_here(request, "new_link", limit=LINKS_AN_HOUR):
        form.add_error("email", str(TOO_MANY_LINKS))
        return _ask(request, form, status=TOO_MANY)
    found = find_submission(**form.case)
    if found is not None:
        mail_new_link(found)
    context = {"form": CodeForm(initial=form.cleaned_data)}
    return render(request, "portal/new_link_sent.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code of a mail instead of following its link; the button opens the request."""
    if request.method != "POST":
        return _ask_code(request, CodeForm())
    if is_switch(request):
        return _ask_code(request, as_typed(CodeForm, request))
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form)
    if spent_from_here(request, "code", limit=CODES_AN_HOUR):
        form.add_error("code", str(TOO_MANY_CODES))
        return _ask_code(request, form, status=TOO_MANY)
    found = enter_by_code(**form.case, code=form.cleaned_data["code"])
    if found is None:
        form.add_error("code", str(NOT_RIGHT))
        return _ask_code(request, form)
    open_for(request, found)
    return redirect("portal:request")


def _ask(request: HttpRequest, form: NewLinkForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/new_link.html", {"form": form}, status=status)


def _ask_code(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/code.html", {"form": form}, status=status)
