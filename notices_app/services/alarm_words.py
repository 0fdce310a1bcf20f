"""An alarm of a mailbox in a sentence, without personal data."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices_app.models import MailboxError
from notices_app.services.intake_health import Alarm, Trouble


def alarm_words(alarm: Alarm) -> str:
    """What is wrong, in the reader's language."""
    match alarm.trouble:
        case Trouble.ERROR:
            return str(MailboxError(alarm.mailbox.error).label)
        case Trouble.NOT_CHECKED:
            return _(
                "Nobody has looked into it: the desk’s worker or its scheduler is not running."
            )
        case Trouble.PROBE_LATE:
            return _("The desk’s own mail to it does not come in.")
        case Trouble.SILENT:
            said = ngettext(
                "No mail for %(days)d day, where %(a_week)d a week are usual.",
                "No mail for %(days)d days, where %(a_week)d a week are usual.",
                alarm.days,
            )
            return said % {"days": alarm.days, "a_week": alarm.a_week}
