"""A version as its notice will show it, published or not: for those who are writing it."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from config.clock import today
from registers_app.models import RegisterVersion
from registers_app.pages.history import Dated, Standing, history
from registers_app.pages.notice import Notice, composed
from registers_app.selectors import published_versions


def draft_notice(version: RegisterVersion, language: str) -> Notice:
    """The notice of a draft in *language*, as it would stand if it were published now."""
    register = version.register
    day = today(register.controller.time_zone)
    published = history(published_versions().filter(register=register), on=day)
    dated = Dated(
        version=version,
        standing=Standing.DRAFT,
        since=version.effective_on or day,
        replaced_on=None,
    )
    return composed(dated, published, language=language)


def rendered_draft(version: RegisterVersion, language: str) -> SafeString:
    """The same as HTML that stands inside another page; ``notices/notices.css`` is its style."""
    with override(language):
        notice = draft_notice(version, language)
        return render_to_string("notices/preview.html", {"notice": notice})
