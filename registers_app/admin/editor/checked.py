"""The linter beside a section or a line: at once, or when asked where a register is large."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from registers_app.admin.editor.findings import AT_ONCE, at_line, findings_by_section, told
from registers_app.admin.editor.opened import Opened
from registers_app.admin.editor.progress import Overview, section_url
from registers_app.admin.editor.sections import Section

CHECK = "check"


def section_findings(
    request: HttpRequest, opened: Opened, overview: Overview, section: Section, *, row: Any = None
) -> dict[str, Any]:
    """What is found in the section, or at one line of it."""
    is_large = sum(each.count for each in overview.sections) > AT_ONCE
    if is_large and CHECK not in request.GET:
        return {"check_url": f"{section_url(opened.version.pk, section.key)}?{CHECK}=1"}
    if row is not None and row.pk is None:
        return {}
    found = findings_by_section(opened.version).get(section.key, [])
    if row is not None:
        found = at_line(found, section.part, row.key)
    title = _("What the check finds here")
    if row is not None:
        title = _("What the check finds at this line")
    return {"findings": told(opened.version, found), "findings_title": title}
