"""The staff side: the queue, the case and intake."""

from requests_app.admin.duties import ComplaintAdmin, SourceNoticeAdmin, SystemRestoreAdmin
from requests_app.admin.mails import InboundMailAdmin
from requests_app.admin.paper_letters import PaperLetterAdmin
from requests_app.admin.queue import QueueAdmin

__all__ = [
    "ComplaintAdmin",
    "InboundMailAdmin",
    "PaperLetterAdmin",
    "QueueAdmin",
    "SourceNoticeAdmin",
    "SystemRestoreAdmin",
]
