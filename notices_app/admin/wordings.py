"""Where an organisation words its letters itself, with the standard text beside its own.

Every page works without a script; with one the preview follows what is typed.
"""

from collections.abc import Sequence

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _text
from django.views.decorators.http import require_http_methods, require_safe

from config.clock import today
from notices_app.admin.wording_page import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Words,
    cells_of,
    composed,
    groups,
    mark_of,
    page_of,
    standing_words,
)
from notices_app.letters import LETTER_KINDS
from notices_app.letters.names import letter_name
from notices_app.letters.own_words import is_wordable
from notices_app.letters.pdf import OnPaper, letters_pdf
from notices_app.models import OwnWording, WordingState
from notices_app.services.wording import Place, back_to_standard, keep_draft, put_in_force
from registers_app.admin.scoped import ControllerScopedAdmin, controllers_of
from registers_app.domain.actors import user_actor
from registers_app.domain.roles import Permission
from registers_app.models import Controller, LanguageChoice, User
from registers_app.services.errors import NotPermitted, Refused


@admin.register(OwnWording)
class OwnWordingAdmin(ControllerScopedAdmin[OwnWording]):
    """A list of all letters, and a page for each letter in each language."""

    controller_path = "controller"
    see = Permission.SEE_REQUESTS
    change = Permission.WORD_LETTERS

    def get_urls(self) -> list[URLPattern]:
        """The list, and one letter."""
        wrap, name = self.admin_site.admin_view, "notices_app_ownwording"
        allowed = require_http_methods(["GET", "HEAD", "POST"])
        return [
            path("", wrap(require_safe(self.letters)), name=f"{name}_changelist"),
            path(
                "<int:controller_id>/<slug:medium>/<slug:kind>/<slug:language>/",
                wrap(allowed(self.letter)),
                name="own_wording",
            ),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A wording begins on the page of its letter."""
        return False

    def letters(self, request: HttpRequest) -> HttpResponse:
        """Every letter, and whose words it is written in. Raises Http404 without a role."""
        controllers = list(controllers_of(request, self.see))
        chosen = _chosen(controllers, request.GET.get("controller", ""))
        if chosen is None:
            raise Http404
        rows = OwnWording.objects.filter(controller=chosen).exclude(state=WordingState.REPLACED)
        standing = {(row.medium, row.kind, row.language, row.state): row.number for row in rows}
        context = {
            **self.admin_site.each_context(request),
            "title": _text("Wording of letters"),
            "controllers": controllers,
            "controller": chosen,
            "languages": LanguageChoice.choices,
            "groups": [
                (
                    group.title,
                    [
                        (letter_name(kind.name), cells_of(chosen, kind, standing))
                        for kind in group.kinds
                    ],
                )
                for group in groups()
            ],
        }
        return TemplateResponse(request, "admin/notices_app/wordings.html", context)

    def letter(
        self, request: HttpRequest, controller_id: int, medium: str, kind: str, language: str
    ) -> HttpResponse:
        """One letter: its words, what they lack, how they differ, how they read.

        Raises Http404.
        """
        place = self._place(request, controller_id, medium, kind, language)
        there = controllers_of(request, Permission.WORD_LETTERS)
        may_change = there.filter(pk=controller_id).exists()
        typed = _typed(request) if request.method == "POST" else None
        if typed is not None:
            if request.POST.get("do") == "pdf":
                return _sample_pdf(place, typed)
            if request.POST.get("do") != "preview":
                if not may_change:
                    return HttpResponse(status=403)
                if self._done(request, place, typed):
                    return HttpResponseRedirect(request.path)
        words = typed or standing_words(place)
        return TemplateResponse(
            request,
            "admin/notices_app/wording.html",
            {
                **self.admin_site.each_context(request),
                **page_of(place, words),
                "may_change": may_change,
                "based_on": mark_of(place),
            },
        )

    def _place(
        self, request: HttpRequest, controller_id: int, medium: str, kind: str, language: str
    ) -> Place:
        controller = controllers_of(request, self.see).filter(pk=controller_id).first()
        declared = next(
            (each for (m, name), each in LETTER_KINDS.items() if (m, name) == (medium, kind)), None
        )
        known = declared is not None and is_wordable(declared)
        if controller is None or not known or language not in LanguageChoice.values:
            raise Http404
        assert declared is not None
        return Place(controller=controller, kind=declared, language=language)

    def _done(self, request: HttpRequest, place: Place, typed: Words) -> bool:
        """Whether it was done; if not, the page tells why and keeps what was typed."""
        assert isinstance(request.user, User)
        actor, do = user_actor(request.user.pk), request.POST.get("do")
        if do in ("keep", "force") and request.POST.get("based_on", "") != mark_of(place):
            messages.error(
                request,
                _text(
                    "Somebody has changed the draft in the meantime. Your words stand below: "
                    "compare them with the history, then save again."
                ),
            )
            return False
        try:
            if do == "standard":
                back_to_standard(place, actor=actor)
                messages.success(request, _text("The standard text goes out again."))
                return True
            keep_draft(place, subject=typed.subject, body=typed.body, actor=actor)
            if do != "force":
                messages.success(request, _text("The draft is kept. Letters do not use it yet."))
                return True
            row = put_in_force(place, actor=actor)
        except NotPermitted:
            raise Http404 from None
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return False
        said = _text("Version %(number)d is in force: letters are written with it from now on.")
        messages.success(request, said % {"number": row.number})
        return True


def _chosen(controllers: Sequence[Controller], asked: str) -> Controller | None:
    found = [each for each in controllers if str(each.pk) == asked]
    return next(iter([*found, *controllers]), None) if found or not asked else None


def _typed(request: HttpRequest) -> Words:
    return Words(
        subject=request.POST.get("subject", "")[:LONGEST_SUBJECT],
        body=request.POST.get("body", "")[:LONGEST_BODY].replace("\r\n", "\n"),
    )


def _sample_pdf(place: Place, words: Words) -> HttpResponse:
    """The sample case on paper."""
    letter = composed(place.kind, place.language, place.controller, words)
    on_paper = OnPaper(
        controller=place.controller,
        language=place.language,
        subject=letter.subject or "–",
        text=letter.text,
        reference="RD-7K3M-Q9XA",
        written_on=today(place.controller.time_zone),
        receiver="Maija Meikäläinen\nEsimerkkikatu 1 A 12\n00100 Helsinki",
    )
    response = HttpResponse(letters_pdf([on_paper]), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return response
