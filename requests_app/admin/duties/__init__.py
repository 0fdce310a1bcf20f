"""Duties with dates of their own, apart from requests: their lists and pages."""

from requests_app.admin.duties.complaints import ComplaintAdmin
from requests_app.admin.duties.restores import SystemRestoreAdmin
from requests_app.admin.duties.source_notices import SourceNoticeAdmin

__all__ = ["ComplaintAdmin", "SourceNoticeAdmin", "SystemRestoreAdmin"]
