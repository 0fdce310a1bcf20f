"""The public form: one thing a page, back and forth, and nothing typed is lost."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registers_app.models import Controller
from requests_app.models import Draft, Submission
from requests_app.plain_form import PlainForm
from requests_app.portal import drafts
from requests_app.portal.beforehand import chosen_beforehand, first_open
from requests_app.portal.browser_signal import (
    objection_typed,
    signal_of,
    wants_objection,
    with_objection,
)
from requests_app.portal.check_rows import check_rows
from requests_app.portal.drafts import Answers, answers_of, keep
from requests_app.portal.errors import too_many
from requests_app.portal.go_on import mail_link, wants_link
from requests_app.portal.headers import personal
from requests_app.portal.options import public_registers
from requests_app.portal.proof_of_work import new_challenge
from requests_app.portal.receipt import foreseen, receipt_of
from requests_app.portal.send import FloodFromHere, NothingToSend, new_submission, send
from requests_app.portal.signs import TRAP
from requests_app.portal.step_files import stays_for_files, take_files
from requests_app.portal.steps import (
    ABOUT,
    OBJECTION,
    ORGANISATION,
    REGISTER,
    RIGHT,
    Step,
    Way,
    chosen_way,
    controller_of,
    first_gap,
    step_named,
    way_of,
    way_on,
)
from requests_app.typed import keepable

NOTHING_TO_SHOW = 204
# The step was opened from the list of answers, and leads back there.
CHANGE = "change"


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this desk is, and the first question: whose data."""
    return _page(request, ORGANISATION)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One question."""
    found = step_named(name)
    if found is None or found is ORGANISATION:
        raise Http404
    return _page(request, found)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation and its registers, with a button to begin. Nothing happens on GET.

    The address may choose a register and rights beforehand.
    """
    form = way_of(Answers(), None).form_of(ORGANISATION, data={"organisation": slug})
    if not form.is_valid():
        raise Http404
    controller = Controller.objects.get(slug=slug)
    if request.method == "POST":
        chosen = chosen_beforehand(request, controller)
        typed = {ORGANISATION.name: keepable(form.typed()), **chosen}
        kept = drafts.keep_all(request, by_step=typed)
        return kept.remember(redirect(address_of(first_open(chosen, controller))))
    registers = public_registers(controller)
    context = {
        "controller": controller,
        "registers": registers,
        "chosen": next(
            (each for each in registers if each.value == request.GET.get("register")), None
        ),
    }
    return render(request, "portal/organisation.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers with a way to change each, and the button that sends them, once."""
    if request.method == "POST":
        return _send(request)
    answers = answers_of(request)
    if answers.submission_id is not None:
        return redirect("portal:sent")
    way = chosen_way(answers)
    controller = way.controller
    if controller is None:
        return redirect("portal:start")
    forms = way.bound_forms()
    gap = first_gap(way, forms)
    if gap is not None:
        # Who has answered what follows comes back here straight from the one that is missing.
        seen = answers.of(gap.name) is not None or way.was_walked_after(gap)
        return redirect(address_of(gap, change=seen))
    context = {
        "rows": check_rows(forms, files=answers.files),
        "foreseen": foreseen(new_submission(forms, controller, way.register)),
        "controller": controller,
        "zone": controller.time_zone,
        "number": way.count,
        "of": way.count,
        "challenge": new_challenge(),
        "trap": TRAP,
        "last": way.steps[-1],
        "draft_days": settings.DRAFT_DAYS,
    }
    return render(request, "portal/check.html", context)


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt: reference, due date and why, and what happens next."""
    submission_id = answers_of(request).submission_id
    if submission_id is None:
        return redirect("portal:start")
    submission = (
        Submission.objects.select_related("controller", "register", "addressed_to")
        .prefetch_related("register__joint_controllers")
        .get(pk=submission_id)
    )
    return render(request, "portal/sent.html", {"receipt": receipt_of(submission)})


@personal
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Erase what was typed from this device and from the desk."""
    response = redirect("portal:start")
    drafts.forget(request, response)
    return response


def address_of(step: Step, *, change: bool = False) -> str:
    """The address of a step's page."""
    path = (
        reverse("portal:start")
        if step is ORGANISATION
        else reverse("portal:step", kwargs={"name": step.name})
    )
    return f"{path}?{CHANGE}=1" if change else path


def _page(request: HttpRequest, step: Step) -> HttpResponse:
    answers = answers_of(request)
    way = way_of(answers, None) if step is ORGANISATION else chosen_way(answers)
    if request.method == "POST":
        return _take(request, step, way)
    if step is not ORGANISATION and way.controller is None:
        return redirect("portal:start")
    if step not in way.steps:
        return redirect("portal:check")
    typed = None if answers.submission_id else answers.of(step.name)
    if typed is not None and CHANGE in request.GET:
        form = way.form_of(step, data=typed)
    else:
        form = way.form_of(step, initial=typed)
    return _show(request, step, form, way, draft=answers.draft)


def _take(request: HttpRequest, step: Step, way: Way) -> HttpResponse:
    if step is not ORGANISATION and way.controller is None:
        return _without_organisation(request, step)
    if step is RIGHT and wants_objection(request):
        return _object(request, way)
    form = way.sent_form_of(step, data=request.POST, files=request.FILES)
    typed = keepable(form.typed())
    kept = keep(request, step=step.name, typed=typed, known=way.answers)
    way = way_on(way, step, typed)
    if "autosave" in request.POST:
        return kept.remember(HttpResponse(status=NOTHING_TO_SHOW))
    take_files(request, form, kept.draft)
    language = request.POST.get("language")
    response: HttpResponse
    if language in dict(settings.LANGUAGES):
        response = redirect(translate_url(request.get_full_path(), language))
    elif "back" in request.POST:
        response = redirect(_back_of(request, step, way, is_right=form.is_valid()))
    elif wants_link(request):
        response = mail_link(request, kept.draft, way.controller, back_to=request.get_full_path())
    elif form.is_valid() and stays_for_files(request):
        response = redirect(request.get_full_path())
    elif form.is_valid():
        response = redirect(_next_of(request, step, way))
    else:
        response = _show(request, step, form, way, draft=kept.draft)
    return kept.remember(response)


def _object(request: HttpRequest, way: Way) -> HttpResponse:
    """The button beside a browser's signal: marketing is objected to, and the form goes on."""
    rights = keepable(way.form_of(RIGHT, data=with_objection(request)).typed())
    chosen = objection_typed(rights, way.answers)
    kept = drafts.keep_all(request, by_step=chosen)
    on = way_on(way_on(way, RIGHT, chosen[RIGHT.name]), OBJECTION, chosen[OBJECTION.name])
    return kept.remember(redirect(_next_of(request, OBJECTION, on)))


def _without_organisation(request: HttpRequest, step: Step) -> HttpResponse:
    """The week is over, or the organisation left the desk: begin anew with what was just typed."""
    response = redirect("portal:start")
    if step is not REGISTER:
        form = way_of(Answers(), None).form_of(step, data=request.POST)
        keep(request, step=step.name, typed=keepable(form.typed())).remember(response)
    return response


def _show(
    request: HttpRequest, step: Step, form: PlainForm, way: Way, *, draft: Draft | None
) -> HttpResponse:
    context = {
        "signal": signal_of(request) if step is RIGHT else None,
        "draft_days": settings.DRAFT_DAYS,
        "files": draft.files.all() if draft and step is ABOUT else (),
        "form": form,
        "step": step,
        "number": way.number_of(step) if step in way.steps else 1,
        "of": way.count,
        "controller": way.controller,
        "is_change": CHANGE in request.GET,
    }
    return render(request, step.template, context)


def _next_of(request: HttpRequest, step: Step, way: Way) -> str:
    following = way.after(step)
    if following is None or CHANGE in request.GET:
        return reverse("portal:check")
    return address_of(following)


def _back_of(request: HttpRequest, step: Step, way: Way, *, is_right: bool) -> str:
    previous = way.before(step)
    if previous is None:
        return reverse("portal:check")
    if CHANGE not in request.GET:
        return address_of(previous)
    # The list of answers would lead straight back to one that is missing or not right.
    return reverse("portal:check") if is_right else address_of(previous, change=True)


def _send(request: HttpRequest) -> HttpResponse:
    try:
        send(request)
    except NothingToSend:
        return redirect("portal:check")
    except FloodFromHere:
        return too_many(request, controller_of(answers_of(request)))
    response = redirect("portal:sent")
    drafts.show_receipt_for_a_while(request, response)
    return response
